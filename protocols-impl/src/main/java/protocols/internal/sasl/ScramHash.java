package protocols.internal.sasl;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import protocols.WireException;

/** The hash functions of SCRAM, the best first (RFC 7677 section 3, RFC 5802 section 4). */
enum ScramHash {
    SHA_256("SHA-256", "HmacSHA256"),
    SHA_1("SHA-1", "HmacSHA1");

    /** How many iterations run between two looks at the thread. */
    private static final int STRETCH = 8192;

    private final String digest;
    private final String hmac;

    ScramHash(String digest, String hmac) {
        this.digest = digest;
        this.hmac = hmac;
    }

    /** The name of the mechanism without channel binding. */
    String mechanism() {
        return "SCRAM-" + digest;
    }

    /** The name of the mechanism with channel binding. */
    String plus() {
        return mechanism() + "-PLUS";
    }

    /** H of RFC 5802 section 2.2. */
    byte[] digest(byte[] text) {
        try {
            return MessageDigest.getInstance(digest).digest(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(digest + " is in every JDK", e);
        }
    }

    /** HMAC of RFC 5802 section 2.2. */
    byte[] hmac(byte[] key, byte[] text) {
        return mac(key).doFinal(text);
    }

    byte[] hmac(byte[] key, String ascii) {
        return hmac(key, ascii.getBytes(US_ASCII));
    }

    /**
     * Hi of RFC 5802 section 2.2.
     *
     * @throws WireException.Cancelled if the thread is interrupted: many iterations take their time
     */
    byte[] salted(byte[] password, byte[] salt, int iterations) throws WireException.Cancelled {
        Mac mac = mac(password);
        mac.update(salt);
        byte[] round = mac.doFinal(new byte[] {0, 0, 0, 1});
        byte[] all = round.clone();
        for (int i = 1; i < iterations; i++) {
            round = mac.doFinal(round);
            for (int k = 0; k < all.length; k++) {
                all[k] ^= round[k];
            }
            if (i % STRETCH == 0 && Thread.currentThread().isInterrupted()) {
                throw new WireException.Cancelled("the thread was interrupted");
            }
        }
        return all;
    }

    private Mac mac(byte[] key) {
        try {
            Mac mac = Mac.getInstance(hmac);
            mac.init(new SecretKeySpec(key, hmac));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(hmac + " is in every JDK", e);
        }
    }
}
