package protocols.http;

/** The characters of RFC 9110 section 5.6.2, of which methods and field names are made. */
final class Token {

    private static final boolean[] ALLOWED = allowed();

    private Token() {}

    static boolean isCharacter(int c) {
        return c >= 0 && c < ALLOWED.length && ALLOWED[c];
    }

    /**
     * The token itself.
     *
     * @throws IllegalArgumentException if it is none
     */
    static String require(String text, String what) {
        boolean good = !text.isEmpty();
        for (int i = 0; i < text.length(); i++) {
            good &= isCharacter(text.charAt(i));
        }
        if (!good) {
            throw new IllegalArgumentException("not a " + what + ": " + protocols.Text.printable(text));
        }
        return text;
    }

    private static boolean[] allowed() {
        boolean[] table = new boolean[128];
        for (char c = '0'; c <= 'z'; c++) {
            table[c] = (c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a');
        }
        for (char c : "!#$%&'*+-.^_`|~".toCharArray()) {
            table[c] = true;
        }
        return table;
    }
}
