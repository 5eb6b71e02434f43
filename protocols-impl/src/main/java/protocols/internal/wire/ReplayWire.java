package protocols.internal.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import protocols.Transcript;
import protocols.Transcript.Entry;
import protocols.Transcript.Side;
import protocols.WireException;
import protocols.net.Deadline;
import protocols.net.Wire;
import protocols.spi.CoreFriend;
import protocols.spi.RecordedWire;

/**
 * One connection of a recording. What the server said is handed out as soon as the client has said all that stood before
 * it; what the client says is compared byte by byte, a redacted secret with anything up to what follows it.
 */
final class ReplayWire implements Wire, RecordedWire {

    private static final byte[] SECRET = Transcript.REDACTED.getBytes(ISO_8859_1);

    private final List<Entry> entries;
    private final ReplayOrder order;
    private final boolean datagrams;
    private final ByteArrayOutputStream unmatched = new ByteArrayOutputStream();
    private int server;
    private int client;
    private byte[] serving = new byte[0];
    private int served;
    private long skip;
    private boolean closed;

    /**
     * @param datagrams whether what was said may have got lost
     */
    ReplayWire(List<Entry> entries, ReplayOrder order, boolean datagrams) {
        this.entries = List.copyOf(entries);
        this.order = order;
        this.datagrams = datagrams;
    }

    @Override
    public synchronized int read(ByteBuffer into, Deadline deadline) throws IOException {
        requireOpen();
        while (served == serving.length) {
            client = nextClient(client);
            if (isSilent()) {
                throw new WireException.TimedOut(deadline);
            }
            if (server == entries.size()) {
                throw CoreFriend.get().mismatch("the client waits, but the recording ends here");
            }
            Entry entry = entries.get(server);
            if (server >= client || unmatched.size() > 0) {
                throw CoreFriend.get()
                        .mismatch("the client waits" + saidInstead() + ", but in the recording it says\n  "
                                + entries.get(Math.min(client, entries.size() - 1))
                                        .line());
            }
            if (entry instanceof Transcript.Closed) {
                return -1;
            }
            server++;
            if (entry instanceof Transcript.Omitted omitted && omitted.by() == Side.SERVER) {
                throw new IllegalStateException("the recording does not hold the body: " + omitted.line());
            }
            if (entry instanceof Transcript.Said said && said.by() == Side.SERVER) {
                serving = said.bytes();
                served = 0;
            }
        }
        int n = Math.min(into.remaining(), serving.length - served);
        into.put(serving, served, n);
        served = datagrams ? serving.length : served + n;
        return n;
    }

    /**
     * Whether the recorded server said nothing here before the client went on: by asking again, if a datagram may get
     * lost, or by giving up.
     */
    private boolean isSilent() {
        if (unmatched.size() > 0 || server > client || answersBefore(client)) {
            return false;
        }
        return datagrams || (client == entries.size() && endsHere());
    }

    private boolean answersBefore(int end) {
        return served < serving.length || entries.subList(server, end).stream().anyMatch(ReplayWire::isByServer);
    }

    private boolean endsHere() {
        return entries.subList(server, entries.size()).stream()
                .anyMatch(entry -> entry instanceof Transcript.Closed closed && closed.by() == Side.CLIENT);
    }

    private String saidInstead() {
        byte[] said = unmatched.toByteArray();
        return said.length == 0 ? "" : " after\n  C: " + CoreFriend.get().escape(said, 0, said.length) + "\n";
    }

    @Override
    public synchronized void write(ByteBuffer from, Deadline deadline) throws IOException {
        requireOpen();
        while (from.hasRemaining()) {
            unmatched.write(from.get());
        }
        while (matchOne()) {
            order.said(entries.get(client).channel());
            client++;
        }
    }

