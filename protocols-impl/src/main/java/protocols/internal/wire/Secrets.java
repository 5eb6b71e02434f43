package protocols.internal.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import protocols.Transcript;
import protocols.spi.CoreFriend;

/** The secrets that a session has sent, so that a peer that repeats one (an echo, an error text) is not recorded so. */
final class Secrets {

    /** Shorter ones would hide half of every line, and hide nothing. */
    private static final int SHORTEST = 4;

    /**
     * What to look for.
     *
     * @param forms each secret, plain and in base64
     * @param first whether one of them begins with the byte: most bytes are done with after one look here
     */
    private record Sought(List<byte[]> forms, boolean[] first) {
        Sought and(byte[]... more) {
            List<byte[]> all = new ArrayList<>(forms);
            boolean[] firsts = first.clone();
            for (byte[] form : more) {
                all.add(form);
                firsts[form[0] & 0xff] = true;
            }
            return new Sought(List.copyOf(all), firsts);
        }
    }

    private volatile Sought sought = new Sought(List.of(), new boolean[256]);

    void add(byte[] secret) {
        if (secret.length >= SHORTEST && !isKnown(secret)) {
            sought = sought.and(
                    secret.clone(),
                    Base64.getEncoder().encode(secret),
                    withinBase64(secret, 0),
                    withinBase64(secret, 1),
                    withinBase64(secret, 2));
        }
    }

    /** One that goes out with each request of a long session is looked for once. */
    private boolean isKnown(byte[] secret) {
        for (byte[] form : sought.forms()) {
            if (Arrays.equals(form, secret)) {
                return true;
            }
        }
        return false;
    }

    /** What it contributes alone to a base64 text in which so many bytes, modulo 3, stand before it. */
    private static byte[] withinBase64(byte[] secret, int before) {
        byte[] shifted = new byte[before + secret.length];
        System.arraycopy(secret, 0, shifted, before, secret.length);
        byte[] encoded = Base64.getEncoder().encode(shifted);
        Arrays.fill(shifted, (byte) 0);
        return Arrays.copyOfRange(encoded, (8 * before + 5) / 6, 8 * (before + secret.length) / 6);
    }

    /** The escaped form with every secret replaced; empty if there is none in it. */
    Optional<String> scrub(byte[] bytes, int from, int to) {
        Sought now = sought;
        if (now.forms().isEmpty()) {
            return Optional.empty();
        }
        StringBuilder out = null;
        int done = from;
        for (int i = from; i < to; i++) {
            int length = now.first()[bytes[i] & 0xff] ? matchAt(now.forms(), bytes, i, to) : 0;
            if (length > 0) {
                out = out == null ? new StringBuilder() : out;
                out.append(CoreFriend.get().escapePart(bytes, done, i)).append(Transcript.REDACTED);
                done = i + length;
                i = done - 1;
            }
        }
        return out == null
                ? Optional.empty()
                : Optional.of(
                        out.append(CoreFriend.get().escape(bytes, done, to)).toString());
    }

    /** The length of the longest end of these bytes with which a secret begins that does not end there. */
    int begunAt(byte[] bytes, int from, int to) {
        int longest = 0;
        for (byte[] form : sought.forms()) {
            for (int n = Math.min(form.length - 1, to - from); n > longest; n--) {
                if (Arrays.equals(bytes, to - n, to, form, 0, n)) {
                    longest = n;
                }
            }
        }
        return longest;
    }

    private static int matchAt(List<byte[]> forms, byte[] bytes, int at, int to) {
        for (byte[] form : forms) {
            if (form.length <= to - at
                    && bytes[at] == form[0]
                    && Arrays.equals(bytes, at, at + form.length, form, 0, form.length)) {
                return form.length;
            }
        }
        return 0;
    }
}
