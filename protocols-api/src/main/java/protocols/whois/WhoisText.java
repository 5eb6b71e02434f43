package protocols.whois;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import protocols.Text;

/**
 * An answer taken apart into labels and values, whatever the style: {@code Key: value} (dots and tabs in between
 * allowed), a label with an indented block under it, RPSL objects (RFC 2622 section 2) with continuation lines, or
 * {@code [Label] value}.
 *
 * <p>At most 10,000 entries are read; {@link #isWhole} says whether that was all. Time is linear in the text.
 */
public final class WhoisText {

    static final int MOST_ENTRIES = 10_000;

    private final List<Entry> entries = new ArrayList<>();
    private final List<Line> lines = new ArrayList<>();
    private @Nullable Entry open;
    private int openAt;
    private @Nullable StringBuilder continued;
    private @Nullable Entry heading;
    private int openIndent;
    private boolean openFilled;
    private String group = "";
    private int block;
    private boolean inBlock;
    private boolean whole = true;

    /** A label and what it says. */
    public static final class Entry {
        private final String label;
        private final String value;
        private final String section;
        private final int block;
        private final Line line;

        Entry(String label, String value, String section, int block, Line line) {
            this.label = label;
            this.value = value;
            this.section = section;
            this.block = block;
            this.line = line;
        }

        /** The label as it was written. */
        public String label() {
            return label;
        }

        /**
         * The value as it was written, may be empty; the lines of a continued value (RFC 2622 section 2) are separated by
         * line feeds.
         */
        public String value() {
            return value;
        }

        /** The label of the block it stands in; empty if it stands in none. */
        public String section() {
            return section;
        }

        /** The number of the paragraph it stands in, from 0 on. */
        public int block() {
            return block;
        }

        /** Where it was written. */
        public Line line() {
            return line;
        }

        /** The letters and digits of the label in lower case, so that {@code Creation-Date} is {@code creationdate}. */
        String key() {
            return Labels.key(label);
        }

        /** {@code label: value}, escaped. */
        @Override
        public String toString() {
            return Text.escaped(label + ": " + value);
        }
    }

    /** A line of the answer. */
    public static final class Line {
        private final int number;
        private final String text;

        private Line(int number, String text) {
            this.number = number;
            this.text = text;
        }

        /**
         * A line, such as a test makes it up.
         *
         * @param number from 1 on; 0 if it has none
         * @param text without its end of line
         */
        public static Line of(int number, String text) {
            return new Line(number, text);
        }

        /** The number of the line in the answer, from 1 on. */
        public int number() {
            return number;
        }

        /** The line without its end of line, not escaped. */
        public String text() {
            return text;
        }

        /** Number and text, escaped. */
        @Override
        public String toString() {
            return number + ": " + Text.escaped(text);
        }
    }

    private WhoisText() {}

    /** Reads an answer; any text is accepted. */
    public static WhoisText read(String text) {
        WhoisText read = new WhoisText();
        int number = 0;
        int start = 0;
        while (start < text.length()) {
            int feed = text.indexOf('\n', start);
            int end = feed < 0 ? text.length() : feed;
            int cut = end > start && text.charAt(end - 1) == '\r' ? end - 1 : end;
            number++;
            if (read.entries.size() >= MOST_ENTRIES || read.lines.size() >= 4 * MOST_ENTRIES) {
                read.whole = false;
                break;
            }
            read.line(new Line(number, text.substring(start, cut)));
            start = end + 1;
        }
        read.close();
        return read;
    }

    /** What was found, in the order of the text. */
    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** The value of the first entry of that label; case, blanks and hyphens in the label do not count. */
    public Optional<String> value(String label) {
        String key = Labels.key(label);
        return entries.stream()
                .filter(e -> e.key().equals(key))
                .map(Entry::value)
                .findFirst();
    }

    /** Whether the answer was read to its end. */
    public boolean isWhole() {
        return whole;
    }

    /** All lines that were read, remarks included. */
    List<Line> lines() {
        return lines;
    }

    private void line(Line line) {
        lines.add(line);
        String content = line.text().strip();
        if (content.isEmpty()) {
            endOfParagraph();
            return;
        }
        boolean first = !inBlock && content.length() < 64 && FieldNames.isHeading(Labels.key(content));
        inBlock = true;
        if (isRemark(content)) {
            return;
        }
        int indent = indent(line.text());
        boolean marked = line.text().startsWith("+");
        Optional<Labels.Split> split = marked || isBelowValue(indent) ? Optional.empty() : Labels.split(content);
        heading = null;
        if (split.isEmpty() && first) {
            heading = labelled(new Labels.Split(content, "", false), indent, line);
        } else if (split.isEmpty()) {
            continuation(marked ? content.substring(1).strip() : content, marked ? Math.max(indent, 1) : indent, line);
        } else if (split.get().isHeading()) {
            group = split.get().label();
            close();
        } else {
            labelled(split.get(), indent, line);
        }
    }

    /** Under a value, text with a colon in it is no label. */
    private boolean isBelowValue(int indent) {
        return open != null
                && !open.value().isEmpty()
                && openAt == entries.size() - 1
                && indent > openIndent
                && indent >= open.line().text().length() - open.value().length();
    }

    private Entry labelled(Labels.Split split, int indent, Line line) {
        Entry outer = open != null && open.value().isEmpty() && isBelow(open, split, indent) ? open : null;
        String section = outer == null ? group : outer.label();
        Entry entry = new Entry(split.label(), split.value(), section, block, line);
        if (outer == null || split.value().isEmpty()) {
            close();
            open = entry;
            openAt = entries.size();
            openIndent = indent;
        }
        entries.add(entry);
        openFilled = outer != null || !split.value().isEmpty();
        return entry;
    }

    /** Further in, or something of the person that the heading names: {@code Registrar:} and {@code name:} under it. */
    private boolean isBelow(Entry above, Labels.Split split, int indent) {
        return indent > openIndent
                || (indent == openIndent
                        && FieldNames.isPerson(above.key())
                        && ContactNames.attribute(Labels.key(split.label())).isPresent());
    }

    /** Under a heading each line is an entry of its own; after a value it belongs to that value. */
    private void continuation(String content, int indent, Line line) {
        if (open == null
                || indent < openIndent
                || (indent == openIndent && !open.value().isEmpty())) {
            return;
        }
        if (open.value().isEmpty()) {
            entries.add(new Entry(open.label(), content, open.section(), block, line));
            openFilled = true;
        } else if (openAt == entries.size() - 1) {
            continued = continued == null ? new StringBuilder(open.value()) : continued;
            continued.append('\n').append(content);
        }
    }

    private void close() {
        if (open != null && continued != null) {
            Entry whole = new Entry(open.label(), continued.toString(), open.section(), open.block(), open.line());
            entries.set(openAt, whole);
        }
        continued = null;
        open = null;
    }

    /** A heading that is a paragraph by itself is the heading of the next one. */
    private void endOfParagraph() {
        if (inBlock) {
            block++;
            inBlock = false;
            group = heading == null ? "" : heading.label();
        }
        if (openFilled) {
            close();
        }
    }

    private static boolean isRemark(String content) {
        char first = content.charAt(0);
        return first == '%' || first == '#' || first == ';' || first == '>' || content.startsWith("[ ");
    }

    private static int indent(String line) {
        int indent = 0;
        while (indent < line.length() && (line.charAt(indent) == ' ' || line.charAt(indent) == '\t')) {
            indent++;
        }
        return indent;
    }
}
