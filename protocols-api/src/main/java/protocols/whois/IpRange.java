package protocols.whois;

import java.math.BigInteger;
import java.util.Optional;

/** A block of addresses, {@code a - b}, {@code a/n} or one address; or of AS numbers. */
record IpRange(BigInteger first, BigInteger last, int bits) {

    private static final int AS_BITS = 33;

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

    /** A block of addresses or of AS numbers. */
    static Optional<IpRange> ofAny(String text) {
        return parse(text).or(() -> shortened(text)).or(() -> ofNumbers(text));
    }

    /** LACNIC leaves the last bytes out where they are zero: {@code 198.51/16}. */
    private static Optional<IpRange> shortened(String text) {
        int slash = text.indexOf('/');
        String address = text.substring(0, Math.max(slash, 0));
        if (address.isEmpty() || address.length() > 11 || address.indexOf(':') >= 0) {
            return Optional.empty();
        }
        long dots = address.chars().filter(c -> c == '.').count();
        return dots > 2
                ? Optional.empty()
                : network(address + ".0".repeat((int) (3 - dots)), text.substring(slash + 1));
    }

    /** A block of AS numbers: {@code AS64496 - AS64511}, {@code 64496-64511}, or one; of 33 bits, which no address has. */
    static Optional<IpRange> ofNumbers(String text) {
        int dash = text.indexOf('-');
        long first = number(dash < 0 ? text : text.substring(0, dash));
        long last = number(text.substring(dash + 1));
        return first < 0 || last < first
                ? Optional.empty()
                : Optional.of(new IpRange(BigInteger.valueOf(first), BigInteger.valueOf(last), AS_BITS));
    }

    private static long number(String text) {
        String word = text.strip();
        String digits = word.regionMatches(true, 0, "AS", 0, 2) ? word.substring(2) : word;
        boolean decimal =
                !digits.isEmpty() && digits.length() <= 10 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        long value = decimal ? Long.parseLong(digits) : -1;
        return value <= 0xffffffffL ? value : -1;
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
