package protocols.spi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Where the secrets stand in a line of any of our protocols. */
public final class SecretGrammar {

    /** Commands of which all that follows is a secret, or may be. */
    private static final Set<String> COMMANDS = Set.of("PASS", "ACCT");

    /** Commands of which all that follows on the name of a user is a secret. */
    private static final Set<String> NAMED = Set.of("LOGIN", "APOP");

    /** Commands of which all behind the name of a mechanism is a secret (RFC 4954, RFC 5034, RFC 9051). */
    private static final Set<String> MECHANISMS = Set.of("AUTH", "AUTHENTICATE");

    /** Commands that begin a login. */
    private static final Set<String> LOGINS = Set.of("LOGIN", "AUTH", "AUTHENTICATE");

    /** What stands behind AUTH without being a secret: a mechanism of SASL, or what FTP protects its connection by. */
    private static final Set<String> MECHANISM_NAMES = Set.of(
            "PLAIN",
            "LOGIN",
            "CRAM-MD5",
            "DIGEST-MD5",
            "XOAUTH2",
            "OAUTHBEARER",
            "OAUTH10A",
            "NTLM",
            "GSSAPI",
            "GS2-KRB5",
            "EXTERNAL",
            "ANONYMOUS",
            "KERBEROS_V4",
            "KERBEROS_V5",
            "OTP",
            "SKEY",
            "SECURID");

    private static final Set<String> PROTECTIONS = Set.of("TLS", "TLS-C", "TLS-P", "SSL");

    /** Commands of one word, which no step of a mechanism is taken for. */
    private static final Set<String> WORDS = Set.of(
            "AUTH",
            "CAPA",
            "DATA",
            "FEAT",
            "HELP",
            "LIST",
            "NOOP",
            "PASV",
            "PWD",
            "QUIT",
            "RSET",
            "STARTTLS",
            "STAT",
            "STLS",
            "SYST",
            "UIDL");

    /** Fields of HTTP that a client sends. */
    private static final Set<String> FIELDS = Set.of("AUTHORIZATION", "PROXY-AUTHORIZATION", "COOKIE");

    /** The field of HTTP by which a server gives one. */
    private static final String SET_COOKIE = "SET-COOKIE:";

    /** The words for a password, in small letters, as the servers of many countries ask for one. */
    public static final List<String> PASSWORD = List.of(
            // English
            "password",
            "passwd",
            "passcode",
            "passphrase",
            "pass phrase",
            // German, Dutch, Danish, Norwegian, Swedish, Finnish
            "passwort",
            "kennwort",
            "wachtwoord",
            "adgangskode",
            "kodeord",
            "passord",
            "lösenord",
            "salasana",
            // French, Spanish, Portuguese, Italian, Romanian, Catalan
            "mot de passe",
            "contraseña",
            "contrasena",
            "clave",
            "senha",
            "palavra-passe",
            "parola",
            "parola d'ordine",
            "parolă",
            "contrasenya",
            // Polish, Czech, Slovak, Hungarian, Croatian, Turkish, Greek, Russian, Ukrainian
            "hasło",
            "haslo",
            "heslo",
            "jelszó",
            "lozinka",
            "zaporka",
            "şifre",
            "κωδικός",
            "κωδικός πρόσβασης",
            "συνθηματικό",
            "пароль",
            // Arabic, Persian, Hebrew, Thai, Vietnamese, Hindi
            "كلمة المرور",
            "كلمة السر",
            "كلمة مرور",
            "الرقم السري",
            "رمز عبور",
            "گذرواژه",
            "סיסמה",
            "סיסמא",
            "ססמה",
            "รหัสผ่าน",
            "mật khẩu",
            "पासवर्ड",
            // Chinese, Japanese, Korean
            "密码",
            "密碼",
            "口令",
            "パスワード",
            "비밀번호",
            "암호",
            // Indonesian
            "kata sandi");

    /** Words for it that stand in others too, so that they count at the end of a prompt alone. */
    public static final List<String> SHORT = List.of("pass", "pin", "secret", "pw", "pwd");

    private static final List<String> SHORT_CODES = List.of("otp", "token", "code");

    /** What is asked for besides a password. */
    private static final List<String> CODES = List.of("verification code", "one-time");

