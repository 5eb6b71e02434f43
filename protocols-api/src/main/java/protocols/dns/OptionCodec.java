package protocols.dns;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import protocols.WireException.Malformed;
import protocols.dns.EdnsOption.ClientSubnet;
import protocols.dns.EdnsOption.Cookie;
import protocols.dns.EdnsOption.ExtendedError;
import protocols.dns.EdnsOption.KeepAlive;
import protocols.dns.EdnsOption.Nsid;
import protocols.dns.EdnsOption.Opaque;
import protocols.dns.EdnsOption.Padding;
import protocols.dns.EdnsOption.Unknown;

/** Options of EDNS as they stand on the wire. */
final class OptionCodec {

    private OptionCodec() {}

    static EdnsOption decode(int code, Octets data) throws Malformed {
        return switch (code) {
            case Nsid.CODE -> new Nsid(data);
            case ClientSubnet.CODE -> clientSubnet(data);
            case Cookie.CODE -> cookie(data);
            case KeepAlive.CODE -> keepAlive(data);
            case Padding.CODE -> new Padding(data);
            case ExtendedError.CODE -> extendedError(data);
            default -> new Unknown(code, data);
        };
    }

    static EdnsOption read(int code, Octets data) {
        try {
            return decode(code, data);
        } catch (Malformed e) {
            return new Opaque(code, data, e.rule());
        }
    }

    private static ClientSubnet clientSubnet(Octets data) throws Malformed {
        int family = data.length() < 4 ? 0 : (data.at(0) << 8) | data.at(1);
        int size = family == 1 ? 4 : 16;
        if (family < 1 || family > 2 || data.at(2) > 8 * size || data.at(3) > 8 * size) {
            throw new Malformed("no client subnet", data.hex());
        }
        byte[] octets = Arrays.copyOf(Arrays.copyOfRange(data.owned(), 4, data.length()), size);
        InetAddress address = family == 1 ? Addresses.ipv4(octets) : Addresses.ipv6(octets);
        ClientSubnet subnet = new ClientSubnet(address, data.at(2), data.at(3));
        if (!subnet.data().equals(data)) {
            throw new Malformed("client subnet with bits beyond its prefix", data.hex());
        }
        return subnet;
    }

    private static Cookie cookie(Octets data) throws Malformed {
        int length = data.length();
        if (length != 8 && (length < 16 || length > 40)) {
            throw new Malformed("cookie is not 8 or 16 to 40 bytes long", data.hex());
        }
        return new Cookie(
                Octets.ofOwned(Arrays.copyOf(data.owned(), 8)),
                Octets.ofOwned(Arrays.copyOfRange(data.owned(), 8, length)));
    }

    private static KeepAlive keepAlive(Octets data) throws Malformed {
        if (data.length() != 0 && data.length() != 2) {
            throw new Malformed("keepalive is neither empty nor two bytes", data.hex());
        }
        return data.length() == 0
                ? KeepAlive.ASK
                : new KeepAlive(Optional.of(Duration.ofMillis(100L * ((data.at(0) << 8) | data.at(1)))));
    }

    private static ExtendedError extendedError(Octets data) throws Malformed {
        if (data.length() < 2) {
            throw new Malformed("extended error without a code", "");
        }
        // The text may be ended by a NUL (RFC 8914 section 2).
        int end = data.length();
        while (end > 2 && data.at(end - 1) == 0) {
            end--;
        }
        byte[] text = Arrays.copyOfRange(data.owned(), 2, end);
        return new ExtendedError(
                (data.at(0) << 8) | data.at(1), Octets.ofOwned(text).utf8());
    }
}
