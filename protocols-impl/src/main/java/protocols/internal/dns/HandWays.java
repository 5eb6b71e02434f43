package protocols.internal.dns;

import java.util.Optional;
import protocols.Protocol.Transport;
import protocols.Tls;
import protocols.WireException;
import protocols.dns.TsigKey;
import protocols.internal.wire.Link;
import protocols.internal.wire.Opening;
import protocols.internal.wire.Recorder;
import protocols.internal.wire.Ties;
import protocols.net.Deadline;
import protocols.net.Endpoint;
import protocols.spi.NameServer;
import protocols.spi.Settings;

/**
 * How servers are reached for what is said by hand.
 *
 * @param key what signs
 */
record HandWays(Settings settings, Recorder recorder, Ties ties, Optional<TsigKey> key) {

    Link open(NameServer server, Transport transport, Deadline deadline) throws WireException {
        Link link = ties.open(() -> Opening.open(settings, recorder, endpoint(server, transport), deadline));
        link.share(true);
        return link;
    }

    Endpoint endpoint(NameServer server, Transport transport) {
        return server.endpoint(settings.port(), transport);
    }

    boolean isEncrypted() {
        return settings.tls() == Tls.IMPLICIT;
    }

    /** What a connection is. */
    Way stream() {
        return isEncrypted() ? Way.TLS : Way.TCP;
    }
}
