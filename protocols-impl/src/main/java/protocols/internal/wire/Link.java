package protocols.internal.wire;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLSession;
import protocols.Deadline;
import protocols.Endpoint;
import protocols.Listener;
import protocols.Settings;
import protocols.Tls;
import protocols.Transcript.Side;
import protocols.Wire;
import protocols.WireException;

/**
 * One connection at work: a wire, one buffer each way, the deadline of the operation that runs, and the recorder of the
 * session. After a fault it is dead and keeps the reason. The wire below can be changed while it runs: TLS, or any other
 * filter.
 */
public final class Link implements Closeable {

    private static final int BUFFER = 8192;

    /** Something that is done on a link, and may fail as the line does. */
    public interface Call<T> {
        T run() throws IOException;
    }

    private final Settings settings;
    private final Recorder recorder;
    private final Endpoint endpoint;
    private final int channel;
    private final AtomicReference<Thread> owner = new AtomicReference<>();
    private volatile Wire wire;
    private volatile WireException fault;
    private volatile boolean closed;
    private Optional<SSLSession> tls = Optional.empty();
    private Optional<BodyTrace> body = Optional.empty();
    private byte[] in = new byte[BUFFER];
    private int position;
    private int limit;
    private byte[] out = new byte[BUFFER];
    private int pending;
    private Deadline total;
    private boolean transfer;
    private boolean touched;
    private String doing = "connect";
    private long began = System.nanoTime();

    private Link(Settings settings, Recorder recorder, Endpoint endpoint, Deadline deadline) {
        this.settings = settings;
        this.recorder = recorder;
        this.endpoint = endpoint;
        this.channel = recorder.channel();
        this.total = deadline;
    }

    /** Connects within the deadline; TLS is a matter of {@link #secure}. */
    public static Link open(Settings settings, Recorder recorder, Endpoint endpoint, Deadline deadline)
            throws WireException {
        Link link = new Link(settings, recorder, endpoint, deadline);
        try {
            link.wire = new MeteredWire(settings.via().open(endpoint, deadline), recorder);
            recorder.opened(link.channel, endpoint.toString());
            return link;
        } catch (WireException.Unsupported e) {
            throw e.at(link.where());
        } catch (IOException e) {
            // So that a replay knows that this connection did not come about.
            recorder.closed(link.channel, Side.SERVER);
            throw Faults.of(e).at(link.where());
        }
    }

    /** What a client does first on a new link, such as waiting for a greeting. */
    public interface Start<S> {
        S on(Link link) throws IOException;
    }

    /**
     * Begins a session: the connection, TLS if it is implicit, and the client's own first steps, all within one timeout.
     * If anything goes wrong the line is closed.
     */
    public static <S> S begin(Settings settings, Start<S> start) throws WireException {
        return begin(settings, new Recorder(settings), start);
    }

    /** As above, as a further connection of a session. */
    public static <S> S begin(Settings settings, Recorder recorder, Start<S> start) throws WireException {
        return begin(settings, recorder, link -> settings.port(), start);
    }

    /**
     * As above, with a key of its own for the cache of TLS sessions.
     *
     * @param cache see {@link TlsWire#handshake}
     */
    public static <S> S begin(Settings settings, ToIntFunction<Link> cache, Start<S> start) throws WireException {
        return begin(settings, new Recorder(settings), cache, start);
    }

    private static <S> S begin(Settings settings, Recorder recorder, ToIntFunction<Link> cache, Start<S> start)
            throws WireException {
        Deadline deadline = Deadline.in("timeout", settings.timeout());
        Link link = open(settings, recorder, settings.endpoint(), deadline);
        try {
            return link.operation("connect", deadline, () -> {
                if (settings.tls() == Tls.IMPLICIT) {
                    link.doing("TLS handshake");
                    link.secure(settings.host(), cache.applyAsInt(link));
                }
                return start.on(link);
            });
        } catch (IOException | RuntimeException e) {
            link.close();
            throw e;
        }
    }

