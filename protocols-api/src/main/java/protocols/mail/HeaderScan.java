package protocols.mail;

/** Finds lines and the end of a header section; lines end with CRLF or a bare LF. */
final class HeaderScan {

    private HeaderScan() {}

    /** Where the next line begins. */
    static int nextLine(byte[] data, int from, int to) {
        int at = from;
        while (at < to && data[at] != '\n') {
            at++;
        }
        return Math.min(at + 1, to);
    }

    /** Where the text of the line ends that the next one follows at {@code next}. */
    static int lineEnd(byte[] data, int line, int next) {
        int end = next > line && data[next - 1] == '\n' ? next - 1 : next;
        return end > line && end < next && data[end - 1] == '\r' ? end - 1 : end;
    }

    /** The colon behind a field name (RFC 5322 section 3.6.8, white space before it as section 4.5 allows); or -1. */
    static int colon(byte[] data, int line, int end) {
        int at = line;
        while (at < end && data[at] > 0x20 && data[at] < 0x7f && data[at] != ':') {
            at++;
        }
        int name = at;
        while (at < end && Lines.isWhite(data[at])) {
            at++;
        }
        return name > line && at < end && data[at] == ':' ? at : -1;
    }

    /** What a line is in a header section. */
    enum Kind {
        FIELD,
        BLANK,
        OTHER
    }

    static Kind kind(byte[] data, int line, int next, boolean first) {
        int end = lineEnd(data, line, next);
        if (end == line) {
            return Kind.BLANK;
        }
        boolean mbox = first && (starts(data, line, end, "From ") || starts(data, line, end, ">From "));
        boolean field = Lines.isWhite(data[line]) || mbox || colon(data, line, end) >= 0;
        return field ? Kind.FIELD : Kind.OTHER;
    }

    /** Where the fields end: at the empty line, at a line that is no field, or at the end. */
    static int end(byte[] data, int from, int to) {
        int line = from;
        while (line < to) {
            int next = nextLine(data, line, to);
            if (kind(data, line, next, line == from) != Kind.FIELD) {
                return line;
            }
            line = next;
        }
        return to;
    }

    private static boolean starts(byte[] data, int from, int to, String prefix) {
        if (to - from < prefix.length()) {
            return false;
        }
        for (int i = 0; i < prefix.length(); i++) {
            if (data[from + i] != prefix.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
