package protocols.internal.imap;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import protocols.internal.imap.Response.Kind;

/** The text after OK, NO, BAD, BYE and PREAUTH (RFC 9051 section 9, {@code resp-text}). */
final class StatusText {

    private StatusText() {}

    /** A code that does not end is taken for text: some servers write brackets for people. */
    static Response.Status status(String tag, Kind kind, String text) {
        int close = text.startsWith("[") ? closing(text) : -1;
        if (close < 2) {
            return new Response.Status(tag, kind, Optional.empty(), text);
        }
        String inside = text.substring(1, close);
        int space = inside.indexOf(' ');
        String name = (space < 0 ? inside : inside.substring(0, space)).toUpperCase(Locale.ROOT);
        String argument = space < 0 ? "" : inside.substring(space + 1);
        int from = close + 1 < text.length() && text.charAt(close + 1) == ' ' ? close + 2 : close + 1;
        return new Response.Status(tag, kind, Optional.of(new ResponseCode(name, argument)), text.substring(from));
    }

    /** Where the bracket closes: the first one that does not stand in quotes. */
    private static int closing(String text) {
        boolean quoted = false;
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '\\' && quoted) {
                i++;
            } else if (c == ']' && !quoted) {
                return i;
            }
        }
        return -1;
    }

    /** Bytes as UTF-8 (RFC 9051 section 7.1) where they are that, and one character a byte where they are not. */
    static String text(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.indexOf('\ufffd') >= 0 && !Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes)) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
        return text;
    }
}
