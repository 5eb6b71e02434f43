package protocols.internal.imap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import protocols.WireException;

/** Sources that give the bytes of a text, in pieces of any size. */
final class Feeds {

    private Feeds() {}

    static ImapSource of(byte[] bytes, int piece) {
        int[] at = {0};
        return (into, offset, room) -> {
            int some = Math.min(Math.min(piece, room), bytes.length - at[0]);
            if (some <= 0) {
                return -1;
            }
            System.arraycopy(bytes, at[0], into, offset, some);
            at[0] += some;
            return some;
        };
    }

    static ResponseParser parser(ImapSource source) {
        return parser(source, ImapLimits.DEFAULT);
    }

    static ResponseParser parser(ImapSource source, ImapLimits limits) {
        return new ResponseParser(new ResponseBuffer(source, limits), limits);
    }

    static ResponseParser parser(String text) {
        return parser(of(text.getBytes(ISO_8859_1), Integer.MAX_VALUE));
    }

    static Response one(String text) throws IOException {
        return parser(text).next();
    }

    /** All responses, up to the end of the text. */
    static List<Response> all(ResponseParser parser, int count) throws IOException {
        List<Response> out = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            out.add(parser.next());
        }
        return out;
    }

    /** How reading ends that goes on until the bytes do: with a hangup, or before that with what was wrong. */
    static WireException end(ResponseParser parser) throws IOException {
        while (true) {
            try {
                parser.next();
            } catch (WireException expected) {
                return expected;
            }
        }
    }
}
