package protocols.whois;

import java.math.BigInteger;
import java.util.Optional;

/** A block of addresses: {@code a - b}, {@code a/n}, or one address. */
record IpRange(BigInteger first, BigInteger last, int bits) {

    static Optional<IpRange> parse(String text) {
        int dash = text.indexOf('-');
        int slash = text.indexOf('/');
        if (dash > 0) {
            return between(
                    text.substring(0, dash).strip(), text.substring(dash + 1).strip());
        }
        if (slash > 0) {
            return network(text.substring(0, slash), text.substring(slash + 1));
        }
        return between(text, text);
    }

    private static Optional<IpRange> between(String first, String last) {
        Optional<IpAddress> from = IpAddress.parse(first);
        Optional<IpAddress> to = IpAddress.parse(last);
        if (from.isEmpty() || to.isEmpty() || from.get().bits() != to.get().bits()) {
            return Optional.empty();
        }
        IpRange range =
                new IpRange(from.get().value(), to.get().value(), from.get().bits());
        return range.first.compareTo(range.last) <= 0 ? Optional.of(range) : Optional.empty();
    }

    private static Optional<IpRange> network(String address, String length) {
        Optional<IpAddress> base = IpAddress.parse(address);
        int prefix = base.isEmpty() ? -1 : HostName.number(length, base.get().bits());
        if (prefix < 0) {
            return Optional.empty();
        }
        int free = base.get().bits() - prefix;
        BigInteger first = base.get().value().shiftRight(free).shiftLeft(free);
        BigInteger last = first.add(BigInteger.ONE.shiftLeft(free)).subtract(BigInteger.ONE);
        return Optional.of(new IpRange(first, last, base.get().bits()));
    }

    boolean contains(IpRange other) {
        return bits == other.bits && first.compareTo(other.first) <= 0 && last.compareTo(other.last) >= 0;
    }

    boolean isEverything() {
        return first.signum() == 0 && last.bitLength() == bits && last.bitCount() == bits;
    }

    BigInteger size() {
        return last.subtract(first);
    }
}
