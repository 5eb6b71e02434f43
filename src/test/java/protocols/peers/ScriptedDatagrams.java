package protocols.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A UDP server on loopback that answers each datagram with the datagrams that a function gives for it. */
public final class ScriptedDatagrams implements AutoCloseable {

    private final Function<byte[], List<Datagram>> answers;
    private final DatagramSocket socket = new DatagramSocket(Ports.at(0));
    private final DatagramSocket stranger = new DatagramSocket(Ports.at(0));
    private final ScheduledExecutorService sender = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "scripted datagrams out");
        thread.setDaemon(true);
        return thread;
    });
    private final List<byte[]> received = new CopyOnWriteArrayList<>();
    private final Thread receiver;

    /** An answer: how long after the question, what, and whether from another port than the one that was asked. */
    public record Datagram(Duration delay, byte[] bytes, boolean fromStranger) {

        /** At once. */
        public static Datagram of(byte[] bytes) {
            return new Datagram(Duration.ZERO, bytes, false);
        }

        public Datagram after(Duration gap) {
            return new Datagram(gap, bytes, fromStranger);
        }

        public Datagram fromAnotherPort() {
            return new Datagram(delay, bytes, true);
        }
    }

    private ScriptedDatagrams(Function<byte[], List<Datagram>> answers) throws IOException {
        this.answers = answers;
        this.receiver = new Thread(this::receive, "scripted datagrams in");
        receiver.setDaemon(true);
        receiver.start();
    }

    public static ScriptedDatagrams answering(Function<byte[], List<Datagram>> answers) throws IOException {
        return new ScriptedDatagrams(answers);
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** Every datagram that came, in order. */
    public List<byte[]> received() {
        return received.stream().map(byte[]::clone).toList();
    }

    @Override
    public void close() {
        sender.shutdownNow();
        socket.close();
        stranger.close();
        Threads.join(receiver);
    }

    private void receive() {
        byte[] buffer = new byte[65_536];
        while (true) {
            DatagramPacket question = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(question);
            } catch (IOException e) {
                // Closed: no more questions.
                return;
            }
            byte[] bytes = Arrays.copyOf(buffer, question.getLength());
            received.add(bytes);
            for (Datagram answer : answers.apply(bytes.clone())) {
                SocketAddress client = question.getSocketAddress();
                sender.schedule(() -> send(answer, client), answer.delay().toNanos(), TimeUnit.NANOSECONDS);
            }
        }
    }

    private void send(Datagram answer, SocketAddress client) {
        try {
            (answer.fromStranger() ? stranger : socket)
                    .send(new DatagramPacket(answer.bytes(), answer.bytes().length, client));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
