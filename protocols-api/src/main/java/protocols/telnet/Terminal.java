package protocols.telnet;

import java.util.ArrayList;
import java.util.List;

/**
 * The terminal that a client says it is, when the server asks: its type (RFC 1091) and the size of its window (RFC
 * 1073). Nothing of it is sent to a server that does not ask.
 *
 * @param types the names of the type, the preferred one first, at least one; each 1 to 40 characters of printable ASCII
 *     that begin with a letter or a digit, as {@code xterm}. A server that asks again gets the next one, after the last
 *     one that one once more, and then the first again
 * @param width the width in characters, 0 to 65535; 0 leaves it to the server
 * @param height the height in lines, 0 to 65535; 0 leaves it to the server
 */
public record Terminal(List<String> types, int width, int height) {

    /** The default: {@code dumb}, 80 by 24; a program that reads the output gets the fewest escape sequences. */
    public static final Terminal DUMB = new Terminal(List.of("dumb"), 80, 24);

    private static final int LONGEST_TYPE = 40;

    /**
     * @throws IllegalArgumentException if there is no type, a type is not a name as described, or a size is out of range
     */
    public Terminal {
        types = List.copyOf(types);
        if (types.isEmpty()) {
            throw new IllegalArgumentException("a terminal needs at least one type");
        }
        types.forEach(Terminal::check);
        check(width);
        check(height);
    }

    /** A terminal of one type. */
    public static Terminal of(String type, int width, int height) {
        return new Terminal(List.of(type), width, height);
    }

    /** The same window with other types, the preferred one first. */
    public Terminal types(String preferred, String... others) {
        List<String> names = new ArrayList<>(List.of(preferred));
        names.addAll(List.of(others));
        return new Terminal(names, width, height);
    }

    /** The same types with a window of another size. */
    public Terminal size(int newWidth, int newHeight) {
        return new Terminal(types, newWidth, newHeight);
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
}
