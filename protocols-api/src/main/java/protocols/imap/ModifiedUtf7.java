package protocols.imap;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** The encoding of mailbox names in RFC 3501 section 5.1.3. */
final class ModifiedUtf7 {

    private ModifiedUtf7() {}

    static String encode(String name) {
        StringBuilder out = new StringBuilder(name.length() + 8);
        int i = 0;
        while (i < name.length()) {
            char c = name.charAt(i);
            if (c == '&') {
                out.append("&-");
                i++;
            } else if (isDirect(c)) {
                out.append(c);
                i++;
            } else {
                int start = i;
                while (i < name.length() && !isDirect(name.charAt(i))) {
                    i++;
                }
                shifted(name.substring(start, i), out);
            }
        }
        return out.toString();
    }

    private static void shifted(String run, StringBuilder out) {
        byte[] base64 = Base64.getEncoder().withoutPadding().encode(run.getBytes(StandardCharsets.UTF_16BE));
        String text = new String(base64, StandardCharsets.US_ASCII);
        out.append('&').append(text.replace('/', ',')).append('-');
    }

    private static boolean isDirect(char c) {
        return c >= 0x20 && c <= 0x7e;
    }

    /** The name, or empty where the text is not exactly what {@link #encode} makes of some name. */
    static Optional<String> decode(String encoded) {
        StringBuilder out = new StringBuilder(encoded.length());
        int i = 0;
        while (i < encoded.length()) {
            char c = encoded.charAt(i++);
            if (c != '&') {
                out.append(c);
                continue;
            }
            int end = encoded.indexOf('-', i);
            Optional<String> run = end < 0 ? Optional.empty() : run(encoded.substring(i, end));
            if (run.isEmpty()) {
                return Optional.empty();
            }
            out.append(run.get());
            i = end + 1;
        }
        // One name has one encoding; a second one would let two mailboxes look alike.
        return Optional.of(out.toString()).filter(name -> encode(name).equals(encoded));
    }

    private static Optional<String> run(String base64) {
        if (base64.isEmpty()) {
            return Optional.of("&");
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(base64.replace('/', '!').replace(',', '/'));
            CharBuffer text = StandardCharsets.UTF_16BE.newDecoder().decode(ByteBuffer.wrap(bytes));
            return Optional.of(text.toString());
        } catch (IllegalArgumentException | CharacterCodingException notOurs) {
            return Optional.empty();
        }
    }
}
