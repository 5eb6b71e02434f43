package protocols.internal.wire;

import protocols.Tls;
import protocols.net.Endpoint;
import protocols.net.Host;
import protocols.net.Wire;
import protocols.spi.Settings;

/** What is known of the peer at the other end of a link, before it says a word. */
public final class Remote {

    private final Circuit circuit;
    private final Wire wire;
    private final Settings settings;
    private final Endpoint endpoint;

    Remote(Circuit circuit, Settings settings, Endpoint endpoint) {
        this.circuit = circuit;
        this.wire = circuit.wire();
        this.settings = settings;
        this.endpoint = endpoint;
    }

    /** The address of the peer that the wire is connected to. */
    public String address() {
        return wire.peer();
    }

    /** This side's own address on the way there. */
    public String local() {
        return wire.local();
    }

    /** Where TLS begins on this link: as the settings say, or as it was when a recording was made that is played so. */
    public Tls tlsMode() {
        return Recorded.tls(wire).orElseGet(settings::tls);
    }

    /** Whether TLS went on with a session that was begun on another connection. */
    public boolean hasResumed() {
        return circuit.wire() instanceof TlsWire secured && secured.isResumed();
    }

    /** Whether the peer is a recording: what depends on time must not decide what is said. */
    public boolean isRecording() {
        return Recorded.is(wire);
    }

    /**
     * Whether what is sent cannot leave this machine: the host is loopback, and the wire leads to its very port, not to
     * that of a proxy, whose loopback may be another machine's.
     */
    public boolean isLocal() {
        SocketName peer = SocketName.parse(address());
        boolean loopback = Host.literal(peer.host()).filter(Host::isLoopback).isPresent();
        boolean direct = loopback && peer.port().equals(Integer.toString(endpoint.port()));
        return Recorded.tls(wire).isPresent()
                || (endpoint.isLoopback() && (isRecording() || direct || !peer.hasPort()));
    }

    /**
     * Another port of the same peer: at the very address that this wire leads to, of the several that the host may have,
     * unless a connector in between is the one to choose it.
     */
    public Endpoint sibling(int port) {
        boolean direct = settings.via() instanceof DirectConnector;
        String host = direct ? SocketName.parse(address()).host() : endpoint.host();
        return new Endpoint(host, port, endpoint.transport());
    }
}
