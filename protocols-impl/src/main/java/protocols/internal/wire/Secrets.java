package protocols.internal.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import protocols.Transcript;

/** The secrets that a session has sent, so that a peer that repeats one (an echo, an error text) is not recorded so. */
final class Secrets {

    /** Shorter ones would hide half of every line, and hide nothing. */
    private static final int SHORTEST = 4;

    private volatile List<byte[]> forms = List.of();

    void add(byte[] secret) {
        if (secret.length < SHORTEST) {
            return;
        }
        List<byte[]> more = new ArrayList<>(forms);
        more.add(secret.clone());
        more.add(Base64.getEncoder().encode(secret));
        for (int before = 0; before < 3; before++) {
            more.add(withinBase64(secret, before));
        }
        forms = List.copyOf(more);
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
        StringBuilder out = null;
        int done = from;
        for (int i = from; i < to && !forms.isEmpty(); i++) {
            int length = matchAt(bytes, i, to);
            if (length > 0) {
                out = out == null ? new StringBuilder() : out;
                out.append(Transcript.escapePart(bytes, done, i)).append(Transcript.REDACTED);
                done = i + length;
                i = done - 1;
            }
        }
        return out == null
                ? Optional.empty()
                : Optional.of(out.append(Transcript.escape(bytes, done, to)).toString());
    }

    /** The length of the longest end of these bytes with which a secret begins that does not end there. */
    int begunAt(byte[] bytes, int from, int to) {
        int longest = 0;
        for (byte[] form : forms) {
            for (int n = Math.min(form.length - 1, to - from); n > longest; n--) {
                if (Arrays.equals(bytes, to - n, to, form, 0, n)) {
                    longest = n;
                }
            }
        }
        return longest;
    }

    private int matchAt(byte[] bytes, int at, int to) {
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
