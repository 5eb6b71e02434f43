package protocols.internal.telnet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds the bytes that mean something in data, IAC and NUL, eight at a time: nearly all others only pass. */
final class Specials {

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;

    private Specials() {}

    /** The first of them from {@code at} on; {@code to} if there is none. */
    static int next(byte[] bytes, int at, int to) {
        int i = at;
        for (; i + Long.BYTES <= to; i += Long.BYTES) {
            long eight = (long) EIGHT.get(bytes, i);
            long found = zeros(eight) | zeros(~eight);
            if (found != 0) {
                return i + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        while (i < to && bytes[i] != 0 && bytes[i] != (byte) Codes.IAC) {
            i++;
        }
        return i;
    }

    /** The high bit of each byte that is zero; of those above the lowest such byte too many may be set. */
    private static long zeros(long eight) {
        return (eight - ONES) & ~eight & HIGHS;
    }
}