    /** How the prompt of a shell ends, where what stands before is its name and no question. */
    private static final String SHELL_ENDS = "$#%";

    /** A line that is longer asks nothing. */
    private static final int LONGEST_PROMPT = 200;

    private SecretGrammar() {}

    /**
     * Where a secret begins in a line of a client; -1 if there is none. The command is the first word, or the second behind
     * a tag of IMAP.
     */
    public static int secret(String line) {
        if (isField(line)) {
            return line.indexOf(':') + 1;
        }
        int from = wordStart(line, 0);
        for (int word = 0; word < 2; word++) {
            int end = wordEnd(line, from);
            String command = line.substring(from, end).toUpperCase(Locale.ROOT);
            int next = wordStart(line, end);
            if (COMMANDS.contains(command)) {
                return next;
            }
            if (NAMED.contains(command)) {
                return wordStart(line, argumentEnd(line, next));
            }
            if (MECHANISMS.contains(command)) {
                boolean named = isMechanismName(line.substring(next, wordEnd(line, next)));
                return named ? wordStart(line, wordEnd(line, next)) : next;
            }
            from = next;
        }
        return inUrl(line);
    }

    /** Whether it is a field of HTTP that holds one, and that may go on in the next line (RFC 9112 section 5.2). */
    public static boolean isField(String line) {
        int colon = line.indexOf(':');
        return colon > 0 && FIELDS.contains(line.substring(0, colon).strip().toUpperCase(Locale.ROOT));
    }

    /** Behind the name of a user in a URL (RFC 3986 section 3.2.1). */
    private static int inUrl(String line) {
        int scheme = line.indexOf("://");
        int at = scheme < 0 ? -1 : line.indexOf('@', scheme);
        int colon = scheme < 0 ? -1 : line.indexOf(':', scheme + 1);
        if (at < 0 || colon < 0 || colon > at) {
            return -1;
        }
        boolean inside = line.substring(scheme + 3, at).chars().noneMatch(c -> c == '/' || isBlank((char) c));
        return inside ? colon + 1 : -1;
    }

    private static boolean isMechanismName(String word) {
        String name = word.toUpperCase(Locale.ROOT);
        return MECHANISM_NAMES.contains(name) || PROTECTIONS.contains(name) || name.startsWith("SCRAM-");
    }

    /** Whether a line of a client is a command, and no step of a mechanism, which is one word that is none. */
    static boolean isCommand(String line) {
        return wordEnd(line, 0) < line.length() || WORDS.contains(line.toUpperCase(Locale.ROOT));
    }

    /** Whether a line of a server may be its last word on a login, by SMTP, POP3, FTP or IMAP. */
    static boolean endsLogin(String line) {
        if (line.startsWith("-ERR") || line.startsWith("+OK")) {
            return true;
        }
        boolean isCode = line.length() >= 3 && line.chars().limit(3).allMatch(c -> c >= '0' && c <= '9');
        int second = wordStart(line, wordEnd(line, 0));
        String word = line.substring(second, wordEnd(line, second)).toUpperCase(Locale.ROOT);
        // 250 is an answer to what was said before.
        return isCode
                ? "45".indexOf(line.charAt(0)) >= 0 || line.startsWith("23")
                : !line.startsWith("*") && Set.of("OK", "NO", "BAD").contains(word);
    }

    /** Where the value of a cookie begins in a line of a server; -1 if it sets none (RFC 6265 section 8.3). */
    public static int cookie(String line) {
        if (!line.regionMatches(true, 0, SET_COOKIE, 0, SET_COOKIE.length())) {
            return -1;
        }
        int value = line.indexOf('=', SET_COOKIE.length());
        return value < 0 ? SET_COOKIE.length() : value + 1;
    }

    /** Whether it begins a login that may take further steps. */
    public static boolean isLogin(byte[] line) {
        return begins(line, LOGINS);
    }

    /** Whether it names a mechanism, whose steps may follow before they are asked for. */
    static boolean isMechanism(byte[] line) {
        String text = new String(line, ISO_8859_1).strip().toUpperCase(Locale.ROOT);
        return begins(line, MECHANISMS) && PROTECTIONS.stream().noneMatch(text::endsWith);
    }

