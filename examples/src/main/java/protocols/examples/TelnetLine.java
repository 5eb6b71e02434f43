package protocols.examples;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/** A line that is being typed: its bytes, each a character of ISO-8859-1, and how they look, taken for UTF-8. */
final class TelnetLine {

    private static final int DELETE = 0x7f;

    private final StringBuilder bytes = new StringBuilder();

    boolean isEmpty() {
        return bytes.isEmpty();
    }

    void append(int octet) {
        bytes.append((char) octet);
    }

    void eraseCharacter() {
        int end = bytes.length();
        while (end > 0 && isContinuation(bytes.charAt(end - 1))) {
            end--;
        }
        bytes.setLength(Math.max(0, end - 1));
    }

    /** The last word, and the spaces behind it. */
    void eraseWord() {
        int end = bytes.length();
        while (end > 0 && bytes.charAt(end - 1) == ' ') {
            end--;
        }
        while (end > 0 && bytes.charAt(end - 1) != ' ') {
            end--;
        }
        bytes.setLength(end);
    }

    void clear() {
        bytes.setLength(0);
    }

    /** The line, which is then gone from here. */
    String take() {
        String line = bytes.toString();
        clear();
        return line;
    }

    /** How it is shown: a control character as a terminal does, and of a character at the end that is not whole nothing. */
    String shown() {
        StringBuilder shown = new StringBuilder();
        decoded(bytes.substring(0, whole())).codePoints().forEach(c -> {
            if (c < ' ' || c == DELETE) {
                shown.append('^').append((char) (c ^ 0x40));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }

    private int whole() {
        int last = bytes.length() - 1;
        int first = last;
        while (first > 0 && last - first < 3 && isContinuation(bytes.charAt(first))) {
            first--;
        }
        return first >= 0 && last - first + 1 < lengthOfCharacter(bytes.charAt(first)) ? first : last + 1;
    }

    private static int lengthOfCharacter(char first) {
        if (first < 0xc2 || first > 0xf4) {
            return 1;
        }
        return first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    }

    private static boolean isContinuation(char octet) {
        return (octet & 0xc0) == 0x80;
    }

    /** What bytes in ISO-8859-1 are as UTF-8. */
    static String decoded(String bytes) {
        return new String(bytes.getBytes(ISO_8859_1), UTF_8);
    }

    /** How many columns text takes on a terminal. */
    static int columns(String text) {
        return text.codePoints().map(TelnetLine::columns).sum();
    }

    private static int columns(int c) {
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        return isWide(c) ? 2 : 1;
    }

    /** The blocks of East Asia and of pictures, whose characters are as wide as two others. */
    private static boolean isWide(int c) {
        return (c >= 0x1100 && c <= 0x115f)
                || (c >= 0x2e80 && c <= 0xa4cf)
                || (c >= 0xac00 && c <= 0xd7a3)
                || (c >= 0xf900 && c <= 0xfaff)
                || (c >= 0xfe30 && c <= 0xfe6f)
                || (c >= 0xff00 && c <= 0xff60)
                || (c >= 0xffe0 && c <= 0xffe6)
                || (c >= 0x1f300 && c <= 0x1f64f)
                || (c >= 0x1f900 && c <= 0x1f9ff)
                || (c >= 0x20000 && c <= 0x3fffd);
    }
}
