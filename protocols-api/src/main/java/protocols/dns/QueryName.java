package protocols.dns;

import protocols.Text;
import protocols.net.Host;

/** Names that callers write as text, for questions that go out. */
final class QueryName {

    private QueryName() {}

    /** The brackets that a URL has around an IPv6 address are no part of it. */
    static String unbracketed(String text) {
        int end = text.endsWith("].") ? text.length() - 2 : text.length() - 1;
        boolean bracketed = text.startsWith("[") && end > 0 && text.charAt(end) == ']' && text.indexOf(':') > 0;
        return bracketed ? text.substring(1, end) : text;
    }

    /**
     * A name to ask about. Whoever writes an address means no name, and nobody is to hear of it as one; a text that one
     * program takes for this address and another one for that is no question at all (RFC 6943 section 3.1.1).
     *
     * @throws IllegalArgumentException if it is an address or looks like one, or no name
     */
    static Name of(String text) {
        String bare = unbracketed(text);
        if (bare.indexOf(':') >= 0 && Host.literal(bare).isPresent()
                || Host.literal(text).isPresent()) {
            throw new IllegalArgumentException("an address, not a name: " + Text.printable(text));
        }
        Name name = Name.of(text);
        if (isNumbers(name.toString())) {
            throw new IllegalArgumentException(
                    "neither a name nor an address, which is four decimal numbers from 0 to 255"
                            + " without zeros before them: " + Text.printable(text));
        }
        return name;
    }

    /** Whether every label is a decimal, octal or hexadecimal number, as in the addresses that old programs read. */
    private static boolean isNumbers(String text) {
        String[] labels = (text.endsWith(".") ? text.substring(0, text.length() - 1) : text).split("\\.", -1);
        for (String label : labels) {
            boolean hex = label.startsWith("0x") || label.startsWith("0X");
            String digits = hex ? label.substring(2) : label;
            if (digits.isEmpty() || !digits.chars().allMatch(c -> Character.digit(c, hex ? 16 : 10) >= 0 && c < 128)) {
                return false;
            }
        }
        return labels.length > 0;
    }
}
