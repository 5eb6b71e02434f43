package protocols.internal.telnet;

/** Finds the peer's repetition of a line that was sent, and whether he repeats lines at all. */
final class Echo {

    /** After so many lines without, a peer that never repeated one is taken for one that does not. */
    private static final int ENOUGH = 2;

    private boolean isSure;
    private int missed;

    /** The output without the line that was sent, which the peer may have repeated before it. */
    String without(String line, String output) {
        int end = isSure || missed < ENOUGH ? end(line, output) : -1;
        if (line.isBlank()) {
            return isSure && end > 0 ? output.substring(end) : output;
        }
        isSure |= end > 0;
        missed += end > 0 ? 0 : 1;
        return end > 0 ? output.substring(end) : output;
    }

    /**
     * Where the output goes on behind the line and its end; -1 if it does not begin with the line. A terminal that wraps
     * lines at the width of its window may put CR, LF, a space and CR, or a control sequence within it.
     */
    private static int end(String line, String output) {
        int at = 0;
        for (int i = 0; i < line.length(); i++) {
            at = to(line.charAt(i), output, at, i > 0);
            if (at < 0) {
                return -1;
            }
            at++;
        }
        while (at < output.length() && (output.charAt(at) == '\r' || output.charAt(at) == '\u001b')) {
            at = output.charAt(at) == '\r' ? at + 1 : TerminalLine.afterSequence(output, at);
        }
        if (at == output.length()) {
            return at;
        }
        return output.charAt(at) == '\n' ? at + 1 : -1;
    }

    private static int to(char wanted, String output, int from, boolean isWithin) {
        int at = from;
        while (at < output.length()) {
            char c = output.charAt(at);
            boolean isWrap = isWithin && (c == '\r' || c == '\n' || (c == ' ' && isAt(output, at + 1, '\r')));
            if (c == wanted && !(isWrap && isAt(output, at + 2, wanted))) {
                return at;
            }
            if (c == '\u001b') {
                at = TerminalLine.afterSequence(output, at);
            } else if (isWrap) {
                at++;
            } else {
                return -1;
            }
        }
        return -1;
    }

    private static boolean isAt(String output, int at, char wanted) {
        return at < output.length() && output.charAt(at) == wanted;
    }
}
