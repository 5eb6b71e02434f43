package protocols.internal.wire;

import java.io.IOException;
import java.time.Duration;
import java.util.function.ToIntFunction;
import protocols.Deadline;
import protocols.Endpoint;
import protocols.Settings;
import protocols.Tls;
import protocols.Transcript.Side;
import protocols.WireException;

/** How links come about. */
final class Opening {

    private Opening() {}

    static Link open(Settings settings, Recorder recorder, Endpoint endpoint, Deadline deadline) throws WireException {
        long began = System.nanoTime();
        try {
            return new Link(settings.via().open(endpoint, deadline), settings, recorder, endpoint, deadline);
        } catch (IOException e) {
            if (!(e instanceof WireException.Unsupported)) {
                // So that a replay knows that this connection did not come about.
                recorder.closed(recorder.channel(), Side.SERVER);
            }
            Duration elapsed = Duration.ofNanos(System.nanoTime() - began);
            throw Faults.of(e)
                    .at(new WireException.Where(endpoint.authority(), "connect", elapsed, recorder.transcript()));
        }
    }

    static <S> S begin(Settings settings, Recorder recorder, ToIntFunction<Link> cache, Link.Start<S> start)
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
}
