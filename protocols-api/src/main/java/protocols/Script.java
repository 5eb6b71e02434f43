package protocols;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import protocols.net.Host;
import protocols.spi.Engine;
import protocols.spi.ScriptParts;

/**
 * How the server's side of a transcript is played: as a real peer on loopback ({@link #serve()}), or in this process
 * instead of the network ({@link #replay()}). Both match what the client says by the same rules. Each wither gives a
 * changed copy.
 *
 * <p>In a line of the client {@code *} stands for any text ({@code \*} is a star), {@code ********} for any secret,
 * {@code C|} for any body. Unless {@link #exact()} is said, what must change from run to run matches any value of its
 * kind: the name in EHLO and HELO, {@code SIZE=}, IMAP's tags and the lengths of its literals, the addresses of PORT and
 * EPRT, Date, Message-ID, Content-ID, User-Agent and MIME boundaries, HTTP's Host, Content-Length and the proof in
 * Authorization, ids, cookies and mixed case of DNS. Of an HTTP request the fields that the script names must be there,
 * in any order. A command that the script lacks and that only asks what the peer can do (CAPA, CAPABILITY, FEAT, HELP,
 * NOOP, another EHLO) is answered as it was elsewhere in the script, or as by a peer that does not know it; one that the
 * client no longer asks is passed over.
 */
public final class Script {

    /** How what the peer says is cut into pieces. */
    public enum Pieces {
        /** As much at once as can be said without an answer. */
        WHOLE,
        /** A piece for each line. The default. */
        LINES,
        /** A piece for each byte. */
        BYTES
    }

    private List<Transcript> scenes;
    private List<Transcript> rules = List.of();
    private List<Varying> varying = List.of();
    private List<String> certified = List.of();
    private List<ScriptParts.Delay> delays = List.of();
    private Optional<ScriptParts.Failure> failure = Optional.empty();
    private Pieces pieces = Pieces.LINES;
    private Duration drip = Duration.ZERO;
    private Duration patience = Duration.ofSeconds(5);
    private boolean exact;
    private boolean forever;
    private boolean tls;
    private boolean asRecorded;

    private Script(List<Transcript> scenes) {
        this.scenes = List.copyOf(scenes);
    }

    private Script(Script other) {
        scenes = other.scenes;
        rules = other.rules;
        varying = other.varying;
        certified = other.certified;
        delays = other.delays;
        failure = other.failure;
        pieces = other.pieces;
        drip = other.drip;
        patience = other.patience;
        exact = other.exact;
        forever = other.forever;
        tls = other.tls;
        asRecorded = other.asRecorded;
    }

    /** The script that plays this transcript: each connection in it once, in any order that its clients choose. */
    public static Script of(Transcript transcript) {
        return new Script(List.of(transcript));
    }

    /** And then this one, on connections of its own. */
    public Script then(Transcript next) {
        Script copy = new Script(this);
        copy.scenes = joined(scenes, List.of(next));
        return copy;
    }

    /** Over and over, for any number of connections, none included. */
    public Script forever() {
        Script copy = new Script(this);
        copy.forever = true;
        return copy;
    }

    /**
     * Whenever a client says what this short dialogue begins with, on any connection and instead of what is due, it goes
     * on as the dialogue does: for a peer that serves many. {@code whenever("C: RCPT TO:<bad@*>\nS: 550 5.1.1 no")}. Of
     * several that fit the first counts. Not for questions of DNS.
     *
     * @throws IllegalArgumentException if it does not begin with a line of the client
     */
    public Script whenever(String dialogue) {
        Transcript rule = Transcript.parse(dialogue);
        boolean asks = !rule.entries().isEmpty()
                && rule.entries().get(0) instanceof Transcript.Said said
                && said.by() == Transcript.Side.CLIENT
                && said.channel() == 1;
        if (!asks) {
            throw new IllegalArgumentException("a rule begins with a line of the client: " + dialogue);
        }
        Script copy = new Script(this);
        copy.rules = joined(rules, List.of(rule));
        return copy;
    }

    /** Byte by byte, but for secrets: {@code *} is a star, and nothing may differ from run to run. */
    public Script exact() {
        Script copy = new Script(this);
        copy.exact = true;
        return copy;
    }

