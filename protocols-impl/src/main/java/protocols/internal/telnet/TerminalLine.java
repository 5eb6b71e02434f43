package protocols.internal.telnet;

/**
 * What a person sees of a line: what moves the cursor, erases and colours (ECMA-48) is done or left out.
 */
final class TerminalLine {

    private static final char ESC = '\u001b';
    private static final int WIDEST = 4096;

    private final StringBuilder shown = new StringBuilder();
    private final CharSequence line;
    private int at;
    private int column;

    private TerminalLine(CharSequence line) {
        this.line = line;
    }

    /** The line without its control characters; spaces that were left by erasing are gone behind the cursor. */
    static String shown(CharSequence line) {
        return new TerminalLine(line).run();
    }

    /** The index behind the control sequence that begins at {@code from} with ESC; the end if it is not complete. */
    static int afterSequence(CharSequence text, int from) {
        return new TerminalLine(text).skipSequence(from);
    }

    private String run() {
        while (at < line.length()) {
            char c = line.charAt(at);
            if (c == ESC) {
                int end = skipSequence(at);
                obey(end);
                at = end;
                continue;
            }
            at++;
            switch (c) {
                case '\b' -> column = Math.max(0, column - 1);
                case '\r' -> column = 0;
                default -> {
                    if (c >= ' ' && c != 0x7f || c == '\t') {
                        put(c);
                    }
                }
            }
        }
        int end = shown.length();
        while (end > column && shown.charAt(end - 1) == ' ') {
            end--;
        }
        return shown.substring(0, end);
    }

    private void put(char c) {
        if (column < shown.length()) {
            shown.setCharAt(column, c);
        } else {
            shown.append(c);
        }
        column++;
    }

    private int skipSequence(int from) {
        int next = from + 1;
        if (next >= line.length()) {
            return line.length();
        }
        return switch (line.charAt(next)) {
            case '[' -> skipTo(next + 1, '@', '~');
            case ']', 'P', '_', '^', 'X' -> skipString(next + 1);
            case '(', ')', '*', '+', '#', '%', ' ' -> Math.min(next + 2, line.length());
            default -> next + 1;
        };
    }

    private int skipTo(int from, char low, char high) {
        int end = from;
        while (end < line.length() && (line.charAt(end) < low || line.charAt(end) > high)) {
            end++;
        }
        return Math.min(end + 1, line.length());
    }

    /** To BEL, or to ST, which is ESC and a backslash. */
    private int skipString(int from) {
        int end = from;
        while (end < line.length() && line.charAt(end) != 7 && line.charAt(end) != ESC) {
            end++;
        }
        return Math.min(end + (end < line.length() && line.charAt(end) == ESC ? 2 : 1), line.length());
    }

    private void obey(int end) {
        if (end - at < 3 || line.charAt(at + 1) != '[') {
            return;
        }
        int number = number(at + 2);
        switch (line.charAt(end - 1)) {
            case 'C' -> {
                for (int i = 0; i < Math.min(Math.max(1, number), WIDEST); i++) {
                    column++;
                    if (column > shown.length()) {
                        shown.append(' ');
                    }
                }
            }
            case 'D' -> column = Math.max(0, column - Math.max(1, number));
            case 'G', 'H' -> column = 0;
            case 'J', 'K' -> erase(number);
            default -> {}
        }
    }

    private void erase(int which) {
        if (which == 0) {
            shown.setLength(Math.min(shown.length(), column));
        } else {
            int to = which == 1 ? Math.min(column, shown.length()) : shown.length();
            for (int i = 0; i < to; i++) {
                shown.setCharAt(i, ' ');
            }
        }
        while (shown.length() < column) {
            shown.append(' ');
        }
    }

    private int number(int from) {
        int number = 0;
        for (int i = from; i < line.length() && Character.digit(line.charAt(i), 10) >= 0; i++) {
            number = Math.min(number * 10 + Character.digit(line.charAt(i), 10), WIDEST);
        }
        return number;
    }
}
