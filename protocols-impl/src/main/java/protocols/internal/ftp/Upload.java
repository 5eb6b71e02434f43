package protocols.internal.ftp;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import protocols.Transcript.Side;
import protocols.Transfer;
import protocols.WireException;
import protocols.internal.wire.BodyTrace;
import protocols.internal.wire.Link;
import protocols.net.Deadline;

/** A file on its way to the server. */
final class Upload {

    /** The most that is sent at once, and what is asked of a source that may be small, in bytes. */
    private static final int BLOCK = 131_072;

    private static final int FIRST = 8_192;

    /** How long a server may take to answer our close_notify; whether it does is no matter, its reply is. */
    private static final Duration GOODBYE = Duration.ofSeconds(5);

    private final Running transfer;
    private final Link data;
    private final BodyTrace trace;
    private long bytes;
    private boolean sourceFailed;

    Upload(Running transfer) {
        this.transfer = transfer;
        data = transfer.data();
        trace = new BodyTrace(data, Side.CLIENT);
    }

    Transfer send(InputStream source) throws IOException {
        // The end of the stream is the end of the file (RFC 959 section 3.4.1): until then it must not look like one.
        data.out().unfinished(true);
        try {
            data.out().sending(transfer::listen, () -> {
                byte[] block = new byte[FIRST];
                for (int n = next(source, block); n >= 0; n = next(source, block)) {
                    send(block, n);
                    block = n < block.length || n == BLOCK ? block : new byte[Math.min(4 * n, BLOCK)];
                }
            });
            trace.end();
            data.out().unfinished(false);
            if (data.tls().isPresent()) {
                transfer.onData(() -> {
                    data.out().end();
                    awaitGoodbye();
                    return true;
                });
            }
        } catch (WireException e) {
            trace.end();
            throw sourceFailed ? e : transfer.broken(e);
        }
        return transfer.confirm(bytes);
    }

    private int next(InputStream source, byte[] block) throws IOException {
        try {
            int n = source.read(block, 0, block.length);
            if (n > block.length) {
                throw new IOException("the source says that it has read " + n + " bytes into room for " + block.length);
            }
            return n;
        } catch (IOException | RuntimeException | Error e) {
            trace.end();
            if (isOurs(e)) {
                throw e;
            }
            sourceFailed = true;
            transfer.giveUp(e, "the source failed");
            throw e;
        }
    }

    /** Content that comes at a rate waits in words of ours: it knows no place. */
    private static boolean isOurs(Throwable thrown) {
        return thrown instanceof WireException.Cancelled e
                && e.where().isEmpty()
                && Thread.currentThread().isInterrupted();
    }

    private void send(byte[] block, int n) throws WireException {
        trace.add(block, 0, n);
        transfer.onData(() -> {
            data.out().write(block, 0, n);
            data.out().flush();
            return true;
        });
        bytes += n;
    }

    /**
     * Over TLS 1.3 the server's session tickets lie behind what we have read so far, and the next data connection needs
     * one; some servers also take an end without this wait for a cut.
     */
    private void awaitGoodbye() throws IOException {
        Deadline deadline = Deadline.after("close_notify", GOODBYE);
        try {
            while (!deadline.hasPassed()
                    && data.in().await(deadline)
                    && data.in().fill()) {
                data.in().consume(data.in().available());
            }
        } catch (WireException.Insecure | WireException.Hangup e) {
            // Nothing was to come from the server on this connection, so nothing is missing.
            return;
        }
    }
}
