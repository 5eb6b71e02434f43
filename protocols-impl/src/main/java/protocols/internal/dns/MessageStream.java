package protocols.internal.dns;

import java.io.IOException;
import java.nio.ByteBuffer;
import protocols.Transcript.Side;
import protocols.WireException;
import protocols.dns.Message;
import protocols.internal.wire.Link;

/** Messages on a connection: each follows its length (RFC 1035 section 4.2.2). */
final class MessageStream {

    private static final int PREFIX = 2;

    private final Link link;
    private final boolean bulk;

    /** Whether a message is one that may come now. */
    interface Check {
        void on(Message message) throws WireException.Malformed;
    }

    /**
     * @param bulk whether what comes is kept in the transcript only where bodies are
     */
    MessageStream(Link link, boolean bulk) {
        this.link = link;
        this.bulk = bulk;
    }

    /** Length and message in one write, so that they leave in one segment (RFC 7766 section 8). */
    void send(byte[] message, String words) throws IOException {
        byte[] out = new byte[PREFIX + message.length];
        out[0] = (byte) (message.length >> 8);
        out[1] = (byte) message.length;
        System.arraycopy(message, 0, out, PREFIX, message.length);
        link.recorder().note(link.channel(), words);
        link.recorder().said(link.channel(), Side.CLIENT, out, 0, out.length);
        link.write(out, 0, out.length);
        link.flush();
    }

    Message receive(Check check) throws IOException {
        require(PREFIX);
        byte[] in = link.buffer();
        int at = link.position();
        int length = PREFIX + (((in[at] & 0xff) << 8) | (in[at + 1] & 0xff));
        require(length);
        try {
            Message message = Message.decode(ByteBuffer.wrap(link.buffer(), link.position() + PREFIX, length - PREFIX));
            check.on(message);
            heard(length, UdpChannel.summary(message));
            return message;
        } catch (WireException.Malformed e) {
            heard(length, e.reason());
            throw e;
        }
    }

    private void require(int bytes) throws IOException {
        while (link.available() < bytes) {
            if (!link.fill()) {
                int there = link.available();
                heard(there, "cut off");
                throw new WireException.Hangup("the server closed the connection "
                        + (there == 0 ? "without an answer" : "after " + there + " bytes of the answer"));
            }
        }
    }

    private void heard(int bytes, String words) {
        int at = link.position();
        link.recorder().note(link.channel(), words);
        if (bulk && !link.recorder().keepsBodies()) {
            link.recorder().omitted(link.channel(), Side.SERVER, bytes);
        } else if (bytes > 0) {
            link.recorder().said(link.channel(), Side.SERVER, link.buffer(), at, at + bytes);
        }
        link.consume(bytes);
    }
}
