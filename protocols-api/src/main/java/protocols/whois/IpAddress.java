package protocols.whois;

import java.math.BigInteger;
import java.util.Optional;
import protocols.net.Host;

/** An IP address written as text, as a number. */
record IpAddress(BigInteger value, int bits) {

    static Optional<IpAddress> parse(String text) {
        return Host.literal(text)
                .filter(host -> host.zone().isEmpty())
                .map(Host::octets)
                .map(octets -> new IpAddress(new BigInteger(1, octets), 8 * octets.length));
    }
}
