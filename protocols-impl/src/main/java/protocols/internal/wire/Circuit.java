package protocols.internal.wire;

import java.util.Optional;
import protocols.net.Deadline;
import protocols.net.Wire;
import protocols.spi.Settings;

/** What both directions of a link stand on: the wire as it is now, whose turn it is, and whether the link lives. */
final class Circuit {

    private static final long NEVER = Long.MIN_VALUE;

    /** In nanoseconds. */
    private static final long MOMENT = 1_000_000;

    private final Settings settings;
    private final Recorder recorder;
    private final int channel;
    private final Turn turn;
    private final Life life = new Life();
    private volatile Wire wire;
    private Optional<BodyTrace> body = Optional.empty();
    private boolean touched;
    private long seenAt = NEVER;

    Circuit(Wire wire, Settings settings, Recorder recorder, Deadline deadline) {
        this.settings = settings;
        this.recorder = recorder;
        this.channel = recorder.channel();
        this.turn = new Turn(settings, deadline);
        this.wire = new MeteredWire(wire, recorder);
    }

    Settings settings() {
        return settings;
    }

    Recorder recorder() {
        return recorder;
    }

    int channel() {
        return channel;
    }

    Turn turn() {
        return turn;
    }

    Life life() {
        return life;
    }

    /** What the next wait is measured against. */
    Deadline deadline() {
        return turn.deadline();
    }

    /** The wire, with what has been put over it. */
    Wire wire() {
        return wire;
    }

    /** From the next byte on this is the wire; closed at once if the link was closed meanwhile. */
    void wire(Wire over) {
        wire = over;
        if (life.isClosed()) {
            over.close();
        }
    }

    /** The body that is under way, or that ended in what is done now. */
    Optional<BodyTrace> body() {
        return body;
    }

    /** An operation begins, of which nothing has been said or heard. */
    void begin(String what, Deadline deadline) {
        doing(what);
        turn.begin(deadline);
        touched = false;
    }

    /** Something else is done from now on. */
    void doing(String what) {
        body = body.filter(trace -> !trace.isOver());
        turn.doing(what);
    }

    /** The rest of this body is to be recorded before the end that the stream may come to. */
    void follow(BodyTrace trace) {
        body = Optional.of(trace);
    }

    /** Something is said or heard now. */
    void touch() {
        touched = true;
        seenAt = NEVER;
    }

    /** The peer was looked at, and was silent. */
    void seenSilent() {
        seenAt = System.nanoTime();
    }

    /** Whether the peer was silent when it was looked at, a moment ago, and has been told nothing since. */
    boolean isJustSeen() {
        return seenAt != NEVER && System.nanoTime() - seenAt < MOMENT;
    }

    boolean isTouched() {
        return touched;
    }
}
