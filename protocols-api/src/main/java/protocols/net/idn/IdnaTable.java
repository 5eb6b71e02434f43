package protocols.net.idn;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * What Unicode says of the characters of a name: whether they are valid, what else they are mapped to (UTS 46 section 5),
 * marks, joining types, bidirectional classes, combining classes and compositions.
 *
 * <p>The file has numbers of 7 bits a byte, the lower ones first, the top bit set in all but the last byte. It holds the
 * version of Unicode as a string; the number of sets of properties, and each in {@link #SET} bytes; the number of runs of
 * equal characters from U+0000 on, and of each the length and the set; the number of mapped characters, and of each the
 * distance from the one before, the number of characters that it is mapped to, and of each the distance from the one
 * before, with the sign in the lowest bit; the number of compositions, and of each the composite, the first and the second
 * character as such distances. Whatever is no valid character has the properties zero.
 */
final class IdnaTable {

    static final String FILE = "idna.bin";

    /** The bytes of a set: status, joining type, bidirectional class, combining class. */
    static final int SET = 4;

    static final int DISALLOWED = 0;
    static final int VALID = 1;
    static final int MAPPED = 2;
    static final int IGNORED = 3;

    /** Added to the status of a combining mark (General_Category M). */
    static final int MARK = 4;

    /** {@link #joining}: L, D, R and T of ArabicShaping.txt; zero for all others. */
    static final int JOINS_LEFT = 1;

    static final int JOINS_BOTH = 2;
    static final int JOINS_RIGHT = 3;
    static final int TRANSPARENT = 4;

    /** {@link #direction}: the classes that RFC 5893 section 2 knows; zero for all others. */
    enum Direction {
        OTHER,
        L,
        R,
        AL,
        AN,
        EN,
        ES,
        CS,
        ET,
        ON,
        BN,
        NSM
    }

    private static final int BITS = 21;
    private static final int POINT = (1 << BITS) - 1;
    private static final Direction[] DIRECTIONS = Direction.values();

    private final String version;
    private final byte[] sets;
    private final int[] starts;
    private final byte[] setOfRun;
    private final int[] mapped;
    private final int[] mappingEnds;
    private final String mappings;
    private final long[] byComposite;
    private final long[] byParts;

    private static final class Holder {
        static final IdnaTable TABLE = load();
    }

    private IdnaTable(Reader in) throws IOException {
        version = in.text();
        sets = in.octets(in.number() * SET);
        starts = new int[in.number()];
        setOfRun = new byte[starts.length];
        int start = 0;
        for (int i = 0; i < starts.length; i++) {
            starts[i] = start;
            start += in.number();
            setOfRun[i] = (byte) in.number();
        }
        mapped = new int[in.number()];
        mappingEnds = new int[mapped.length];
        StringBuilder text = new StringBuilder(mapped.length * 2);
        int point = 0;
        int target = 0;
        for (int i = 0; i < mapped.length; i++) {
            point += in.number();
            mapped[i] = point;
            for (int left = in.number(); left > 0; left--) {
                target += in.signed();
                text.appendCodePoint(target);
            }
            mappingEnds[i] = text.length();
        }
        mappings = text.toString();
        byComposite = new long[in.number()];
        byParts = new long[byComposite.length];
        long[] last = new long[3];
        for (int i = 0; i < byParts.length; i++) {
            for (int part = 0; part < last.length; part++) {
                last[part] += in.signed();
            }
            byComposite[i] = (last[0] << BITS | last[1]) << BITS | last[2];
            byParts[i] = (last[1] << BITS | last[2]) << BITS | last[0];
        }
        Arrays.sort(byParts);
    }

    /** The table of this jar, read once. */
    static IdnaTable get() {
        return Holder.TABLE;
    }

    private static IdnaTable load() {
        try (InputStream file = IdnaTable.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IOException("missing: " + FILE);
            }
            return new IdnaTable(new Reader(new DataInputStream(new BufferedInputStream(file))));
        } catch (IOException e) {
            throw new UncheckedIOException("the table of characters cannot be read", e);
        }
    }

    /** The version of Unicode. */
    String version() {
        return version;
    }

    /** {@link #DISALLOWED}, {@link #VALID}, {@link #MAPPED} or {@link #IGNORED}. */
    int status(int point) {
        return property(point, 0) & (MARK - 1);
    }

    boolean isMark(int point) {
        return (property(point, 0) & MARK) != 0;
    }

    int joining(int point) {
        return property(point, 1);
    }

    Direction direction(int point) {
        return DIRECTIONS[property(point, 2)];
    }

    int combiningClass(int point) {
        return property(point, 3);
    }

    private int property(int point, int which) {
        int run = Arrays.binarySearch(starts, point);
        return sets[(setOfRun[run < 0 ? -run - 2 : run] & 0xff) * SET + which] & 0xff;
    }

    /** What a character is that is {@link #MAPPED}. */
    void map(int point, StringBuilder out) {
        int i = Arrays.binarySearch(mapped, point);
        out.append(mappings, i == 0 ? 0 : mappingEnds[i - 1], mappingEnds[i]);
    }

    /** The composite of two characters; -1 if there is none. */
    int compose(int first, int second) {
        return found(byParts, (long) first << BITS | second);
    }

    /** The two characters that a composite is made of, as {@code first << 21 | second}; -1 if it is none. */
    long parts(int composite) {
        int i = Arrays.binarySearch(byComposite, (long) composite << (2 * BITS));
        int at = -i - 1;
        boolean is = at < byComposite.length && byComposite[at] >>> (2 * BITS) == composite;
        return is ? byComposite[at] & ((1L << (2 * BITS)) - 1) : -1;
    }

    static int first(long parts) {
        return (int) (parts >>> BITS);
    }

    static int second(long parts) {
        return (int) parts & POINT;
    }

    private static int found(long[] sorted, long high) {
        int at = -Arrays.binarySearch(sorted, high << BITS) - 1;
        return at < sorted.length && sorted[at] >>> BITS == high ? (int) sorted[at] & POINT : -1;
    }

    private record Reader(DataInputStream in) {

        String text() throws IOException {
            return in.readUTF();
        }

        byte[] octets(int count) throws IOException {
            byte[] octets = new byte[count];
            for (int i = 0; i < count; i++) {
                octets[i] = (byte) number();
            }
            return octets;
        }

        int number() throws IOException {
            int value = 0;
            int shift = 0;
            int octet;
            do {
                octet = in.readUnsignedByte();
                value |= (octet & 0x7f) << shift;
                shift += 7;
            } while (octet >= 0x80);
            return value;
        }

        int signed() throws IOException {
            int value = number();
            return value >>> 1 ^ -(value & 1);
        }
    }
}
