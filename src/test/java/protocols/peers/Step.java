package protocols.peers;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** One line of a dialogue: its number in the text, and as its own text what follows {@code S: } or {@code C: }. */
record Step(int number, String source, Kind kind, int channel, String text) {

    static final String SECRET = "********";

    enum Kind {
        SEND(""),
        EXPECT(""),
        CONNECTS("connects"),
        CONNECTED("connected"),
        TLS("tls"),
        CLOSED_BY_PEER("closed by peer"),
        RESET_BY_PEER("reset by peer"),
        CUT_BY_PEER("cut by peer"),
        GAP("gap"),
        CLOSED("closed");

        boolean isByServer() {
            return this == SEND || this == CLOSED_BY_PEER || this == RESET_BY_PEER || this == CUT_BY_PEER;
        }

        /** In the order in which they are tried: the longer of two that begin alike comes first. */
        static final List<Kind> EVENTS =
                List.of(CONNECTS, CONNECTED, TLS, CLOSED_BY_PEER, RESET_BY_PEER, CUT_BY_PEER, GAP, CLOSED);

        private final String event;

        Kind(String event) {
            this.event = event;
        }

        String event() {
            return event;
        }
    }

    /** What goes over the wire once the placeholders are filled in. */
    byte[] bytes(UnaryOperator<String> placeholders) {
        return unescape(placeholders.apply(text));
    }

    boolean hasSecret() {
        return text.contains(SECRET);
    }

    /** What stands in a line where this one says {@value #SECRET} first; empty if the line does not fit. */
    Optional<String> secretOf(byte[] line, UnaryOperator<String> placeholders) {
        String pattern = latin(bytes(placeholders));
        String said = latin(line);
        int start = pattern.indexOf(SECRET);
        if (!said.startsWith(pattern.substring(0, start))) {
            return Optional.empty();
        }
        return tail(said, start, pattern.substring(start + SECRET.length()));
    }

    /** Bytes as a dialogue writes them. */
    static String printable(byte[] bytes) {
        StringBuilder out = new StringBuilder();
        boolean line = bytes.length >= 2 && bytes[bytes.length - 2] == '\r' && bytes[bytes.length - 1] == '\n';
        int end = line ? bytes.length - 2 : bytes.length;
        for (int i = 0; i < end; i++) {
            int b = bytes[i] & 0xff;
            if (b == '\\') {
                out.append("\\\\");
            } else if (b >= 0x20 && b < 0x7f) {
                out.append((char) b);
            } else {
                out.append("\\x%02x".formatted(b));
            }
        }
        return line ? out.toString() : out.append('\\').toString();
    }

    private static Optional<String> tail(String said, int start, String rest) {
        int next = rest.indexOf(SECRET);
        if (next < 0) {
            int end = said.length() - rest.length();
            return end >= start && said.endsWith(rest) ? Optional.of(said.substring(start, end)) : Optional.empty();
        }
        int end = said.indexOf(rest.substring(0, next), start);
        if (end < 0
                || tail(said, end + next, rest.substring(next + SECRET.length()))
                        .isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(said.substring(start, end));
    }

    private static byte[] unescape(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int end = text.length();
        int plain = 0;
        for (int i = 0; i < end; i++) {
            if (text.charAt(i) != '\\') {
                continue;
            }
            out.writeBytes(text.substring(plain, i).getBytes(StandardCharsets.UTF_8));
            if (i + 1 == end) {
                return out.toByteArray();
            }
            if (text.charAt(i + 1) == '\\') {
                out.write('\\');
                i += 1;
            } else if (text.charAt(i + 1) == 'x' && i + 4 <= end) {
                out.write(Integer.parseInt(text.substring(i + 2, i + 4), 16));
                i += 3;
            } else {
                throw new IllegalArgumentException("neither \\\\ nor \\xHH nor a \\ at the end: " + text);
            }
            plain = i + 1;
        }
        out.writeBytes(text.substring(plain).getBytes(StandardCharsets.UTF_8));
        out.write('\r');
        out.write('\n');
        return out.toByteArray();
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
