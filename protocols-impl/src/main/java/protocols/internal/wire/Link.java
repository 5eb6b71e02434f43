// House size: all that a room above may do with a connection, each in a few lines. How it comes about, whether it is
// alive, its buffers and turns have classes of their own.
package protocols.internal.wire;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import protocols.Reply;
import protocols.Tls;
import protocols.Transcript.Side;
import protocols.WireException;
import protocols.net.Deadline;
import protocols.net.Endpoint;
import protocols.net.Host;
import protocols.net.Listener;
import protocols.net.Wire;
import protocols.spi.Settings;

/**
 * One connection at work: a wire, one buffer each way, the deadline of the operation that runs, and the recorder of the
 * session. After a fault it is dead and keeps the reason. TLS can begin while it runs.
 */
public final class Link implements Closeable {

    /** Something that is done on a link, and may fail as the line does. */
    public interface Call<T> {
        /** Null only where nothing comes of it: a call of {@link Void}. */
        @Nullable
        T run() throws IOException;
    }

    /** What sends something long. */
    public interface Steps {
        void run() throws IOException;
    }

    /** Listens while something long is sent; what it throws ends the sending. */
    public interface Ear {
        void listen() throws IOException;
    }

    /** What the buffers of two systems may hold, in bytes. */
    private static final long IN_BETWEEN = 4 << 20;

    /** What a slow peer reads in a second, in bytes. */
    private static final long SLOW = 10_000;

    /** What is read at once, in bytes. */
    private static final long FEW = 65_536;

    /** What a read of that which is there may take. */
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    /** Whoever may wait longer than this holds no buffer meanwhile. */
    static final Duration REST = Duration.ofSeconds(1);

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private static final Ear DEAF = () -> {};

    private final Settings settings;
    private final Recorder recorder;
    private final Endpoint endpoint;
    private final int channel;
    private String authority;
    private final Turn turn;
    private final Life life = new Life();
    private final Ties ties = new Ties();
    private volatile Wire wire;
    private Optional<SSLSession> tls = Optional.empty();
    private boolean recordedSecure;
    private Optional<BodyTrace> body = Optional.empty();
    private Optional<Ear> ear = Optional.empty();
    private Optional<WireException> unwritten = Optional.empty();
    private Optional<WireException> harmless = Optional.empty();
    private Predicate<Wire.Sight> between = seen -> true;
    private long written;
    private long answered;
    private boolean listening;
    private boolean endSeen;
    private boolean endNoted;
    private final ReceiveBuffer in = new ReceiveBuffer();
    private final SendBuffer out = new SendBuffer();
    private boolean touched;

    Link(Wire wire, Settings settings, Recorder recorder, Endpoint endpoint, Deadline deadline) {
        this.settings = settings;
        this.recorder = recorder;
        this.endpoint = endpoint;
        this.authority = endpoint.authority();
        this.channel = recorder.channel();
        this.turn = new Turn(settings, deadline);
        this.wire = new MeteredWire(wire, recorder);
        recorder.opened(channel, endpoint.toString());
    }

    /**
     * Runs one operation: sets its deadline, keeps other threads out, and gives every fault its place. A refusal leaves
     * the link alive; anything else that goes wrong after the first byte kills it.
     */
    public <T> T operation(String what, Duration timeout, Call<T> call) throws WireException {
        return operation(what, Deadline.after("timeout", timeout), call);
    }

    /** As above, for one of several operations that share a deadline, on this link and on others. */
    public <T> T operation(String what, Deadline deadline, Call<T> call) throws WireException {
        if (turn.isMine()) {
            return nested(call);
        }
        turn.take();
        Doing told = recorder.begin(what);
        try {
            requireAlive();
            turn.begin(what, deadline);
            touched = false;
            body = body.filter(trace -> !trace.isOver());
            return nested(call);
        } catch (WireException | RuntimeException | Error e) {
            told.failed(e);
            throw e;
        } finally {
            if (!life.isAlive()) {
                wire.close();
            }
            turn.giveBack();
            told.end();
        }
    }

