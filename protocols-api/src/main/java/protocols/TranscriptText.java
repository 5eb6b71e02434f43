package protocols;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import protocols.Transcript.Entry;
import protocols.Transcript.Side;

/** The printed form of a transcript: bytes to escaped text, and lines back to entries. */
final class TranscriptText {

    /** How a file begins that says which form it has. */
    static final String VERSION = "#! transcript ";

    /** Far more than a session opens, and few enough that two sessions can follow each other. */
    private static final int CHANNELS = 1_000_000_000;

    private static final String HEX = "0123456789abcdef";

    private TranscriptText() {}

    /** Bytes as they stand in a transcript: a final CR LF is implied, its absence marked by a lone backslash. */
    static String escape(byte[] bytes, int from, int to) {
        boolean ended = to - from >= 2 && bytes[to - 2] == '\r' && bytes[to - 1] == '\n';
        int end = ended ? to - 2 : to;
        StringBuilder out = new StringBuilder(end - from + 8);
        for (int i = from; i < end; ) {
            i = escapeOne(bytes, i, end, out);
        }
        if (!ended) {
            return out.append('\\').toString();
        }
        int last = out.length() - 1;
        if (last >= 0 && out.charAt(last) == ' ') {
            out.setLength(last);
            out.append("\\x20");
        }
        return out.toString();
    }

    /** As {@link #escape}, but nothing is implied at the end. */
    static String escapePart(byte[] bytes, int from, int to) {
        StringBuilder out = new StringBuilder(to - from + 8);
        for (int i = from; i < to; ) {
            i = escapeOne(bytes, i, to, out);
        }
        return out.toString();
    }

    private static int escapeOne(byte[] bytes, int i, int end, StringBuilder out) {
        int b = bytes[i] & 0xff;
        if (b == '\\') {
            out.append("\\\\");
        } else if (b == '*' && redactedAt(bytes, i, end)) {
            hex(b, out);
        } else if (b >= 0x20 && b < 0x7f) {
            out.append((char) b);
        } else if (b >= 0xc2) {
            return escapeUtf8(bytes, i, end, out);
        } else {
            hex(b, out);
        }
        return i + 1;
    }

