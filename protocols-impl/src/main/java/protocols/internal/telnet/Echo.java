package protocols.internal.telnet;

/** Finds the peer's repetition of a line that was sent, and whether he repeats lines at all. */
final class Echo {

    /** After so many lines without, a peer that never repeated one is taken for one that does not. */
    private static final int ENOUGH = 2;

    /** What is repeated stands within so many characters. */
    private static final int NEAR = 8192;

    /** So much of a line that was moved aside is enough to know it by. */
    private static final int SURE = 8;

    private boolean isSure;
    private int missed;

    /** Whether the line may still come, so that a prompt before it is one that was under way. */
    boolean isAwaited(String line, UnreadText text) {
        if (line.isBlank() || !mayRepeat()) {
            return false;
        }
        String end = line.strip();
        String seen = text.text(0, Math.min(text.length(), NEAR + line.length()));
        return !seen.contains(end.substring(Math.max(0, end.length() - SURE)));
    }

    /** The output without the line that was sent at the prompt, which the peer may have repeated before it. */
    String without(String line, String prompt, String output) {
        if (line.isBlank()) {
            int end = isSure || missed == 0 ? end(line, output, false) : -1;
            return end > 0 ? output.substring(end) : output;
        }
        int end = mayRepeat() ? end(line, prompt, output) : -1;
        isSure |= end > 0;
        missed += end > 0 ? 0 : 1;
        return end > 0 ? output.substring(end) : output;
    }

    private boolean mayRepeat() {
        return isSure || missed < ENOUGH;
    }

    private int end(String line, String prompt, String output) {
        int end = end(line, output, false);
        end = end < 0 ? end(line, output, true) : end;
        end = end < 0 ? redrawn(line, prompt, output) : end;
        int late = late(prompt + line, output, Math.max(0, end));
        return late >= 0 ? late : end < 0 && isSure ? late(line, output, 0) : end;
    }

    /** A line wider than the screen that was moved aside for its end: {@code <est of the line}, {@code $st of the line}. */
    private static int redrawn(String line, String prompt, String output) {
        int end = output.indexOf('\n');
        String all = output.substring(0, end < 0 ? output.length() : end);
        String first = withoutEnd(all);
        if (first.chars().noneMatch(c -> c == '\r' || c == '\b' || c == '\u001b')) {
            return -1;
        }
        String shown = TerminalLine.shown(prompt + first);
        String seen = shown.startsWith(prompt) ? shown.substring(prompt.length()) : shown;
        boolean isMoved = seen.length() > SURE && "<$".indexOf(seen.charAt(0)) >= 0;
        boolean isEnd =
                isMoved && line.stripTrailing().endsWith(seen.substring(1).stripTrailing());
        boolean isWhole = shown.endsWith(line) && shown.length() == prompt.length() + line.length();
        boolean isRewritten = line.length() > 2 * SURE
                && first.startsWith(line.substring(0, SURE))
                && shown.endsWith(line.substring(line.length() - SURE));
        return isEnd || isWhole || isRewritten ? all.length() + (end < 0 ? 0 : 1) : -1;
    }

    /** Behind the line where it came late, behind what the peer said before he had it; -1 if it did not. */
    private static int late(String prompted, String output, int from) {
        int nearest = from + NEAR + prompted.length();
        int at = from;
        while (at < output.length() && at <= nearest) {
            int end = output.indexOf('\n', at);
            int to = end < 0 ? output.length() : end;
            // Only what is as long may be the line: that is cheaper to know than what is shown.
            if (to - at >= prompted.length()
                    && TerminalLine.shown(output.substring(at, to)).equals(prompted)) {
                return end < 0 ? to : to + 1;
            }
            at = to + 1;
        }
        return -1;
    }

    private static String withoutEnd(String line) {
        int end = line.length();
        while (end > 0 && line.charAt(end - 1) == '\r') {
            end--;
        }
        return line.substring(0, end);
    }

    /**
     * Where the output goes on behind the line and its end; -1 if it does not begin with the line. A terminal that wraps
     * lines at the width of its window may put CR, LF, a space and CR, or a control sequence within it.
     *
     * @param isRepeating whether it wraps by CR and the same character once more
     */
    private static int end(String line, String output, boolean isRepeating) {
        int at = 0;
        for (int i = 0; i < line.length(); i++) {
            if (isRepeating && i > 0 && isAt(output, at, '\r') && isAt(output, at + 1, line.charAt(i - 1))) {
                at += 2;
            }
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