    /** Matches the next thing that the client says in the recording; false if more bytes are needed for that. */
    private boolean matchOne() {
        if (unmatched.size() == 0) {
            return false;
        }
        byte[] said = unmatched.toByteArray();
        client = nextClient(client);
        if (client == entries.size()) {
            throw CoreFriend.get()
                    .mismatch("the client says more than the recording:\n  C: "
                            + CoreFriend.get().escape(said, 0, said.length));
        }
        int matched;
        if (entries.get(client) instanceof Transcript.Omitted omitted) {
            skip = skip == 0 ? omitted.bytes() : skip;
            matched = (int) Math.min(skip, said.length);
            skip -= matched;
            consume(said, matched);
            return skip == 0;
        }
        byte[] expected = ((Transcript.Said) entries.get(client)).bytes();
        matched = match(expected, 0, said, 0);
        if (matched == WRONG) {
            throw CoreFriend.get()
                    .mismatch("the client says\n  C: "
                            + CoreFriend.get().escape(said, 0, said.length) + "\nbut in the recording it says\n  "
                            + entries.get(client).line());
        }
        if (matched == MORE) {
            return false;
        }
        consume(said, matched);
        return true;
    }

    private void consume(byte[] said, int bytes) {
        unmatched.reset();
        unmatched.write(said, bytes, said.length - bytes);
    }

    private static final int WRONG = -1;
    private static final int MORE = -2;

    /** How many bytes of what was said match the whole of what is expected. */
    private static int match(byte[] expected, int e, byte[] said, int s) {
        int i = e;
        int k = s;
        while (i < expected.length) {
            if (secretAt(expected, i)) {
                return matchAfterSecret(expected, i + SECRET.length, said, k);
            }
            if (k == said.length) {
                return MORE;
            }
            if (expected[i++] != said[k++]) {
                return WRONG;
            }
        }
        return k;
    }

    private static int matchAfterSecret(byte[] expected, int rest, byte[] said, int from) {
        int result = MORE;
        for (int k = from; k <= said.length; k++) {
            int matched = match(expected, rest, said, k);
            if (matched >= 0) {
                return matched;
            }
            if (k < said.length && said[k] == '\n') {
                return WRONG;
            }
        }
        return result;
    }

    private static boolean secretAt(byte[] bytes, int at) {
        if (at + SECRET.length > bytes.length) {
            return false;
        }
        for (int i = 0; i < SECRET.length; i++) {
            if (bytes[at + i] != SECRET[i]) {
                return false;
            }
        }
        return true;
    }

    private int nextClient(int from) {
        int i = from;
        while (i < entries.size() && !ReplayOrder.isByClient(entries.get(i))) {
            i++;
        }
        return i;
    }

    private static boolean isByServer(Entry entry) {
        return (entry instanceof Transcript.Said said && said.by() == Side.SERVER)
                || (entry instanceof Transcript.Omitted omitted && omitted.by() == Side.SERVER)
                || (entry instanceof Transcript.Closed closed && closed.by() == Side.SERVER);
    }

    private void requireOpen() throws WireException {
        if (closed) {
            throw new WireException.Cancelled("the connection was closed here");
        }
    }

    /** What the recorded peer did before the client's next word, on this connection or another. */
    @Override
    public synchronized Sight look() {
        if (closed) {
            return Sight.BROKEN;
        }
        if (served < serving.length) {
            return Sight.DATA;
        }
        client = nextClient(client);
        for (Entry entry : entries.subList(server, Math.max(server, client))) {
            if (isByServer(entry)) {
                Sight done = entry instanceof Transcript.Closed ? Sight.ENDED : Sight.DATA;
                return order.isDue(entry) ? done : Sight.ALIVE;
            }
        }
        return Sight.ALIVE;
    }

    @Override
    public synchronized boolean await(Deadline deadline) throws IOException {
        client = nextClient(client);
        return server <= client && answersBefore(client);
    }

    @Override
    public String peer() {
        return entries.isEmpty() ? "" : entries.get(0).line();
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
        order.closed(entries.get(0).channel());
    }
}