    /** These may differ from run to run, too. */
    public Script ignoring(Varying... more) {
        Script copy = new Script(this);
        copy.varying = joined(varying, List.of(more));
        return copy;
    }

    /**
     * Whatever the client takes its peer for, it is treated as when the recording was made: a login in the clear that was
     * recorded on loopback is repeated for another host. For {@link #replay()} alone.
     */
    public Script asRecorded() {
        Script copy = new Script(this);
        copy.asRecorded = true;
        return copy;
    }

    /** TLS from the first byte, with a certificate made on the spot; for {@link #serve()} alone. */
    public Script tls() {
        Script copy = new Script(this);
        copy.tls = true;
        return copy;
    }

    /**
     * The certificate is one for these hosts, instead of localhost, 127.0.0.1 and ::1: a wrong one, for most. A name may
     * begin with {@code *.} (RFC 6125 section 6.4.3).
     *
     * @throws IllegalArgumentException if one is no host
     */
    public Script certified(String... hosts) {
        Script copy = new Script(this);
        copy.certified = Stream.of(hosts).map(Script::certifiedName).toList();
        return copy;
    }

    private static String certifiedName(String host) {
        return host.startsWith("*.")
                ? "*." + Host.parse(host.substring(2)).text()
                : Host.parse(host).text();
    }

    /** This goes wrong, and nothing that was to go wrong before; for {@link #serve()} alone. */
    public Script fault(Fault fault) {
        Script copy = new Script(this);
        copy.failure = Optional.of(fault.parts());
        return copy;
    }

    /** How what the peer says is cut into pieces; for {@link #serve()} alone. */
    public Script pieces(Pieces how) {
        Script copy = new Script(this);
        copy.pieces = Objects.requireNonNull(how);
        return copy;
    }

    /** Byte by byte, and so long a wait after each; for {@link #serve()} alone. */
    public Script drip(Duration gap) {
        requireTime(gap);
        Script copy = pieces(Pieces.BYTES);
        copy.drip = gap;
        return copy;
    }

    /** So long a wait before each line that the peer says; for {@link #serve()} alone. */
    public Script delay(Duration each) {
        return delay("*", each);
    }

    /** So long a wait before each line that is this one, {@code *} for any text; for {@link #serve()} alone. */
    public Script delay(String line, Duration before) {
        requireTime(before);
        Script copy = new Script(this);
        copy.delays = joined(delays, List.of(new ScriptParts.Delay(line, before)));
        return copy;
    }

    /** The longest wait of a served peer for a client, and of {@link Peer#verify()}: 5 s if not said. */
    public Script patience(Duration limit) {
        requireTime(limit);
        Script copy = new Script(this);
        copy.patience = limit;
        return copy;
    }

    /** Plays it on loopback, on a free port. */
    public Peer serve() {
        return serve(0);
    }

    /**
     * Plays it on loopback.
     *
     * @param port where; 0 for a free one
     * @throws java.io.UncheckedIOException if that port is taken
     */
    public Peer serve(int port) {
        return Engine.get().serve(parts(), port);
    }

    /**
     * A connector that plays it to the clients of this library instead of the network. TLS is taken as done.
     *
     * @throws IllegalStateException if the server's part is incomplete: bodies not kept, or entries dropped; or if
     *     something is to go wrong, which only a served peer can do
     */
    public Replay replay() {
        if (failure.isPresent()) {
            throw new IllegalStateException("a fault is for serve() alone: nothing goes wrong in a replay");
        }
        return Engine.get().replay(parts());
    }

    private static void requireTime(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("a time before now: " + time);
        }
    }

    private ScriptParts parts() {
        List<ScriptParts.Ignored> ignored = varying.stream().map(Varying::parts).toList();
        ScriptParts.Rules matching = new ScriptParts.Rules(rules, ignored, exact, asRecorded);
        ScriptParts.Delivery delivery = new ScriptParts.Delivery(pieces, drip, delays, failure);
        ScriptParts.Server server = new ScriptParts.Server(tls, certified, patience, delivery);
        return new ScriptParts(scenes, forever, matching, server);
    }

    private static <T> List<T> joined(List<T> some, List<T> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        scenes.forEach(scene -> lines.add(scene.toString()));
        return String.join("", lines);
    }
}
