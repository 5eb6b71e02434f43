package protocols.internal.telnet;

import java.util.Locale;

/**
 * A place where the peer may have paused: the text so far, whose last line has no end yet.
 *
 * @param before the unread text before that line, as many characters
 * @param line what a person sees of that line; empty if the text ends with the end of a line
 * @param isMarked whether the peer has marked this place with GA or EOR
 * @param isEnd whether the peer has closed
 */
record Pause(int before, String line, boolean isMarked, boolean isEnd) {

    /** A line that is longer is no prompt. */
    private static final int LONGEST = 1024;

    /** The place up to which text has come. */
    static Pause of(ExpectBuffer buffer) {
        UnreadText text = buffer.unread();
        int length = text.length();
        int start = length;
        char end = buffer.isEndingLinesWithCr() ? '\r' : '\n';
        while (start > 0 && text.charAt(start - 1) != end) {
            start--;
        }
        String line = length - start > LONGEST ? "" : TerminalLine.shown(text.text(start, length));
        return new Pause(start, line, length > 0 && text.marks().last() == length, buffer.isEnded());
    }

    /** Whether a person sees nothing in the last line. */
    boolean isBlank() {
        return line.isBlank();
    }

    /** The line in small letters, without space around. */
    String words() {
        return line.strip().toLowerCase(Locale.ROOT);
    }
}
