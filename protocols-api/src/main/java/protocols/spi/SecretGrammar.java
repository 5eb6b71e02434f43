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
            // Chinese, Japanese, Korean
            "密码",
            "密碼",
            "口令",
            "パスワード",
            "비밀번호",
            "암호");

    /** Words for it that stand in others too, so that they count at the end of a prompt alone. */
    public static final List<String> SHORT = List.of("pass", "pin", "secret");

    /** What is asked for besides a password. */
    private static final List<String> CODES = List.of("verification code", "one-time");

    /** How a prompt ends, but for space. */
    private static final String PROMPT_ENDS = ":：>?";

    private SecretGrammar() {}

    /**
     * Where a secret begins in a line of a client; -1 if there is none. The command is the first word, or the second behind
     * a tag of IMAP.
     */
    public static int secret(String line) {
        int colon = line.indexOf(':');
        if (colon > 0 && FIELDS.contains(line.substring(0, colon).strip().toUpperCase(Locale.ROOT))) {
            return colon + 1;
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
                return wordStart(line, wordEnd(line, next));
            }
            from = next;
        }
        return -1;
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
    public static boolean isMechanism(byte[] line) {
        return begins(line, MECHANISMS);
    }

    /** Whether a line that a server has not ended asks for a secret. */
    public static boolean isPasswordPrompt(String tail) {
        String prompt = tail.stripTrailing();
        if (prompt.isEmpty() || PROMPT_ENDS.indexOf(prompt.charAt(prompt.length() - 1)) < 0) {
            return false;
        }
        String small = prompt.toLowerCase(Locale.ROOT);
        String asked = small.substring(0, small.length() - 1).stripTrailing();
        String last = asked.substring(Math.max(asked.lastIndexOf(' '), asked.lastIndexOf('\n')) + 1);
        return PASSWORD.stream().anyMatch(small::contains)
                || CODES.stream().anyMatch(small::contains)
                || SHORT.contains(last);
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
