package protocols.internal.peer;

/** Where content that comes in chunks ends (RFC 9112 section 7.1): with the empty line behind the last, empty chunk. */
final class Chunks {

    /** No size of a chunk has more digits. */
    private static final int DIGITS = 15;

    private State state = State.SIZE;
    private long left;
    private int digits;

    private enum State {
        /** The digits of a size. */
        SIZE,
        /** What follows a size up to the end of its line. */
        EXTENSION,
        SIZE_LF,
        DATA,
        DATA_CR,
        DATA_LF,
        /** The first character of a line behind the last chunk. */
        TRAILER,
        TRAILER_FIELD,
        TRAILER_LF,
        LAST_LF,
        WHOLE,
        WRONG
    }

    boolean isWhole() {
        return state == State.WHOLE;
    }

    /** How many of these bytes belong to the chunks; -1 if they are none. */
    int take(byte[] bytes) {
        int i = 0;
        while (i < bytes.length && state != State.WHOLE) {
            if (state == State.DATA) {
                int count = (int) Math.min(left, bytes.length - i);
                left -= count;
                i += count;
                state = left == 0 ? State.DATA_CR : State.DATA;
                continue;
            }
            state = next(bytes[i++]);
            if (state == State.WRONG) {
                return -1;
            }
        }
        return i;
    }

    private State next(byte b) {
        return switch (state) {
            case SIZE -> size(b);
            case EXTENSION -> b == '\r' ? State.SIZE_LF : b == '\n' ? State.WRONG : State.EXTENSION;
            case SIZE_LF -> b != '\n' ? State.WRONG : begun();
            case DATA_CR -> b == '\r' ? State.DATA_LF : State.WRONG;
            case DATA_LF -> b == '\n' ? State.SIZE : State.WRONG;
            case TRAILER -> b == '\r' ? State.LAST_LF : b == '\n' ? State.WRONG : State.TRAILER_FIELD;
            case TRAILER_FIELD -> b == '\r' ? State.TRAILER_LF : b == '\n' ? State.WRONG : State.TRAILER_FIELD;
            case TRAILER_LF -> b == '\n' ? State.TRAILER : State.WRONG;
            case LAST_LF -> b == '\n' ? State.WHOLE : State.WRONG;
            default -> State.WRONG;
        };
    }

    private State size(byte b) {
        int digit = Character.digit((char) b, 16);
        if (digit >= 0 && digits < DIGITS) {
            left = left * 16 + digit;
            digits++;
            return State.SIZE;
        }
        boolean ends = b == ';' || b == ' ' || b == '\t';
        return digits == 0 || digit >= 0
                ? State.WRONG
                : b == '\r' ? State.SIZE_LF : ends ? State.EXTENSION : State.WRONG;
    }

    private State begun() {
        digits = 0;
        return left == 0 ? State.TRAILER : State.DATA;
    }
}
