package protocols.internal.telnet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;

/**
 * What we answer a peer that proposes charsets (RFC 2066): the caller's, if it is among them under any of its names, else
 * none. The caller's never changes, and tables of translation are refused.
 */
final class CharsetAnswer {

    private static final int REQUEST = 1;
    private static final int ACCEPTED = 2;
    private static final int REJECTED = 3;
    private static final int TTABLE_IS = 4;
    private static final int TTABLE_REJECTED = 5;
    private static final String TTABLE = "[TTABLE]";

    private final Charset charset;

    CharsetAnswer(Charset charset) {
        this.charset = charset;
    }

    /** Empty if nothing is to be said. */
    byte[] to(ByteBuffer payload) {
        int code = payload.get();
        if (code == TTABLE_IS) {
            return new byte[] {TTABLE_REJECTED};
        }
        return code == REQUEST ? toRequest(ISO_8859_1.decode(payload).toString()) : new byte[0];
    }

    /** The first character of the list stands before each name; before it may stand that a table is offered, and its version. */
    private byte[] toRequest(String request) {
        String list = request.startsWith(TTABLE)
                ? request.substring(Math.min(request.length(), TTABLE.length() + 1))
                : request;
        int from = 1;
        while (from < list.length()) {
            int to = list.indexOf(list.charAt(0), from);
            to = to < 0 ? list.length() : to;
            String name = list.substring(from, to);
            if (isOurs(name.strip())) {
                return accepted(name);
            }
            from = to + 1;
        }
        return new byte[] {REJECTED};
    }

    private boolean isOurs(String name) {
        return name.equalsIgnoreCase(charset.name())
                || charset.aliases().stream().anyMatch(name::equalsIgnoreCase);
    }

    private static byte[] accepted(String name) {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        answer.write(ACCEPTED);
        answer.writeBytes(name.getBytes(ISO_8859_1));
        return answer.toByteArray();
    }
}
