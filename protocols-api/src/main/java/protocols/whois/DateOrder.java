package protocols.whois;

import java.util.List;
import protocols.whois.WhoisText.Line;

/** Whether the day or the month comes first in dates of three numbers; one date that can be read only one way tells. */
enum DateOrder {
    DAY_FIRST,
    MONTH_FIRST,
    UNKNOWN;

    /** By all dates of an answer, wherever they stand; unknown where they contradict each other. */
    static DateOrder of(List<Line> lines) {
        boolean day = false;
        boolean month = false;
        for (Line line : lines) {
            String text = line.text();
            for (int i = 0; i < text.length(); i++) {
                if (HostName.isDigit(text.charAt(i)) && (i == 0 || !isPart(text.charAt(i - 1)))) {
                    DateOrder order = at(text, i);
                    day |= order == DAY_FIRST;
                    month |= order == MONTH_FIRST;
                }
            }
        }
        return day == month ? UNKNOWN : day ? DAY_FIRST : MONTH_FIRST;
    }

    private static boolean isPart(char c) {
        return HostName.isDigit(c) || c == '/' || c == '-';
    }

    /** {@code 25/12/2026} and {@code 12-25-2026} tell, {@code 03/04/2026} does not. */
    private static DateOrder at(String text, int start) {
        int first = digitsFrom(text, start);
        int second = digitsFrom(text, first + 1);
        int third = digitsFrom(text, second + 1);
        boolean date = first - start <= 2
                && isSeparator(text, first)
                && second - first > 1
                && second - first <= 3
                && isSeparator(text, second)
                && text.charAt(first) == text.charAt(second)
                && third - second == 5;
        if (!date) {
            return UNKNOWN;
        }
        int a = HostName.number(text.substring(start, first), 99);
        int b = HostName.number(text.substring(first + 1, second), 99);
        return a > 12 && a <= 31 && b <= 12 ? DAY_FIRST : b > 12 && b <= 31 && a <= 12 ? MONTH_FIRST : UNKNOWN;
    }

    private static boolean isSeparator(String text, int at) {
        return at < text.length() && (text.charAt(at) == '/' || text.charAt(at) == '-');
    }

    private static int digitsFrom(String text, int from) {
        int end = from;
        while (end < text.length() && HostName.isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }
}
