package protocols.internal.wire;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * A form in which a secret is sent.
 *
 * @param bytes what of it is the same wherever it stands
 * @param before how many characters before that hold bits of it and of something else: in a base64 text it may begin in
 *     the middle of one
 * @param after how many characters after that
 */
record SecretForm(byte[] bytes, int before, int after) {

    /** As it is, in a quoted string, with 0xFF doubled (TELNET), percent-encoded, and in base64, also within a longer one. */
    static List<SecretForm> of(byte[] secret) {
        List<SecretForm> forms = new ArrayList<>();
        plain(forms, secret.clone());
        plain(forms, with(secret, '\\', "\"\\"));
        plain(forms, with(secret, 0xff, "\u00ff"));
        plain(forms, percent(secret, ' ', 0));
        plain(forms, percent(secret, ' ', 0x20));
        plain(forms, percent(secret, '+', 0));
        base64(forms, Base64.getEncoder(), secret);
        base64(forms, Base64.getUrlEncoder(), secret);
        return forms;
    }

    private static void plain(List<SecretForm> forms, byte[] bytes) {
        add(forms, new SecretForm(bytes, 0, 0));
    }

    private static void base64(List<SecretForm> forms, Base64.Encoder encoder, byte[] secret) {
        plain(forms, encoder.encode(secret));
        for (int before = 0; before < 3; before++) {
            add(forms, within(encoder, secret, before));
        }
    }

    /** Most forms of most secrets are the same. */
    private static void add(List<SecretForm> forms, SecretForm more) {
        if (forms.stream().noneMatch(form -> form.is(more.bytes))) {
            forms.add(more);
        }
    }

    /** With a byte before each of some. */
    private static byte[] with(byte[] secret, int escape, String escaped) {
        ByteArrayOutputStream out = new Overwritten(2 * secret.length);
        for (byte b : secret) {
            if (escaped.indexOf(b & 0xff) >= 0) {
                out.write(escape);
            }
            out.write(b);
        }
        return out.toByteArray();
    }

    /** RFC 3986 section 2.1, in a form with a plus for the space. */
    private static byte[] percent(byte[] secret, char space, int lower) {
        ByteArrayOutputStream out = new Overwritten(3 * secret.length);
        for (byte b : secret) {
            boolean unreserved = b >= '0' && b <= '9' || b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z';
            if (unreserved || "-._~".indexOf(b) >= 0) {
                out.write(b);
            } else if (b == ' ' && space != ' ') {
                out.write(space);
            } else {
                out.write('%');
                out.write(hex(b >> 4) | lower);
                out.write(hex(b) | lower);
            }
        }
        return out.toByteArray();
    }

    /** A digit has the bit of a small letter already. */
    private static int hex(int nibble) {
        return "0123456789ABCDEF".charAt(nibble & 15);
    }

    /** What it contributes alone to a base64 text in which so many bytes, modulo 3, stand before it. */
    private static SecretForm within(Base64.Encoder encoder, byte[] secret, int before) {
        byte[] shifted = new byte[before + secret.length];
        System.arraycopy(secret, 0, shifted, before, secret.length);
        byte[] encoded = encoder.encode(shifted);
        int from = (8 * before + 5) / 6;
        int to = 8 * shifted.length / 6;
        SecretForm form = new SecretForm(
                Arrays.copyOfRange(encoded, from, to), before == 0 ? 0 : 1, 8 * shifted.length % 6 == 0 ? 0 : 1);
        Arrays.fill(shifted, (byte) 0);
        Arrays.fill(encoded, (byte) 0);
        return form;
    }

    boolean is(byte[] other) {
        return Arrays.equals(bytes, other);
    }

    boolean isAt(byte[] in, int at, int to) {
        return bytes.length <= to - at && Arrays.equals(in, at, at + bytes.length, bytes, 0, bytes.length);
    }

    /** Where all of it begins that is found at a place. */
    int begin(byte[] in, int at, int from) {
        return before > 0 && at > from && isBase64(in[at - 1]) ? at - 1 : at;
    }

    int end(byte[] in, int at, int to) {
        int end = at + bytes.length;
        return after > 0 && end < to && isBase64(in[end]) ? end + 1 : end;
    }

    private static boolean isBase64(byte b) {
        return b >= '0' && b <= '9' || b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z' || "+/-_".indexOf(b) >= 0;
    }

    void wipe() {
        Arrays.fill(bytes, (byte) 0);
    }

    /** Never grows, and leaves nothing behind. */
    private static final class Overwritten extends ByteArrayOutputStream {
        Overwritten(int most) {
            super(most);
        }

        @Override
        public synchronized byte[] toByteArray() {
            byte[] all = super.toByteArray();
            Arrays.fill(buf, (byte) 0);
            return all;
        }
    }
}
