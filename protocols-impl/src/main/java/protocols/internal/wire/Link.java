package protocols.internal.wire;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import protocols.Reply;
import protocols.Transcript.Side;
import protocols.WireException;
import protocols.net.Deadline;
import protocols.net.Endpoint;
import protocols.net.Listener;
import protocols.net.Wire;
import protocols.spi.Settings;

/**
 * One connection at work: what comes in and goes out on a wire, the operation that runs and its deadline, and the
 * recorder of the session. After a fault it is dead and keeps the reason. TLS can begin while it runs.
 */
public final class Link implements Closeable {

    /** Something that is done on a link, and may fail as the line does. */
    public interface Call<T> {
        /** Null only where nothing comes of it: a call of {@link Void}. */
        @Nullable
        T run() throws IOException;
    }

    private final Circuit circuit;
    private final Remote remote;
    private final Outgoing out;
    private final Incoming in;
    private final Life life;
    private final Turn turn;
    private final Recorder recorder;
    private final Ties ties = new Ties();
    private String authority;
    private Optional<SSLSession> tls = Optional.empty();
    private boolean recordedSecure;
    private Optional<WireException> harmless = Optional.empty();
    private Predicate<Wire.Sight> between = seen -> true;

    Link(Wire wire, Settings settings, Recorder recorder, Endpoint endpoint, Deadline deadline) {
        this.circuit = new Circuit(wire, settings, recorder, deadline);
        this.authority = endpoint.authority();
        this.remote = new Remote(circuit, settings, endpoint);
        this.out = new Outgoing(circuit);
        this.in = new Incoming(circuit, out);
        this.life = circuit.life();
        this.turn = circuit.turn();
        this.recorder = recorder;
        recorder.opened(circuit.channel(), endpoint.toString());
    }

    /** What comes in. */
    public Incoming in() {
        return in;
    }

    /** What goes out. */
    public Outgoing out() {
        return out;
    }

    /** What comes in and goes out where this is UDP. */
    public Datagrams datagrams() {
        return new Datagrams(circuit);
    }