    @SuppressWarnings("NullAway") // Null is what a call of Void gives, and nobody looks at it.
    private <T> T nested(Call<T> call) throws WireException {
        try {
            return call.run();
        } catch (IOException e) {
            throw isInStep(e) ? placed((WireException) e) : fail(e);
        } catch (RuntimeException | Error e) {
            if (touched || !out.isEmpty()) {
                abandon("the caller's code failed");
            }
            throw e;
        }
    }

    /** A fault of what was said, all of which was read: the link is as good as before. */
    public <E extends WireException> E inStep(E fault) {
        harmless = Optional.of(fault);
        return fault;
    }

    /** Whether a fault leaves the link as good as before. */
    public boolean isInStep(IOException fault) {
        return fault instanceof WireException.Refused
                || fault instanceof WireException.Unsupported
                || harmless.filter(one -> one == fault).isPresent();
    }

    private void requireAlive() throws WireException {
        try {
            life.require();
        } catch (WireException e) {
            throw Faults.at(e, where());
        }
    }

    /**
     * This is one of the links of a session that several threads use: where an operation finds it closed, that is no
     * mistake of the caller, but another thread has closed the session meanwhile.
     */
    public void share(boolean so) {
        life.share(so);
    }

    /** This link is a part of what is done on another: its faults are told as that one's. */
    public void partOf(Link main) {
        authority = main.authority;
    }

    /** Names what is being done within the operation, for errors. */
    public void doing(String what) {
        body = body.filter(trace -> !trace.isOver());
        turn.doing(what);
    }

    /** Begins the total anew: for an operation of many steps that each have their own, such as a long pipeline. */
    public void renew() {
        turn.renew(patience());
    }

    /**
     * How long an answer may take: the timeout, and after much was sent the time in which a slow peer reads what may still
     * lie in the buffers between the two, of which nobody can say how much it is.
     */
    public Duration patience() {
        long unread = Math.min(written - answered, IN_BETWEEN);
        return unread <= FEW ? settings.timeout() : settings.timeout().plus(Duration.ofSeconds(unread / SLOW));
    }

    /** The total for a transfer that begins now, if it has one. */
    public Deadline transferTotal() {
        return settings.transferTimeout()
                .map(total -> Deadline.after("transferTimeout", total))
                .orElse(Deadline.NEVER);
    }

    /** From here on the operation's total is not counted, only silence and the transfer's own; until {@link #endTransfer}. */
    public void beginTransfer() {
        beginTransfer(transferTotal());
    }

    /** As above, for a part of a transfer. */
    public void beginTransfer(Deadline total) {
        turn.beginTransfer(total);
    }

    /** The total counts again, from now. */
    public void endTransfer() {
        turn.endTransfer();
        renew();
    }

    /** What the next wait is measured against. */
    public Deadline deadline() {
        return turn.deadline();
    }

    // Reading: the buffer between position and limit holds what has arrived and was not consumed.

    /** The receive buffer; may change with each {@link #fill}. */
    public byte[] buffer() {
        return in.bytes();
    }

    public int position() {
        return in.position();
    }

    public int limit() {
        return in.limit();
    }

    /** What has arrived and was not consumed, in bytes. */
    public int available() {
        return in.available();
    }

    public void consume(int bytes) {
        in.consume(bytes);
        if (endSeen) {
            noteEnd();
        }
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
        int n = receive(in.space(), deadline());
        in.received(Math.max(n, 0));
        return n >= 0;
    }

    /** Reads into the caller's array, without a copy in between where that is possible; -1 at the end of the stream. */
    public int read(byte[] into, int offset, int length) throws IOException {
        if (in.available() == 0 && length >= ReceiveBuffer.SIZE) {
            flush();
            return receive(ByteBuffer.wrap(into, offset, length), deadline());
        }
        return in.available() > 0 || fill() ? in.take(into, offset, length) : -1;
    }

    private int receive(ByteBuffer into, Deadline deadline) throws IOException {
        touched = true;
        int n;
        try {
            n = wire.read(into, deadline);
        } catch (WireException.Hangup e) {
            ended();
            throw unwritten.orElse(e);
        }
        if (n < 0) {
            ended();
            if (unwritten.isPresent()) {
                throw unwritten.get();
            }
        }
        answered = written;
        return n;
    }

