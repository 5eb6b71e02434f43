package protocols.whois;

import java.math.BigInteger;
import java.util.Optional;

/** AS numbers from one to another, such as {@code 64496-64511}, or one alone (RFC 9224 section 5.3). */
record AsRange(long first, long last) {

    private static final long LARGEST = 0xffff_ffffL;
    private static final int BITS = 32;

    static Optional<AsRange> parse(String text) {
        int dash = text.indexOf('-');
        long first = number(dash < 0 ? text : text.substring(0, dash));
        long last = dash < 0 ? first : number(text.substring(dash + 1));
        return of(first, last);
    }

    static Optional<AsRange> of(long first, long last) {
        boolean ordered = first >= 0 && first <= last && last <= LARGEST;
        return ordered ? Optional.of(new AsRange(first, last)) : Optional.empty();
    }

    boolean isWithin(AsRange other) {
        return first >= other.first && last <= other.last;
    }

    /** As a block among numbers of 32 bits; a registry holds AS numbers or addresses, never both. */
    IpRange range() {
        return new IpRange(BigInteger.valueOf(first), BigInteger.valueOf(last), BITS);
    }

    private static long number(String digits) {
        if (digits.isEmpty() || digits.length() > 10 || !digits.chars().allMatch(c -> HostName.isDigit((char) c))) {
            return -1;
        }
        long value = Long.parseLong(digits);
        return value <= LARGEST ? value : -1;
    }

    /** As WHOIS writes it: {@code AS64496}, {@code AS64496 - AS64511}. */
    @Override
    public String toString() {
        return first == last ? "AS" + first : "AS" + first + " - AS" + last;
    }
}
