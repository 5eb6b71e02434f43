package protocols.internal.imap;

import java.util.Arrays;
import protocols.WireException.Malformed;
import protocols.imap.UidSet;
import protocols.imap.UnreadableResponse;

/**
 * Finds the end of a response without understanding it: CR LF that follows neither the size of a literal nor is within one
 * (RFC 9051 section 4.3). Besides it keeps how the response begins, and the UID that a FETCH tells outside of strings.
 */
final class Framing {

    /** How far it has come in the size of a literal, which is the last thing of its line. */
    private enum Size {
        NONE,
        OPEN,
        DIGITS,
        PLUS,
        CLOSED,
        BROKEN
    }

    private static final String UID = "UID ";

    private boolean quoted;
    private boolean escaped;
    private boolean afterCr;
    private Size size = Size.NONE;
    private long literal;

    private int uidMatched;
    private long uidDigits;
    private long uid;

    private byte[] raw = new byte[0];
    private int kept;

    void begin() {
        newLine();
        uid = 0;
        kept = 0;
    }

    /** A literal has ended. */
    void newLine() {
        quoted = false;
        escaped = false;
        afterCr = false;
        size = Size.NONE;
        literal = 0;
        uidMatched = -1;
    }

    /** Goes on at these bytes; gives where the line ends, after its CR LF, or -1 if it does not end there. */
    int scan(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            int b = bytes[i];
            if (afterCr && b == '\n') {
                return i + 1;
            }
            if (b == '\r') {
                afterCr = true;
                endUid(b);
            } else {
                if (afterCr) {
                    afterCr = false;
                    size = Size.NONE;
                }
                byteOfLine(b);
            }
        }
        return -1;
    }

    private void byteOfLine(int b) {
        size = next(b);
        if (quoted) {
            quoted = escaped || b != '"';
            escaped = !escaped && b == '\\';
            uidMatched = -1;
        } else {
            quoted = b == '"';
            uid(b);
        }
    }

    private Size next(int b) {
        if (b == '{') {
            literal = 0;
            return Size.OPEN;
        }
        return switch (size) {
            case OPEN, DIGITS -> digit(b);
            case PLUS -> b == '}' ? Size.CLOSED : broken(b);
            case BROKEN -> broken(b);
            default -> Size.NONE;
        };
    }

    private Size digit(int b) {
        if (b >= '0' && b <= '9' && literal < Long.MAX_VALUE / 100) {
            literal = literal * 10 + (b - '0');
            return Size.DIGITS;
        }
        if (size == Size.DIGITS && (b == '}' || b == '+')) {
            return b == '}' ? Size.CLOSED : Size.PLUS;
        }
        return broken(b);
    }

    /** What has a space in it is no size but text. */
    private static Size broken(int b) {
        return b == ' ' || b == '(' || b == ')' || b == '"' ? Size.NONE : Size.BROKEN;
    }

    private void uid(int b) {
        if (uidMatched < 0) {
            uidMatched = b == ' ' || b == '(' ? 0 : -1;
        } else if (uidMatched < UID.length()) {
            boolean same = (b >= 'a' && b <= 'z' ? b - 0x20 : b) == UID.charAt(uidMatched);
            uidMatched = same ? uidMatched + 1 : b == ' ' || b == '(' ? 0 : -1;
            uidDigits = 0;
        } else if (b >= '0' && b <= '9' && uidDigits <= UidSet.MAX) {
            uidDigits = uidDigits * 10 + (b - '0');
        } else {
            endUid(b);
        }
    }

    private void endUid(int b) {
        boolean whole = uidMatched == UID.length() && (b == ' ' || b == ')' || b == '\r');
        if (whole && uidDigits > 0 && uidDigits <= UidSet.MAX && uid == 0) {
            uid = uidDigits;
        }
        uidMatched = b == ' ' || b == '(' ? 0 : -1;
    }

    /**
     * How many bytes the literal has that the line which has ended announces; -1 if it announces none, and the response ends
     * with it.
     *
     * @throws Malformed if that cannot be told: what comes next is a literal or a response
     */
    long literal() throws Malformed {
        if (size == Size.NONE) {
            return -1;
        }
        if (size != Size.CLOSED || quoted) {
            throw new Malformed("the size of a literal", raw());
        }
        return literal;
    }

    /** The UID, if it was found; a string that does not end could have told it. */
    long uid() {
        return quoted ? 0 : uid;
    }

    /** Keeps how the response begins. */
    void keep(byte[] bytes, int from, int to) {
        int some = Math.min(to - from, UnreadableResponse.KEPT - kept);
        if (some > 0) {
            if (raw.length == 0) {
                raw = new byte[UnreadableResponse.KEPT];
            }
            System.arraycopy(bytes, from, raw, kept, some);
            kept += some;
        }
    }

    /** How the response begins. */
    String raw() {
        return StatusText.text(Arrays.copyOf(raw, kept)).stripTrailing();
    }
}
