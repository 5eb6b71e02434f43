package protocols.dns;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import protocols.WireException.Malformed;
import protocols.net.Host;

/** Addresses between bytes and text, without a look-up and without a scope. */
final class Addresses {

    private Addresses() {}

    static Inet4Address ipv4(byte[] octets) {
        try {
            return (Inet4Address) InetAddress.getByAddress(octets);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("no IPv4 address of " + octets.length + " bytes", e);
        }
    }

    /** Unlike {@code InetAddress.getByAddress}, a mapped address stays one of IPv6. */
    static Inet6Address ipv6(byte[] octets) {
        try {
            return Inet6Address.getByAddress(null, octets, -1);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("no IPv6 address of " + octets.length + " bytes", e);
        }
    }

    /** Four decimal numbers, as RFC 1035 section 3.4.1 has it. */
    static byte[] parseIpv4(String text) throws Malformed {
        return octets(text, 4);
    }

    /** The forms of RFC 4291 section 2.2, without a zone. */
    static byte[] parseIpv6(String text) throws Malformed {
        return octets(text, 16);
    }

    private static byte[] octets(String text, int count) throws Malformed {
        byte[] octets = text.indexOf('%') >= 0
                ? new byte[0]
                : Host.literal(text).map(Host::octets).orElseGet(() -> new byte[0]);
        if (octets.length != count) {
            throw new Malformed(count == 4 ? "no IPv4 address" : "no IPv6 address", text);
        }
        return octets;
    }

    /** The text of an address, without a name and without a scope; of IPv6 that of RFC 5952. */
    static String print(InetAddress address) {
        String text = Host.of(address).text();
        int scope = text.indexOf('%');
        return scope < 0 ? text : text.substring(0, scope);
    }
}
