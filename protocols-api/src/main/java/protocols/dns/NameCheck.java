package protocols.dns;

import org.jspecify.annotations.Nullable;
import protocols.WireException.Malformed;

/**
 * Checks the names of a message (RFC 1035 section 4.1.4). A pointer must point before the start of the labels that lead to
 * it, so no name has a loop; and all names of a message together may follow sixteen pointers a byte of it, so that many
 * names that share long chains (RFC 9267 section 2) cost no more than the message itself, however often they are looked
 * at later. Where each pointer leads to a label, as it does when names are compressed, a message never has so many: a
 * record of one name takes twelve bytes and at most 127 pointers.
 */
final class NameCheck {

    private static final int POINTER = 0xc0;
    private static final int HOPS_A_BYTE = 16;

    private final byte[] message;
    private final boolean compressed;
    private int hops;
    private boolean lost;
    private @Nullable Letters letters;

    // Of the name behind the header, which is that of the question.
    private int firstLength;

    /** @param compressed whether pointers may stand there; not where the bytes are no whole message */
    NameCheck(byte[] message, boolean compressed) {
        this.message = message;
        this.compressed = compressed;
        this.hops = HOPS_A_BYTE * message.length;
    }

    /** The bytes in which the names stand. */
    byte[] message() {
        return message;
    }

    /**
     * Whether a name led out of the message, or too many pointers were followed: then nothing else in it can be believed.
     * Any other fault of a name in the data of a record is that record's alone.
     */
    boolean isLost() {
        return lost;
    }

    /** From here on, gives names the letters that the caller asked with. */
    void restore(Letters asked) {
        letters = asked;
    }

    /** The offset after the name that starts at another. */
    int end(int start) throws Malformed {
        return end(start, message.length);
    }

    /** The same of a name in the data of a record, which has nothing to do with what stands after the data. */
    int end(int start, int limit) throws Malformed {
        int at = start;
        int octet;
        while ((octet = octet(at)) != 0 && octet <= Name.MAX_LABEL) {
            at += octet + 1;
        }
        if (letters != null) {
            letters.restore(message, start);
        }
        if (octet != 0) {
            if (at + 2 > limit) {
                throw malformed("name runs past its end", at);
            }
            checkPointer(at, start);
            return at + 2;
        }
        if (at - start >= Name.MAX_LENGTH) {
            throw malformed("name is over 255 bytes", start);
        }
        if (start == Layout.HEADER && compressed) {
            firstLength = at - start + 1;
        }
        return at + 1;
    }

    /** Checks the pointer that comes after the labels from an offset on. Most lead to the name of the question. */
    private void checkPointer(int pointer, int start) throws Malformed {
        boolean toFirst = octet(pointer) == POINTER && octet(pointer + 1) == Layout.HEADER;
        if (!toFirst || firstLength == 0 || pointer - start + firstLength > Name.MAX_LENGTH) {
            follow(pointer, start);
        }
    }

    private void follow(int pointer, int start) throws Malformed {
        int length = pointer - start + 1;
        int segment = start;
        int at = pointer;
        int octet;
        while ((octet = followed(at)) != 0) {
            if (octet > Name.MAX_LABEL) {
                segment = target(at, segment);
                at = segment;
            } else {
                at += octet + 1;
                length += octet + 1;
                if (length > Name.MAX_LENGTH) {
                    throw malformed("name is over 255 bytes", start);
                }
            }
        }
        if (length > Name.MAX_LENGTH) {
            throw malformed("name is over 255 bytes", start);
        }
    }

    /** Where a pointer leads to. */
    private int target(int at, int segment) throws Malformed {
        if ((octet(at) & POINTER) != POINTER) {
            throw malformed("label type is neither length nor pointer", at);
        }
        if (!compressed) {
            throw malformed("pointer outside a message", at);
        }
        octet(at + 1);
        int target = Name.target(message, at);
        lost |= target >= message.length;
        if (target < Layout.HEADER || target >= segment) {
            throw malformed("pointer does not point backwards", at);
        }
        if (--hops < 0) {
            lost = true;
            throw malformed("too many pointers followed for the length of the message", at);
        }
        return target;
    }

    /** An octet that a pointer has led to. */
    private int followed(int at) throws Malformed {
        lost |= at >= message.length;
        return octet(at);
    }

    private int octet(int at) throws Malformed {
        // Both bounds, for then the JIT compiler adds no check of its own.
        if (at < 0 || at >= message.length) {
            throw malformed("name runs past its end", at);
        }
        return message[at] & 0xff;
    }

    private static Malformed malformed(String rule, int at) {
        return new Malformed(rule, "at byte " + at);
    }
}
