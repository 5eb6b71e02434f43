package protocols.mail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes the fields of a header, folded (RFC 5322 section 2.2.3). It alone writes the CRLF of a header. */
final class HeaderWriter {

    /** RFC 2047 section 2: a line with an encoded word is at most 76 characters long; 78 would do for the others. */
    private static final int LINE = 76;

    /** A word that leaves no room for a fold within the 998 of RFC 5322 section 2.1.1. */
    private static final int LONG_WORD = 900;

    private static final int LONG_QUOTED = 66;

    private final StringBuilder out = new StringBuilder();
    private int column;

    /** An unstructured field: as it is where it is plain ASCII, else in encoded words. */
    HeaderWriter text(String name, String value) {
        Lines.one(name, value);
        int room = LINE - name.length() - 2;
        return tokens(name, isPlain(value) ? split(value) : EncodedWord.encode(value, room < 30 ? 75 : room));
    }

    /** A list of addresses, a comma between two. */
    HeaderWriter addresses(String name, List<Address> addresses) {
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < addresses.size(); i++) {
            Address address = addresses.get(i);
            String comma = i + 1 < addresses.size() ? "," : "";
            if (address.name().isPresent()) {
                tokens.addAll(phrase(address.name().get()));
                tokens.add("<" + address.mailbox() + ">" + comma);
            } else {
                tokens.add(address.mailbox() + comma);
            }
        }
        return addresses.isEmpty() ? this : tokens(name, tokens);
    }

    /** A structured field of tokens with a space or a fold between two. */
    HeaderWriter tokens(String name, List<String> tokens) {
        out.append(name).append(':');
        column = name.length() + 1;
        for (String token : tokens) {
            boolean first = column == name.length() + 1;
            // A word too long for any line stays beside its name, unless a line of its own brings it within 78.
            boolean over = column + 1 + token.length() > LINE;
            if (over && (!first || 1 + token.length() <= LINE + 2)) {
                out.append("\r\n");
                column = 0;
            }
            out.append(' ').append(Lines.one(name, token));
            column += 1 + token.length();
        }
        out.append("\r\n");
        return this;
    }

    /** What was written, ASCII but for the mailboxes that are not. */
    byte[] bytes() {
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A value and its parameters as tokens, semicolons in place. */
    static List<String> tokens(String value, Map<String, String> parameters) {
        List<String> tokens = new ArrayList<>(List.of(value));
        parameters.forEach((name, parameter) -> {
            int last = tokens.size() - 1;
            tokens.set(last, tokens.get(last) + ";");
            tokens.addAll(Parameters.encode(name, parameter));
        });
        return tokens;
    }

    private static boolean isPlain(String value) {
        int word = 0;
        int longest = 0;
        for (int i = 0; i < value.length(); i++) {
            word = value.charAt(i) == ' ' ? 0 : word + 1;
            longest = Math.max(longest, word);
        }
        return Lines.isPrintable(value)
                && value.strip().equals(value)
                && !value.contains("=?")
                && !value.contains("   ")
                && longest <= LONG_WORD;
    }

    /** Cut at single spaces; of two spaces the second stays with its word, so that no line is all white. */
    private static List<String> split(String value) {
        List<String> words = new ArrayList<>();
        int from = 0;
        for (int i = 1; i < value.length(); i++) {
            if (value.charAt(i) == ' ' && value.charAt(i - 1) != ' ' && i > from) {
                words.add(value.substring(from, i));
                from = i + 1;
            }
        }
        words.add(value.substring(from));
        return words;
    }

    /** A display name: atoms, a quoted string, or encoded words (RFC 2047 section 5 (3)). */
    private static List<String> phrase(String name) {
        if (!isPlain(name)) {
            return EncodedWord.encode(name, EncodedWord.MOST);
        }
        List<String> words = List.of(name.split(" ", -1));
        if (words.stream().allMatch(HeaderWriter::isAtom)) {
            return words;
        }
        return name.length() <= LONG_QUOTED
                ? List.of(Parameters.quote(name))
                : EncodedWord.encode(name, EncodedWord.MOST);
    }

    private static boolean isAtom(String word) {
        for (int i = 0; i < word.length(); i++) {
            if ("()<>[]:;@\\,.\"".indexOf(word.charAt(i)) >= 0) {
                return false;
            }
        }
        return !word.isEmpty();
    }
}
