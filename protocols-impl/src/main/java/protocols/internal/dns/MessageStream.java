package protocols.internal.dns;

import java.io.IOException;
import java.nio.ByteBuffer;
import protocols.Transcript.Side;
import protocols.WireException;
import protocols.dns.Message;
import protocols.internal.wire.Incoming;
import protocols.internal.wire.Link;
import protocols.net.Deadline;
import protocols.net.Wire;

/** Messages on a connection: each follows its length (RFC 1035 section 4.2.2). */
final class MessageStream {

    private static final int PREFIX = 2;

    private static final int NONE = -1;

    /** What is kept of that which nobody asked for, in bytes. */
    private static final int UNASKED = 65_536;

    private final Link link;
    private final Incoming in;
    private final boolean bulk;
    private int id = NONE;

    /** Whether a message is one that may come now. */
    interface Check {
        void on(Message message) throws WireException;
    }

    /**
     * @param bulk whether what comes is kept in the transcript only where bodies are
     */
    MessageStream(Link link, boolean bulk) {
        this.link = link;
        this.in = link.in();
        this.bulk = bulk;
    }

    /**
     * Length and message in one write, so that they leave in one segment (RFC 7766 section 8). One thread at a time; it
     * may be another one than receives.
     *
     * @param doing what is being done, for errors
     * @param words what the message is, for the transcript
     */
    void send(String doing, String words, byte[] message, Deadline deadline) throws WireException {
        ByteBuffer out = ByteBuffer.allocate(PREFIX + message.length);
        out.putShort((short) message.length).put(message).flip();
        link.recorder().note(link.channel(), words);
        link.recorder().said(link.channel(), Side.CLIENT, out.array(), 0, out.limit());
        link.send(doing, out, deadline);
    }

    /**
     * Waits until the next message is there.
     *
     * @return whether it is; false if the deadline passed before, and then its rest can be waited for later
     */
    boolean await(Deadline deadline) throws IOException {
        // A recording is not waited for: it says at once that nothing came.
        while (!link.remote().isRecording() && !isWhole()) {
            if (!in.awaitMore(deadline)) {
                return false;
            }
            if (!in.fill()) {
                // Who receives finds out where the stream ends.
                return true;
            }
        }
        return true;
    }

    private boolean isWhole() {
        return in.available() >= PREFIX && in.available() >= PREFIX + u16(0);
    }

    private int u16(int offset) {
        byte[] bytes = in.buffer();
        int at = in.position() + offset;
        return ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff);
    }

    /** Whether, while no question is under way, nothing has come that would be taken for an answer, nor the end. */
    boolean isQuiet() {
        Wire.Sight seen = in.look();
        if (seen == Wire.Sight.DATA) {
            try {
                in.absorb(UNASKED);
                heard(in.available(), "unasked");
            } catch (IOException e) {
                return false;
            }
        }
        return seen == Wire.Sight.ALIVE || seen == Wire.Sight.UNKNOWN;
    }

    /** The id of the message received last, whatever else was in it; negative if it was too short to have one. */
    int id() {
        return id;
    }

    Message receive(Check check) throws IOException {
        require(PREFIX);
        int length = PREFIX + u16(0);
        require(length);
        id = length < 2 * PREFIX ? NONE : u16(PREFIX);
        try {
            Message message = Message.decode(ByteBuffer.wrap(in.buffer(), in.position() + PREFIX, length - PREFIX));
            check.on(message);
            heard(length, UdpChannel.summary(message));
            return message;
        } catch (WireException e) {
            heard(length, e.reason());
            throw e;
        }
    }

    private void require(int bytes) throws IOException {
        while (in.available() < bytes) {
            if (!in.fill()) {
                int there = in.available();
                heard(there, "cut off");
                throw new WireException.Hangup("the server closed the connection "
                        + (there == 0 ? "without an answer" : "after " + there + " bytes of the answer"));
            }
        }
    }

    private void heard(int bytes, String words) {
        int at = in.position();
        link.recorder().note(link.channel(), words);
        if (bulk && !link.recorder().keepsBodies()) {
            link.recorder().omitted(link.channel(), Side.SERVER, bytes);
        } else if (bytes > 0) {
            link.recorder().said(link.channel(), Side.SERVER, in.buffer(), at, at + bytes);
        }
        in.consume(bytes);
    }
}
