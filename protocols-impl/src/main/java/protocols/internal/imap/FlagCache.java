package protocols.internal.imap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import protocols.imap.Flag;

/** Sets of flags by the bytes they were sent as: a mailbox has few different ones, and each is made once. */
final class FlagCache {

    private static final int SLOTS = 64;

    /** Bytes of a list that is kept. */
    private static final int KEPT = 2_048;

    private final byte[][] keys = new byte[SLOTS][];
    private final List<Set<Flag>> values;

    FlagCache() {
        values = Arrays.asList(emptySlots());
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Set<Flag>[] emptySlots() {
        return new Set[SLOTS];
    }

    /** The flags of a list, parentheses included. */
    Set<Flag> flags(byte[] bytes, int from, int to) {
        if (to - from > KEPT) {
            return flags(ResponseCode.words(new String(bytes, from, to - from, ISO_8859_1)));
        }
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + bytes[i];
        }
        int slot = (hash ^ hash >>> 16) & (SLOTS - 1);
        byte[] key = keys[slot];
        if (key == null || !Arrays.equals(key, 0, key.length, bytes, from, to)) {
            keys[slot] = Arrays.copyOfRange(bytes, from, to);
            String text = new String(keys[slot], ISO_8859_1);
            values.set(slot, flags(ResponseCode.words(text)));
        }
        return values.get(slot);
    }

    /** The flags by these names, without those that no grammar allows. */
    static Set<Flag> flags(List<String> names) {
        return names.stream().flatMap(name -> flag(name).stream()).collect(Collectors.toUnmodifiableSet());
    }

    /** A server's odd keyword cannot be stored or searched for, so nobody misses it. */
    private static Optional<Flag> flag(String name) {
        try {
            return Optional.of(Flag.of(name));
        } catch (IllegalArgumentException notFlag) {
            return Optional.empty();
        }
    }
}
