package protocols.internal.whois;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import protocols.WireException;
import protocols.net.Connector;
import protocols.net.Deadline;
import protocols.net.Endpoint;
import protocols.net.Wire;

/** WHOIS servers by name, each with one answer to everything; whoever has none cannot be reached. */
final class ScriptedNetwork implements Connector {

    private final Map<String, byte[]> answers = new HashMap<>();
    private final Map<String, String> addresses = new HashMap<>();

    /** The hosts that were connected to. */
    final List<String> opened = new ArrayList<>();

    /** {@code host: line} for every query. */
    final List<String> asked = new ArrayList<>();

    ScriptedNetwork answer(String host, String text) {
        return answer(host, text.replace("\n", "\r\n").getBytes(UTF_8));
    }

    ScriptedNetwork answer(String host, byte[] bytes) {
        answers.put(host, bytes);
        return this;
    }

    /** What connecting to a host leads to; 198.51.100.7 unless it is said. */
    ScriptedNetwork address(String host, String address) {
        addresses.put(host, address);
        return this;
    }

    void takeDown(String host) {
        answers.remove(host);
    }

    @Override
    public Wire open(Endpoint endpoint, Deadline deadline) throws WireException {
        opened.add(endpoint.host());
        byte[] answer = answers.get(endpoint.host());
        if (answer == null) {
            throw new WireException.Unreachable("nobody there", List.of());
        }
        return new Answering(endpoint, ByteBuffer.wrap(answer));
    }

    /** Takes the question and gives the answer. */
    private final class Answering implements Wire {
        private final Endpoint endpoint;
        private final ByteBuffer answer;

        Answering(Endpoint endpoint, ByteBuffer answer) {
            this.endpoint = endpoint;
            this.answer = answer;
        }

        @Override
        public int read(ByteBuffer into, Deadline deadline) {
            int n = Math.min(into.remaining(), answer.remaining());
            into.put(answer.slice().limit(n));
            answer.position(answer.position() + n);
            return n == 0 ? -1 : n;
        }

        @Override
        public void write(ByteBuffer from, Deadline deadline) {
            asked.add(endpoint.host() + ": " + US_ASCII.decode(from).toString().stripTrailing());
        }

        @Override
        public boolean await(Deadline deadline) {
            return true;
        }

        @Override
        public String peer() {
            return addresses.getOrDefault(endpoint.host(), "198.51.100.7") + ":" + endpoint.port();
        }

        @Override
        public String local() {
            return "";
        }

        @Override
        public void close() {}
    }
}
