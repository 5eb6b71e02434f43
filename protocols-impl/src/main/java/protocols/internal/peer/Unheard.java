package protocols.internal.peer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import protocols.Transcript;
import protocols.spi.CoreFriend;

/** What a client said and no script foresaw, without the secrets that such lines are known to hold. */
final class Unheard {

    /** Commands of which all that follows is a secret, or may be. */
    private static final Set<String> COMMANDS = Set.of("PASS", "ACCT");

    /** Commands of which all that follows on the name of a user is a secret. */
    private static final Set<String> NAMED = Set.of("LOGIN", "APOP");

    /** Commands of which all behind the name of a mechanism is a secret (RFC 4954, RFC 5034, RFC 9051). */
    private static final Set<String> MECHANISMS = Set.of("AUTH", "AUTHENTICATE");

    /** Commands that begin a login. */
    private static final Set<String> LOGINS = Set.of("LOGIN", "AUTH", "AUTHENTICATE");

    /** Fields of HTTP. */
    private static final Set<String> FIELDS = Set.of("AUTHORIZATION", "PROXY-AUTHORIZATION", "COOKIE");

    /** What stands before a word, or a parameter of a form. */
    private static final String BEFORE = " &?;";

    private Unheard() {}

    /** What stands before each secret in a line of a script, such as {@code password=}: there may be one behind it elsewhere. */
    static List<String> labels(String text) {
        List<String> labels = new ArrayList<>();
        for (int at = text.indexOf(Transcript.REDACTED); at >= 0; at = text.indexOf(Transcript.REDACTED, at + 1)) {
            int start = at - 1;
            while (start > 0 && text.charAt(start) == ' ') {
                start--;
            }
            while (start > 0 && BEFORE.indexOf(text.charAt(start - 1)) < 0) {
                start--;
            }
            if (start >= 0 && at - start > 1) {
                labels.add(text.substring(start, at));
            }
        }
        return labels;
    }

    /** As {@link #shown(byte[])}, without what stands behind each of these. */
    static String shown(byte[] bytes, Collection<String> labels) {
        String line = new String(bytes, ISO_8859_1);
        if (secret(line) >= 0) {
            return shown(bytes);
        }
        StringBuilder out = new StringBuilder();
        int shown = 0;
        for (int at = 0; at < line.length(); at++) {
            int from = isWordStart(line, at) ? behindLabel(line, at, labels) : -1;
            if (from >= 0) {
                out.append(CoreFriend.get().escapePart(bytes, shown, from)).append(Transcript.REDACTED);
                while (from < line.length() && "&;\r\n".indexOf(line.charAt(from)) < 0) {
                    from++;
                }
                shown = from;
                at = from;
            }
        }
        return out.append(CoreFriend.get().escape(bytes, shown, bytes.length)).toString();
    }

    private static boolean isWordStart(String line, int at) {
        return at == 0 || BEFORE.indexOf(line.charAt(at - 1)) >= 0;
    }

    /** Behind the label that stands there, whatever its case; -1 if none does. */
    private static int behindLabel(String line, int at, Collection<String> labels) {
        return labels.stream()
                .filter(label -> line.regionMatches(true, at, label, 0, label.length()))
                .mapToInt(label -> at + label.length())
                .max()
                .orElse(-1);
    }

    static String shown(byte[] bytes) {
        String line = new String(bytes, ISO_8859_1);
        int secret = secret(line);
        return secret < 0 || line.substring(secret).isBlank()
                ? CoreFriend.get().escape(bytes, 0, bytes.length)
                : CoreFriend.get().escapePart(bytes, 0, secret) + Transcript.REDACTED;
    }

    /** Whether it begins a login that may take further steps. */
    static boolean isLogin(byte[] bytes) {
        return begins(bytes, LOGINS);
    }

    /** Whether it names a mechanism, whose steps may follow before they are asked for. */
    static boolean isMechanism(byte[] bytes) {
        return begins(bytes, MECHANISMS);
    }

    /** Whether the command is one of these: the first word, or the second behind a tag. */
    private static boolean begins(byte[] bytes, Set<String> commands) {
        String line = new String(bytes, ISO_8859_1);
        int second = wordStart(line, wordEnd(line, 0));
        return commands.contains(line.substring(0, wordEnd(line, 0)).toUpperCase(Locale.ROOT))
                || commands.contains(
                        line.substring(second, wordEnd(line, second)).toUpperCase(Locale.ROOT));
    }

    /** Where a secret begins; -1 if there is none. The command is the first word, or the second behind a tag. */
    private static int secret(String line) {
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
