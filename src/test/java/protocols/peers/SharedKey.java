package protocols.peers;

/**
 * A key that a server and its clients share.
 *
 * @param name with the dot at its end
 * @param algorithm such as {@code hmac-sha256}
 * @param secret in base64
 */
public record SharedKey(String name, String algorithm, String secret) {

    /** As {@code dig -y} takes it. */
    public String text() {
        return algorithm + ":" + name + ":" + secret;
    }
}
