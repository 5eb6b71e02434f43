package protocols.dns;

import java.util.Arrays;

/**
 * The letters of a name as the caller asked with them, for a response to the name in letters that were mixed
 * (draft-vixie-dnsext-dns0x20). Most names of a response point to its question, but a server may as well copy labels of
 * it, as it does for the CNAME record that a DNAME stands for. A label is taken for such a copy if every letter of it is
 * the one that was mixed.
 */
final class Letters {

    private final byte[] mixed;
    private final byte[] asked;

    /** @param mixed the same name as the one asked for, but for the case of its letters */
    Letters(byte[] mixed, byte[] asked) {
        this.mixed = mixed;
        this.asked = asked;
    }

    /** Puts back the letters of the labels from an offset on, up to the root or to a pointer. */
    void restore(byte[] message, int start) {
        for (int at = start; message[at] > 0; at += message[at] + 1) {
            for (int label = 0; mixed[label] != 0; label += mixed[label] + 1) {
                int next = label + mixed[label] + 1;
                int end = Math.min(at + mixed[label] + 1, message.length);
                if (Arrays.equals(mixed, label, next, message, at, end)) {
                    System.arraycopy(asked, label, message, at, next - label);
                }
            }
        }
    }
}
