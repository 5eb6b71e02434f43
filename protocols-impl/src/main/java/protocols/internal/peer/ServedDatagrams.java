package protocols.internal.peer;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import protocols.Transcript.Side;
import protocols.internal.peer.Exchanges.Answer;
import protocols.spi.ScriptParts.Failure;

/** Answers the questions of a DNS script that come as datagrams. */
final class ServedDatagrams {

    private final DatagramSocket socket;
    private final Exchanges exchanges;
    private final Received log;
    private final ServedPeer peer;
    private final Map<SocketAddress, Integer> channels = new HashMap<>();
    private final Thread thread;

    private ServedDatagrams(ServedPeer peer, DatagramSocket socket, Exchanges exchanges) {
        this.peer = peer;
        this.socket = socket;
        this.exchanges = exchanges;
        this.log = peer.log();
        this.thread = new Thread(this::run, "peer " + socket.getLocalPort() + " datagrams");
        thread.setDaemon(true);
    }

    static ServedDatagrams start(ServedPeer peer, int port, Exchanges exchanges) throws IOException {
        DatagramSocket socket = new DatagramSocket(new InetSocketAddress(ServedPeer.loopback(), port));
        ServedDatagrams served = new ServedDatagrams(peer, socket, exchanges);
        served.thread.start();
        return served;
    }

    private void run() {
        DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
        while (true) {
            try {
                packet.setLength(65_535);
                socket.receive(packet);
                answer(packet);
            } catch (IOException closed) {
                // Nobody will ask any more.
                return;
            }
        }
    }

    private void answer(DatagramPacket packet) throws IOException {
        byte[] asked = Arrays.copyOf(packet.getData(), packet.getLength());
        String from = packet.getSocketAddress().toString().substring(1) + " udp";
        int channel = channels.computeIfAbsent(packet.getSocketAddress(), client -> log.channel(from));
        ServedMessages.log(log, channel, Side.CLIENT, asked);
        for (Answer said : ServedMessages.answers(exchanges, asked, false)) {
            if (said.isEnd()) {
                continue;
            }
            byte[] answer = said.bytes();
            List<String> lines = ServedMessages.lines(answer);
            Optional<Failure> failure = peer.delivery().atDatagram(lines, answer.length);
            if (failure.isPresent() && failure.get().kind() == Failure.Kind.GARBAGE) {
                byte[] garbage = failure.get().bytes();
                socket.send(new DatagramPacket(garbage, garbage.length, packet.getSocketAddress()));
            } else if (failure.isPresent()) {
                continue;
            }
            if (!peer.delivery().before(lines)) {
                return;
            }
            ServedMessages.log(log, channel, Side.SERVER, answer);
            socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
        }
        peer.bell().ring();
    }

    void close() {
        socket.close();
        ServedPeer.join(thread);
    }
}
