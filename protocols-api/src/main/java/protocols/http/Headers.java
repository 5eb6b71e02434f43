package protocols.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import protocols.Text;
import protocols.WireException;

/**
 * The header or trailer fields of a response, in the order and with the case in which they arrived; names are compared
 * without regard to case. They stay the bytes that came, and become text when they are asked for: one character a byte
 * (ISO 8859-1), so nothing is lost.
 */
public final class Headers {

    /** No fields. */
    public static final Headers NONE = new Headers(new byte[0], new int[0], 0);

    /** Positions kept for each field: where its name begins and ends, where its value begins and ends. */
    private static final int MARKS = 4;

    private final byte[] block;
    private final int[] marks;
    private final int size;

    private Headers(byte[] block, int[] marks, int size) {
        this.block = block;
        this.marks = marks;
        this.size = size;
    }

    /** One field. */
    public record Field(String name, String value) {
        /** As it stands in a head, escaped for terminals. */
        @Override
        public String toString() {
            return Text.escaped(name + ": " + value);
        }
    }

    /**
     * These fields, as if they had arrived: for tests.
     *
     * @throws IllegalArgumentException if one of them could not have
     */
    public static Headers of(List<Field> fields) {
        StringBuilder out = new StringBuilder();
        fields.forEach(field ->
                out.append(field.name()).append(": ").append(field.value()).append("\r\n"));
        byte[] block = out.toString().getBytes(ISO_8859_1);
        try {
            Headers headers = parse(block, 0, block.length, fields.size());
            if (headers.fields().equals(fields)) {
                return headers;
            }
        } catch (WireException e) {
            throw new IllegalArgumentException("fields that could not arrive: " + e.reason(), e);
        }
        throw new IllegalArgumentException("fields that could not arrive: " + Text.printable(fields.toString()));
    }

    /** See {@link protocols.spi.HttpFriend#headers}. */
    static Headers parse(byte[] block, int from, int to, int most) throws WireException {
        int[] marks = new int[MARKS * Math.min(most, 12)];
        int size = 0;
        for (int at = from; at < to; size++) {
            if (size == most) {
                throw new WireException.LimitExceeded("fields", most);
            }
            if (MARKS * size == marks.length) {
                marks = Arrays.copyOf(marks, 2 * marks.length);
            }
            at = field(block, at, to, marks, MARKS * size);
        }
        return new Headers(block, marks, size);
    }

    // House size: the marks are written where they are found, without an object for each line.
    /** One line; gives the beginning of the next. */
    private static int field(byte[] block, int from, int to, int[] marks, int mark) throws WireException {
        int colon = from;
        while (colon < to && Token.isCharacter(block[colon])) {
            colon++;
        }
        if (colon == from || colon == to || block[colon] != ':') {
            throw malformed(fault(block, from, colon, to), block, from, to);
        }
        int end = colon + 1;
        while (end < to && (block[end] >= ' ' || block[end] < 0 || block[end] == '\t') && block[end] != 0x7f) {
            end++;
        }
        if (end + 1 >= to || block[end] != '\r' || block[end + 1] != '\n') {
            throw malformed("no control character in a header field", block, from, to);
        }
        int start = colon + 1;
        int stop = end;
        while (start < stop && isBlank(block[start])) {
            start++;
        }
        while (stop > start && isBlank(block[stop - 1])) {
            stop--;
        }
        marks[mark] = from;
        marks[mark + 1] = colon;
        marks[mark + 2] = start;
        marks[mark + 3] = stop;
        return end + 2;
    }

    private static String fault(byte[] block, int from, int at, int to) {
        if (at == from && isBlank(block[from])) {
            return "a header field stands on one line";
        }
        return at < to && isBlank(block[at]) ? "no blank before the colon" : "a header field has a name and a colon";
    }

    private static WireException malformed(String rule, byte[] block, int from, int to) {
        int end = from;
        while (end < to && block[end] != '\n') {
            end++;
        }
        return new WireException.Malformed(rule, new String(block, from, Math.min(end + 1, to) - from, ISO_8859_1));
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }

    /** How many fields there are; one that comes twice counts twice. */
    public int size() {
        return size;
    }

    /** The value of the first field of that name. */
    public Optional<String> first(String name) {
        int index = find(name, 0);
        return index < 0 ? Optional.empty() : Optional.of(value(index));
    }

    /** The values of all fields of that name, in order. */
    public List<String> all(String name) {
        int index = find(name, 0);
        if (index < 0) {
            return List.of();
        }
        List<String> values = new ArrayList<>(2);
        for (; index >= 0; index = find(name, index + 1)) {
            values.add(value(index));
        }
        return List.copyOf(values);
    }

    /** Whether there is a field of that name. */
    public boolean has(String name) {
        return find(name, 0) >= 0;
    }

    /** Whether a field that is a list (RFC 9110 section 5.6.1) holds this element, without regard to case. */
    public boolean has(String name, String element) {
        for (int index = find(name, 0); index >= 0; index = find(name, index + 1)) {
            for (String part : value(index).split(",", -1)) {
                if (part.strip().equalsIgnoreCase(element)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** All fields, in order. */
    public List<Field> fields() {
        List<Field> fields = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            fields.add(new Field(text(marks[MARKS * i], marks[MARKS * i + 1]), value(i)));
        }
        return List.copyOf(fields);
    }

    private String value(int index) {
        return text(marks[MARKS * index + 2], marks[MARKS * index + 3]);
    }

    private String text(int from, int to) {
        return new String(block, from, to - from, ISO_8859_1);
    }

    private int find(String name, int from) {
        for (int i = from; i < size; i++) {
            int start = marks[MARKS * i];
            if (marks[MARKS * i + 1] - start == name.length() && equalsIgnoreCase(start, name)) {
                return i;
            }
        }
        return -1;
    }

    private boolean equalsIgnoreCase(int start, String name) {
        for (int i = 0; i < name.length(); i++) {
            if (lower(block[start + i]) != lower(name.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static int lower(int c) {
        return c >= 'A' && c <= 'Z' ? c + 32 : c;
    }

    /** One line for each field, made safe to show. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        fields().forEach(field -> out.append(field).append('\n'));
        return out.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Headers that && fields().equals(that.fields());
    }

    @Override
    public int hashCode() {
        return fields().hashCode();
    }
}
