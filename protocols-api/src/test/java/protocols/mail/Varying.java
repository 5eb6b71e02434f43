package protocols.mail;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Writes the tokens of a header in any of the ways that RFC 5322, RFC 2047 and RFC 2231 leave open; not as the library does. */
final class Varying {

    private static final List<String> WHITE = List.of(" ", "\t", "  ", "\r\n ", "\r\n\t", " \r\n  ");
    private static final List<String> COMMENTS = List.of(
            "(x)", "()", "(a, b; c: <d@e>)", "(nested (and \\) quoted) pair)", "(\"no quote)", "(a\r\n b)", "(=)");

    private final Random random;

    Varying(Random random) {
        this.random = random;
    }

    boolean maybe() {
        return random.nextBoolean();
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** FWS that is not empty. */
    String white() {
        return pick(WHITE);
    }

    /** FWS or nothing. */
    String gap() {
        return maybe() ? "" : white();
    }

    /** CFWS that is not empty, and has white space at its end. */
    String comments() {
        StringBuilder out = new StringBuilder(white());
        while (random.nextInt(3) == 0) {
            out.append(pick(COMMENTS)).append(white());
        }
        return out.toString();
    }

    /** CFWS or nothing. */
    String anything() {
        return switch (random.nextInt(4)) {
            case 0 -> comments();
            case 1 -> pick(COMMENTS);
            case 2 -> white();
            default -> "";
        };
    }

    /** CFWS or nothing; a comment has white space before it, as it has behind all values that are about. */
    String behind() {
        return maybe() ? comments() : gap();
    }

    /** A quoted string; what needs no quoted pair may be one, and white space may be folded. */
    String quoted(String text, boolean fold) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean must = c == '"' || c == '\\';
            boolean ascii = c >= ' ' && c <= '~';
            if (must || (ascii && random.nextInt(8) == 0)) {
                out.append('\\');
            } else if (fold && c == ' ' && i > 0 && random.nextInt(3) == 0) {
                out.append("\r\n");
            }
            out.append(c);
        }
        return out.append('"').toString();
    }

    /** The same in letters of any case. */
    String anyCase(String ascii) {
        StringBuilder out = new StringBuilder(ascii.length());
        for (int i = 0; i < ascii.length(); i++) {
            String c = ascii.substring(i, i + 1);
            out.append(maybe() ? c.toUpperCase(Locale.ROOT) : c.toLowerCase(Locale.ROOT));
        }
        return out.toString();
    }

    /** Encoded words, cut between any two characters, with FWS between. */
    String encodedWords(String text) {
        StringBuilder out = new StringBuilder();
        int from = 0;
        for (int i = 0; i < text.length(); ) {
            i = text.offsetByCodePoints(i, 1);
            if (i == text.length() || i - from > 8 || random.nextInt(6) == 0) {
                out.append(out.length() == 0 ? "" : white()).append(encodedWord(text.substring(from, i)));
                from = i;
            }
        }
        return out.toString();
    }

    private String encodedWord(String text) {
        boolean latin = StandardCharsets.ISO_8859_1.newEncoder().canEncode(text) && maybe();
        Charset charset = latin ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
        byte[] bytes = text.getBytes(charset);
        String language = random.nextInt(4) == 0 ? "*de" : "";
        String frame = "=?" + anyCase(charset.name()) + language + "?";
        return maybe()
                ? frame + anyCase("b") + "?" + Base64.getEncoder().encodeToString(bytes) + "?="
                : frame + anyCase("q") + "?" + q(bytes) + "?=";
    }

    private String q(byte[] bytes) {
        StringBuilder out = new StringBuilder();
        for (byte b : bytes) {
            boolean letter = (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9');
            if (letter && random.nextInt(6) > 0) {
                out.append((char) b);
            } else {
                out.append(b == ' ' && maybe() ? "_" : "=" + anyCase(hex(b)));
            }
        }
        return out.toString();
    }

    static String hex(byte b) {
        return String.format(Locale.ROOT, "%02x", b & 0xff);
    }
}
