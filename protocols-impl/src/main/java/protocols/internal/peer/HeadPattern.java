package protocols.internal.peer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import protocols.Transcript;
import protocols.spi.CoreFriend;

/**
 * The head of a request of HTTP that a client is to send (RFC 9112 section 3): its first line, and the fields that must
 * be there, in any order and among others.
 */
final class HeadPattern {

    /** No head is longer. */
    private static final int LONGEST = 1 << 18;

    /** Fields that hold a secret, whoever sends them. */
    private static final Set<String> PROOFS = Set.of("authorization", "proxy-authorization", "cookie");

    private final Pattern request;
    private final List<Wanted> fields;

    /**
     * A line that must be there, unless whatever it says may vary.
     *
     * @param text as it stands in the transcript
     */
    record Wanted(String name, String text, Pattern line, boolean optional) {
        /** The case of a name does not matter (RFC 9110 section 5.1). */
        boolean isIn(String said, Bindings bound) {
            boolean named = said.regionMatches(true, 0, name + ":", 0, name.length() + 1);
            return named && line.matches(name + field(said).substring(name.length()), bound);
        }
    }

    /** A field, with one space before its value and none behind: those are no part of it (RFC 9112 section 5.1). */
    static String field(String line) {
        int colon = line.indexOf(':');
        String value = line.substring(colon + 1).strip();
        return colon < 0 || value.isEmpty() ? line.strip() : line.substring(0, colon) + ": " + value;
    }

    HeadPattern(Pattern request, List<Wanted> fields) {
        this.request = request;
        this.fields = List.copyOf(fields);
    }

    /** How many bytes the head takes; {@link Pattern#WRONG} or {@link Pattern#MORE}. */
    int match(Inbox in, Bindings bound) {
        if (!request.mayBegin(in)) {
            return Pattern.WRONG;
        }
        int end = in.headEnd();
        if (end < 0) {
            return in.length() > LONGEST ? Pattern.WRONG : end;
        }
        if (request.match(in, bound) < 0) {
            return Pattern.WRONG;
        }
        return lacking(lines(in.text(end)), bound).isPresent() ? Pattern.WRONG : end;
    }

    private Optional<Wanted> lacking(List<String> lines, Bindings bound) {
        return fields.stream()
                .filter(wanted -> !wanted.optional() && lines.stream().noneMatch(line -> wanted.isIn(line, bound)))
                .findFirst();
    }

    /**
     * A field that the transcript has otherwise.
     *
     * @param text as it stands there
     * @param said what the client says in its place; empty if nothing
     */
    record Lacking(String text, Optional<String> said) {}

    /** The first field in which a request differs that begins as it should. */
    Optional<Lacking> lacking(Inbox in, Bindings bound) {
        int end = in.headEnd();
        if (end < 0 || request.match(in, bound) < 0) {
            return Optional.empty();
        }
        List<String> lines = lines(in.text(end));
        return lacking(lines, bound)
                .map(wanted -> new Lacking(
                        wanted.text(),
                        lines.stream()
                                .filter(line -> line.regionMatches(
                                        true,
                                        0,
                                        wanted.name() + ":",
                                        0,
                                        wanted.name().length() + 1))
                                .findFirst()));
    }

    /** The head as a transcript shows it: a proof in it is a secret, and what the script has as one. */
    List<String> shown(byte[] said, Bindings bound) {
        List<String> lines = lines(new String(said, ISO_8859_1));
        List<String> shown = new ArrayList<>();
        shown.add(shown(request, lines.get(0), bound));
        for (String line : lines.subList(1, lines.size())) {
            int colon = line.indexOf(':');
            String name = colon < 0 ? "" : line.substring(0, colon);
            Optional<Wanted> secret = fields.stream()
                    .filter(wanted -> wanted.line().hasSecret() && wanted.name().equalsIgnoreCase(name))
                    .findFirst();
            if (PROOFS.contains(name.toLowerCase(Locale.ROOT))) {
                shown.add(name + ": " + Transcript.REDACTED);
            } else if (secret.isPresent() && !secret.get().line().matches(field(line), bound)) {
                shown.add(name + ": " + Transcript.REDACTED);
            } else {
                shown.add(secret.map(wanted -> shown(wanted.line(), field(line), bound))
                        .orElseGet(() -> escaped(line)));
            }
        }
        shown.add("");
        return shown;
    }

    private static String shown(Pattern pattern, String line, Bindings bound) {
        byte[] bytes = (line + "\r\n").getBytes(ISO_8859_1);
        return pattern.shown(bytes, bytes.length, bound);
    }

    private static String escaped(String line) {
        byte[] bytes = (line + "\r\n").getBytes(ISO_8859_1);
        return CoreFriend.get().escape(bytes, 0, bytes.length);
    }

    /** How long the content behind a head is; empty if it comes in chunks. */
    static OptionalLong length(byte[] head) {
        long length = 0;
        for (String line : lines(new String(head, ISO_8859_1))) {
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

    /** The lines of a head, without the empty one at its end. */
    private static List<String> lines(String head) {
        List<String> lines = new ArrayList<>();
        int from = 0;
        for (int end = head.indexOf("\r\n"); end > from || lines.isEmpty(); end = head.indexOf("\r\n", from)) {
            lines.add(head.substring(from, end));
            from = end + 2;
        }
        return lines;
    }

    /** Whether a line begins a request. */
    static boolean isRequest(String line) {
        int space = line.indexOf(' ');
        String method = space < 1 ? "" : line.substring(0, space);
        return (line.endsWith(" HTTP/1.1") || line.endsWith(" HTTP/1.0"))
                && method.chars().allMatch(c -> c >= 'A' && c <= 'Z');
    }
}
