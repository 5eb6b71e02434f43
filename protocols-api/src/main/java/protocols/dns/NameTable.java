package protocols.dns;

/**
 * Where in a message names were written that later names can point to (RFC 1035 section 4.1.4): every suffix that begins
 * within the reach of a pointer, found by its hash and compared byte for byte, so that no name changes its case.
 */
final class NameTable {

    private static final int REACH = 0x3fff;

    // Sixteen bits of hash and the offset; 0 is free, for nothing is written at the very start of a message.
    private int[] slots = new int[128];
    private int used;

    private final int[] starts = new int[127];
    private final int[] hashes = new int[127];
    private int fresh;
    private int unmatched;

    /** The offset of the longest suffix of a name that was written before, or 0 if there is none. */
    int find(byte[] message, byte[] name) {
        int count = split(name);
        for (int i = 0; i < count; i++) {
            int offset = lookUp(message, name, starts[i], hashes[i]);
            if (offset != 0) {
                fresh = i;
                unmatched = starts[i];
                return offset;
            }
        }
        fresh = count;
        unmatched = name.length - 1;
        return 0;
    }

    /** How many bytes of the name last looked for come before the suffix that was found. */
    int unmatched() {
        return unmatched;
    }

    /** Adds the suffixes of the name last looked for that were new, now that it is written. */
    void add(int position) {
        for (int i = 0; i < fresh && position + starts[i] <= REACH; i++) {
            if (4 * used >= 3 * slots.length) {
                grow();
            }
            insert((hashes[i] << 16) | (position + starts[i]));
            used++;
        }
    }

    private int split(byte[] name) {
        int count = 0;
        for (int at = 0; name[at] != 0; at += name[at] + 1) {
            starts[count++] = at;
        }
        int hash = 0;
        int end = name.length - 1;
        for (int i = count - 1; i >= 0; i--) {
            for (int at = starts[i]; at < end; at++) {
                hash = 31 * hash + name[at];
            }
            end = starts[i];
            hashes[i] = (hash ^ (hash >>> 16)) & 0xffff;
        }
        return count;
    }

    private int lookUp(byte[] message, byte[] name, int from, int hash) {
        int mask = slots.length - 1;
        for (int i = hash & mask; slots[i] != 0; i = (i + 1) & mask) {
            if (slots[i] >>> 16 == hash && matches(message, slots[i] & REACH, name, from)) {
                return slots[i] & REACH;
            }
        }
        return 0;
    }

    private static boolean matches(byte[] message, int offset, byte[] name, int from) {
        int at = offset;
        int to = from;
        while (true) {
            if ((message[at] & 0xc0) == 0xc0) {
                at = ((message[at] & 0x3f) << 8) | (message[at + 1] & 0xff);
                continue;
            }
            int length = message[at];
            for (int i = 0; i <= length; i++) {
                if (message[at + i] != name[to + i]) {
                    return false;
                }
            }
            if (length == 0) {
                return true;
            }
            at += length + 1;
            to += length + 1;
        }
    }

    private void insert(int slot) {
        int mask = slots.length - 1;
        int i = (slot >>> 16) & mask;
        while (slots[i] != 0) {
            i = (i + 1) & mask;
        }
        slots[i] = slot;
    }

    private void grow() {
        int[] old = slots;
        slots = new int[2 * old.length];
        for (int slot : old) {
            if (slot != 0) {
                insert(slot);
            }
        }
    }
}