    /**
     * Whether a line that a server has not ended asks for a secret. What stays in doubt does: any word for one in it is
     * enough, but for the name in the prompt of a shell.
     *
     * @param before the line before it, which asks where this one is nothing but a mark
     */
    public static boolean isPasswordPrompt(String tail, String before) {
        String prompt = plain(tail);
        String asked = asked(prompt);
        if (prompt.isEmpty() || prompt.length() > LONGEST_PROMPT) {
            return false;
        }
        if (asked.isEmpty()) {
            return endsInWord(asked(plain(before.strip())));
        }
        boolean isShell = SHELL_ENDS.indexOf(prompt.charAt(prompt.length() - 1)) >= 0;
        boolean named =
                PASSWORD.stream().anyMatch(asked::contains) || CODES.stream().anyMatch(asked::contains);
        return endsInWord(asked) || named && !isShell;
    }

    private static boolean endsInWord(String asked) {
        String last = asked.substring(asked.lastIndexOf(' ') + 1);
        return PASSWORD.stream().anyMatch(asked::endsWith) || SHORT.contains(last) || SHORT_CODES.contains(last);
    }

    /** A line as it is read: without the commands of a terminal, in small letters, none of them spaced out. */
    private static String plain(String line) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\u001b') {
                i = endOfEscape(line, i);
            } else if (c == '\r' || c == '\n') {
                text.setLength(c == '\n' || i + 1 < line.length() && line.charAt(i + 1) != '\n' ? 0 : text.length());
            } else if (!Character.isISOControl(c)) {
                text.append(c);
            }
        }
        String plain = text.toString().strip().toLowerCase(Locale.ROOT);
        boolean isSpaced =
                plain.length() > 8 && List.of(plain.split(" ", -1)).stream().allMatch(word -> word.length() <= 1);
        return isSpaced ? plain.replace(" ", "") : plain;
    }

    /** The last character of a command to a terminal (ECMA-48 section 5.4, and OSC up to BEL). */
    private static int endOfEscape(String line, int from) {
        int at = from + 1;
        if (at < line.length() && line.charAt(at) == ']') {
            int bell = line.indexOf('\u0007', at);
            return bell < 0 ? line.length() : bell;
        }
        if (at < line.length() && line.charAt(at) == '[') {
            at++;
            while (at < line.length() && (line.charAt(at) < '@' || line.charAt(at) > '~')) {
                at++;
            }
        }
        return at;
    }

    /** Without the marks at both ends. */
    private static String asked(String prompt) {
        int from = 0;
        int end = prompt.length();
        while (end > from && !Character.isLetterOrDigit(prompt.codePointBefore(end)) && !isMark(prompt, end)) {
            end--;
        }
        while (from < end && !Character.isLetterOrDigit(prompt.charAt(from))) {
            from++;
        }
        return prompt.substring(from, end);
    }

    /** Whether a vowel sign or tone mark stands before a place, which is part of a word. */
    private static boolean isMark(String text, int end) {
        int type = Character.getType(text.codePointBefore(end));
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    private static boolean begins(byte[] bytes, Set<String> commands) {
        String line = new String(bytes, ISO_8859_1);
        int second = wordStart(line, wordEnd(line, 0));
        return commands.contains(line.substring(0, wordEnd(line, 0)).toUpperCase(Locale.ROOT))
                || commands.contains(
                        line.substring(second, wordEnd(line, second)).toUpperCase(Locale.ROOT));
    }

    /** An argument of IMAP may be in quotes, with spaces in it (RFC 9051 section 4.3). */
    private static int argumentEnd(String line, int from) {
        if (from >= line.length() || line.charAt(from) != '"') {
            return wordEnd(line, from);
        }
        int at = from + 1;
        while (at < line.length() && line.charAt(at) != '"') {
            at += line.charAt(at) == '\\' ? 2 : 1;
        }
        return wordEnd(line, Math.min(at, line.length()));
    }

    private static int wordStart(String line, int from) {
        int at = from;
        while (at < line.length() && isBlank(line.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int wordEnd(String line, int from) {
        int at = from;
        while (at < line.length() && !isBlank(line.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }
}
