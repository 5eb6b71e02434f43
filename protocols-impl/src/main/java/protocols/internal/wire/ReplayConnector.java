package protocols.internal.wire;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import protocols.Protocol;
import protocols.Replay;
import protocols.Transcript;
import protocols.Transcript.Entry;
import protocols.WireException;
import protocols.net.Deadline;
import protocols.net.Endpoint;
import protocols.net.Listener;
import protocols.net.Wire;
import protocols.spi.CoreFriend;
import protocols.spi.RecordedConnector;

/** Talks to a recording: the n-th connection that is opened plays the n-th channel of the transcript. */
public final class ReplayConnector implements Replay, RecordedConnector {

    /** How bytes that were drawn at random stand in a transcript. */
    static final String DRAWN = "drawn ";

    private final Deque<List<Entry>> wires = new ArrayDeque<>();
    private final ReplayOrder order;
    /** How a port that the peer may connect to stands in a transcript. */
    static final String LISTENING = "listening ";

    private final Deque<String> listening = new ArrayDeque<>();
    private final Deque<String> drawn = new ArrayDeque<>();

    public ReplayConnector(Transcript transcript) {
        order = new ReplayOrder(transcript.entries());
        Map<Integer, List<Entry>> channels = new TreeMap<>();
        for (Entry entry : transcript.entries()) {
            if (entry instanceof Transcript.Dropped dropped) {
                throw new IllegalStateException("the transcript is not whole: " + dropped.line());
            }
            if (entry instanceof Transcript.Note note && note.text().startsWith(DRAWN)) {
                drawn.add(note.text().substring(DRAWN.length()));
            } else if (entry instanceof Transcript.Note note && note.text().startsWith(LISTENING)) {
                listening.add(note.text().substring(LISTENING.length()));
            } else if (!(entry instanceof Transcript.Note)) {
                channels.computeIfAbsent(entry.channel(), number -> new ArrayList<>())
                        .add(entry);
            }
        }
        wires.addAll(channels.values());
    }

    @Override
    public synchronized Wire open(Endpoint endpoint, Deadline deadline) throws IOException {
        List<Entry> entries = wires.peek();
        if (entries == null) {
            throw CoreFriend.get().mismatch("the recording holds no further connection, to " + endpoint);
        }
        boolean datagrams = endpoint.transport() == Protocol.Transport.UDP;
        if (datagrams
                && entries.get(0) instanceof Transcript.Opened next
                && next.target().endsWith(" tcp")) {
            throw new WireException.Unsupported("datagrams: the recording goes on with " + next.target());
        }
        wires.remove();
        if (entries.size() == 1 && entries.get(0) instanceof Transcript.Closed) {
            throw new WireException.Unreachable("no connection came about in the recording", List.of());
        }
        return new ReplayWire(entries, order, datagrams);
    }

    @Override
    public synchronized Listener listen(Wire control) {
        String address = listening.poll();
        if (address == null) {
            throw CoreFriend.get().mismatch("the recording listens to no further connection");
        }
        int colon = address.lastIndexOf(':');
        String host = address.substring(0, colon);
        int port = Integer.parseInt(address.substring(colon + 1));
        return new ReplayListener(this, new Endpoint(host, port, Protocol.Transport.TCP));
    }

    @Override
    public synchronized byte[] draw(int count) {
        String hex = drawn.poll();
        if (hex == null || hex.length() != 2 * count) {
            throw CoreFriend.get().mismatch("the recording drew no " + count + " bytes here");
        }
        return HexFormat.of().parseHex(hex);
    }

    @Override
    public String toString() {
        return "replay";
    }

    /** The port of the recording; whoever connects to it is the next channel. */
    private record ReplayListener(ReplayConnector recording, Endpoint local) implements Listener {
        @Override
        public String host() {
            return local.host();
        }

        @Override
        public int port() {
            return local.port();
        }

        @Override
        public Wire accept(Deadline deadline) throws IOException {
            return recording.open(local, deadline);
        }

        @Override
        public void close() {
            // Nothing was opened.
        }
    }
}
