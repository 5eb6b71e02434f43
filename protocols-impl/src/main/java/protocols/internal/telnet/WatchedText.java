package protocols.internal.telnet;

/**
 * Unread text as a pattern sees it: what is read is counted, and now and then somebody is asked whether the search may go
 * on, because a pattern can take time that grows faster than any text. Valid until the text changes; see {@link #refresh}.
 */
final class WatchedText implements CharSequence {

    /** Says whether a search may go on. */
    interface Watch {
        /**
         * @throws RuntimeException if it may not
         */
        void look();
    }

    /** A try that cost more than it was allowed. */
    static final class Costly extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Costly() {
            super("a costly pattern", null, false, false);
        }
    }

    /** So many characters are read between two looks: some ten microseconds. */
    private static final int STEP = 512;

    private final Watch watch;
    private char[] chars = new char[0];
    private int offset;
    private int length;
    private int at;
    private int elsewhere;
    private int untilLook = STEP;
    private long looked;
    private long most;

    WatchedText(Watch watch) {
        this.watch = watch;
    }

    /** Shows the text as it is now. */
    void refresh(UnreadText text) {
        chars = text.array();
        offset = text.offset();
        length = text.length();
    }

    /** A try begins at this character, and ends with {@link Costly} if it reads many more than so many. */
    void begin(int start, long reads) {
        at = start;
        elsewhere = 0;
        looked = 0;
        untilLook = STEP;
        most = reads;
    }

    /** How many characters the try has read so far. */
    long reads() {
        return looked + STEP - untilLook;
    }

    /** Whether the try has read no character but the one at which it began. */
    boolean sawOneCharacter() {
        return elsewhere == 0;
    }

    /** A character, read for no pattern. */
    char at(int index) {
        return chars[offset + index];
    }

    @Override
    public char charAt(int index) {
        elsewhere |= index ^ at;
        if (--untilLook == 0) {
            look();
        }
        return chars[offset + index];
    }

    private void look() {
        looked += STEP;
        untilLook = STEP;
        watch.look();
        if (looked > most) {
            throw new Costly();
        }
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public CharSequence subSequence(int from, int to) {
        return new String(chars, offset + from, to - from);
    }

    @Override
    public String toString() {
        return new String(chars, offset, length);
    }
}
