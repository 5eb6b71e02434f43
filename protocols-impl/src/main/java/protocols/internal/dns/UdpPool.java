package protocols.internal.dns;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import protocols.Protocol.Transport;
import protocols.WireException;
import protocols.internal.wire.DatagramPort;
import protocols.net.Endpoint;
import protocols.spi.NameServer;

/** The sockets to one server, of which each question takes any: nobody knows the port before it is seen. */
final class UdpPool {

    /** How many times the sockets in use may be open that only wait for what may be late. */
    private static final int DRAINING = 3;

    private final Server server;
    private final Endpoint endpoint;
    private final BulkSockets shared;
    private final @Nullable UdpPort[] ports;
    private final String name;
    private final byte[] drawn = new byte[2];
    private int draining;
    private long lastAnswer;
    private boolean hasAnswered;

    UdpPool(NameServer at, Server server, BulkSockets shared) {
        this.server = server;
        this.endpoint = at.endpoint(shared.settings().port(), Transport.UDP);
        this.shared = shared;
        this.ports = new UdpPort[shared.each()];
        this.name = endpoint.authority();
    }

    /** The place of the one to ask first: those that are silent stand behind the others, but for one of some questions. */
    static int first(List<UdpPool> servers) {
        for (int i = 0; i < servers.size(); i++) {
            Facts facts = servers.get(i).server.facts();
            if (!facts.isSilent() || facts.passOver()) {
                return i;
            }
        }
        return 0;
    }

    Server server() {
        return server;
    }

    /** Address and port. */
    String name() {
        return name;
    }

    /**
     * A socket for the next question.
     *
     * @return empty if the connector gives none that can wait together with others
     */
    Optional<UdpPort> port() throws WireException {
        if (!shared.arePossible()) {
            return Optional.empty();
        }
        int place = shared.random().next() % ports.length;
        UdpPort port = ports[place];
        if (port != null && (port.isFresh() || draining >= DRAINING * ports.length)) {
            return Optional.of(port);
        }
        Optional<DatagramPort> socket = shared.open(endpoint);
        if (socket.isEmpty()) {
            return Optional.empty();
        }
        UdpPort opened = new UdpPort(this, socket.get());
        socket.get().register(shared.selector(), opened);
        ports[place] = opened;
        if (port != null) {
            draining++;
            port.retire();
        }
        return Optional.of(opened);
    }

    /** One that no other question waits for at this port; good until the next one. */
    byte[] id(UdpPort port) {
        int id = shared.random().next();
        while (port.find(id) >= 0) {
            id = shared.random().next();
        }
        drawn[0] = (byte) (id >> 8);
        drawn[1] = (byte) id;
        return drawn;
    }

    /** It lives. */
    void answered(long when) {
        hasAnswered = true;
        lastAnswer = when;
    }

    /** It did not answer what was asked then; once it has answered what was asked later, that was but lost. */
    void fellSilent(long when) {
        if (!hasAnsweredSince(when)) {
            server.facts().wasSilent(true);
        }
    }

    boolean hasAnsweredSince(long when) {
        return hasAnswered && lastAnswer - when > 0;
    }

    void drained() {
        draining--;
    }

    /** Nobody answers at this server: the sockets that found out are of no more use. */
    void abandon(UdpPort port) {
        for (int i = 0; i < ports.length; i++) {
            if (ports[i] == port) {
                ports[i] = null;
                draining++;
                port.retire();
            }
        }
    }
}
