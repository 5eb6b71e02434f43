package protocols.internal.sasl;

/** A user's name between commas (RFC 5801 section 4, RFC 5802 section 5.1). */
final class SaslName {

    private SaslName() {}

    static String of(String user) {
        return user.replace("=", "=3D").replace(",", "=2C");
    }
}
