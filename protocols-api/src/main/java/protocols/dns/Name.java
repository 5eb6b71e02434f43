package protocols.dns;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import protocols.WireException.Malformed;

/**
 * A domain name: labels of bytes, always absolute (RFC 1035 section 3.1).
 *
 * <p>A label has 1 to 63 bytes and a name at most 255, length bytes and the root included. Names compare without regard
 * to ASCII case (RFC 4343) and keep the case that they came in. The text is safe to show: it holds nothing but printable
 * ASCII, everything else in a label is written {@code \DDD}.
 */
public final class Name {

    /** The most bytes of a name on the wire (RFC 1035 section 2.3.4). */
    public static final int MAX_LENGTH = 255;

    /** The most bytes of a label (RFC 1035 section 2.3.4). */
    public static final int MAX_LABEL = 63;

    /** The root, {@code .}. */
    public static final Name ROOT = new Name(new byte[1]);

    private final byte[] wire;
    private int hash;

    private Name(byte[] wire) {
        this.wire = wire;
    }

    /**
     * The name that a text in presentation format stands for. It is absolute whether it ends in a dot or not;
     * {@code \X} and {@code \DDD} are understood.
     *
     * <p>A label with characters outside ASCII is turned into its A-label by {@link java.net.IDN}, which follows IDNA
     * 2003 (RFC 3490, Unicode 3.2). The characters that IDNA 2008 reads differently (RFC 5894 section 7.2: sharp s,
     * final sigma, zero-width joiner and non-joiner) are refused rather than guessed: write such a label as
     * {@code xn--...}.
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
        NameReader names = new NameReader(wire, false);
        if (names.skip(0, wire.length) != wire.length) {
            throw new Malformed("bytes after the end of a name", "");
        }
        return names.read(0);
    }

    /**
     * The name under which an address is looked up in reverse: {@code 1.2.0.192.in-addr.arpa.} (RFC 1035 section 3.5),
     * or the nibbles under {@code ip6.arpa.} (RFC 3596 section 2.5).
     */
    public static Name reverse(InetAddress address) {
        byte[] octets = address.getAddress();
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

    /** As {@link #reverse(InetAddress)}, of an address as text without a zone; empty if the text is no address. */
    public static Optional<Name> reverse(String address) {
        try {
            InetAddress literal = address.indexOf(':') < 0
                    ? Addresses.ipv4(Addresses.parseIpv4(address))
                    : Addresses.ipv6(Addresses.parseIpv6(address));
            return Optional.of(reverse(literal));
        } catch (Malformed e) {
            return Optional.empty();
        }
    }

    static Name ofOwned(byte[] wire) {
        return wire.length == 1 ? ROOT : new Name(wire);
    }

    /** How many bytes the name takes on the wire, uncompressed: 1 to 255. */
    public int length() {
        return wire.length;
    }

    /** The labels from left to right, each escaped as in {@link #toString()}; empty for the root. */
    public List<String> labels() {
        List<String> labels = new ArrayList<>();
        for (int at = 0; wire[at] != 0; at += wire[at] + 1) {
            StringBuilder label = new StringBuilder();
            for (int i = 1; i <= wire[at]; i++) {
                Presentation.label(wire[at + i] & 0xff, label);
            }
            labels.add(label.toString());
        }
        return List.copyOf(labels);
    }

    /** How many labels, the root not counted: 0 to 127. */
    public int labelCount() {
        int count = 0;
        for (int at = 0; wire[at] != 0; at += wire[at] + 1) {
            count++;
        }
        return count;
    }

    /** Whether this is the root. */
    public boolean isRoot() {
        return wire.length == 1;
    }

    /** The name without its first label; empty for the root. */
    public Optional<Name> parent() {
        return isRoot() ? Optional.empty() : Optional.of(ofOwned(Arrays.copyOfRange(wire, wire[0] + 1, wire.length)));
    }

    /**
     * The labels of this name followed by those of another: {@code Name.of("_imaps._tcp").under(domain)}.
     *
     * @throws IllegalArgumentException if that is longer than 255 bytes
     */
    public Name under(Name suffix) {
        int labels = wire.length - 1;
        if (labels + suffix.wire.length > MAX_LENGTH) {
            throw new IllegalArgumentException("name is over 255 bytes: " + this + suffix);
        }
        byte[] joined = Arrays.copyOf(wire, labels + suffix.wire.length);
        System.arraycopy(suffix.wire, 0, joined, labels, suffix.wire.length);
        return ofOwned(joined);
    }

    /** Whether this name is the other or stands below it. */
    public boolean isSubdomainOf(Name other) {
        int at = 0;
        while (wire.length - at > other.wire.length) {
            at += wire[at] + 1;
        }
        return wire.length - at == other.wire.length && equalFrom(at, other);
    }

    /**
     * This name with the end that is another name replaced, as a DNAME record says (RFC 6672 section 2.2); empty if it
     * does not stand below that name, or would become longer than 255 bytes.
     */
    public Optional<Name> moved(Name from, Name to) {
        int kept = wire.length - from.wire.length;
        if (kept <= 0 || !isSubdomainOf(from) || kept + to.wire.length > MAX_LENGTH) {
            return Optional.empty();
        }
        byte[] joined = Arrays.copyOf(wire, kept + to.wire.length);
        System.arraycopy(to.wire, 0, joined, kept, to.wire.length);
        return Optional.of(ofOwned(joined));
    }

    /**
     * Names in canonical order (RFC 4034 section 6.1): label by label from the right, as unsigned bytes with capitals
     * as small letters; a name stands before those below it. Consistent with {@link #equals}.
     */
    public static Comparator<Name> canonicalOrder() {
        return CanonicalOrder.INSTANCE;
    }

    /** A copy of the bytes on the wire, uncompressed. */
    public byte[] toBytes() {
        return wire.clone();
    }

    /**
     * The name as a person may read it: an A-label as Unicode where {@link #of} would give the same label back, every
     * other label as {@link #toString()} has it. Not for a decision: different names can look the same.
     */
    public String toUnicode() {
        return NameText.toUnicode(this);
    }

    byte[] owned() {
        return wire;
    }

    /** Same labels, without regard to ASCII case. */
    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof Name that && wire.length == that.wire.length && equalFrom(0, that));
    }

    // A length byte is at most 63 and no letter, so the bytes can be compared without regard to where labels begin.
    private boolean equalFrom(int at, Name that) {
        for (int i = 0; i < that.wire.length; i++) {
            byte mine = wire[at + i];
            byte other = that.wire[i];
            if (mine != other && lower(mine) != lower(other)) {
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
            for (byte octet : wire) {
                h = 31 * h + lower(octet);
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
        StringBuilder text = new StringBuilder(wire.length + 8);
        for (int at = 0; wire[at] != 0; at += wire[at] + 1) {
            for (int i = 1; i <= wire[at]; i++) {
                Presentation.label(wire[at + i] & 0xff, text);
            }
            text.append('.');
        }
        return text.toString();
    }
}
