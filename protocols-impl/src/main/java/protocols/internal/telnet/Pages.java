package protocols.internal.telnet;

import java.util.ArrayList;
import java.util.List;

/** Output that a pager has cut into pages, put together without what erases his line. */
final class Pages {

    private final List<String> pages = new ArrayList<>();

    void add(String page) {
        pages.add(page);
    }

    /** All of it, with LF at the ends of lines. */
    String join() {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < pages.size(); i++) {
            String page = pages.get(i);
            all.append(page, i == 0 ? 0 : afterErasing(page), page.length());
        }
        return all.toString();
    }

    /** Any number of CR before LF is one end of a line; bracketed paste, which a shell switches off, is none of its output. */
    static String lines(String text) {
        StringBuilder lines = new StringBuilder(text.length());
        int from = text.startsWith("\u001b[?2004l") ? "\u001b[?2004l".length() : 0;
        for (int at = from; at < text.length(); at++) {
            int end = at;
            while (end < text.length() && text.charAt(end) == '\r') {
                end++;
            }
            boolean isEnd = end < text.length() && text.charAt(end) == '\n';
            boolean isStray = at == from && from > 0 && end > at;
            if (isEnd || isStray) {
                at = isEnd ? end : end - 1;
                lines.append(isEnd ? "\n" : "");
            } else {
                lines.append(text.charAt(at));
            }
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