    /** What is known of the peer. */
    public Remote remote() {
        return remote;
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
            requireAlive(what);
            circuit.begin(what, deadline);
            return nested(call);
        } catch (WireException | RuntimeException | Error e) {
            told.failed(e);
            throw e;
        } finally {
            if (!life.isAlive()) {
                circuit.wire().close();
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
            if (circuit.isTouched() || !out.isEmpty()) {
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

    /** Says what has ended it, if anything has, of what is asked for now. */
    public void requireAlive(String what) throws WireException {
        try {
            life.require();
        } catch (WireException e) {
            throw Faults.at(e, where(what, System.nanoTime()));
        }
    }

    /** Several threads use the session: that an operation finds this closed is no mistake, but what another has done. */
    public void share(boolean so) {
        life.share(so);
    }

    /** This link is a part of what is done on another: its faults are told as that one's. */
    public void partOf(Link main) {
        authority = main.authority;
    }

    /** Names what is being done within the operation, for errors. */
    public void doing(String what) {
        circuit.doing(what);
    }

    /** Begins the total anew: for an operation of many steps that each have their own, such as a long pipeline. */
    public void renew() {
        turn.renew(out.patience());
    }

    /** The total for a transfer that begins now, if it has one. */
    public Deadline transferTotal() {
        return turn.transferTotal();
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
            Wire.Sight seen = in.look();
            return seen != Wire.Sight.ENDED && seen != Wire.Sight.BROKEN && between.test(seen);
        } finally {
            turn.giveBack();
        }
    }

    /** The rest of this body is to be recorded before the end that the stream may come to. */
    void follow(BodyTrace trace) {
        circuit.follow(trace);
    }

    /**
     * Sends at once, past the buffer: where both directions are independent, one thread may do so while another waits in
     * an operation. Of several that send the caller lets in one at a time.
     */
    public void send(String what, ByteBuffer bytes, Deadline deadline) throws WireException {
        atOnce(what, () -> circuit.wire().write(bytes, deadline));
    }

    /** As {@link #send}, of one byte that is urgent where the wire can send such. */
    public void sendUrgent(String what, byte one, Deadline deadline) throws WireException {
        atOnce(what, () -> {
            try {
                circuit.wire().urgent(one, deadline);
            } catch (WireException.Unsupported e) {
                circuit.wire().write(ByteBuffer.wrap(new byte[] {one}), deadline);
            }
        });
    }

    private void atOnce(String what, Outgoing.Steps sending) throws WireException {
        long start = System.nanoTime();
        try {
            requireAlive(what);
            sending.run();
        } catch (IOException e) {
            throw fail(Faults.at(Faults.of(e), where(what, start)));
        }
    }

    /**
     * Begins TLS now. A byte that lies in the buffer was sent by whoever can write into the clear connection, so it ends
     * the session (RFC 3207 section 6, CVE-2021-22947 and its kin).
     *
     * @param cache see {@link TlsWire.Peer}
     */
    public void secure(String host, int cache) throws IOException {
        out.flush();
        if (in.available() > 0) {
            throw new WireException.Insecure("bytes were injected before the TLS handshake");
        }
        if (remote.isRecording()) {
            recordedSecure = true;
            recorder.secured(channel(), "recorded");
            return;
        }
        TlsWire secured =
                TlsWire.handshake(circuit.wire(), settings().trust(), new TlsWire.Peer(host, cache), deadline());
        circuit.wire(secured);
        SSLSession session = secured.session();
        tls = Optional.of(session);
        recorder.secured(channel(), session.getProtocol() + " " + session.getCipherSuite());
    }

    /** Puts a filter between this link and its wire, from the next byte on: also of those that came with the go-ahead. */
    public void filter(UnaryOperator<Wire> filter) throws IOException {
        out.flush();
        byte[] come = in.takeAll();
        Wire wire = circuit.wire();
        circuit.wire(filter.apply(come.length == 0 ? wire : new Preceded(come, wire)));
    }

    /** Whether TLS runs, or is taken as done over a recording. */
    public boolean isSecure() {
        return tls.isPresent() || recordedSecure;
    }

    /** The TLS session, if TLS runs. */
    public Optional<SSLSession> tls() {
        return tls;
    }

    public Settings settings() {
        return circuit.settings();
    }

    public Recorder recorder() {
        return recorder;
    }

    public int channel() {
        return circuit.channel();
    }

    /** Bytes as unpredictable as the connector makes them, noted so that a recording can give them again. */
    public byte[] draw(int count) {
        byte[] bytes = Recorded.draw(settings().via(), count);
        recorder.note(channel(), Recorded.DRAWN + HexFormat.of().formatHex(bytes));
        return bytes;
    }

    /** Listens on a port, or on any (0), for a connection from the peer; the address is noted for a recording. */
    public Listener listen(int port) throws IOException {
        Listener listener = settings().via().listen(circuit.wire(), port);
        recorder.note(channel(), Recorded.LISTENING + listener.host() + ":" + listener.port());
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

    /** Where an error happens in what was begun then, on the clock of {@link System#nanoTime()}. */
    public WireException.Where where(String what, long start) {
        Optional<BodyTrace> body = circuit.body();
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
        in.noteEnd();
        if (first != placed && placed instanceof WireException.Cancelled && !life.isClosed()) {
            // Another thread failed first and closed the wire.
            return first;
        }
        out.wipe();
        circuit.wire().close();
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
        close();
    }

    /** Gives the link up for what has gone wrong elsewhere: whatever is asked for next is a hangup of that cause. */
    public void abandon(WireException cause) {
        WireException placed = placed(cause);
        close();
        life.abandon(placed);
    }

    /** At once, from any thread. */
    @Override
    public void close() {
        if (life.close()) {
            // First what hangs on it: its end must not be taken for what the peer makes of ours.
            ties.close();
            recorder.closed(channel(), Side.CLIENT);
            circuit.wire().close();
            out.wipe();
        }
    }
}
