package protocols;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import protocols.spi.ScriptParts.Failure;

/**
 * What goes wrong with a served peer, and when: {@link Script#fault}. {@link Peer#verify()} fails if it never came about. Unless it is said when, it is before the first byte:
 * {@code Fault.stall()} is a server that never greets. It goes wrong once, on the connections of the client that it
 * meets; over UDP all answers after it are lost.
 *
 * <pre>{@code
 * Script.of(session).fault(Fault.reset().after(120))
 * Script.of(session).fault(Fault.cut().at("354*"))
 * }</pre>
 */
public final class Fault {

    private static final int GARBAGE = 64;

    private final Failure failure;

    private Fault(Failure failure) {
        this.failure = failure;
    }

    private static Fault of(Failure.Kind kind) {
        return new Fault(new Failure(kind, new byte[0], 0, Optional.empty()));
    }

    /** The peer ends the connection in good order: close_notify under TLS, then FIN. */
    public static Fault cut() {
        return of(Failure.Kind.CUT);
    }

    /** The peer ends the connection without TLS's close_notify: FIN alone. */
    public static Fault tear() {
        return of(Failure.Kind.TEAR);
    }

    /** The peer resets the connection. */
    public static Fault reset() {
        return of(Failure.Kind.RESET);
    }

    /** The peer falls silent for good; the connection stays open. */
    public static Fault stall() {
        return of(Failure.Kind.STALL);
    }

    /** Bytes that belong to no protocol, and then the rest as if nothing had been. Over UDP, a datagram of them. */
    public static Fault garbage() {
        byte[] bytes = new byte[GARBAGE];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 0x9d ^ 0xa5);
        }
        return garbage(bytes);
    }

    /** As above, these bytes. */
    public static Fault garbage(byte[] bytes) {
        return new Fault(new Failure(Failure.Kind.GARBAGE, bytes.clone(), 0, Optional.empty()));
    }

    /** Nobody listens on the port of the peer. */
    public static Fault refuse() {
        return of(Failure.Kind.REFUSE);
    }

    /** Once so many bytes were said, on all connections together. */
    public Fault after(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("after " + bytes + " bytes");
        }
        requireLater();
        return new Fault(new Failure(failure.kind(), failure.bytes(), bytes, Optional.empty()));
    }

    private void requireLater() {
        if (failure.kind() == Failure.Kind.REFUSE) {
            throw new IllegalArgumentException("nobody listens from the start");
        }
    }

    /**
     * Instead of the first line that the peer would say and that is this one, garbage before it; {@code *} stands for any
     * text. Of an answer of DNS each record is such a line. It counts in place of {@link #after}.
     */
    public Fault at(String line) {
        requireLater();
        return new Fault(new Failure(failure.kind(), failure.bytes(), 0, Optional.of(line)));
    }

    Failure parts() {
        return failure;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Fault that && toString().equals(that.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    @Override
    public String toString() {
        String what = failure.kind().name().toLowerCase(Locale.ROOT);
        String bytes = failure.bytes().length > 0 ? " " + HexFormat.of().formatHex(failure.bytes()) : "";
        String when = failure.after() > 0 ? " after " + failure.after() + " bytes" : "";
        return what + bytes + failure.line().map(line -> " at " + line).orElse(when);
    }
}