    /** A link over a wire that came about in another way, such as a connection that was accepted. */
    public static Link over(Wire wire, Settings settings, Recorder recorder, Endpoint endpoint) {
        Link link = new Link(settings, recorder, endpoint, Deadline.in("timeout", settings.timeout()));
        link.wire = new MeteredWire(wire, recorder);
        recorder.opened(link.channel, endpoint.toString());
        return link;
    }

    /**
     * Runs one operation: sets its deadline, keeps other threads out, and gives every fault its place. A refusal leaves
     * the link alive; anything else that goes wrong after the first byte kills it.
     */
    public <T> T operation(String what, Duration timeout, Call<T> call) throws WireException {
        return operation(what, Deadline.in("timeout", timeout), call);
    }

    /** As above, for one of several operations that share a deadline, on this link and on others. */
    public <T> T operation(String what, Deadline deadline, Call<T> call) throws WireException {
        Thread current = Thread.currentThread();
        if (owner.get() == current) {
            return nested(call);
        }
        if (!owner.compareAndSet(null, current)) {
            throw new IllegalStateException("the session is in use by another thread: " + doing);
        }
        try {
            requireAlive();
            doing = what;
            began = System.nanoTime();
            total = deadline;
            touched = false;
            return nested(call);
        } finally {
            owner.set(null);
        }
    }

    private <T> T nested(Call<T> call) throws WireException {
        try {
            return call.run();
        } catch (WireException.Refused | WireException.Unsupported e) {
            throw e.at(where());
        } catch (IOException e) {
            throw fail(e);
        } catch (RuntimeException | Error e) {
            if (touched || pending > 0) {
                fail(new WireException.Cancelled("the caller's code failed in the middle: " + e, e));
            }
            throw e;
        }
    }

    private void requireAlive() throws WireException {
        if (closed) {
            throw new IllegalStateException("the session is closed");
        }
        if (fault != null) {
            throw new WireException.Hangup("the session ended earlier: " + fault.getMessage(), fault).at(where());
        }
    }

    /** Names what is being done within the operation, for errors. */
    public void doing(String what) {
        doing = what;
    }

    /** Begins the total anew: for an operation of many steps that each have their own, such as a long pipeline. */
    public void renew() {
        total = Deadline.in("timeout", settings.timeout());
    }

    /** From here on the total is not counted, only silence; until {@link #endTransfer}. */
    public void beginTransfer() {
        transfer = true;
    }

    /** The total counts again, from now. */
    public void endTransfer() {
        transfer = false;
        renew();
    }

    /** What the next wait is measured against. */
    public Deadline deadline() {
        return transfer ? Deadline.in("idle", settings.idle()) : total;
    }

    // Reading: the buffer between position and limit holds what has arrived and was not consumed.

    /** The receive buffer; may change with each {@link #fill}. */
    public byte[] buffer() {
        return in;
    }

    public int position() {
        return position;
    }

    public int limit() {
        return limit;
    }

    /** What has arrived and was not consumed, in bytes. */
    public int available() {
        return limit - position;
    }

    public void consume(int bytes) {
        position += bytes;
    }

    /**
     * Waits for more bytes and puts them behind those that are there; the buffer grows if it is full, so the caller
     * bounds what it leaves unconsumed. A buffer that has grown big is given back once it is empty. Whatever is pending is
     * sent first.
     *
     * @return false at the end of the stream
     */
    public boolean fill() throws IOException {
        flush();
        if (position == limit) {
            in = in.length > 8 * BUFFER ? new byte[BUFFER] : in;
            position = 0;
            limit = 0;
        } else if (limit == in.length) {
            if (position > 0) {
                System.arraycopy(in, position, in, 0, limit - position);
            } else {
                in = Arrays.copyOf(in, 2 * in.length);
            }
            limit -= position;
            position = 0;
        }
        touched = true;
        int n = wire.read(ByteBuffer.wrap(in, limit, in.length - limit), deadline());
        if (n < 0) {
            endOfStream();
            return false;
        }
        limit += n;
        return true;
    }

