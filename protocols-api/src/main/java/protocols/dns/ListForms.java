package protocols.dns;

import java.util.Arrays;
import java.util.BitSet;
import java.util.StringJoiner;
import protocols.WireException.Malformed;

/** Fields to the end of the data that text writes as a list of words: bits, and ranges of addresses. */
final class ListForms {

    /** The ports of WKS, a bit for each (RFC 1035 section 3.4.2). */
    static final Form PORTS = Form.rest(
            bytes -> words(bits(bytes, 0xffff), bit -> Integer.toString(bit)), in -> bits(in, TextFields::u16));

    /** The types of NXT, a bit for each up to 127 (RFC 2535 section 5.2). */
    static final Form OLD_TYPES = Form.rest(
            bytes -> words(bits(bytes, 127), bit -> RecordType.of(bit).toString()),
            in -> bits(in, one -> within(one.type().number(), 127)));

    /** Ranges of addresses (RFC 3123 section 4). */
    static final Form RANGES = Form.rest(ListForms::ranges, ListForms::ranges);

    @FunctionalInterface
    private interface Word {
        String of(int bit);
    }

    @FunctionalInterface
    private interface Bit {
        int of(TextFields in) throws Malformed;
    }

    private ListForms() {}

    private static BitSet bits(byte[] bytes, int limit) {
        if (bytes.length > limit / 8 + 1 || (bytes.length > 0 && bytes[bytes.length - 1] == 0)) {
            throw new IllegalArgumentException("bits end in a zero byte or are too many");
        }
        BitSet bits = new BitSet();
        for (int bit = 0; bit < 8 * bytes.length; bit++) {
            bits.set(bit, (bytes[bit / 8] & (0x80 >> bit % 8)) != 0);
        }
        return bits;
    }

    private static String words(BitSet bits, Word word) {
        StringJoiner words = new StringJoiner(" ");
        bits.stream().forEach(bit -> words.add(word.of(bit)));
        return words.toString();
    }

    private static byte[] bits(TextFields in, Bit next) throws Malformed {
        byte[] bytes = new byte[0];
        while (in.hasMore()) {
            int bit = next.of(in);
            bytes = bit / 8 < bytes.length ? bytes : Arrays.copyOf(bytes, bit / 8 + 1);
            bytes[bit / 8] |= (byte) (0x80 >> bit % 8);
        }
        return bytes;
    }

    private static int within(int number, int limit) throws Malformed {
        if (number > limit) {
            throw new Malformed("number is over " + limit, Integer.toString(number));
        }
        return number;
    }

    private static String ranges(byte[] bytes) {
        StringJoiner ranges = new StringJoiner(" ");
        int at = 0;
        while (at < bytes.length) {
            int length = at + 4 <= bytes.length ? bytes[at + 3] & 0x7f : bytes.length;
            if (at + 4 + length > bytes.length) {
                throw new IllegalArgumentException("range of addresses is cut");
            }
            ranges.add(range(bytes, at, length));
            at += 4 + length;
        }
        return ranges.toString();
    }

    private static String range(byte[] bytes, int at, int length) {
        int family = Octets.u16(bytes, at);
        int prefix = bytes[at + 2] & 0xff;
        int size = family == 1 ? 4 : 16;
        if (family < 1 || family > 2 || length > size || prefix > 8 * size) {
            throw new IllegalArgumentException("no range of IPv4 or IPv6 addresses");
        }
        if (length > 0 && bytes[at + 3 + length] == 0) {
            throw new IllegalArgumentException("address of a range ends in a zero byte");
        }
        byte[] address = Arrays.copyOf(Arrays.copyOfRange(bytes, at + 4, at + 4 + length), size);
        String printed = Addresses.print(size == 4 ? Addresses.ipv4(address) : Addresses.ipv6(address));
        return (bytes[at + 3] < 0 ? "!" : "") + family + ":" + printed + "/" + prefix;
    }

    private static byte[] ranges(TextFields in) throws Malformed {
        WireWriter out = new WireWriter(32, false);
        while (in.hasMore()) {
            range(in.word(), out);
        }
        return out.toBytes();
    }

    private static void range(String word, WireWriter out) throws Malformed {
        int negated = word.startsWith("!") ? 1 : 0;
        int slash = word.indexOf('/');
        boolean four = word.startsWith("1:", negated);
        long prefix = slash < 0 ? -1 : Presentation.number(word.substring(slash + 1), four ? 32 : 128);
        if (prefix < 0 || !(four || word.startsWith("2:", negated))) {
            throw new Malformed("no range of IPv4 or IPv6 addresses", word);
        }
        String text = word.substring(negated + 2, slash);
        byte[] address = four ? Addresses.parseIpv4(text) : Addresses.parseIpv6(text);
        int length = address.length;
        while (length > 0 && address[length - 1] == 0) {
            length--;
        }
        out.u16(four ? 1 : 2).u8((int) prefix).u8(negated << 7 | length).bytes(Arrays.copyOf(address, length));
    }
}
