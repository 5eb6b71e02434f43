package protocols.internal.wire;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import protocols.Protocol.Transport;
import protocols.WireException;
import protocols.net.Connector;
import protocols.net.Deadline;
import protocols.net.Endpoint;
import protocols.net.Wire;

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
        return ChannelWire.connect(
                SocketChannel.open(StandardProtocolFamily.UNIX), UnixDomainSocketAddress.of(socket), deadline);
    }

    @Override
    public String toString() {
        return "unix:" + socket;
    }
}
