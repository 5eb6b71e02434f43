package protocols.dns;

import java.util.Objects;

/**
 * A server for mail users that was found by its domain (RFC 6186).
 *
 * <pre>{@code
 * MailServer found = dns.mailServers("example.org", MailService.IMAPS, MailService.IMAP).get(0);
 * Imap imap = Imap.at(found.host()).port(found.port()).tls(found.service().tls());
 * }</pre>
 *
 * <p>Unless the answer was protected, somebody else may have written the name of the host: RFC 6186 section 6 wants the
 * user asked if it is not within the domain.
 */
public final class MailServer {

    private final MailService service;
    private final Name target;
    private final int port;

    private MailServer(MailService service, Name target, int port) {
        this.service = service;
        this.target = target;
        this.port = port;
    }

    /** From its parts. */
    public static MailServer of(MailService service, Name target, int port) {
        return new MailServer(service, target, port);
    }

    /** What it offers. */
    public MailService service() {
        return service;
    }

    /** Its name. */
    public Name target() {
        return target;
    }

    /** 0 to 65535. */
    public int port() {
        return port;
    }

    /** The name as a client takes it: without a dot at the end. */
    public String host() {
        String text = target.toString();
        return text.substring(0, text.length() - 1);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MailServer that
                && service == that.service
                && target.equals(that.target)
                && port == that.port;
    }

    @Override
    public int hashCode() {
        return Objects.hash(service, target, port);
    }

    /** The service, host and port. */
    @Override
    public String toString() {
        return service + " " + target + ":" + port;
    }
}
