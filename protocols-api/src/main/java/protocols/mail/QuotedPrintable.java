package protocols.mail;

import java.io.ByteArrayOutputStream;

/** Writes text in quoted-printable (RFC 2045 section 6.7); its line ends are CRLF. */
final class QuotedPrintable {

    private static final int LINE = 76;
    private static final byte[] SOFT_BREAK = {'=', '\r', '\n'};

    private QuotedPrintable() {}

    static byte[] encode(byte[] canonical) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(canonical.length + canonical.length / 8);
        int column = 0;
        for (int i = 0; i < canonical.length; i++) {
            if (isLineEnd(canonical, i)) {
                out.write('\r');
                out.write('\n');
                column = 0;
                i++;
                continue;
            }
            boolean last = i + 1 == canonical.length || isLineEnd(canonical, i + 1);
            boolean escape = isEscaped(canonical[i], last, column == 0);
            int width = escape ? 3 : 1;
            // All but the last of a line must leave room for the equals sign of a soft break.
            if (column + width > (last ? LINE : LINE - 1)) {
                out.writeBytes(SOFT_BREAK);
                column = 0;
            }
            column += width;
            write(out, canonical[i], escape);
        }
        return out.toByteArray();
    }

    /** A character below space that is neither a tab nor of a line end, or DEL. */
    static boolean isControl(byte b) {
        return (b >= 0 && b < 0x20 && b != '\t' && b != '\r' && b != '\n') || b == 0x7f;
    }

    /** White space at the end of a line is lost on the way; a lone CR, LF or dot at the start means something to SMTP. */
    private static boolean isEscaped(byte b, boolean last, boolean first) {
        return b < 0x20 && b != '\t' || b >= 0x7f || b == '=' || (Lines.isWhite(b) && last) || (b == '.' && first);
    }

    private static boolean isLineEnd(byte[] bytes, int at) {
        return at + 1 < bytes.length && bytes[at] == '\r' && bytes[at + 1] == '\n';
    }

    private static void write(ByteArrayOutputStream out, byte b, boolean escape) {
        if (!escape) {
            out.write(b);
            return;
        }
        out.write('=');
        out.write("0123456789ABCDEF".charAt(b >> 4 & 15));
        out.write("0123456789ABCDEF".charAt(b & 15));
    }
}
