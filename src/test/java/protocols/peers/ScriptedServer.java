package protocols.peers;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A server that says its part of a dialogue over a real loopback socket and demands the client's part:
 *
 * <pre>
 * S: 220 ready                      sent, with CRLF
 * C: USER alice                     demanded, byte for byte, with CRLF
 * C: PASS ********                  the stars stand for any text
 * S: a\\b\x00\                      \\ is a backslash, \xHH a byte; a lone \ at the end: no CRLF follows
 * S: 229 ok (|||${port2}|)          the port on which channel 2 listens; ${p1,p2} the same as two bytes (RFC 959, PASV)
 * S: refer: 127.0.0.1:${port}       this server's own port
 * S2: a file                        said on channel 2, on which the client has to connect
 * *2 closed by peer                 the server ends channel 2
 * * tls                             the TLS handshake is due
 * * closed                          the client has to close, and say nothing before
 * * closed by peer                  the server ends the connection
 * * connected                       what follows is another connection of the client
 * *2 connected                      the client connects to channel 2 again
 * *2 connects                       the server connects to the port that the last stars stood for (FTP, PORT and EPRT)
 * * reset by peer                   the server resets the connection
 * * cut by peer                     the server ends the connection, under TLS without close_notify
 * * gap                             nothing happens until the test says {@link #goOn}
 * # a note
 * </pre>
 *
 * <p>The lines are played in their order, over all channels of a connection. Everything the client sends is recorded.
 * {@link #close} fails the test if the client said anything else, too little or too much, unless a fault was planned;
 * then only what it said before the fault counts. No wait is without a limit.
 */
public final class ScriptedServer implements AutoCloseable {

    /** How the S: lines are cut into writes. */
    public enum Mode {
        /** Consecutive lines of a channel in one write. */
        WHOLE,
        /** A write for each line. */
        LINES,
        /** A write for each byte. */
        BYTES
    }

    private final ScriptPlan plan;
    private final ServerSocket listener;
    private final Recording record = new Recording();
    private final List<ScriptedConnection> connections = new CopyOnWriteArrayList<>();
    private final Thread acceptor;

    ScriptedServer(ScriptPlan plan) throws IOException {
        this.plan = plan;
        this.listener = new ServerSocket(0, 50, Ports.LOOPBACK);
        this.acceptor = new Thread(this::accept, "scripted server " + listener.getLocalPort());
        acceptor.setDaemon(true);
        acceptor.start();
    }

    /** A plan to play this dialogue. */
    public static ScriptPlan of(String dialogue) {
        return new ScriptPlan(Dialogue.parse(dialogue));
    }

    /** Plays this dialogue line by line. */
    public static ScriptedServer play(String dialogue) throws IOException {
        return of(dialogue).start();
    }

    /** On 127.0.0.1. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Every byte that clients have sent on their main connections so far, after decryption. */
    public byte[] received() {
        return record.of(1);
    }

    /** Every byte that clients have sent on their channels of this number so far. */
    public byte[] received(int channel) {
        return record.of(channel);
    }

    /** How many bytes of S: lines have been sent on all connections. */
    public long sent() {
        return connections.stream().mapToLong(ScriptedConnection::sent).sum();
    }

    /** How many connections clients have opened, channels not counted. */
    public int connections() {
        return connections.size();
    }

    /** Lets the dialogue go on after its next gap; gives back once all is said that comes before the client's turn. */
    public void goOn() {
        record.goOn(plan.patience());
    }

    /** Waits until so many connections have been played to their end, and closed where the dialogue says so. */
    public void awaitPlayed(int count) {
        record.await(
                () -> connections.stream().filter(ScriptedConnection::isSettled).count() >= count, plan.patience());
    }

    /** Waits until the dialogue has been played to its end, and fails if the client left it. */
    public void verify() {
        if (!plan.isFaulty()) {
            awaitEnd();
        }
        failure().ifPresent(why -> {
            throw new AssertionError(why);
        });
    }

    /** Stops, with all threads, and {@link #verify verifies}. */
    @Override
    public void close() throws IOException {
        if (!plan.isFaulty()) {
            awaitEnd();
        }
        Optional<String> unplayed = failure();
        listener.close();
        join(acceptor);
        for (ScriptedConnection connection : connections) {
            connection.close();
        }
        failure().or(() -> unplayed).ifPresent(why -> {
            throw new AssertionError(why);
        });
    }

    private void accept() {
        while (true) {
            try {
                Socket socket = listener.accept();
                int number = connections.size();
                Optional<Dialogue> next = dialogue(number);
                ScriptedConnection connection = new ScriptedConnection(
                        new ScriptedConnection.Setting(plan, port(), record), number + 1, next, socket);
                connections.add(connection);
                connection.start();
                record.changed();
            } catch (IOException e) {
                // The listener was closed: nobody will come any more.
                return;
            }
        }
    }

    private Optional<Dialogue> dialogue(int number) {
        List<Dialogue> all = plan.dialogues();
        if (plan.isRepeated()) {
            return Optional.of(all.get(number % all.size()));
        }
        return number < all.size() ? Optional.of(all.get(number)) : Optional.empty();
    }

    private void awaitEnd() {
        record.await(
                () -> isOver()
                        || connections.stream().anyMatch(one -> one.failure().isPresent()),
                plan.patience());
    }

    private boolean isOver() {
        boolean allCame =
                plan.isRepeated() || connections.size() >= plan.dialogues().size();
        return allCame && connections.stream().allMatch(ScriptedConnection::isSettled);
    }

    private Optional<String> failure() {
        Optional<String> failure = connections.stream()
                .map(ScriptedConnection::failure)
                .flatMap(Optional::stream)
                .findFirst();
        if (failure.isPresent() || plan.isFaulty() || isOver()) {
            return failure;
        }
        int missing = plan.dialogues().size() - connections.size();
        return Optional.of(
                missing > 0
                        ? "The client opened " + connections.size() + " connections; " + missing + " more were due."
                        : "The client has not come to the end of the dialogue.");
    }

    static void join(Thread thread) {
        try {
            thread.join(Duration.ofSeconds(10).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            throw new AssertionError("the thread '" + thread.getName() + "' does not end");
        }
    }
}
