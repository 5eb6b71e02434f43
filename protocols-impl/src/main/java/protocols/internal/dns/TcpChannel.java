package protocols.internal.dns;

import java.io.IOException;
import java.nio.ByteBuffer;
import protocols.Deadline;
import protocols.Transcript.Side;
import protocols.WireException;
import protocols.dns.Flag;
import protocols.dns.Message;
import protocols.internal.wire.Link;

/** One connection to one server: each message follows its length (RFC 1035 section 4.2.2). */
final class TcpChannel {

    private static final int PREFIX = 2;

    private final Link link;
    private int answered;

    TcpChannel(Link link) {
        this.link = link;
    }

    Link link() {
        return link;
    }

    /** Whether it has carried an answer before, so that the server may close it any time (RFC 7766 section 6.2.3). */
    boolean isReused() {
        return answered > 0;
    }

    Message ask(Ask ask, Server.Manners manners, Deadline deadline) throws WireException {
        return link.operation(ask.doing(), deadline, () -> {
            Manner manner = manners.on(link);
            Query query = Query.of(ask.question(), manner, link.draw(Query.random(ask.question(), manner)));
            send(query);
            Message message = receive(query);
            if (message.has(Flag.TC)) {
                throw new WireException.Malformed("truncated response over TCP", "");
            }
            answered++;
            return message;
        });
    }

    /** Length and message in one write, so that they leave in one segment (RFC 7766 section 8). */
    private void send(Query query) throws IOException {
        byte[] message = query.bytes();
        byte[] out = new byte[PREFIX + message.length];
        out[0] = (byte) (message.length >> 8);
        out[1] = (byte) message.length;
        System.arraycopy(message, 0, out, PREFIX, message.length);
        link.recorder().note(link.channel(), "query " + query.question());
        link.recorder().said(link.channel(), Side.CLIENT, out, 0, out.length);
        link.write(out, 0, out.length);
        link.flush();
    }

    private Message receive(Query query) throws IOException {
        require(PREFIX);
        byte[] in = link.buffer();
        int at = link.position();
        int length = PREFIX + (((in[at] & 0xff) << 8) | (in[at + 1] & 0xff));
        require(length);
        try {
            int from = link.position() + PREFIX;
            Query.Match match = query.match(link.buffer(), from, length - PREFIX);
            Message message = Message.decode(ByteBuffer.wrap(link.buffer(), from, length - PREFIX));
            if (match != Query.Match.YES) {
                throw new WireException.Malformed("response to another query", "id " + message.id());
            }
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
        if (bytes > 0) {
            link.recorder().said(link.channel(), Side.SERVER, link.buffer(), at, at + bytes);
        }
        link.consume(bytes);
    }
}
