package protocols.peers;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What a scripted server will play, and how. Each call gives a changed copy; {@link #start} opens the server. */
public final class ScriptPlan {

    private List<Dialogue> dialogues;
    private ScriptedServer.Mode mode = ScriptedServer.Mode.LINES;
    private Fault fault = Fault.NONE;
    private Duration drip = Duration.ZERO;
    private Duration patience = Duration.ofSeconds(5);
    private TestCa.Identity identity = TestCa.sharedServer();
    private boolean repeated;

    ScriptPlan(List<Dialogue> dialogues) {
        this.dialogues = List.copyOf(dialogues);
    }

    private ScriptPlan(ScriptPlan other) {
        this.dialogues = other.dialogues;
        this.mode = other.mode;
        this.fault = other.fault;
        this.drip = other.drip;
        this.patience = other.patience;
        this.identity = other.identity;
        this.repeated = other.repeated;
    }

    /** How the S: lines are cut into writes; {@link ScriptedServer.Mode#LINES} if not said. */
    public ScriptPlan mode(ScriptedServer.Mode how) {
        ScriptPlan copy = new ScriptPlan(this);
        copy.mode = how;
        return copy;
    }

    /** Ends in good order (close_notify under TLS, FIN) once so many bytes of S: lines are sent, on all channels. */
    public ScriptPlan closeAfter(long bytes) {
        return fault(new Fault(Fault.Kind.CLOSE, bytes));
    }

    /** Resets every channel once so many bytes of S: lines are sent. */
    public ScriptPlan resetAfter(long bytes) {
        return fault(new Fault(Fault.Kind.RESET, bytes));
    }

    /** Falls silent for good once so many bytes of S: lines are sent; the connections stay open. */
    public ScriptPlan stallAfter(long bytes) {
        return fault(new Fault(Fault.Kind.STALL, bytes));
    }

    /** Sends FIN without close_notify once so many bytes of S: lines are sent. */
    public ScriptPlan cutTlsAfter(long bytes) {
        return fault(new Fault(Fault.Kind.CUT_TLS, bytes));
    }

    /** Puts these bytes into the stream once so many bytes of S: lines are sent, and goes on. */
    public ScriptPlan garbageAfter(long bytes, byte[] garbage) {
        return fault(new Fault(Fault.Kind.GARBAGE, bytes, garbage));
    }

    /** Sends byte by byte and waits so long after each. The client may lose its patience and leave. */
    public ScriptPlan drip(Duration gap) {
        ScriptPlan copy = new ScriptPlan(this);
        copy.mode = ScriptedServer.Mode.BYTES;
        copy.drip = gap;
        return copy;
    }

    /** The longest wait for the client in any one step, and for its last words at the end: 5 s if not said. */
    public ScriptPlan patience(Duration limit) {
        ScriptPlan copy = new ScriptPlan(this);
        copy.patience = limit;
        return copy;
    }

    /** What the server shows at {@code * tls}: {@link TestCa#sharedServer} if not said. */
    public ScriptPlan identity(TestCa.Identity shown) {
        ScriptPlan copy = new ScriptPlan(this);
        copy.identity = shown;
        return copy;
    }

    /** Plays the dialogues over and over, for any number of connections, none included. */
    public ScriptPlan repeated() {
        ScriptPlan copy = new ScriptPlan(this);
        copy.repeated = true;
        return copy;
    }

    /** The same dialogues and then those of another text, on connections of their own. */
    public ScriptPlan then(String dialogue) {
        ScriptPlan copy = new ScriptPlan(this);
        copy.dialogues = Stream.concat(dialogues.stream(), Dialogue.parse(dialogue).stream())
                .toList();
        return copy;
    }

    /** How many bytes the S: lines make, placeholders as they are written: how far a fault can be moved. */
    public long length() {
        return dialogues.stream()
                .flatMap(dialogue -> dialogue.steps().stream())
                .filter(step -> step.kind() == Step.Kind.SEND)
                .mapToLong(step -> step.bytes(text -> text).length)
                .sum();
    }

    /** Listens on a free port of loopback and plays. */
    public ScriptedServer start() throws IOException {
        return new ScriptedServer(this);
    }

    List<Dialogue> dialogues() {
        return dialogues;
    }

    ScriptedServer.Mode mode() {
        return mode;
    }

    Fault fault() {
        return fault;
    }

    /** Whether a client has a reason to leave before the end. */
    boolean isFaulty() {
        return fault.isPlanned() || !drip.isZero();
    }

    Duration drip() {
        return drip;
    }

    Duration patience() {
        return patience;
    }

    TestCa.Identity identity() {
        return identity;
    }

    boolean isRepeated() {
        return repeated;
    }

    private ScriptPlan fault(Fault planned) {
        ScriptPlan copy = new ScriptPlan(this);
        copy.fault = planned;
        return copy;
    }
}