    private static int escapeUtf8(byte[] bytes, int i, int end, StringBuilder out) {
        int b = bytes[i] & 0xff;
        int length = b < 0xe0 ? 2 : b < 0xf0 ? 3 : 4;
        if (b < 0xf5 && i + length <= end) {
            try {
                String text = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes, i, length))
                        .toString();
                if (!Text.isControl(text.charAt(0)) && Character.isDefined(text.codePointAt(0))) {
                    out.append(text);
                    return i + length;
                }
            } catch (CharacterCodingException notUtf8) {
                hex(b, out);
                return i + 1;
            }
        }
        hex(b, out);
        return i + 1;
    }

    private static boolean redactedAt(byte[] bytes, int i, int end) {
        int length = Transcript.REDACTED.length();
        for (int k = 0; k < length; k++) {
            if (i + k >= end || bytes[i + k] != '*') {
                return false;
            }
        }
        return true;
    }

    private static void hex(int b, StringBuilder out) {
        out.append("\\x").append(HEX.charAt(b >> 4)).append(HEX.charAt(b & 15));
    }

    /** The bytes of an escaped text, a final CR LF included where it is implied. */
    static byte[] bytes(String text) {
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        byte[] out = new byte[raw.length + 2];
        int n = 0;
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] != '\\') {
                out[n++] = raw[i];
            } else if (i + 1 == raw.length) {
                return java.util.Arrays.copyOf(out, n);
            } else if (raw[i + 1] == '\\' || raw[i + 1] == '*') {
                out[n++] = raw[i + 1];
                i++;
            } else if (raw[i + 1] == 'x' && i + 3 < raw.length) {
                out[n++] = (byte) (nibble(raw[i + 2], text) << 4 | nibble(raw[i + 3], text));
                i += 3;
            } else {
                throw new IllegalArgumentException("not an escape of a transcript: " + Text.printable(text));
            }
        }
        out[n++] = '\r';
        out[n++] = '\n';
        return java.util.Arrays.copyOf(out, n);
    }

    private static int nibble(byte b, String text) {
        int value = Character.digit((char) b, 16);
        if (value < 0) {
            throw new IllegalArgumentException("not an escape of a transcript: " + Text.printable(text));
        }
        return value;
    }

    static String seconds(Duration at) {
        return String.format(Locale.ROOT, "%8.3f", at.getSeconds() + at.getNano() / 1e9);
    }

    static List<Entry> parse(String text) {
        List<Entry> entries = new ArrayList<>();
        int number = 0;
        // Some editors put a mark before the text that says how it is encoded.
        for (String line : (text.startsWith("\ufeff") ? text.substring(1) : text).split("\n", -1)) {
            number++;
            if (line.startsWith(VERSION)) {
                requireKnown(line.substring(VERSION.length()).strip());
            } else if (!line.isBlank()) {
                entries.add(entry(line, number));
            }
        }
        return entries;
    }

    private static IllegalArgumentException refused(String line, int number, String why) {
        return new IllegalArgumentException(
                "line " + number + " of the transcript" + why + ": " + Text.printable(line));
    }

    /** A file of another version is not read as if it were one of this. */
    private static void requireKnown(String version) {
        if (!version.equals("1")) {
            throw new IllegalArgumentException(
                    "a transcript of version " + Text.printable(version) + "; this reads version 1");
        }
    }

    static Entry entry(String printed, int number) {
        String line = printed.endsWith("\r") ? printed.substring(0, printed.length() - 1) : printed;
        Duration at = Duration.ZERO;
        int space = leadingTime(line);
        if (space > 0) {
            at = time(line.substring(0, space).strip())
                    .orElseThrow(() -> refused(printed, number, " has no such time"));
            line = line.substring(space + 1);
        }
        Optional<Entry> entry;
        try {
            entry = entry(line, at);
        } catch (IllegalArgumentException noEscape) {
            throw refused(printed, number, " has an escape that is none");
        }
        String unread = line;
        return entry.orElseThrow(() -> refused(printed, number, why(unread)));
    }

    private static String why(String unread) {
        return switch (unread.isEmpty() ? ' ' : unread.charAt(0)) {
            case '*' -> " tells what does not happen in one";
            case 'S', 'C' -> " lacks the colon and a space behind its mark, or \"| 42 bytes\"";
            default -> " begins with none of S:, C:, C|, * and #";
        };
    }

    private static Optional<Entry> entry(String line, Duration at) {
        Optional<String> dropped = between(line, "... ", " entries dropped");
        if (dropped.isPresent()) {
            return number(dropped.get()).map(count -> new Transcript.Dropped(1, at, count));
        }
        int mark = 1;
        while (mark < line.length() && isDigit(line.charAt(mark))) {
            mark++;
        }
        Optional<Long> channel = mark == 1 ? Optional.of(1L) : number(line.substring(1, mark));
        if (line.isEmpty() || channel.isEmpty() || channel.get() < 1 || channel.get() > CHANNELS) {
            return Optional.empty();
        }
        return entry(line.charAt(0), channel.get().intValue(), at, line.substring(mark));
    }

    /** What stands between the beginning and the end of a line; empty if it begins or ends otherwise. */
    private static Optional<String> between(String line, String begin, String end) {
        boolean framed = line.length() >= begin.length() + end.length() && line.startsWith(begin) && line.endsWith(end);
        return framed ? Optional.of(line.substring(begin.length(), line.length() - end.length())) : Optional.empty();
    }

    private static Optional<Entry> entry(char mark, int channel, Duration at, String rest) {
        if (mark == 'S' || mark == 'C') {
            Side by = mark == 'S' ? Side.SERVER : Side.CLIENT;
            return said(by, channel, at, rest);
        }
        if (mark == '#' && rest.startsWith(" ")) {
            return Optional.of(new Transcript.Note(channel, at, rest.substring(1)));
        }
        return mark == '*' ? happened(channel, at, rest.stripTrailing()) : Optional.empty();
    }

    private static Optional<Entry> happened(int channel, Duration at, String rest) {
        if (rest.startsWith(" connected ")) {
            return Optional.of(new Transcript.Opened(channel, at, rest.substring(" connected ".length())));
        }
        if (rest.equals(" tls") || rest.startsWith(" tls ")) {
            return Optional.of(
                    new Transcript.Secured(channel, at, rest.substring(4).stripLeading()));
        }
        if (rest.equals(" connected")) {
            return Optional.of(new Transcript.Opened(channel, at, ""));
        }
        if (rest.length() > 1 && isAct(rest.substring(1))) {
            return Optional.of(new Transcript.Act(channel, at, rest.substring(1)));
        }
        return switch (rest) {
            case " closed by peer" -> Optional.of(new Transcript.Closed(channel, at, Side.SERVER));
            case " closed" -> Optional.of(new Transcript.Closed(channel, at, Side.CLIENT));
            default -> Optional.empty();
        };
    }

    /** What a served peer can do besides speaking. */
    static boolean isAct(String what) {
        return switch (what) {
            case "reset by peer", "torn by peer", "stall", "gap" -> true;
            default ->
                between(what, "pause ", " ms")
                        .filter(digits -> digits.length() < 7)
                        .flatMap(TranscriptText::number)
                        .isPresent();
        };
    }

    private static Optional<Entry> said(Side by, int channel, Duration at, String rest) {
        if (rest.equals(":")) {
            return Optional.of(new Transcript.Said(channel, at, by, ""));
        }
        if (rest.startsWith(": ")) {
            String text = rest.substring(2);
            bytes(text);
            if (text.endsWith(" ")) {
                text = text.substring(0, text.length() - 1) + "\\x20";
            }
            return Optional.of(new Transcript.Said(channel, at, by, text));
        }
        if (rest.equals("|")) {
            return Optional.of(new Transcript.Omitted(channel, at, by, -1));
        }
        return between(rest, "| ", " bytes")
                .flatMap(TranscriptText::number)
                .map(bytes -> new Transcript.Omitted(channel, at, by, bytes));
    }

    private static int leadingTime(String line) {
        int i = 0;
        while (i < line.length() && line.charAt(i) == ' ') {
            i++;
        }
        int digits = i;
        while (i < line.length() && (isDigit(line.charAt(i)) || (i > digits && line.charAt(i) == '.'))) {
            i++;
        }
        return i > digits && i < line.length() && line.charAt(i) == ' ' ? i : 0;
    }

    /** Seconds, perhaps with a fraction. */
    private static Optional<Duration> time(String seconds) {
        int point = seconds.indexOf('.');
        boolean one = point == seconds.lastIndexOf('.');
        return one ? Optional.of(Duration.ofNanos((long) (Double.parseDouble(seconds) * 1e9))) : Optional.empty();
    }

    /** Digits alone, and so few that they fit. */
    private static Optional<Long> number(String digits) {
        boolean plain = !digits.isEmpty() && digits.length() < 19;
        for (int i = 0; i < digits.length(); i++) {
            plain &= isDigit(digits.charAt(i));
        }
        return plain ? Optional.of(Long.parseLong(digits)) : Optional.empty();
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /**
     * An escaped text in which nothing moves a cursor either, where somebody else has put it together: the same bytes in
     * their own escapes. Half of a character has no bytes, and becomes a question mark.
     */
    static String safe(String text) {
        if (Text.escaped(text).equals(text)) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); ) {
            int next = text.offsetByCodePoints(i, 1);
            String one = text.substring(i, next);
            if (Text.escaped(one).equals(one)) {
                out.append(one);
            } else {
                for (byte b : one.getBytes(StandardCharsets.UTF_8)) {
                    hex(b & 0xff, out);
                }
            }
            i = next;
        }
        return out.toString();
    }

    /** The same entry of a connection with a higher number, at a later time. */
    static Entry moved(Entry entry, int channels, Duration later) {
        int channel = entry.channel() + channels;
        Duration at = entry.at().plus(later);
        if (entry instanceof Transcript.Said said) {
            return new Transcript.Said(channel, at, said.by(), said.text());
        }
        if (entry instanceof Transcript.Omitted omitted) {
            return new Transcript.Omitted(channel, at, omitted.by(), omitted.bytes());
        }
        if (entry instanceof Transcript.Opened opened) {
            return new Transcript.Opened(channel, at, opened.target());
        }
        if (entry instanceof Transcript.Secured secured) {
            return new Transcript.Secured(channel, at, secured.session());
        }
        if (entry instanceof Transcript.Closed closed) {
            return new Transcript.Closed(channel, at, closed.by());
        }
        if (entry instanceof Transcript.Note note) {
            return new Transcript.Note(channel, at, note.text());
        }
        if (entry instanceof Transcript.Act act) {
            return new Transcript.Act(channel, at, act.what());
        }
        return new Transcript.Dropped(channel, at, ((Transcript.Dropped) entry).entries());
    }
}
