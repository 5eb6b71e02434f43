package protocols.internal.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import protocols.Transcript.Side;
import protocols.WireException;
import protocols.net.Deadline;
import protocols.net.Wire;

/**
 * What comes in on a link: the receive buffer, which holds between position and limit what has arrived and was not
 * consumed, and what can be seen behind it without waiting.
 */
public final class Incoming {

    /** What a read of that which is there may take. */
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    /** Whoever may wait longer than this holds no buffer meanwhile. */
    static final Duration REST = Duration.ofSeconds(1);

    private final Circuit circuit;
    private final Outgoing out;
    private final ReceiveBuffer bytes = new ReceiveBuffer();
    private boolean endSeen;
    private boolean endNoted;

    Incoming(Circuit circuit, Outgoing out) {
        this.circuit = circuit;
        this.out = out;
    }

    /** The receive buffer; may change with each {@link #fill}. */
    public byte[] buffer() {
        return bytes.bytes();
    }

    public int position() {
        return bytes.position();
    }

    public int limit() {
        return bytes.limit();
    }

    /** What has arrived and was not consumed, in bytes. */
    public int available() {
        return bytes.available();
    }

    public void consume(int count) {
        bytes.consume(count);
        if (endSeen) {
            noteEnd();
        }
    }

    /**
     * Waits for more bytes and puts them behind those that are there; the buffer grows if it is full, so the caller
     * bounds what it leaves unconsumed. A buffer that has grown big is given back once it is empty. Whatever is pending is
     * sent first.
     *
     * @return false at the end of the stream
     */
    public boolean fill() throws IOException {
        out.flush();
        int n = receive(bytes.space(), circuit.deadline());
        bytes.received(Math.max(n, 0));
        return n >= 0;
    }

    /** Reads into the caller's array, without a copy in between where that is possible; -1 at the end of the stream. */
    public int read(byte[] into, int offset, int length) throws IOException {
        if (available() == 0 && length >= ReceiveBuffer.SIZE) {
            out.flush();
            return receive(ByteBuffer.wrap(into, offset, length), circuit.deadline());
        }
        return available() > 0 || fill() ? bytes.take(into, offset, length) : -1;
    }

    /** Takes all that has arrived, without waiting. */
    byte[] takeAll() {
        byte[] all = new byte[available()];
        bytes.take(all, 0, all.length);
        return all;
    }

    private int receive(ByteBuffer into, Deadline deadline) throws IOException {
        circuit.touch();
        int n;
        try {
            n = circuit.wire().read(into, deadline);
        } catch (WireException.Hangup e) {
            ended();
            out.requireWritten();
            throw e;
        }
        if (n < 0) {
            ended();
            out.requireWritten();
        }
        out.answered();
        return n;
    }

    /** That the peer has closed stands in the transcript once, whoever found out and however. */
    private void ended() {
        if (!circuit.life().isClosed()) {
            endSeen = true;
            noteEnd();
        }
    }

    /** Behind what came before it: that is still to be read, and recorded as it is. */
    void noteEnd() {
        if (endSeen && !endNoted && (available() == 0 || !circuit.life().isAlive())) {
            endNoted = true;
            circuit.body().ifPresent(BodyTrace::record);
            circuit.recorder().closed(circuit.channel(), Side.SERVER);
        }
    }

    /** What can be seen of the peer now: what lies in the buffer or behind it, or that it has closed. */
    public Wire.Sight look() {
        return available() > 0 ? Wire.Sight.DATA : sight();
    }

    private Wire.Sight sight() {
        Wire.Sight seen = circuit.wire().look();
        if (seen == Wire.Sight.ENDED || seen == Wire.Sight.BROKEN) {
            ended();
        } else if (seen == Wire.Sight.ALIVE) {
            circuit.seenSilent();
        }
        return seen;
    }

    /**
     * Takes in what has come, without waiting, until the buffer holds so many bytes.
     *
     * @return what can be seen behind that
     */
    public Wire.Sight absorb(int most) throws IOException {
        Wire.Sight seen = sight();
        while (seen == Wire.Sight.DATA && available() < most) {
            bytes.received(Math.max(receive(bytes.space(), now()), 0));
            seen = sight();
        }
        return seen;
    }

    /** The fault of an end that was seen, in the words of the room, with how the line ended as its cause; or what broke it. */
    public WireException end(String text) {
        try {
            receive(bytes.space(), now());
            return new WireException.Hangup(text);
        } catch (WireException e) {
            return Faults.isEnd(e) ? new WireException.Hangup(text, e) : e;
        } catch (IOException e) {
            return new WireException.Hangup(text, e);
        }
    }

    /** For what has been seen to be there: the last operation's deadline may have passed long ago. */
    private static Deadline now() {
        return Deadline.after("look", AT_ONCE);
    }

    /** Waits until there is something to read; false if the deadline passed first, which leaves the link alive. */
    public boolean await(Deadline deadline) throws IOException {
        out.flush();
        if (available() > 0) {
            return true;
        }
        if (deadline.remainingNanos() > REST.toNanos()) {
            // Of thousands of sessions nearly all wait like this.
            bytes.rest();
            out.rest();
        }
        return circuit.wire().await(deadline);
    }

    /** As {@link #await}, for more than what lies in the buffer. */
    public boolean awaitMore(Deadline deadline) throws IOException {
        out.flush();
        return circuit.wire().await(deadline);
    }
}
