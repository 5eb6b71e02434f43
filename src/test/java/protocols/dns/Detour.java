package protocols.dns;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import protocols.Protocol.Transport;
import protocols.net.Connector;
import protocols.net.Deadline;
import protocols.net.Endpoint;
import protocols.net.Wire;
import protocols.spi.RecordedConnector;

/**
 * Leads to scripted servers on ports of their own, whichever host and transport is asked for, and draws ids that a
 * dialogue can know: 1, 2, 3. Every other letter goes in the other case.
 */
final class Detour implements Connector, RecordedConnector {

    private static final int CLIENT_COOKIE = 8;

    private final Map<String, Integer> ports;
    private int drawn;

    /**
     * @param ports the local port for each {@code host transport}
     */
    Detour(Map<String, Integer> ports) {
        this.ports = Map.copyOf(ports);
    }

    static Detour of(int udp, int tcp) {
        return new Detour(Map.of("192.0.2.53 " + Transport.UDP, udp, "192.0.2.53 " + Transport.TCP, tcp));
    }

    @Override
    public Wire open(Endpoint endpoint, Deadline deadline) throws IOException {
        int port = ports.get(endpoint.host() + " " + endpoint.transport());
        return Connector.direct().open(new Endpoint("127.0.0.1", port, endpoint.transport()), deadline);
    }

    @Override
    public byte[] draw(int count) {
        byte[] bytes = new byte[count];
        Arrays.fill(bytes, (byte) 0x55);
        if (count != CLIENT_COOKIE) {
            bytes[0] = 0;
            bytes[1] = (byte) ++drawn;
        }
        return bytes;
    }
}
