package protocols.dns;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import protocols.WireException.Malformed;

/**
 * A set of types as windows of bits (RFC 4034 section 4.1.2). Only the one form that the RFC allows is read: windows in
 * ascending order, none of them empty, no zero bytes at the end of one.
 */
final class TypeBitmap {

    private static final int MAX_BYTES = 32;

    private TypeBitmap() {}

    static void check(byte[] message, int start, int limit) throws Malformed {
        int last = -1;
        int at = start;
        while (at < limit) {
            int length = at + 1 < limit ? message[at + 1] & 0xff : 0;
            int window = message[at] & 0xff;
            int next = at + 2 + length;
            if (length < 1 || length > MAX_BYTES || next > limit || window <= last || message[next - 1] == 0) {
                throw new Malformed("types are no windows of bits", "at byte " + at);
            }
            last = window;
            at = next;
        }
    }

    /** The types, in ascending order, of a bitmap that has been checked. */
    static List<RecordType> decode(byte[] message, int start, int limit) {
        List<RecordType> types = new ArrayList<>();
        for (int at = start; at < limit; at += 2 + message[at + 1]) {
            int window = (message[at] & 0xff) << 8;
            for (int bit = 0; bit < 8 * message[at + 1]; bit++) {
                if ((message[at + 2 + bit / 8] & (0x80 >> bit % 8)) != 0) {
                    types.add(RecordType.of(window + bit));
                }
            }
        }
        return types;
    }

    /** The bitmap of types that are in ascending order. */
    static byte[] encode(List<RecordType> types) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int i = 0;
        while (i < types.size()) {
            int window = types.get(i).number() >> 8;
            byte[] bits = new byte[MAX_BYTES];
            int last = 0;
            for (; i < types.size() && types.get(i).number() >> 8 == window; i++) {
                int bit = types.get(i).number() & 0xff;
                bits[bit / 8] |= (byte) (0x80 >> bit % 8);
                last = bit / 8;
            }
            out.write(window);
            out.write(last + 1);
            out.write(bits, 0, last + 1);
        }
        return out.toByteArray();
    }
}
