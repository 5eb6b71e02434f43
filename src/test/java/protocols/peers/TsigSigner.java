package protocols.peers;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A server's side of one exchange that is signed with HMAC-SHA-256 (RFC 8945), with every chance to get it wrong. */
public final class TsigSigner {

    private static final byte[] ALGORITHM = name("hmac-sha256.");
    private static final int MAC = 32;

    private final byte[] key;
    private final byte[] secret;
    private final List<byte[]> unsigned = new ArrayList<>();
    private byte[] before;
    private boolean first = true;

    private TsigSigner(SharedKey key, byte[] before) {
        this.key = name(key.name());
        this.secret = Base64.getDecoder().decode(key.secret());
        this.before = before;
    }

    /** Answers a request, whose MAC stands before the last six bytes: id, error and no other data. */
    public static TsigSigner answering(byte[] request, SharedKey key) {
        byte[] mac = Arrays.copyOfRange(request, request.length - 6 - MAC, request.length - 6);
        return new TsigSigner(key, mac);
    }

    /** The request as it was before it was signed. */
    public static byte[] unsigned(byte[] request, SharedKey key) {
        int signature = name(key.name()).length + 10 + ALGORITHM.length + 8 + 2 + MAC + 6;
        byte[] plain = Arrays.copyOf(request, request.length - signature);
        plain[11]--;
        return plain;
    }

    /** Signs now. */
    public byte[] sign(byte[] message) {
        return sign(message, Instant.now().getEpochSecond());
    }

    public byte[] sign(byte[] message, long time) {
        byte[] mac = mac(message, time);
        byte[] record = bytes(out -> {
            out.write(key);
            out.writeShort(250);
            out.writeShort(255);
            out.writeInt(0);
            out.writeShort(ALGORITHM.length + 8 + 2 + MAC + 6);
            out.write(ALGORITHM);
            writeTimers(out, time);
            out.writeShort(MAC);
            out.write(mac);
            out.write(message, 0, 2);
            out.writeInt(0);
        });
        byte[] signed = Arrays.copyOf(message, message.length + record.length);
        System.arraycopy(record, 0, signed, message.length, record.length);
        signed[11]++;
        before = mac;
        first = false;
        unsigned.clear();
        return signed;
    }

    /** A message of a stream that the next signature will sign. */
    public byte[] leave(byte[] message) {
        unsigned.add(message);
        return message;
    }

    private byte[] mac(byte[] message, long time) {
        byte[] signed = bytes(out -> {
            out.writeShort(before.length);
            out.write(before);
            for (byte[] one : unsigned) {
                out.write(one);
            }
            out.write(message);
            if (first) {
                out.write(key);
                out.writeShort(255);
                out.writeInt(0);
                out.write(ALGORITHM);
            }
            writeTimers(out, time);
            if (first) {
                out.writeInt(0);
            }
        });
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void writeTimers(DataOutputStream out, long time) throws IOException {
        out.writeShort((int) (time >> 32));
        out.writeInt((int) time);
        out.writeShort(300);
    }

    private interface Fields {
        void writeTo(DataOutputStream out) throws IOException;
    }

    private static byte[] bytes(Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            fields.writeTo(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] name(String text) {
        return bytes(out -> {
            for (String label : text.split("\\.")) {
                out.writeByte(label.length());
                out.writeBytes(label);
            }
            out.writeByte(0);
        });
    }
}