    /** That the peer has closed stands in the transcript once, whoever found out and however. */
    private void ended() {
        if (!life.isClosed()) {
            endSeen = true;
            noteEnd();
        }
    }

    /** Behind what came before it: that is still to be read, and recorded as it is. */
    private void noteEnd() {
        if (endSeen && !endNoted && (in.available() == 0 || !life.isAlive())) {
            endNoted = true;
            body.ifPresent(BodyTrace::record);
            recorder.closed(channel, Side.SERVER);
        }
    }

    // Looking: what has happened since the last exchange, without waiting.

    /** What can be seen of the peer now: what lies in the buffer or behind it, or that it has closed. */
    public Wire.Sight look() {
        return in.available() > 0 ? Wire.Sight.DATA : sight();
    }

    private Wire.Sight sight() {
        Wire.Sight seen = wire.look();
        if (seen == Wire.Sight.ENDED || seen == Wire.Sight.BROKEN) {
            ended();
        }
        return seen;
    }

    /**
     * Takes in what has come, without waiting, until the buffer holds so many bytes.
     *
     * @return what can be seen behind that
     */
    public Wire.Sight absorb(int most) throws IOException {
        Wire.Sight seen = sight();
        while (seen == Wire.Sight.DATA && in.available() < most) {
            in.received(Math.max(receive(in.space(), now()), 0));
            seen = sight();
        }
        return seen;
    }

    /** The fault of an end that was seen, in the words of the room; how the line ended is its cause. */
    public WireException.Hangup end(String text) {
        try {
            receive(in.space(), now());
            return new WireException.Hangup(text);
        } catch (IOException e) {
            return new WireException.Hangup(text, e);
        }
    }

    /** For what has been seen to be there: the last operation's deadline may have passed long ago. */
    private static Deadline now() {
        return Deadline.after("look", AT_ONCE);
    }

    /** Says whether the session goes on with what can be seen between two operations; asked by {@link #isOpen}. */
    public void between(Predicate<Wire.Sight> goesOn) {
        between = goesOn;
    }

    /** Whether the peer is still there, as far as can be seen without waiting; while an operation runs, whether it may go on. */
    public boolean isOpen() {
        if (!life.isAlive() || turn.isMine() || !turn.tryTake()) {
            return life.isAlive();
        }
        try {
            Wire.Sight seen = look();
            return seen != Wire.Sight.ENDED && seen != Wire.Sight.BROKEN && between.test(seen);
        } finally {
            turn.giveBack();
        }
    }

    /** The rest of this body is to be recorded before the end that the stream may come to. */
    void follow(BodyTrace trace) {
        body = Optional.of(trace);
    }

    // Writing: small pieces gather in the buffer until a flush, so that a batch is one write.

    /** How many bytes were given to be sent so far. */
    public long written() {
        return written;
    }

    /** How many of them have left: the others wait for the next flush. */
    public long sent() {
        return written - out.size();
    }

    /** Adds to what will be sent. */
    public void write(byte[] bytes, int offset, int length) throws IOException {
        written += length;
        if (!out.add(bytes, offset, length)) {
            flush();
            if (!out.add(bytes, offset, length)) {
                emit(ByteBuffer.wrap(bytes, offset, length));
            }
        }
    }

    /** Sends what is pending, in one write, and wipes it: it may have held a secret. */
    public void flush() throws IOException {
        if (!out.isEmpty() && !listening) {
            try {
                emit(out.contents());
            } finally {
                out.wipe();
            }
        }
    }

    /**
     * Where the peer no longer takes what is sent, it may have said why before: the fault waits until there is nothing
     * more to read. What follows on much that may not have been read yet waits for room as that did.
     */
    private void emit(ByteBuffer bytes) throws IOException {
        touched = true;
        if (unwritten.isPresent()) {
            return;
        }
        try {
            if (ear.isPresent() || written - answered > FEW) {
                offer(bytes, ear.orElse(DEAF));
            } else {
                wire.write(bytes, deadline());
            }
        } catch (WireException.Hangup e) {
            if (life.isClosed() || ear.isPresent()) {
                throw e;
            }
            unwritten = Optional.of(e);
        }
    }

