package protocols;

/** Where TLS begins. There is no mode that tries TLS and goes on without it. */
public enum Tls {
    /** No TLS. A login is then refused unless the peer is loopback or the caller allowed it by name. */
    NONE,
    /**
     * Begins in the clear and must become TLS by STARTTLS (RFC 3207, RFC 9051), STLS (RFC 2595) or AUTH TLS (RFC 4217)
     * before anything else happens.
     */
    UPGRADE,
    /** TLS from the first byte (RFC 8314). */
    IMPLICIT
}