    /** Reads into the caller's array, without a copy in between where that is possible; -1 at the end of the stream. */
    public int read(byte[] into, int offset, int length) throws IOException {
        if (position == limit && length >= BUFFER) {
            flush();
            touched = true;
            int n = wire.read(ByteBuffer.wrap(into, offset, length), deadline());
            if (n < 0) {
                endOfStream();
            }
            return n;
        }
        if (position == limit && !fill()) {
            return -1;
        }
        int n = Math.min(length, limit - position);
        System.arraycopy(in, position, into, offset, n);
        position += n;
        return n;
    }

    /** The rest of a body is recorded before the end that it came to. */
    private void endOfStream() {
        body.ifPresent(BodyTrace::end);
        recorder.closed(channel, Side.SERVER);
    }

    void follow(BodyTrace trace) {
        body = Optional.of(trace);
    }

    // Writing: small pieces gather in the buffer until a flush, so that a batch is one write.

    /** Adds to what will be sent. */
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (length > out.length - pending) {
            flush();
            if (length >= out.length) {
                touched = true;
                wire.write(ByteBuffer.wrap(bytes, offset, length), deadline());
                return;
            }
        }
        System.arraycopy(bytes, offset, out, pending, length);
        pending += length;
    }

    /** Sends what is pending, in one write, and wipes it: it may have held a secret. */
    public void flush() throws IOException {
        if (pending > 0) {
            int length = pending;
            pending = 0;
            touched = true;
            try {
                wire.write(ByteBuffer.wrap(out, 0, length), deadline());
            } finally {
                Arrays.fill(out, 0, length, (byte) 0);
            }
        }
    }

    /**
     * Sends at once, past the buffer: where both directions are independent, one thread may do so while another waits in
     * an operation. Of several that send the caller lets in one at a time.
     */
    public void send(String what, ByteBuffer bytes, Deadline deadline) throws WireException {
        long start = System.nanoTime();
        try {
            requireAlive();
            wire.write(bytes, deadline);
        } catch (IOException e) {
            throw fail(Faults.of(e).at(where(what, start)));
        }
    }

    // Datagrams: one for each call, past the buffers.

    /** Sends one datagram. */
    public void send(byte[] datagram) throws IOException {
        touched = true;
        try {
            wire.write(ByteBuffer.wrap(datagram), deadline());
        } catch (WireException.Unreachable e) {
            recorder.closed(channel, Side.SERVER);
            throw e;
        }
    }

    /**
     * Receives one datagram; what does not fit is lost.
     *
     * @return its length, or -1 if none came before the deadline, which leaves the link alive
     */
    public int receive(byte[] into, Deadline deadline) throws IOException {
        touched = true;
        try {
            int n = wire.read(ByteBuffer.wrap(into), deadline);
            if (n < 0) {
                throw new WireException.Unreachable("nobody listens on that port", List.of());
            }
            return n;
        } catch (WireException.TimedOut e) {
            return -1;
        } catch (WireException.Unreachable e) {
            recorder.closed(channel, Side.SERVER);
            throw e;
        }
    }

    /** Waits until there is something to read; false if the deadline passed first, which leaves the link alive. */
    public boolean await(Deadline deadline) throws IOException {
        flush();
        return position < limit || wire.await(deadline);
    }

    // What runs below.

    /**
     * Begins TLS now. A byte that lies in the buffer was sent by whoever can write into the clear connection, so it ends
     * the session (RFC 3207 section 6, CVE-2021-22947 and its kin).
     *
     * @param cache see {@link TlsWire#handshake}
     */
    public void secure(String host, int cache) throws IOException {
        flush();
        if (position < limit) {
            throw new WireException.Insecure("bytes were injected before the TLS handshake");
        }
        if (wire.isRecording()) {
            recorder.secured(channel, "recorded");
            return;
        }
        TlsWire secured = TlsWire.handshake(wire, settings.trust(), host, cache, deadline());
        wire = secured;
        if (closed) {
            secured.close();
        }
        tls = Optional.of(secured.session());
        recorder.secured(
                channel,
                secured.session().getProtocol() + " " + secured.session().getCipherSuite());
    }

    /** Puts a filter between this link and its wire, from the next byte on. */
    public void filter(UnaryOperator<Wire> filter) throws IOException {
        flush();
        wire = filter.apply(wire);
    }

    /** Whether TLS runs, or ran when a recording was made. */
    public boolean isSecure() {
        return tls.isPresent() || wire.isRecording();
    }

    /** Whether the peer is a recording: what depends on time must not decide what is said. */
    public boolean isRecording() {
        return wire.isRecording();
    }

    /** Whether what is sent cannot leave this machine: the host is loopback, and so is what the wire leads to. */
    public boolean isLocal() {
        String peer = wire.peer();
        return endpoint.isLoopback()
                && (wire.isRecording()
                        || peer.startsWith("127.")
                        || peer.startsWith("[0:0:0:0:0:0:0:1]")
                        || !peer.contains(":"));
    }

    /** The TLS session, if TLS runs. */
    public Optional<SSLSession> tls() {
        return tls;
    }

    /** Says that nothing more will be sent, where TLS runs: the peer can tell the end from a cut. */
    public void closeOutbound() throws IOException {
        flush();
        if (wire instanceof TlsWire secured) {
            secured.closeOutbound(deadline());
        }
    }

    public Settings settings() {
        return settings;
    }

    public Recorder recorder() {
        return recorder;
    }

    public Endpoint endpoint() {
        return endpoint;
    }

    /** The address of the peer that the wire is connected to. */
    public String peer() {
        return wire.peer();
    }

    public String local() {
        return wire.local();
    }

    /**
     * Another port of the same peer: at the very address that this wire leads to, of the several that the host may have,
     * unless a connector in between is the one to choose it.
     */
    public Endpoint sibling(int port) {
        String peer = wire.peer();
        int colon = peer.lastIndexOf(':');
        if (!(settings.via() instanceof DirectConnector) || colon < 0) {
            return new Endpoint(endpoint.host(), port, endpoint.transport());
        }
        boolean bracketed = peer.startsWith("[");
        String address = peer.substring(bracketed ? 1 : 0, bracketed ? colon - 1 : colon);
        return new Endpoint(address, port, endpoint.transport());
    }

    public int channel() {
        return channel;
    }

    /** Bytes as unpredictable as the connector makes them, noted so that a recording can give them again. */
    public byte[] draw(int count) {
        byte[] bytes = settings.via().draw(count);
        recorder.note(channel, ReplayConnector.DRAWN + java.util.HexFormat.of().formatHex(bytes));
        return bytes;
    }

    /** Listens for a connection from the peer; the address is noted for a recording. */
    public Listener listen() throws IOException {
        Listener listener = settings.via().listen(wire);
        recorder.note(channel, ReplayConnector.LISTENING + listener.host() + ":" + listener.port());
        return listener;
    }

    /** Where an error happens now. */
    public WireException.Where where() {
        return where(doing, began);
    }

    private WireException.Where where(String what, long start) {
        return new WireException.Where(
                endpoint.authority(), what, Duration.ofNanos(System.nanoTime() - start), recorder.transcript());
    }

    /** Whether nothing has gone wrong so far. */
    public boolean isAlive() {
        return !closed && fault == null;
    }

    /** Kills the link; gives the fault with its place, to be thrown. */
    public WireException fail(IOException e) {
        WireException placed = Faults.of(e).at(where());
        if (fault != null && !closed && placed instanceof WireException.Cancelled) {
            // Another thread failed first and closed the wire.
            return fault;
        }
        if (fault == null) {
            fault = placed;
        }
        pending = 0;
        wire.close();
        return placed;
    }

    /** At once, from any thread. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            recorder.closed(channel, Side.CLIENT);
            wire.close();
        }
    }
}
