package protocols.dns;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import protocols.WireException.Malformed;
import protocols.net.Host;

/**
 * A domain name: labels of bytes, always absolute (RFC 1035 section 3.1).
 *
 * <p>A label has 1 to 63 bytes and a name at most 255, length bytes and the root included. Names compare without regard
 * to ASCII case (RFC 4343) and keep the case that they came in. The text is safe to show: it holds nothing but printable
 * ASCII, everything else in a label is written {@code \DDD}.
 *
 * <p>A name read from a message of up to 1,232 bytes is left where it stands there, and so keeps the bytes of that message
 * in memory; {@code Name.decode(name.toBytes())} is the same name by itself.
 */
public final class Name implements Comparable<Name> {

    /** The most bytes of a name on the wire (RFC 1035 section 2.3.4). */
    public static final int MAX_LENGTH = 255;

    /** The most bytes of a label (RFC 1035 section 2.3.4). */
    public static final int MAX_LABEL = 63;

    /** The root, {@code .}. */
    public static final Name ROOT = new Name(new byte[1], 0);

    /** The longest message in which names stay: what arrives in a datagram by default. */
    static final int KEPT_MESSAGE = 1232;

    // The labels from an offset on: alone if that is zero, else perhaps with pointers to labels before them.
    private final byte[] wire;
    private final int start;
    private int hash;

    private Name(byte[] wire, int start) {
        this.wire = wire;
        this.start = start;
    }

