package protocols.spi;

import java.util.OptionalInt;
import protocols.Protocol.Transport;
import protocols.net.Endpoint;

/**
 * A server that is asked.
 *
 * @param host its address or name
 * @param port where it has another one than the rest
 */
public record NameServer(String host, OptionalInt port) {

    /** One on the port that all have. */
    public static NameServer of(String host) {
        return new NameServer(host, OptionalInt.empty());
    }

    /**
     * How it is reached.
     *
     * @param usual the port that all have
     */
    public Endpoint endpoint(int usual, Transport transport) {
        return new Endpoint(host, port.orElse(usual), transport);
    }
}
