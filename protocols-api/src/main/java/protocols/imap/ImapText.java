package protocols.imap;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import protocols.mail.EncodedWord;

/** Text of IMAP: which characters an atom has, and what the bytes of a header mean. */
final class ImapText {

    private ImapText() {}

    /** Whether the text from an index on is a non-empty ATOM (RFC 9051 section 9). */
    static boolean isAtom(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (!isAtomChar(text.charAt(i))) {
                return false;
            }
        }
        return text.length() > from;
    }

    private static boolean isAtomChar(char c) {
        return c > ' ' && c < 0x7f && "(){%*\"\\]".indexOf(c) < 0;
    }

    /** The text in double quotes, with its quotes and backslashes escaped. */
    static String quoted(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\');
            }
            out.append(c);
        }
        return out.append('"').toString();
    }

    /** Bytes as UTF-8 where they are that, and one character a byte where they are not: no byte is ever lost. */
    static String text(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.indexOf('\ufffd') >= 0 && !Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes)) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
        return text;
    }

    /** The text of a header field with its encoded words (RFC 2047) decoded. */
    static String decoded(String raw) {
        return EncodedWord.decode(raw);
    }
}
