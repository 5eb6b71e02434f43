package protocols.internal.peer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import protocols.Transcript;

/**
 * The head of a request of HTTP that a client is to send (RFC 9112 section 3): its first line, and the fields that must
 * be there, in any order and among others.
 */
final class HeadPattern {

    /** No head is longer. */
    private static final int LONGEST = 1 << 18;

    private final Pattern request;
    private final List<Wanted> fields;

    /** A line that must be there, unless whatever it says may vary. */
    record Wanted(String name, Pattern line, boolean optional) {}

    HeadPattern(Pattern request, List<Wanted> fields) {
        this.request = request;
        this.fields = List.copyOf(fields);
    }

    /** How many bytes the head takes; {@link Pattern#WRONG} or {@link Pattern#MORE}. */
    int match(byte[] said, int length, Bindings bound) {
        int first = request.match(said, length, bound);
        if (first < 0) {
            return first;
        }
        int end = end(said, length);
        if (end < 0) {
            return length > LONGEST ? Pattern.WRONG : Pattern.MORE;
        }
        List<String> lines = lines(said, end);
        for (Wanted wanted : fields) {
            if (!wanted.optional()
                    && lines.stream().noneMatch(line -> wanted.line().matches(line, bound))) {
                return Pattern.WRONG;
            }
        }
        return end;
    }

    /** The head as a transcript shows it: a proof in it is a secret, whatever the script has. */
    static List<String> shown(byte[] said, int end) {
        List<String> shown = new ArrayList<>();
        for (String line : lines(said, end)) {
            int colon = line.indexOf(':');
            String name = colon < 0 ? "" : line.substring(0, colon).toLowerCase(Locale.ROOT);
            shown.add(
                    name.equals("authorization") || name.equals("proxy-authorization") || name.equals("cookie")
                            ? line.substring(0, colon + 1) + " " + Transcript.REDACTED
                            : line);
        }
        return shown;
    }

    /** How long the content behind a head is; empty if it comes in chunks. */
    static OptionalLong length(byte[] said, int end) {
        long length = 0;
        for (String line : lines(said, end)) {
            String lower = line.toLowerCase(Locale.ROOT);
            if (lower.startsWith("transfer-encoding:") && lower.endsWith("chunked")) {
                return OptionalLong.empty();
            }
            if (lower.startsWith("content-length:")) {
                length = number(lower.substring("content-length:".length()).strip());
            }
        }
        return OptionalLong.of(length);
    }

    private static long number(String digits) {
        boolean plain =
                !digits.isEmpty() && digits.length() < 19 && digits.chars().allMatch(Character::isDigit);
        return plain ? Long.parseLong(digits) : 0;
    }

    private static List<String> lines(byte[] said, int end) {
        return List.of(new String(said, 0, end - 4, ISO_8859_1).split("\r\n", -1));
    }

    /** Behind the empty line; -1 if it has not come. */
    private static int end(byte[] said, int length) {
        for (int i = 3; i < length; i++) {
            if (said[i] == '\n' && said[i - 1] == '\r' && said[i - 2] == '\n' && said[i - 3] == '\r') {
                return i + 1;
            }
        }
        return -1;
    }

    /** Whether a line begins a request. */
    static boolean isRequest(String line) {
        int space = line.indexOf(' ');
        String method = space < 1 ? "" : line.substring(0, space);
        return (line.endsWith(" HTTP/1.1") || line.endsWith(" HTTP/1.0"))
                && method.chars().allMatch(c -> c >= 'A' && c <= 'Z');
    }
}
