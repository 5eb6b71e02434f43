package protocols.sasl;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** The server's side of one SCRAM login (RFC 5802 section 3), written from the standard and with the JDK's own PBKDF2. */
final class ScramPeer {

    private static final byte[] SALT = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};

    private final String hash;
    private final String password;
    private final byte[] binding;
    private String header = "";
    private String bare = "";
    private String first = "";

    /**
     * @param hash {@code SHA-1} or {@code SHA-256}
     * @param binding what a client binds itself to; nothing if it has nothing to bind to
     */
    ScramPeer(String hash, String password, byte[] binding) {
        this.hash = hash;
        this.password = password;
        this.binding = binding.clone();
    }

    /** Takes the client's first message, and answers it. */
    String first(String message, int iterations) {
        int comma = message.indexOf(',', message.indexOf(',') + 1);
        header = message.substring(0, comma + 1);
        bare = message.substring(comma + 1);
        String nonce = bare.substring(bare.indexOf(",r=") + 3);
        first = "r=" + nonce + "servers,s=" + base64(SALT) + ",i=" + iterations;
        return first;
    }

    /** What the client said of channel binding. */
    String header() {
        return header;
    }

    String user() {
        return bare.substring(2, bare.indexOf(','));
    }

    /** Takes the client's proof, and answers with ours, or with the error. */
    String last(String message) {
        int proof = message.lastIndexOf(",p=");
        String without = message.substring(0, proof);
        try {
            if (!without.equals("c=" + base64(input()) + "," + first.substring(0, first.indexOf(',')))) {
                return "e=channel-bindings-dont-match";
            }
            byte[] salted = salted();
            byte[] said = (bare + "," + first + "," + without).getBytes(UTF_8);
            byte[] stored = MessageDigest.getInstance(hash).digest(hmac(salted, "Client Key".getBytes(UTF_8)));
            byte[] key = hmac(stored, said);
            byte[] shown = Base64.getDecoder().decode(message.substring(proof + 3));
            for (int i = 0; i < key.length; i++) {
                key[i] ^= shown[i];
            }
            return MessageDigest.isEqual(stored, MessageDigest.getInstance(hash).digest(key))
                    ? "v=" + base64(hmac(hmac(salted, "Server Key".getBytes(UTF_8)), said))
                    : "e=invalid-proof";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] input() {
        byte[] bound = header.startsWith("p=") ? binding : new byte[0];
        return (header + new String(bound, ISO_8859_1)).getBytes(ISO_8859_1);
    }

    private byte[] salted() throws GeneralSecurityException {
        int iterations = Integer.parseInt(first.substring(first.indexOf(",i=") + 3));
        int bits = hash.equals("SHA-1") ? 160 : 256;
        return SecretKeyFactory.getInstance("PBKDF2WithHmac" + hash.replace("-", ""))
                .generateSecret(new PBEKeySpec(password.toCharArray(), SALT, iterations, bits))
                .getEncoded();
    }

    private byte[] hmac(byte[] key, byte[] text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("Hmac" + hash.replace("-", ""));
        mac.init(new SecretKeySpec(key, "HMAC"));
        return mac.doFinal(text);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
