package protocols.internal.imap;

import java.util.Arrays;

/** Bytes of a command; the same as others with the same content. */
final class Octets {

    private final byte[] bytes;

    Octets(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The bytes themselves, to be written, not changed. */
    byte[] bytes() {
        return bytes;
    }

    int length() {
        return bytes.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Octets octets && Arrays.equals(octets.bytes, bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** How many there are; never which: they may be secret. */
    @Override
    public String toString() {
        return bytes.length + " bytes";
    }
}
