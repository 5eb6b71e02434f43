package protocols.internal.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.List;
import protocols.Connector;
import protocols.Deadline;
import protocols.Endpoint;
import protocols.Listener;
import protocols.Protocol.Transport;
import protocols.Resolver;
import protocols.Wire;

/** Straight to the peer. */
public final class DirectConnector implements Connector {

    private final Resolver resolver;

    /** With the resolver of the system. */
    public DirectConnector() {
        this(Lookup::bySystem);
    }

    private DirectConnector(Resolver resolver) {
        this.resolver = resolver;
    }

    @Override
    public Connector with(Resolver other) {
        return new DirectConnector(other);
    }

    @Override
    public Wire open(Endpoint endpoint, Deadline deadline) throws IOException {
        List<InetAddress> addresses = Lookup.addresses(endpoint.host(), resolver, deadline);
        if (endpoint.transport() == Transport.UDP) {
            return DatagramWire.open(new InetSocketAddress(addresses.get(0), endpoint.port()));
        }
        List<InetSocketAddress> targets = addresses.stream()
                .map(address -> new InetSocketAddress(address, endpoint.port()))
                .toList();
        // With one address there is no race to run, and no selector to pay for.
        return targets.size() == 1
                ? ChannelWire.connect(SocketChannel.open(), targets.get(0), deadline)
                : new ChannelWire(HappyEyeballs.connect(targets, deadline));
    }

    @Override
    public Listener listen(Wire control) throws IOException {
        return ChannelListener.on(control.local());
    }

    @Override
    public String toString() {
        return "direct";
    }
}
