package protocols.telnet;

import java.util.ArrayList;
import java.util.List;

/**
 * The terminal that a client says it is, when the server asks: its type (RFC 1091) and the size of its window (RFC
 * 1073). Nothing of it is sent to a server that does not ask.
 */
public final class TerminalType {

    /** The default: {@code dumb}, 80 by 24; a program that reads the output gets the fewest escape sequences. */
    public static final TerminalType DUMB = of("dumb", 80, 24);

    private static final int LONGEST_TYPE = 40;

    private final List<String> types;
    private final int width;
    private final int height;

    private TerminalType(List<String> types, int width, int height) {
        this.types = List.copyOf(types);
        this.width = width;
        this.height = height;
        this.types.forEach(TerminalType::check);
        check(width);
        check(height);
    }

    /**
     * A terminal of one type.
     *
     * @param type its name: 1 to 40 characters of printable ASCII that begin with a letter or a digit, as {@code xterm}
     * @param width the width in characters, 0 to 65535; 0 leaves it to the server
     * @param height the height in lines, 0 to 65535; 0 leaves it to the server
     * @throws IllegalArgumentException if the type is not a name as described, or a size is out of range
     */
    public static TerminalType of(String type, int width, int height) {
        return new TerminalType(List.of(type), width, height);
    }

    /**
     * The same window with other types, the preferred one first. A server that asks again gets the next one, after the
     * last one that one once more, and then the first again.
     *
     * @throws IllegalArgumentException if one is not a name as in {@link #of}
     */
    public TerminalType types(String preferred, String... others) {
        List<String> names = new ArrayList<>(List.of(preferred));
        names.addAll(List.of(others));
        return new TerminalType(names, width, height);
    }

    /**
     * The same types with a window of another size.
     *
     * @throws IllegalArgumentException if one is not 0 to 65535
     */
    public TerminalType size(int newWidth, int newHeight) {
        return new TerminalType(types, newWidth, newHeight);
    }

    /** The names of the type, the preferred one first, at least one. */
    public List<String> types() {
        return types;
    }

    /** The width in characters; 0 leaves it to the server. */
    public int width() {
        return width;
    }

    /** The height in lines; 0 leaves it to the server. */
    public int height() {
        return height;
    }

    private static void check(String type) {
        boolean good = !type.isEmpty() && type.length() <= LONGEST_TYPE && isAlphanumeric(type.charAt(0));
        for (int i = 0; good && i < type.length(); i++) {
            good = type.charAt(i) >= ' ' && type.charAt(i) < 0x7f;
        }
        if (!good) {
            throw new IllegalArgumentException(
                    "a terminal type is 1 to 40 characters of printable ASCII from a letter or digit on");
        }
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static void check(int size) {
        if (size < 0 || size > 0xffff) {
            throw new IllegalArgumentException("the size of a window is 0 to 65535, not " + size);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TerminalType that
                && types.equals(that.types)
                && width == that.width
                && height == that.height;
    }

    @Override
    public int hashCode() {
        return 31 * (31 * types.hashCode() + width) + height;
    }

    /** Such as {@code xterm 80x24}. */
    @Override
    public String toString() {
        return String.join(", ", types) + " " + width + "x" + height;
    }
}
