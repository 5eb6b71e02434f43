package protocols.dns;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The other way round than {@link Name#ofAddress(InetAddress)}: from the name of a PTR record to its address. */
final class ReverseName {

    private static final Name IPV4 = Name.of("in-addr.arpa");
    private static final Name IPV6 = Name.of("ip6.arpa");

    private ReverseName() {}

    static Optional<InetAddress> address(Name name) {
        List<String> labels = name.labels();
        if (labels.size() == 6 && name.isSubdomainOf(IPV4)) {
            return read(labels.subList(0, 4), 10, name).map(Addresses::ipv4);
        }
        if (labels.size() == 34 && name.isSubdomainOf(IPV6)) {
            return read(labels.subList(0, 32), 16, name).map(Addresses::ipv6);
        }
        return Optional.empty();
    }

    private static Optional<byte[]> read(List<String> backwards, int radix, Name name) {
        int perByte = radix == 16 ? 2 : 1;
        byte[] octets = new byte[backwards.size() / perByte];
        for (int i = 0; i < backwards.size(); i++) {
            String label = backwards.get(backwards.size() - 1 - i);
            long number = radix == 16 ? hex(label) : Presentation.number(label, 255);
            if (number < 0) {
                return Optional.empty();
            }
            octets[i / perByte] = (byte) (radix == 16 ? octets[i / perByte] << 4 | number : number);
        }
        // What is written in another way, as with zeros before it, is another name.
        Name back = Name.ofAddress(octets.length == 4 ? Addresses.ipv4(octets) : Addresses.ipv6(octets));
        return back.equals(name) ? Optional.of(octets) : Optional.empty();
    }

    private static int hex(String label) {
        return label.length() == 1 ? "0123456789abcdef".indexOf(label.toLowerCase(Locale.ROOT)) : -1;
    }
}
