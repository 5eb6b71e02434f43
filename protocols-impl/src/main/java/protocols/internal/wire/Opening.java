package protocols.internal.wire;

import java.io.IOException;
import java.util.function.ToIntFunction;
import protocols.Protocol.Transport;
import protocols.Tls;
import protocols.Transcript.Side;
import protocols.WireException;
import protocols.net.Deadline;
import protocols.net.Endpoint;
import protocols.net.Wire;
import protocols.spi.Settings;

/** How links come about. */
public final class Opening {

    private Opening() {}

    /** What a client does first on a new link, such as waiting for a greeting. */
    public interface Start<S> {
        S on(Link link) throws IOException;
    }

    /** Connects within the deadline; TLS is a matter of {@link Link#secure}. */
    public static Link open(Settings settings, Recorder recorder, Endpoint endpoint, Deadline deadline)
            throws WireException {
        long began = System.nanoTime();
        try {
            Link link = new Link(settings.via().open(endpoint, deadline), settings, recorder, endpoint, deadline);
            connected(link, endpoint, System.nanoTime() - began);
            return link;
        } catch (IOException e) {
            if (!(e instanceof WireException.Unsupported)) {
                // So that a replay knows that this connection did not come about.
                recorder.closed(recorder.channel(), Side.SERVER);
            }
            WireException fault = Faults.of(e);
            WireException before = fault instanceof WireException.Hangup
                    ? new WireException.Unreachable(reason(e), fault.attempts(), e)
                    : fault;
            throw Faults.at(before, Faults.where(endpoint.authority(), "connect", began, recorder.transcript()));
        }
    }

    private static String reason(IOException e) {
        return e instanceof WireException known ? known.reason() : String.valueOf(e.getMessage());
    }

    private static void connected(Link link, Endpoint endpoint, long nanos) {
        Recorder recorder = link.recorder();
        if (endpoint.transport() == Transport.TCP) {
            recorder.costs().connected();
        }
        recorder.connected(link.channel(), endpoint.toString(), link.remote().address(), nanos);
    }

    /** A link over a wire that came about in another way, such as a connection that was accepted. */
    public static Link over(Wire wire, Settings settings, Recorder recorder, Endpoint endpoint) {
        Deadline deadline = Deadline.after("timeout", settings.timeout());
        Link link = new Link(wire, settings, recorder, endpoint, deadline);
        connected(link, endpoint, 0);
        return link;
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
     * @param cache see {@link TlsWire.Peer}
     */
    public static <S> S begin(Settings settings, ToIntFunction<Link> cache, Start<S> start) throws WireException {
        return begin(settings, new Recorder(settings), cache, start);
    }

    /** As above, as a further connection of a session and with a key of its own for the cache of TLS sessions. */
    public static <S> S begin(Settings settings, Recorder recorder, ToIntFunction<Link> cache, Start<S> start)
            throws WireException {
        Deadline deadline = Deadline.after("timeout", settings.timeout());
        return recorder.during("connect", () -> {
            Link link = open(settings, recorder, settings.endpoint(), deadline);
            return begin(link, deadline, cache, start);
        });
    }

    /** The connection, with TLS if it is implicit; for an operation that goes on with it and shares the deadline. */
    public static Link connect(Settings settings, Recorder recorder, Deadline deadline) throws WireException {
        Link link = open(settings, recorder, settings.endpoint(), deadline);
        return begin(link, deadline, fresh -> settings.port(), fresh -> fresh);
    }

    private static <S> S begin(Link link, Deadline deadline, ToIntFunction<Link> cache, Start<S> start)
            throws WireException {
        try {
            return link.operation("connect", deadline, () -> {
                if (link.remote().tlsMode() == Tls.IMPLICIT) {
                    link.doing("TLS handshake");
                    link.secure(link.settings().host(), cache.applyAsInt(link));
                }
                return start.on(link);
            });
        } catch (IOException | RuntimeException e) {
            link.close();
            throw e;
        }
    }
}
