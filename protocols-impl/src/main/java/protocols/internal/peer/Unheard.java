package protocols.internal.peer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
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

    /** Fields of HTTP. */
    private static final Set<String> FIELDS = Set.of("AUTHORIZATION", "PROXY-AUTHORIZATION", "COOKIE");

    private Unheard() {}

    /** What stands before a secret of a script, such as {@code password=}: there may be one behind it elsewhere, too. */
    static Optional<String> label(String text) {
        int at = text.indexOf(Transcript.REDACTED);
        int start = at - 1;
        while (start > 0 && text.charAt(start) == ' ') {
            start--;
        }
        while (start > 0 && " &?;".indexOf(text.charAt(start - 1)) < 0) {
            start--;
        }
        return at - start < 2 || start < 0 ? Optional.empty() : Optional.of(text.substring(start, at));
    }

    /** As {@link #shown(byte[])}, without what stands behind one of these. */
    static String shown(byte[] bytes, Collection<String> labels) {
        String line = new String(bytes, ISO_8859_1);
        String lower = line.toLowerCase(Locale.ROOT);
        for (String label : labels) {
            int at = lower.indexOf(label.toLowerCase(Locale.ROOT));
            if (at >= 0 && secret(line) < 0) {
                int from = at + label.length();
                int to = from;
                while (to < line.length() && "&;\r\n".indexOf(line.charAt(to)) < 0) {
                    to++;
                }
                return CoreFriend.get().escapePart(bytes, 0, from)
                        + Transcript.REDACTED
                        + CoreFriend.get().escape(bytes, to, bytes.length);
            }
        }
        return shown(bytes);
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
        String line = new String(bytes, ISO_8859_1);
        int second = wordStart(line, wordEnd(line, 0));
        return isLogin(line.substring(0, wordEnd(line, 0))) || isLogin(line.substring(second, wordEnd(line, second)));
    }

    /** Whether it names a mechanism, whose steps may follow before they are asked for. */
    static boolean isMechanism(byte[] bytes) {
        String line = new String(bytes, ISO_8859_1);
        int second = wordStart(line, wordEnd(line, 0));
        return MECHANISMS.contains(line.substring(0, wordEnd(line, 0)).toUpperCase(Locale.ROOT))
                || MECHANISMS.contains(
                        line.substring(second, wordEnd(line, second)).toUpperCase(Locale.ROOT));
    }

    private static boolean isLogin(String word) {
        String command = word.toUpperCase(Locale.ROOT);
        return command.equals("LOGIN") || MECHANISMS.contains(command);
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
