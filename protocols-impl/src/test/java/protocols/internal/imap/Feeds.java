package protocols.internal.imap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import protocols.Limits;
import protocols.Protocol;
import protocols.WireException;
import protocols.internal.wire.Link;
import protocols.internal.wire.SaidWire;

/** Links on which the bytes of a text arrive, in pieces of any size, and then the end. */
final class Feeds {

    private Feeds() {}

    static Link of(byte[] bytes, int piece) {
        return SaidWire.link(Protocol.IMAP, Limits.DEFAULT, bytes, piece);
    }

    static ResponseParser parser(Link link) {
        return parser(link, ImapLimits.DEFAULT);
    }

    static ResponseParser parser(Link link, ImapLimits limits) {
        return new ResponseParser(new ResponseBuffer(link, limits), limits);
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

    /** How many responses cannot be read, up to the end of the text or to what ends a session. */
    static int unreadable(ResponseParser parser) throws IOException {
        for (int count = 0; ; ) {
            try {
                count += parser.next() instanceof Response.Unreadable ? 1 : 0;
            } catch (WireException end) {
                return count + (end instanceof WireException.Malformed ? 1 : 0);
            }
        }
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
