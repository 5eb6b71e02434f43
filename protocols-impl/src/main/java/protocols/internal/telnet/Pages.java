package protocols.internal.telnet;

import java.util.ArrayList;
import java.util.List;

/** Output that a pager has cut into pages, put together without what erases his line. */
final class Pages {

    private static final String ERASE = "\u001b[K";

    private final List<String> pages = new ArrayList<>();
    private final List<String> pagers = new ArrayList<>(List.of(""));

    /** What came up to the prompt. */
    void add(String page) {
        pages.add(page);
    }

    /** What came up to the line of a pager, and that line as a person sees it. */
    void add(String page, String pager) {
        pages.add(page);
        pagers.add(pager);
    }

    boolean isEmpty() {
        return pages.isEmpty();
    }

    /** All of it. */
    String join() {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < pages.size(); i++) {
            String page = pages.get(i);
            int from = i == 0 ? 0 : afterErasing(page);
            String text = page.substring(from);
            all.append(from > 0 && page.charAt(from - 1) != '\n' ? unpainted(text, pagers.get(i)) : text);
        }
        return all.toString();
    }

    /** The output of a pager without the sequences by which it takes the whole screen. */
    String withoutScreen(String output) {
        int at = 0;
        while (pages.size() > 1 && output.startsWith("\u001b", at)) {
            at = TerminalLine.afterSequence(output, at);
            boolean isColour = output.charAt(at - 1) == 'm';
            if (isColour) {
                return output;
            }
        }
        return output.substring(at);
    }

    /** Without the spaces, or the control sequence, by which the first line covers all of the pager's. */
    private static String unpainted(String text, String pager) {
        int end = text.indexOf('\n');
        int to = end < 0 ? text.length() : end;
        while (to > 0 && text.charAt(to - 1) == '\r') {
            to--;
        }
        String line = text.substring(0, to);
        boolean isErased = line.endsWith(ERASE);
        String bare = isErased ? line.substring(0, line.length() - ERASE.length()) : line;
        boolean isCovering = line.endsWith(" ") && line.length() == pager.length();
        return (isCovering ? line.stripTrailing() : bare) + text.substring(to);
    }

    /**
     * With LF at the ends of lines: any number of CR around LF is one end of a line. Bracketed paste, which a shell
     * switches off, is none of its output.
     */
    static String lines(String text) {
        StringBuilder lines = new StringBuilder(text.length());
        int at = text.startsWith("\u001b[?2004l") ? "\u001b[?2004l".length() : 0;
        boolean isStart = true;
        while (at < text.length()) {
            int end = at;
            while (end < text.length() && text.charAt(end) == '\r') {
                end++;
            }
            boolean isEnd = end < text.length() && text.charAt(end) == '\n';
            if (isEnd) {
                lines.append('\n');
                at = end + 1;
            } else if (end > at && !isStart) {
                lines.append(text, at, end);
                at = end;
            } else if (end > at) {
                at = end;
            } else {
                lines.append(text.charAt(at));
                at++;
            }
            isStart = isEnd || (isStart && end > at);
        }
        return lines.toString();
    }

    /** Behind the last of the control characters at the start: spaces after that are the text's own. */
    private static int afterErasing(String page) {
        if (page.startsWith("\r\n") || page.startsWith("\n")) {
            return page.indexOf('\n') + 1;
        }
        int after = 0;
        int at = 0;
        while (at < page.length()) {
            char c = page.charAt(at);
            if (c == '\u001b') {
                at = TerminalLine.afterSequence(page, at);
                after = at;
            } else if (c == '\b' || (c == '\r' && !page.startsWith("\r\n", at) && !page.startsWith("\r\r\n", at))) {
                at++;
                after = at;
            } else if (c == ' ') {
                at++;
            } else {
                return after;
            }
        }
        return after;
    }
}
