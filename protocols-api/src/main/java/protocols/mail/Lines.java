package protocols.mail;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import protocols.Text;

/** What may stand in one line of a header: the guard on the way out, the softener on the way in. */
final class Lines {

    static final byte[] END = {'\r', '\n'};

    private Lines() {}

    /** The text, if it fits in one line. */
    static String one(String what, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\r' || c == '\n' || c == 0) {
                throw new IllegalArgumentException(what + " contains CR, LF or NUL: " + Text.printable(text));
            }
        }
        return Text.whole(what, text);
    }

    /** The text with each CR, LF and NUL made a space. */
    static String flat(String text) {
        return text.replace('\r', ' ').replace('\n', ' ').replace('\0', ' ');
    }

    /** The text of a folded header value in one line (RFC 5322 section 2.2.3): only the line breaks go. */
    static String unfold(String raw) {
        StringBuilder out = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '\r' && c != '\n') {
                out.append(c);
            }
        }
        return out.toString();
    }

    static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7e) {
                return false;
            }
        }
        return true;
    }

    /** Printable ASCII and space alone. */
    static boolean isPrintable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < 0x20 || text.charAt(i) > 0x7e) {
                return false;
            }
        }
        return true;
    }

    /** A token of RFC 2045 section 5.1, at least one character long. */
    static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= 0x20 || c > 0x7e || "()<>@,;:\\\"/[]?=".indexOf(c) >= 0) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    static boolean isWhite(int c) {
        return c == ' ' || c == '\t';
    }

    /** Bytes of a header as text: UTF-8 (RFC 6532) where they are, ISO 8859-1 where they are not. */
    static String text(byte[] data, int from, int to) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(data, from, to - from))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return new String(data, from, to - from, StandardCharsets.ISO_8859_1);
        }
    }
}
