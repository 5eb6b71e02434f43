package protocols.internal.imap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;
import protocols.Limits;
import protocols.Tls;
import protocols.Transcript;
import protocols.WireException;
import protocols.imap.Imap;
import protocols.imap.ImapSession;
import protocols.net.Connector;
import protocols.net.Deadline;
import protocols.net.Endpoint;
import protocols.net.Wire;

/** A server in memory that answers the command after the login (and the selection) with responses that it makes as it goes. */
final class Endless implements Connector, Wire {

    private final LongFunction<String> response;
    private final long count;
    private final long pauseNanos;
    private ByteBuffer pending = text("* OK [CAPABILITY IMAP4rev1] ready\r\n");
    private String tag = "";
    private boolean telling;
    private long told;

    /** Tells so many responses, the first of which is number 0, and then OK. */
    Endless(long count, LongFunction<String> response) {
        this(count, Duration.ZERO, response);
    }

    /** With so much time before each response. */
    Endless(long count, Duration pause, LongFunction<String> response) {
        this.count = count;
        this.pauseNanos = pause.toNanos();
        this.response = response;
    }

    ImapSession session(Limits limits, Duration timeout) throws WireException {
        return Imap.at("localhost")
                .tls(Tls.NONE)
                .keep(Transcript.Keep.NOTHING)
                .limits(limits)
                .timeout(timeout)
                .idleTimeout(timeout)
                .via(this)
                .connect()
                .login("alice", "secret-word");
    }

    /** How many responses were told so far. */
    long told() {
        return told;
    }

    private static ByteBuffer text(String text) {
        return ByteBuffer.wrap(text.getBytes(ISO_8859_1));
    }

    @Override
    public Wire open(Endpoint endpoint, Deadline deadline) {
        return this;
    }

    @Override
    public void write(ByteBuffer from, Deadline deadline) {
        String command = ISO_8859_1.decode(from).toString();
        tag = command.substring(0, command.indexOf(' '));
        telling = !command.contains(" LOGIN ") && !command.contains(" SELECT ") && !command.contains(" NOOP");
        pending = telling ? ByteBuffer.allocate(0) : ok();
    }

    private ByteBuffer ok() {
        return text(tag + " OK [CAPABILITY IMAP4rev1] done\r\n");
    }

    @Override
    public int read(ByteBuffer into, Deadline deadline) throws IOException {
        if (!pending.hasRemaining()) {
            pause(deadline);
            pending = told == count ? ok() : text(response.apply(told));
            told++;
        }
        int some = Math.min(into.remaining(), pending.remaining());
        into.put(into.position(), pending, pending.position(), some);
        into.position(into.position() + some);
        pending.position(pending.position() + some);
        return some;
    }

    private void pause(Deadline deadline) throws IOException {
        if (deadline.remainingNanos() <= pauseNanos) {
            LockSupport.parkNanos(Math.max(0, deadline.remainingNanos()));
            throw new WireException.TimedOut(deadline);
        }
        for (long end = System.nanoTime() + pauseNanos; pauseNanos > 0 && System.nanoTime() < end; ) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }

    @Override
    public boolean await(Deadline deadline) {
        return true;
    }

    @Override
    public String peer() {
        return "127.0.0.1:143";
    }

    @Override
    public String local() {
        return "127.0.0.1:50000";
    }

    @Override
    public void close() {}
}
