package protocols.internal.peer;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import protocols.Protocol;
import protocols.Replay;
import protocols.Transcript;
import protocols.WireException;
import protocols.internal.wire.Recorded;
import protocols.net.Deadline;
import protocols.net.Endpoint;
import protocols.net.Listener;
import protocols.net.Wire;
import protocols.spi.CoreFriend;
import protocols.spi.RecordedConnector;
import protocols.spi.ScriptParts;

/** Plays a script to clients of this process, instead of the network. */
public final class ReplayConnector implements Replay, RecordedConnector {

    private final Stage stage;
    private final Optional<Exchanges> dns;
    private final List<ReplayedConnection> connections = new ArrayList<>();
    private final Deque<String> listening = new ArrayDeque<>();
    private final Deque<String> drawn = new ArrayDeque<>();

    public ReplayConnector(ScriptParts script) {
        dns = Exchanges.of(script);
        stage = new Stage(dns.isPresent() ? Exchanges.none(script) : script);
        for (Transcript scene : script.scenes()) {
            for (Transcript.Entry entry : scene.entries()) {
                if (entry instanceof Transcript.Note note) {
                    after(Recorded.DRAWN, note).filter(ReplayConnector::isHex).ifPresent(drawn::add);
                    after(Recorded.LISTENING, note)
                            .filter(ReplayConnector::isAddress)
                            .ifPresent(listening::add);
                }
            }
        }
    }

    private static Optional<String> after(String begin, Transcript.Note note) {
        boolean begins = note.text().startsWith(begin);
        return begins ? Optional.of(note.text().substring(begin.length())) : Optional.empty();
    }

    private static boolean isHex(String text) {
        return text.length() % 2 == 0 && text.chars().allMatch(c -> c < 128 && HexFormat.isHexDigit(c));
    }

    private static boolean isAddress(String text) {
        int colon = text.lastIndexOf(':');
        String port = text.substring(colon + 1);
        return colon > 0 && !port.isEmpty() && port.length() < 6 && port.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    @Override
    public Wire open(Endpoint endpoint, Deadline deadline) throws IOException {
        synchronized (stage) {
            boolean datagrams = endpoint.transport() == Protocol.Transport.UDP;
            if (dns.isPresent()) {
                dns.get().open(datagrams);
                return new ReplayedMessages(dns.get(), endpoint);
            }
            if (datagrams) {
                throw new WireException.Unsupported("datagrams: the recording has none");
            }
            for (ReplayedConnection connection : connections) {
                Optional<Wire> data = connection.openData(endpoint);
                if (data.isPresent()) {
                    return data.get();
                }
            }
            return openMain(endpoint);
        }
    }

    private Wire openMain(Endpoint endpoint) throws WireException {
        String target = endpoint.host() + ":" + endpoint.port() + " ";
        Predicate<Scene> same = scene -> scene.target().orElse("").startsWith(target);
        Optional<Scene> scene = stage.take(same).or(() -> stage.take(any -> true));
        if (scene.isEmpty()) {
            Transcript.Mismatch difference =
                    CoreFriend.get().mismatch("the recording holds no further connection, to " + endpoint);
            stage.note(difference);
            throw difference;
        }
        if (scene.get().isUnreachable()) {
            throw new WireException.Unreachable("no connection came about in the recording", List.of());
        }
        ReplayedConnection connection = new ReplayedConnection(stage, scene.get(), endpoint);
        connections.add(connection);
        return connection.wire(scene.get().main());
    }

    /** On the port that was listened on then. */
    @Override
    public Listener listen(Wire control, int port) {
        return listen(control);
    }

    @Override
    public Listener listen(Wire control) {
        synchronized (stage) {
            String address = listening.poll();
            if (address == null) {
                throw CoreFriend.get().mismatch("the recording listens to no further connection");
            }
            int colon = address.lastIndexOf(':');
            String host = address.substring(0, colon);
            int port = Integer.parseInt(address.substring(colon + 1));
            return new ReplayListener(this, new Endpoint(host, port, Protocol.Transport.TCP));
        }
    }

    /** As they were drawn when the recording was made, where the same number of them is asked for in the same order. */
    @Override
    public byte[] draw(int count) {
        synchronized (stage) {
            String hex = drawn.peek();
            if (hex != null && hex.length() == 2 * count) {
                drawn.remove();
                return HexFormat.of().parseHex(hex);
            }
        }
        byte[] bytes = new byte[count];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    @Override
    public void verify() {
        synchronized (stage) {
            stage.verify();
            dns.ifPresent(Exchanges::verify);
        }
    }

    @Override
    public String toString() {
        return "replay";
    }

    /** The port of the recording; whoever connects to it is the next data connection. */
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
            synchronized (recording.stage) {
                for (ReplayedConnection connection : recording.connections) {
                    Optional<Wire> data = connection.acceptData();
                    if (data.isPresent()) {
                        return data.get();
                    }
                }
            }
            throw new WireException.TimedOut(deadline);
        }

        @Override
        public void close() {
            // Nothing was opened.
        }
    }
}
