package protocols.internal.peer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * What a client has said on one channel and nobody has taken yet. It knows how far it was looked through, so that bytes
 * that come one by one are looked at once.
 */
final class Inbox {

    private byte[] bytes = new byte[512];
    private int from;
    private int to;
    private int lineless;
    private int headless;
    private String line = "";
    private final Map<Pattern, Integer> fitting = new HashMap<>();
    private boolean ended;

    void add(byte[] more, int at, int count) {
        if (to + count > bytes.length) {
            makeRoom(count);
        }
        System.arraycopy(more, at, bytes, to, count);
        to += count;
    }

    private void makeRoom(int count) {
        int length = length();
        boolean fits = 2 * (length + count) <= bytes.length;
        byte[] room = fits ? bytes : new byte[Math.max(2 * length, length + count)];
        System.arraycopy(bytes, from, room, 0, length);
        bytes = room;
        from = 0;
        to = length;
    }

    void end() {
        ended = true;
    }

    /** The channel came about again. */
    void begin() {
        ended = false;
    }

    boolean hasEnded() {
        return ended;
    }

    boolean isEmpty() {
        return from == to;
    }

    int length() {
        return to - from;
    }

    byte get(int index) {
        return bytes[from + index];
    }

    /** The first of the bytes. */
    byte[] first(int count) {
        return Arrays.copyOfRange(bytes, from, from + count);
    }

    /** The first of the bytes as ISO 8859-1. */
    String text(int count) {
        return new String(bytes, from, count, ISO_8859_1);
    }

    byte[] take(int count) {
        byte[] taken = first(count);
        drop(count);
        return taken;
    }

    void drop(int count) {
        from += count;
        if (from == to) {
            from = 0;
            to = 0;
        }
        lineless = 0;
        headless = 0;
        line = "";
        fitting.clear();
    }

    /** Behind the first line end; -1 if there is none. */
    int lineEnd() {
        while (lineless < length() && get(lineless) != '\n') {
            lineless++;
        }
        return lineless < length() ? lineless + 1 : -1;
    }

    /** The first line, which is whole, without its end. */
    String line() {
        if (line.isEmpty()) {
            line = text(lineEnd() - 2);
        }
        return line;
    }

    /** Up to and with the first line end, or all of it. */
    int firstLine() {
        int end = lineEnd();
        return end < 0 ? length() : end;
    }

    /** Behind the empty line that ends a head; {@link Pattern#MORE}, or {@link Pattern#WRONG} if a line ends otherwise. */
    int headEnd() {
        for (; headless < length(); headless++) {
            if (get(headless) == '\n') {
                if (headless == 0 || get(headless - 1) != '\r') {
                    return Pattern.WRONG;
                }
                if (headless > 2 && get(headless - 2) == '\n') {
                    return headless + 1;
                }
            }
        }
        return Pattern.MORE;
    }

    /** How many of the first bytes are known to fit a pattern. */
    int fitting(Pattern pattern) {
        return fitting.getOrDefault(pattern, 0);
    }

    void fits(Pattern pattern, int count) {
        fitting.put(pattern, count);
    }
}
