package protocols.internal.wire;

import java.io.EOFException;
import java.io.IOException;
import java.net.PortUnreachableException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.List;
import protocols.Transcript;
import protocols.WireException;
import protocols.net.Deadline;
import protocols.net.Endpoint;
import protocols.spi.CoreFriend;

/** What the network reports, as errors by whose fault they are. */
public final class Faults {

    private static final CoreFriend CORE = CoreFriend.get();

    private Faults() {}

    /** The fault with its place, unless that is known already. */
    public static <E extends WireException> E at(E fault, WireException.Where place) {
        return CORE.at(fault, place);
    }

    /** The place of a fault. */
    public static WireException.Where where(String peer, String doing, long began, Transcript soFar) {
        return WireException.Where.of(peer, doing, Duration.ofNanos(System.nanoTime() - began))
                .transcript(soFar);
    }

    /** Why a blocking call on a channel ended: its deadline, its caller, or the peer. */
    static WireException of(IOException e, Watchdog watchdog, Deadline deadline) {
        if (e instanceof WireException known) {
            return known;
        }
        if (e instanceof ClosedByInterruptException) {
            return interrupted(e);
        }
        if (watchdog.fired()) {
            return new WireException.TimedOut(deadline);
        }
        return of(e);
    }

    static WireException of(IOException e) {
        if (e instanceof WireException known) {
            return known;
        }
        if (e instanceof ClosedByInterruptException) {
            return interrupted(e);
        }
        if (e instanceof ClosedChannelException) {
            return new WireException.Cancelled("the connection was closed here", e);
        }
        if (e instanceof PortUnreachableException) {
            return new WireException.Unreachable("nobody listens on that port", List.of(), e);
        }
        String text = String.valueOf(e.getMessage());
        if (text.contains("reset")) {
            return new WireException.Hangup("the peer reset the connection", e);
        }
        if (text.contains("Broken pipe")) {
            return new WireException.Hangup("the peer closed the connection", e);
        }
        return new WireException.Hangup("the connection broke: " + text, e);
    }

    /** Whether a fault is the end of the connection, be it announced, a reset, or under TLS a cut. */
    public static boolean isEnd(WireException e) {
        return e instanceof WireException.Hangup
                || (e instanceof WireException.Insecure && e.getCause() instanceof EOFException);
    }

    /** Where a proxy hangs up before there is a connection, the peer cannot be reached. */
    static WireException ofProxy(Endpoint proxy, WireException e) {
        return e instanceof WireException.Hangup
                ? new WireException.Unreachable("proxy " + proxy.authority() + ": " + e.reason(), List.of(), e)
                : e;
    }

    static WireException.Cancelled interrupted() {
        return new WireException.Cancelled("the thread was interrupted");
    }

    static WireException.Cancelled interrupted(Throwable e) {
        return new WireException.Cancelled("the thread was interrupted", e);
    }

    /** Throws if the thread has been interrupted; the flag stays. */
    static void checkInterrupt() throws WireException {
        if (Thread.currentThread().isInterrupted()) {
            throw interrupted();
        }
    }
}
