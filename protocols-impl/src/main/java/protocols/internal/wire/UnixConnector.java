package protocols.internal.wire;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import protocols.Connector;
import protocols.Deadline;
import protocols.Endpoint;
import protocols.Protocol.Transport;
import protocols.Wire;
import protocols.WireException;

/** To a unix domain socket, whatever the endpoint's host and port. */
public final class UnixConnector implements Connector {

    private final Path socket;

    public UnixConnector(Path socket) {
        this.socket = socket;
    }

    @Override
    public Wire open(Endpoint endpoint, Deadline deadline) throws IOException {
        if (endpoint.transport() == Transport.UDP) {
            throw new WireException.Unsupported("datagrams over a unix socket");
        }
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        Watchdog watchdog = new Watchdog(channel);
        watchdog.arm(deadline);
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
            return new ChannelWire(channel);
        } catch (IOException e) {
            channel.close();
            WireException fault = Faults.of(e, watchdog, deadline);
            if (fault instanceof WireException.Hangup) {
                String why = socket + ": " + e.getMessage();
                throw new WireException.Unreachable(why, List.of(why), e);
            }
            throw fault;
        } finally {
            watchdog.cancel();
        }
    }

    @Override
    public String toString() {
        return "unix:" + socket;
    }
}
