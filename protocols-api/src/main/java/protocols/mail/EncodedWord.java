package protocols.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** Encoded words (RFC 2047, with the language of RFC 2231 section 5): text of any script in an ASCII header. */
public final class EncodedWord {

    /** RFC 2047 section 2: an encoded word is at most 75 characters long. */
    static final int MOST = 75;

    private static final int FRAME = "=?utf-8?q??=".length();

    private EncodedWord() {}

    /**
     * The text with its encoded words decoded, white space between neighbours dropped, and a character that was split
     * over two words of one charset put together. A broken encoded word is left as it stands, an unknown charset gives
     * replacement characters. CR, LF and NUL that come out of a word become spaces. Never throws.
     */
    public static String decode(String text) {
        return text.contains("=?") ? new Decoder(text).decode() : text;
    }

    /**
     * The text as encoded words of UTF-8, {@code q} or {@code b} by whichever is shorter, no character split.
     *
     * @param first the room for the first word, in characters
     */
    static List<String> encode(String text, int first) {
        byte[] all = text.getBytes(StandardCharsets.UTF_8);
        int escaped = 0;
        for (byte b : all) {
            escaped += isPlain(b) || b == ' ' ? 0 : 1;
        }
        boolean q = all.length + 2 * escaped <= (all.length + 2) / 3 * 4;
        List<String> words = new ArrayList<>();
        ByteArrayOutputStream word = new ByteArrayOutputStream();
        int room = first - FRAME;
        int used = 0;
        for (int i = 0; i < text.length(); ) {
            int next = text.offsetByCodePoints(i, 1);
            byte[] letter = text.substring(i, next).getBytes(StandardCharsets.UTF_8);
            int cost = q ? cost(letter) : letter.length;
            if (used + cost > (q ? room : room / 4 * 3)) {
                words.add(frame(word.toByteArray(), q));
                word.reset();
                room = MOST - FRAME;
                used = 0;
            }
            word.writeBytes(letter);
            used += cost;
            i = next;
        }
        words.add(frame(word.toByteArray(), q));
        return words;
    }

    /** Where the encoded word ends that begins here: one unit even if it holds a comma; -1 if there is none. */
    static int end(String text, int at) {
        int mark = text.startsWith("=?", at) ? text.indexOf('?', at + 2) : -1;
        int end = mark < 0 || mark + 3 >= text.length() ? -1 : text.indexOf('?', mark + 3);
        if (end < 0 || text.charAt(mark + 2) != '?' || !text.startsWith("?=", end)) {
            return -1;
        }
        for (int i = at; i < end; i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) > '~') {
                return -1;
            }
        }
        return end + 2;
    }

    private static int cost(byte[] letter) {
        int cost = 0;
        for (byte b : letter) {
            cost += isPlain(b) || b == ' ' ? 1 : 3;
        }
        return cost;
    }

    /** The characters that RFC 2047 section 5 (3) allows even in a phrase. */
    private static boolean isPlain(byte b) {
        return (b >= '0' && b <= '9') || (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z') || "!*+-/".indexOf(b) >= 0;
    }

    private static String frame(byte[] bytes, boolean q) {
        if (!q) {
            return "=?utf-8?b?" + Base64.getEncoder().encodeToString(bytes) + "?=";
        }
        StringBuilder out = new StringBuilder("=?utf-8?q?");
        for (byte b : bytes) {
            if (isPlain(b)) {
                out.append((char) b);
            } else {
                out.append(b == ' ' ? "_" : String.format(Locale.ROOT, "=%02X", b & 0xff));
            }
        }
        return out.append("?=").toString();
    }

    /** One pass over the text; the bytes of neighbouring words gather until the charset changes. */
    private static final class Decoder {
        private final String text;
        private final StringBuilder out;
        private final ByteArrayOutputStream gathered = new ByteArrayOutputStream();
        private String charset = "";

        /** Where the text behind the last encoded word begins: white space between two words is not shown. */
        private int shown;

        private boolean behindWord;

        Decoder(String text) {
            this.text = text;
            this.out = new StringBuilder(text.length());
        }

        String decode() {
            int at = text.indexOf("=?");
            while (at >= 0) {
                int end = word(at);
                at = text.indexOf("=?", end < 0 ? at + 2 : end);
            }
            flush();
            return out.append(text, shown, text.length()).toString();
        }

        /** Decodes the word at this place; the place behind it, or -1 if there is none. */
        private int word(int at) {
            int behind = end(text, at);
            if (behind < 0) {
                return -1;
            }
            int mark = text.indexOf('?', at + 2);
            int end = behind - 2;
            String name = text.substring(at + 2, mark);
            char encoding = text.charAt(mark + 1);
            byte[] bytes = bytes(encoding, text.substring(mark + 3, end));
            int language = name.indexOf('*');
            name = language < 0 ? name : name.substring(0, language);
            if ((bytes.length == 0 && end > mark + 3) || "QqBb".indexOf(encoding) < 0 || !Lines.isToken(name)) {
                return -1;
            }
            begin(at, name);
            gathered.writeBytes(bytes);
            shown = end + 2;
            behindWord = true;
            return shown;
        }

        private void begin(int at, String name) {
            boolean neighbour = behindWord && text.substring(shown, at).isBlank();
            if (!neighbour || !name.equalsIgnoreCase(charset)) {
                flush();
            }
            if (!neighbour) {
                out.append(text, shown, at);
            }
            charset = name;
        }

        private void flush() {
            if (gathered.size() > 0) {
                out.append(Lines.flat(Charsets.decode(gathered.toByteArray(), charset)));
                gathered.reset();
            }
        }

        private static byte[] bytes(char encoding, String word) {
            return switch (encoding) {
                case 'Q', 'q' -> q(word);
                case 'B', 'b' -> Base64Decoding.decode(word);
                default -> new byte[0];
            };
        }

        private static byte[] q(String word) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(word.length());
            for (int i = 0; i < word.length(); i++) {
                char c = word.charAt(i);
                int octet = c == '=' ? Charsets.octet(word, i + 1) : c == '_' ? ' ' : c;
                if (c <= 0x20 || c > 0x7e || octet < 0) {
                    return new byte[0];
                }
                bytes.write(octet);
                i += c == '=' ? 2 : 0;
            }
            return bytes.toByteArray();
        }
    }
}
