package protocols.dns;

import protocols.Protocol;
import protocols.Tls;

/** A service for mail users that a domain can announce by SRV records (RFC 6186, RFC 8314 section 5.1). */
public enum MailService {
    /** Submission that begins with TLS (RFC 8314). */
    SUBMISSIONS("_submissions._tcp", Protocol.SMTP, Tls.IMPLICIT),
    /** Submission with STARTTLS. */
    SUBMISSION("_submission._tcp", Protocol.SMTP, Tls.UPGRADE),
    /** IMAP that begins with TLS. */
    IMAPS("_imaps._tcp", Protocol.IMAP, Tls.IMPLICIT),
    /** IMAP with STARTTLS. */
    IMAP("_imap._tcp", Protocol.IMAP, Tls.UPGRADE),
    /** POP3 that begins with TLS. */
    POP3S("_pop3s._tcp", Protocol.POP3, Tls.IMPLICIT),
    /** POP3 with STLS. */
    POP3("_pop3._tcp", Protocol.POP3, Tls.UPGRADE);

    private final String label;
    private final Protocol protocol;
    private final Tls tls;

    MailService(String label, Protocol protocol, Tls tls) {
        this.label = label;
        this.protocol = protocol;
        this.tls = tls;
    }

    /** The labels before the domain: {@code _imaps._tcp}. */
    public String label() {
        return label;
    }

    /** What is spoken there. */
    public Protocol protocol() {
        return protocol;
    }

    /** Where TLS begins there. */
    public Tls tls() {
        return tls;
    }
}
