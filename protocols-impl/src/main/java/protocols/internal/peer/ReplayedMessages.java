package protocols.internal.peer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import protocols.Protocol;
import protocols.WireException;
import protocols.internal.peer.Exchanges.Answer;
import protocols.net.Deadline;
import protocols.net.Endpoint;
import protocols.net.Wire;
import protocols.spi.RecordedWire;

/** A wire to a script of DNS: datagrams, or messages that follow their length (RFC 1035 section 4.2.2). */
final class ReplayedMessages implements Wire, RecordedWire {

    private final Exchanges exchanges;
    private final Endpoint endpoint;
    private final boolean stream;
    private final ByteArrayOutputStream asked = new ByteArrayOutputStream();
    private final Deque<Answer> answers = new ArrayDeque<>();
    private int served;
    private boolean closed;

    ReplayedMessages(Exchanges exchanges, Endpoint endpoint) {
        this.exchanges = exchanges;
        this.endpoint = endpoint;
        this.stream = endpoint.transport() != Protocol.Transport.UDP;
    }

    @Override
    public synchronized int read(ByteBuffer into, Deadline deadline) throws IOException {
        requireOpen();
        Answer next = answers.peek();
        if (next == null) {
            // The recorded server did not answer here, or what it said was lost.
            throw new WireException.TimedOut(deadline);
        }
        if (next.isEnd()) {
            return -1;
        }
        byte[] answer = next.said(stream);
        int n = Math.min(into.remaining(), answer.length - served);
        into.put(answer, served, n);
        served += n;
        if (!stream || served == answer.length) {
            answers.remove();
            served = 0;
        }
        return n;
    }

    @Override
    public synchronized void write(ByteBuffer from, Deadline deadline) throws IOException {
        requireOpen();
        byte[] bytes = new byte[from.remaining()];
        from.get(bytes);
        if (!stream) {
            answers.addAll(exchanges.answers(bytes, false));
            return;
        }
        asked.write(bytes);
        byte[] all = asked.toByteArray();
        int at = 0;
        while (at + 2 <= all.length && at + 2 + length(all, at) <= all.length) {
            int end = at + 2 + length(all, at);
            answers.addAll(exchanges.answers(Arrays.copyOfRange(all, at + 2, end), true));
            at = end;
        }
        asked.reset();
        asked.write(all, at, all.length - at);
    }

    static int length(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
    }

    static byte[] framed(byte[] message) {
        byte[] framed = new byte[message.length + 2];
        framed[0] = (byte) (message.length >> 8);
        framed[1] = (byte) message.length;
        System.arraycopy(message, 0, framed, 2, message.length);
        return framed;
    }

    private void requireOpen() throws WireException {
        if (closed) {
            throw new WireException.Cancelled("the connection was closed here");
        }
    }

    @Override
    public synchronized Sight look() {
        if (closed) {
            return Sight.BROKEN;
        }
        Answer next = answers.peek();
        return next == null ? Sight.ALIVE : next.isEnd() ? Sight.ENDED : Sight.DATA;
    }

    @Override
    public synchronized boolean await(Deadline deadline) {
        return !answers.isEmpty();
    }

    @Override
    public String peer() {
        return endpoint.toString();
    }

    @Override
    public String local() {
        return "";
    }

    @Override
    public boolean isRecording() {
        return true;
    }

    @Override
    public synchronized void close() {
        closed = true;
    }
}
