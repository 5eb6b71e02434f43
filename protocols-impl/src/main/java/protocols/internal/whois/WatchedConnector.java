package protocols.internal.whois;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;
import protocols.WireException;
import protocols.internal.wire.DirectConnector;
import protocols.internal.wire.Recorded;
import protocols.internal.wire.TimedWire;
import protocols.net.Connector;
import protocols.net.Deadline;
import protocols.net.Endpoint;
import protocols.net.Wire;
import protocols.spi.RecordedConnector;
import protocols.spi.WhoisFriend;

/**
 * The connections of one lookup: none of them outlives its deadline, and where somebody else chose the peer, none is used
 * whose address is forbidden. A name could resolve to another address the next time, so the very address is judged that
 * was connected to.
 */
final class WatchedConnector implements Connector, RecordedConnector {

    private final Connector connector;
    private final WhoisFriend.Rules rules;
    private final Deadline total;
    private boolean trusted = true;

    WatchedConnector(Connector connector, WhoisFriend.Rules rules, Deadline total) {
        this.connector = connector;
        this.rules = rules;
        this.total = total;
    }

    /**
     * Whether the next peer may have any address: because the caller named it, or a peer that has a private address
     * himself and so may know his neighbours. Opening a connection sets it for the next one.
     */
    void trust(boolean next) {
        trusted = next;
    }

    boolean isTrusting() {
        return trusted;
    }

    @Override
    public Wire open(Endpoint endpoint, Deadline deadline) throws IOException {
        // Where a name is resolved here and not by a proxy, its forbidden addresses are not even tried.
        Connector way =
                !trusted && connector instanceof DirectConnector direct ? direct.only(rules::allows) : connector;
        Wire wire = new TimedWire(way.open(endpoint, deadline.earlier(total)), () -> total);
        Optional<InetAddress> address =
                Addresses.literal(endpoint.host()).or(() -> Addresses.of(wire.peer(), endpoint.port()));
        boolean isPublic = address.isEmpty() || WhoisFriend.get().isPublic(address.get());
        if (!trusted && address.isPresent() && !rules.allows(address.get())) {
            wire.close();
            throw new WireException.Insecure(endpoint.host() + " leads to a private address");
        }
        trusted = !isPublic;
        return wire;
    }

    @Override
    public byte[] draw(int count) {
        return Recorded.draw(connector, count);
    }

    @Override
    public String toString() {
        return connector.toString();
    }
}