    /** Silence counts from the last byte that left: a slow reader is not idle. */
    private void offer(ByteBuffer bytes, Ear listener) throws IOException {
        Deadline silence = deadline();
        while (bytes.hasRemaining() || wire.holds()) {
            hear(listener);
            boolean moved;
            try {
                moved = wire.offer(bytes, silence);
            } catch (WireException.Hangup e) {
                hear(listener);
                throw e;
            }
            if (moved) {
                silence = deadline();
            } else if (silence.hasPassed()) {
                throw new WireException.TimedOut(silence);
            }
        }
    }

    private void hear(Ear listener) throws IOException {
        listening = true;
        try {
            listener.listen();
        } finally {
            listening = false;
        }
    }

    /**
     * Sends something long, and listens meanwhile: before each piece that leaves, whenever the peer takes nothing, after a
     * write that failed, and before the last piece, which may still be pending afterwards.
     */
    public void sending(Ear listener, Steps steps) throws IOException {
        ear = Optional.of(listener);
        try {
            steps.run();
            hear(listener);
        } finally {
            ear = Optional.empty();
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
            throw fail(Faults.at(Faults.of(e), where(what, start)));
        }
    }

    /** Sends one datagram, past the buffer. */
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
     * Receives one datagram, past the buffer; what does not fit is lost.
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
        if (in.available() > 0) {
            return true;
        }
        if (deadline.remainingNanos() > REST.toNanos()) {
            // Of thousands of sessions nearly all wait like this.
            in.rest();
            out.rest();
        }
        return wire.await(deadline);
    }

    /** As {@link #await}, for more than what lies in the buffer. */
    public boolean awaitMore(Deadline deadline) throws IOException {
        flush();
        return wire.await(deadline);
    }

    // What runs below.

    /**
     * Begins TLS now. A byte that lies in the buffer was sent by whoever can write into the clear connection, so it ends
     * the session (RFC 3207 section 6, CVE-2021-22947 and its kin).
     *
     * @param cache see {@link TlsWire.Peer}
     */
    public void secure(String host, int cache) throws IOException {
        flush();
        if (in.available() > 0) {
            throw new WireException.Insecure("bytes were injected before the TLS handshake");
        }
        if (Recorded.is(wire)) {
            recordedSecure = true;
            recorder.secured(channel, "recorded");
            return;
        }
        TlsWire secured = TlsWire.handshake(wire, settings.trust(), new TlsWire.Peer(host, cache), deadline());
        wire = secured;
        if (life.isClosed()) {
            secured.close();
        }
        tls = Optional.of(secured.session());
        recorder.secured(
                channel,
                secured.session().getProtocol() + " " + secured.session().getCipherSuite());
    }

    /** Puts a filter between this link and its wire, from the next byte on: also of those that came with the go-ahead. */
    public void filter(UnaryOperator<Wire> filter) throws IOException {
        flush();
        byte[] come = new byte[in.available()];
        in.take(come, 0, come.length);
        wire = filter.apply(come.length == 0 ? wire : new Preceded(come, wire));
    }

    /** Where TLS begins on this link: as the settings say, or as it was when a recording was made that is played so. */
    public Tls tlsMode() {
        return Recorded.tls(wire).orElseGet(settings::tls);
    }

    /** Whether TLS runs, or is taken as done over a recording. */
    public boolean isSecure() {
        return tls.isPresent() || recordedSecure;
    }

    /** Whether the peer is a recording: what depends on time must not decide what is said. */
    public boolean isRecording() {
        return Recorded.is(wire);
    }

    /**
     * Whether what is sent cannot leave this machine: the host is loopback, and the wire leads to its very port, not to
     * that of a proxy, whose loopback may be another machine's.
     */
    public boolean isLocal() {
        SocketName peer = SocketName.parse(wire.peer());
        boolean loopback = Host.literal(peer.host()).filter(Host::isLoopback).isPresent();
        boolean direct = loopback && peer.port().equals(Integer.toString(endpoint.port()));
        return Recorded.tls(wire).isPresent()
                || (endpoint.isLoopback() && (Recorded.is(wire) || direct || !peer.hasPort()));
    }

    /** The TLS session, if TLS runs. */
    public Optional<SSLSession> tls() {
        return tls;
    }

    /** Says whether an end of this link is to look like a failure to the peer, however it comes about. */
    public void unfinished(boolean so) {
        wire.unfinished(so);
    }

    /** As {@link #send}, of one byte that is urgent where the wire can send such. */
    public void sendUrgent(String what, byte one, Deadline deadline) throws WireException {
        long start = System.nanoTime();
        try {
            requireAlive();
            wire.urgent(one, deadline);
        } catch (WireException.Unsupported e) {
            send(what, ByteBuffer.wrap(new byte[] {one}), deadline);
        } catch (IOException e) {
            throw fail(Faults.at(Faults.of(e), where(what, start)));
        }
    }

    /** Says that nothing more will be sent: the peer can tell the end from a cut. */
    public void endOutput() throws IOException {
        flush();
        wire.endOutput();
        offer(NOTHING, DEAF);
    }

    public Settings settings() {
        return settings;
    }

    public Recorder recorder() {
        return recorder;
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
        boolean direct = settings.via() instanceof DirectConnector;
        String host = direct ? SocketName.parse(wire.peer()).host() : endpoint.host();
        return new Endpoint(host, port, endpoint.transport());
    }

    public int channel() {
        return channel;
    }

    /** Bytes as unpredictable as the connector makes them, noted so that a recording can give them again. */
    public byte[] draw(int count) {
        byte[] bytes = Recorded.draw(settings.via(), count);
        recorder.note(channel, Recorded.DRAWN + HexFormat.of().formatHex(bytes));
        return bytes;
    }

    /** Listens for a connection from the peer; the address is noted for a recording. */
    public Listener listen() throws IOException {
        Listener listener = settings.via().listen(wire);
        recorder.note(channel, Recorded.LISTENING + listener.host() + ":" + listener.port());
        return listener;
    }

    /** Where an error happens now. */
    public WireException.Where where() {
        return where(turn.doing(), turn.began());
    }

    /** Where an error happens that is found before anything is sent: in what is asked for now, not in what was before. */
    public WireException.Where before(String what) {
        return turn.isMine() ? where() : where(what, System.nanoTime());
    }

    /** A fault with its place, and without a secret that the peer repeated in what it said. */
    public WireException placed(WireException fault) {
        return fault.where().isPresent() ? fault : Faults.at(recorder.withoutSecrets(fault), where());
    }

    private WireException.Where where(String what, long start) {
        long since = body.filter(trace -> trace.began() - start < 0)
                .map(BodyTrace::began)
                .orElse(start);
        return Faults.where(authority, what, since, recorder.transcript())
                .bytes(body.map(BodyTrace::moved).orElse(0L));
    }

    /** Whether nothing has gone wrong so far. */
    public boolean isAlive() {
        return life.isAlive();
    }

    /** Kills the link; gives the fault with its place, to be thrown. */
    public WireException fail(IOException e) {
        WireException fault = Faults.of(e);
        // What our own close did to the line is no fault of the peer's.
        boolean ours = life.isClosed() && !(fault instanceof WireException.Cancelled);
        WireException placed = placed(ours ? new WireException.Cancelled("the session was closed here", e) : fault);
        WireException first = life.end(placed);
        noteEnd();
        if (first != placed && placed instanceof WireException.Cancelled && !life.isClosed()) {
            // Another thread failed first and closed the wire.
            return first;
        }
        out.wipe();
        wire.close();
        return placed;
    }

    /** The peer takes leave: what is under way may still be answered, but nothing further is asked. */
    public void dismiss(Reply farewell) {
        life.end(placed(new WireException.Refused(farewell)));
    }

    /** What else is waited for or held on behalf of the session; ends with this link. */
    public Ties ties() {
        return ties;
    }

    /**
     * Gives the link up where the caller's own code failed in the middle, and what follows could not be told from what was
     * still to come: whatever is asked for next is an {@link IllegalStateException}, that says why.
     */
    public void abandon(String why) {
        life.abandon(why);
        out.wipe();
        close();
    }

    /** At once, from any thread. */
    @Override
    public void close() {
        if (life.close()) {
            // First what hangs on it: its end must not be taken for what the peer makes of ours.
            ties.close();
            recorder.closed(channel, Side.CLIENT);
            wire.close();
            out.wipe();
        }
    }
}
