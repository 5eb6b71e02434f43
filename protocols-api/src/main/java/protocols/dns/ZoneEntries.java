package protocols.dns;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;

/** Zone text cut into entries: comments taken away, and lines that parentheses hold together made one. */
final class ZoneEntries {

    private static final int END = -1;

    private final Reader reader;
    private final char[] buffer = new char[8192];
    private int at;
    private int filled;

    private final StringBuilder text = new StringBuilder();
    private boolean startsBlank;
    private int nextLine = 1;
    private int line;

    ZoneEntries(Reader reader) {
        this.reader = reader;
    }

    /** The entry on one line, with no line break and no comment. */
    String text() {
        return text.toString();
    }

    /** Whether the entry begins with a blank: it has the owner of the one before it. */
    boolean startsBlank() {
        return startsBlank;
    }

    /** The line that the entry begins on. */
    int line() {
        return line;
    }

    /** Goes to the next entry that is not empty; false at the end. */
    boolean next() {
        while (true) {
            int first = read();
            if (first == END) {
                return false;
            }
            line = nextLine;
            startsBlank = first == ' ' || first == '\t';
            text.setLength(0);
            entry(first);
            if (!text.toString().isBlank()) {
                return true;
            }
        }
    }

    private void entry(int first) {
        int open = 0;
        int c = first;
        while (c != END && (c != '\n' || open > 0)) {
            switch (c) {
                case '(' -> {
                    open++;
                    append(' ');
                }
                case ')' -> {
                    open--;
                    append(' ');
                }
                case ';' -> skipComment();
                case '"' -> quoted();
                case '\\' -> escaped();
                case '\n', '\r' -> append(' ');
                default -> append(c);
            }
            if (open < 0) {
                throw invalid("parenthesis closed that is not open");
            }
            nextLine += c == '\n' ? 1 : 0;
            c = read();
        }
        if (open > 0) {
            throw invalid("parenthesis is not closed");
        }
        nextLine++;
    }

    private void skipComment() {
        int c = read();
        while (c != '\n' && c != END) {
            c = read();
        }
        at -= c == '\n' ? 1 : 0;
    }

    private void quoted() {
        int c = '"';
        do {
            append(c);
            if (c == '\\') {
                append(inside(read()));
            }
            c = inside(read());
        } while (c != '"');
        append(c);
    }

    private int inside(int c) {
        if (c == '\n' || c == END) {
            throw invalid("quotes are not closed");
        }
        return c;
    }

    private void escaped() {
        int c = read();
        if (c == '\n' || c == END) {
            throw invalid("escape is cut short");
        }
        append('\\');
        append(c);
    }

    private void append(int c) {
        if (text.length() == ZoneText.MAX_ENTRY) {
            throw invalid("record is over " + ZoneText.MAX_ENTRY + " characters");
        }
        text.append((char) c);
    }

    private ZoneText.Invalid invalid(String why) {
        return new ZoneText.Invalid(nextLine, why, null);
    }

    // At most one character is put back, and that was the last one read.
    private int read() {
        if (at == filled) {
            try {
                filled = Math.max(0, reader.read(buffer));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            at = 0;
        }
        return filled == 0 ? END : buffer[at++];
    }
}
