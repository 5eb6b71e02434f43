package protocols.internal.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import protocols.Attempt;
import protocols.Protocol.Transport;
import protocols.WireException;
import protocols.net.Connector;
import protocols.net.Deadline;
import protocols.net.Endpoint;
import protocols.net.Listener;
import protocols.net.Resolver;
import protocols.net.Wire;

/** Straight to the peer. */
public final class DirectConnector implements Connector {

    private final Resolver resolver;
    private final Predicate<InetAddress> allowed;

    /** To any address, with the resolver of the system. */
    public DirectConnector() {
        this(Lookup::bySystem, address -> true);
    }

    private DirectConnector(Resolver resolver, Predicate<InetAddress> allowed) {
        this.resolver = resolver;
        this.allowed = allowed;
    }

    @Override
    public Connector with(Resolver other) {
        return new DirectConnector(other, allowed);
    }

    /** The same, but of the addresses of a host those that are not allowed are not even tried. */
    public DirectConnector only(Predicate<InetAddress> which) {
        return new DirectConnector(resolver, which);
    }

    @Override
    public Wire open(Endpoint endpoint, Deadline deadline) throws IOException {
        List<InetAddress> all = Lookup.addresses(endpoint.host(), resolver, deadline);
        List<InetAddress> addresses = all.stream().filter(allowed).toList();
        if (addresses.isEmpty()) {
            throw new WireException.Unreachable("no address that may be connected to", forbidden(all, endpoint.port()));
        }
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

    private static List<Attempt> forbidden(List<InetAddress> addresses, int port) {
        return addresses.stream()
                .map(address -> Attempt.of(
                        SocketName.text(new InetSocketAddress(address, port)),
                        "",
                        Duration.ZERO,
                        "may not be connected to"))
                .toList();
    }

    @Override
    public Listener listen(Wire control) throws IOException {
        return listen(control, 0);
    }

    @Override
    public Listener listen(Wire control, int port) throws IOException {
        return ChannelListener.on(control.local(), port);
    }

    @Override
    public String toString() {
        return "direct";
    }
}
