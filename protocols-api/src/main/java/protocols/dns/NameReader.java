package protocols.dns;

import protocols.WireException.Malformed;

/**
 * Reads names out of a message (RFC 1035 section 4.1.4). A pointer must point before the start of the labels that lead
 * to it, so no name has a loop; and all names of a message together may follow as many pointers as the message has bytes,
 * so that many names that share long chains (RFC 9267 section 2) cost no more than the message itself.
 */
final class NameReader {

    private static final int HEADER = 12;

    private final byte[] message;
    private final boolean compressed;
    private int hops;

    /** @param compressed whether pointers may stand there; not where the bytes are no whole message */
    NameReader(byte[] message, boolean compressed) {
        this.message = message;
        this.compressed = compressed;
        this.hops = message.length;
    }

    /** Checks the name that starts at an offset and must end before a limit; the offset after it. */
    int skip(int start, int limit) throws Malformed {
        int at = start;
        int bound = limit;
        int segment = start;
        int after = -1;
        int length = 1;
        while (true) {
            if (at >= bound) {
                throw malformed("name runs past its end", start);
            }
            int octet = message[at] & 0xff;
            if (octet == 0) {
                return after < 0 ? at + 1 : after;
            }
            if (octet <= Name.MAX_LABEL) {
                at += octet + 1;
                length += octet + 1;
                if (length > Name.MAX_LENGTH) {
                    throw malformed("name is over 255 bytes", start);
                }
            } else {
                if (at + 1 >= bound) {
                    throw malformed("name runs past its end", start);
                }
                after = after < 0 ? at + 2 : after;
                segment = follow(at, segment);
                at = segment;
                bound = message.length;
            }
        }
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

    /** The offset after a name that {@link #skip} has checked. */
    int after(int start) {
        int at = start;
        int octet;
        while ((octet = message[at] & 0xff) != 0) {
            if (octet > Name.MAX_LABEL) {
                return at + 2;
            }
            at += octet + 1;
        }
        return at + 1;
    }

    /** The name at an offset that {@link #skip} has checked. */
    Name read(int start) {
        int length = 1;
        int at = start;
        int octet;
        while ((octet = message[at] & 0xff) != 0) {
            if (octet <= Name.MAX_LABEL) {
                length += octet + 1;
                at += octet + 1;
            } else {
                at = target(at);
            }
        }
        return length == 1 ? Name.ROOT : Name.ofOwned(copy(start, new byte[length]));
    }

    // Copies whole runs of labels: most names are one run, or one run and a pointer.
    private byte[] copy(int start, byte[] name) {
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
                return name;
            }
            at = target(at);
            run = at;
        }
    }

    /** Where the first labels of a name stand: the offset itself, or where a name that is a pointer points to. */
    int resolve(int start) {
        return (message[start] & 0xc0) == 0xc0 ? target(start) : start;
    }

    private int target(int at) {
        return ((message[at] & 0x3f) << 8) | (message[at + 1] & 0xff);
    }

    private static Malformed malformed(String rule, int at) {
        return new Malformed(rule, "at byte " + at);
    }
}