    /**
     * The name that a text in presentation format stands for. It is absolute whether it ends in a dot or not;
     * {@code \X} and {@code \DDD} are understood.
     *
     * <p>A label with characters beyond ASCII is turned into its A-label, each by itself, by UTS 46 as in {@link Host}.
     * All others are octets: the rules for hosts are not for names.
     *
     * @throws IllegalArgumentException if the text is no name
     */
    public static Name of(String text) {
        try {
            return NameText.parse(text);
        } catch (Malformed e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /**
     * The name of bytes on the wire, which must be one whole name without a pointer.
     *
     * @throws Malformed if they are not
     */
    public static Name decode(byte[] wire) throws Malformed {
        NameCheck names = new NameCheck(wire, false);
        if (names.end(0) != wire.length) {
            throw new Malformed("bytes after the end of a name", "");
        }
        return ofOwned(wire.clone());
    }

    /**
     * The name under which an address is looked up in reverse: {@code 1.2.0.192.in-addr.arpa.} (RFC 1035 section 3.5),
     * or the nibbles under {@code ip6.arpa.} (RFC 3596 section 2.5).
     */
    public static Name ofAddress(InetAddress address) {
        return ofAddress(address.getAddress());
    }

    private static Name ofAddress(byte[] octets) {
        StringBuilder text = new StringBuilder(80);
        for (int i = octets.length - 1; i >= 0; i--) {
            int octet = octets[i] & 0xff;
            if (octets.length == 4) {
                text.append(octet).append('.');
            } else {
                text.append(Character.forDigit(octet & 15, 16)).append('.');
                text.append(Character.forDigit(octet >> 4, 16)).append('.');
            }
        }
        return of(
                text.append(octets.length == 4 ? "in-addr.arpa." : "ip6.arpa.").toString());
    }

    /**
     * As {@link #ofAddress(InetAddress)}, of an address as text; a zone and the brackets of a URL are no part of it. Empty if
     * the text is no address.
     */
    public static Optional<Name> ofAddress(String address) {
        return Host.literal(QueryName.unbracketed(address)).map(host -> ofAddress(host.octets()));
    }

    /** The name that the bytes are, which nobody changes any more. */
    static Name ofOwned(byte[] wire) {
        return wire.length == 1 ? ROOT : new Name(wire, 0);
    }

    /** The name that was checked to stand at an offset. */
    static Name in(byte[] message, int start) {
        int first = behind(message, start);
        if (message[first] == 0) {
            return ROOT;
        }
        Name name = new Name(message, first);
        boolean stays = first >= Layout.HEADER && message.length <= KEPT_MESSAGE;
        return stays ? name : new Name(name.toBytes(), 0);
    }

    /** Where the label at an offset stands, after pointers to it if there are any. */
    private static int behind(byte[] wire, int at) {
        int label = at;
        while (wire[label] < 0) {
            label = target(wire, label);
        }
        return label;
    }

    /** Where a pointer leads to (RFC 1035 section 4.1.4). */
    static int target(byte[] wire, int pointer) {
        return ((wire[pointer] & 0x3f) << 8) | (wire[pointer + 1] & 0xff);
    }

    /** The offset after a name that was checked to stand at another. */
    static int end(byte[] wire, int start) {
        int at = start;
        while (wire[at] > 0) {
            at += wire[at] + 1;
        }
        return wire[at] == 0 ? at + 1 : at + 2;
    }

    /** Where the label after that at an offset stands. */
    private int next(int at) {
        return behind(wire, at + wire[at] + 1);
    }

    /** How many bytes the name takes on the wire, uncompressed: 1 to 255. */
    public int length() {
        int length = 1;
        for (int at = start; wire[at] != 0; at = next(at)) {
            length += wire[at] + 1;
        }
        return length;
    }

    /** The labels from left to right, each escaped as in {@link #toString()}; empty for the root. */
    public List<String> labels() {
        List<String> labels = new ArrayList<>();
        for (int at = start; wire[at] != 0; at = next(at)) {
            StringBuilder label = new StringBuilder();
            print(at, label);
            labels.add(label.toString());
        }
        return List.copyOf(labels);
    }

    private void print(int at, StringBuilder text) {
        for (int i = 1; i <= wire[at]; i++) {
            Presentation.label(wire[at + i] & 0xff, text);
        }
    }

    /** How many labels, the root not counted: 0 to 127. */
    public int labelCount() {
        int count = 0;
        for (int at = start; wire[at] != 0; at = next(at)) {
            count++;
        }
        return count;
    }

    /** Whether this is the root. */
    public boolean isRoot() {
        return wire[start] == 0;
    }

    /** The name without its first label; empty for the root. */
    public Optional<Name> parent() {
        if (isRoot()) {
            return Optional.empty();
        }
        int second = next(start);
        return Optional.of(wire[second] == 0 ? ROOT : new Name(wire, second));
    }

    /**
     * The labels of this name followed by those of another: {@code Name.of("_imaps._tcp").under(domain)}.
     *
     * @throws IllegalArgumentException if that is longer than 255 bytes
     */
    public Name under(Name suffix) {
        int labels = length() - 1;
        if (labels + suffix.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("name is over 255 bytes: " + this + suffix);
        }
        return joined(labels, suffix);
    }

    /** So many bytes of the beginning of this name, and then another. */
    private Name joined(int kept, Name suffix) {
        byte[] end = suffix.owned();
        byte[] joined = Arrays.copyOf(owned(), kept + end.length);
        System.arraycopy(end, 0, joined, kept, end.length);
        return ofOwned(joined);
    }

    /** Whether this name is the other or stands below it. */
    public boolean isSubdomainOf(Name other) {
        int above = labelCount() - other.labelCount();
        int at = start;
        for (int i = 0; i < above; i++) {
            at = next(at);
        }
        return above >= 0 && equalFrom(at, other);
    }

    /**
     * This name with the end that is another name replaced, as a DNAME record says (RFC 6672 section 2.2); empty if it
     * does not stand below that name, or would become longer than 255 bytes.
     */
    public Optional<Name> moved(Name from, Name to) {
        int kept = length() - from.length();
        if (kept <= 0 || !isSubdomainOf(from) || kept + to.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        return Optional.of(joined(kept, to));
    }

    /**
     * The canonical order (RFC 4034 section 6.1): label by label from the right, as unsigned bytes with capitals as small
     * letters; a name stands before those below it. Consistent with {@link #equals}.
     */
    @Override
    public int compareTo(Name other) {
        return CanonicalOrder.compare(this, other);
    }

    /** A copy of the bytes on the wire, uncompressed. */
    public byte[] toBytes() {
        byte[] bytes = new byte[length()];
        int to = 0;
        for (int at = start; wire[at] != 0; at = next(at)) {
            System.arraycopy(wire, at, bytes, to, wire[at] + 1);
            to += wire[at] + 1;
        }
        return bytes;
    }

    /**
     * The name as a person may read it: an A-label as Unicode where {@link #of} would give the same label back, every
     * other label as {@link #toString()} has it. Not for a decision: different names can look the same.
     */
    public String toUnicode() {
        return NameText.toUnicode(this);
    }

    /** The bytes on the wire, uncompressed, which nobody may change. */
    byte[] owned() {
        return start == 0 ? wire : toBytes();
    }

    /** Same labels, without regard to ASCII case. */
    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof Name that && equalFrom(start, that));
    }

    private boolean equalFrom(int from, Name that) {
        int mine = from;
        int other = that.start;
        while (wire[mine] != 0) {
            if (!equalLabels(mine, that.wire, other)) {
                return false;
            }
            mine = next(mine);
            other = that.next(other);
        }
        return that.wire[other] == 0;
    }

    // A length byte is at most 63 and no letter, so it can be compared like the bytes of the label.
    private boolean equalLabels(int mine, byte[] others, int other) {
        for (int i = 0; i <= wire[mine]; i++) {
            byte one = wire[mine + i];
            byte two = others[other + i];
            if (one != two && lower(one) != lower(two)) {
                return false;
            }
        }
        return true;
    }

    static int lower(byte octet) {
        return octet >= 'A' && octet <= 'Z' ? octet + 32 : octet;
    }

    @Override
    public int hashCode() {
        int h = hash;
        if (h == 0) {
            for (int at = start; wire[at] != 0; at = next(at)) {
                for (int i = 0; i <= wire[at]; i++) {
                    h = 31 * h + lower(wire[at + i]);
                }
            }
            hash = h;
        }
        return h;
    }

    /** The presentation format, with a dot at the end: {@code www.example.org.}; the root is {@code .}. */
    @Override
    public String toString() {
        if (isRoot()) {
            return ".";
        }
        StringBuilder text = new StringBuilder(32);
        for (int at = start; wire[at] != 0; at = next(at)) {
            print(at, text);
            text.append('.');
        }
        return text.toString();
    }
}
