package protocols.dns;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * The parameters of SVCB and HTTPS records (RFC 9460 section 2.1).
 *
 * @param params each key once, in ascending order, to which the constructor brings them
 */
public record SvcParams(List<Param> params) {

    /** No parameters. */
    public static final SvcParams NONE = new SvcParams(List.of());

    /** Keys that a client must know to use the record. */
    public static final int MANDATORY = 0;
    /** Protocols beside the default one, by their ALPN names. */
    public static final int ALPN = 1;
    /** The default protocol is not offered. */
    public static final int NO_DEFAULT_ALPN = 2;
    /** Another port. */
    public static final int PORT = 3;
    /** IPv4 addresses of the target. */
    public static final int IPV4HINT = 4;
    /** The configuration of Encrypted ClientHello (RFC 9848). */
    public static final int ECH = 5;
    /** IPv6 addresses of the target. */
    public static final int IPV6HINT = 6;
    /** The URI template of DNS over HTTPS (RFC 9461). */
    public static final int DOHPATH = 7;

    /**
     * One parameter.
     *
     * @param key 0 to 65534, as registered by IANA
     * @param value the value as on the wire, at most 65535 bytes
     */
    public record Param(int key, Octets value) {
        public Param {
            Objects.requireNonNull(value);
            if (key < 0 || key > 65534 || value.length() > 0xffff) {
                throw new IllegalArgumentException("no service parameter: " + key);
            }
            SvcParamText.check(key, value);
        }

        /** In presentation format: {@code alpn="h2,h3"}, {@code port=8443}, {@code key667="hello"}. */
        @Override
        public String toString() {
            return SvcParamText.print(this);
        }
    }

    public SvcParams {
        params = params.stream().sorted(Comparator.comparingInt(Param::key)).toList();
        for (int i = 1; i < params.size(); i++) {
            if (params.get(i).key() == params.get(i - 1).key()) {
                throw new IllegalArgumentException("service parameter twice: " + params.get(i));
            }
        }
        if (!params.stream().map(Param::key).collect(Collectors.toSet()).containsAll(mandatory(params))) {
            throw new IllegalArgumentException("mandatory service parameter is missing");
        }
    }

    /** The value of a key, as on the wire. */
    public Optional<Octets> value(int key) {
        return params.stream().filter(one -> one.key() == key).map(Param::value).findFirst();
    }

    /** The keys that a client must know to use the record; each of them is there. */
    public List<Integer> mandatory() {
        return mandatory(params);
    }

    private static List<Integer> mandatory(List<Param> params) {
        List<Integer> all = new ArrayList<>();
        if (!params.isEmpty() && params.get(0).key() == MANDATORY) {
            Octets keys = params.get(0).value();
            for (int at = 0; at < keys.length(); at += 2) {
                all.add((keys.at(at) << 8) | keys.at(at + 1));
            }
        }
        return List.copyOf(all);
    }

    /** The names of the protocols: {@code h2}, {@code h3}; read as UTF-8 and not escaped. */
    public List<String> alpn() {
        Octets names = value(ALPN).orElse(Octets.EMPTY);
        List<String> all = new ArrayList<>();
        for (int at = 0; at < names.length(); at += 1 + names.at(at)) {
            byte[] name = Arrays.copyOfRange(names.owned(), at + 1, at + 1 + names.at(at));
            all.add(Octets.ofOwned(name).utf8());
        }
        return List.copyOf(all);
    }

    /** Whether the default protocol is not offered. */
    public boolean noDefaultAlpn() {
        return value(NO_DEFAULT_ALPN).isPresent();
    }

    /** The port, 0 to 65535, if it is another than that of the service. */
    public OptionalInt port() {
        return value(PORT).stream()
                .mapToInt(value -> (value.at(0) << 8) | value.at(1))
                .findFirst();
    }

    /** IPv4 addresses that the target probably has. */
    public List<Inet4Address> ipv4Hints() {
        return pieces(IPV4HINT, 4).stream().map(Addresses::ipv4).toList();
    }

    /** IPv6 addresses that the target probably has. */
    public List<Inet6Address> ipv6Hints() {
        return pieces(IPV6HINT, 16).stream().map(Addresses::ipv6).toList();
    }

    private List<byte[]> pieces(int key, int size) {
        byte[] all = value(key).orElse(Octets.EMPTY).owned();
        List<byte[]> pieces = new ArrayList<>();
        for (int at = 0; at < all.length; at += size) {
            pieces.add(Arrays.copyOfRange(all, at, at + size));
        }
        return pieces;
    }
}
