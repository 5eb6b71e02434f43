package protocols.dns;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import protocols.WireException.Malformed;

/**
 * Reads names out of a message (RFC 1035 section 4.1.4). A pointer must point before the start of the labels that lead
 * to it, so no name has a loop; and all names of a message together may follow as many pointers as the message has bytes,
 * so that many names that share long chains (RFC 9267 section 2) cost no more than the message itself.
 *
 * <p>The name behind the header, which is that of the question, and the name that a pointer led to last are kept: in most
 * messages nearly all pointers lead there.
 */
final class NameReader {

    private static final int HEADER = 12;

    private final byte[] message;
    private final boolean compressed;
    private int hops;

    private int end;
    private int firstLength;
    private @Nullable Name first;
    private int knownAt;
    private int knownLength;
    private @Nullable Name known;

    /** @param compressed whether pointers may stand there; not where the bytes are no whole message */
    NameReader(byte[] message, boolean compressed) {
        this.message = message;
        this.compressed = compressed;
        this.hops = message.length;
    }

    /** A reader of names that were checked before, of which the one behind the header may be known already. */
    static NameReader ofChecked(byte[] message, @Nullable Name first) {
        NameReader names = new NameReader(message, true);
        names.first = first;
        return names;
    }

    /** Checks the name that starts at an offset and must end before a limit; the offset after it. */
    int skip(int start, int limit) throws Malformed {
        int at = start;
        int octet = 0;
        while (at < limit && (octet = message[at] & 0xff) != 0 && octet <= Name.MAX_LABEL) {
            at += octet + 1;
        }
        if (at >= limit || (octet != 0 && at + 1 >= limit)) {
            throw malformed("name runs past its end", start);
        }
        if (octet == 0) {
            int length = at - start + 1;
            if (length > Name.MAX_LENGTH) {
                throw malformed("name is over 255 bytes", start);
            }
            if (start == HEADER) {
                firstLength = length;
            }
            return at + 1;
        }
        if (at - start + lengthBehind(at, start) > Name.MAX_LENGTH) {
            throw malformed("name is over 255 bytes", start);
        }
        return at + 2;
    }

    /** How long the name is that a pointer leads to. */
    private int lengthBehind(int pointer, int start) throws Malformed {
        int target = follow(pointer, start);
        if (target == HEADER && firstLength != 0) {
            return firstLength;
        }
        if (target == knownAt) {
            return knownLength;
        }
        int length = 1;
        int segment = target;
        int at = target;
        int octet;
        while ((octet = octet(at)) != 0) {
            if (octet > Name.MAX_LABEL) {
                octet(at + 1);
                segment = follow(at, segment);
                at = segment;
            } else {
                at += octet + 1;
                length += octet + 1;
                if (length > Name.MAX_LENGTH) {
                    throw malformed("name is over 255 bytes", target);
                }
            }
        }
        knownAt = target;
        knownLength = length;
        return length;
    }

    private int octet(int at) throws Malformed {
        if (at >= message.length) {
            throw malformed("name runs past its end", at);
        }
        return message[at] & 0xff;
    }

    private int follow(int at, int segment) throws Malformed {
        if ((message[at] & 0xc0) != 0xc0) {
            throw malformed("label type is neither length nor pointer", at);
        }
        if (!compressed) {
            throw malformed("pointer outside a message", at);
        }
        int target = target(at);
        if (target < HEADER || target >= segment) {
            throw malformed("pointer does not point backwards", at);
        }
        if (--hops < 0) {
            throw malformed("more pointers followed than the message has bytes", at);
        }
        return target;
    }

    /** The name at an offset that {@link #skip} has checked; {@link #end()} is the offset after it. */
    Name read(int start) {
        int at = start;
        int octet;
        while ((octet = message[at] & 0xff) != 0 && octet <= Name.MAX_LABEL) {
            at += octet + 1;
        }
        if (octet == 0) {
            end = at + 1;
            return Name.ofOwned(Arrays.copyOfRange(message, start, at + 1));
        }
        end = at + 2;
        Name behind = behind(target(at));
        int own = at - start;
        if (own == 0) {
            return behind;
        }
        byte[] name = new byte[own + behind.length()];
        System.arraycopy(message, start, name, 0, own);
        System.arraycopy(behind.owned(), 0, name, own, behind.length());
        return Name.ofOwned(name);
    }

    /** The name that a pointer leads to. */
    private Name behind(int target) {
        if (target == HEADER && first != null) {
            return first;
        }
        if (target == knownAt && known != null) {
            return known;
        }
        byte[] copy = new byte[Name.MAX_LENGTH];
        int length = copy(target, copy);
        Name name = Name.ofOwned(Arrays.copyOf(copy, length));
        knownAt = target;
        known = name;
        return name;
    }

    // Copies whole runs of labels: most names are one run, or one run and a pointer.
    private int copy(int start, byte[] name) {
        int run = start;
        int at = start;
        int to = 0;
        while (true) {
            int octet = message[at] & 0xff;
            if (octet != 0 && octet <= Name.MAX_LABEL) {
                at += octet + 1;
                continue;
            }
            System.arraycopy(message, run, name, to, at - run);
            to += at - run;
            if (octet == 0) {
                return to + 1;
            }
            at = target(at);
            run = at;
        }
    }

    /** The offset after the name last read. */
    int end() {
        return end;
    }

    private int target(int at) {
        return ((message[at] & 0x3f) << 8) | (message[at + 1] & 0xff);
    }

    private static Malformed malformed(String rule, int at) {
        return new Malformed(rule, "at byte " + at);
    }
}
