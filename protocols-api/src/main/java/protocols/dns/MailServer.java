package protocols.dns;

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
 *
 * @param service what it offers
 * @param target its name
 * @param port 0 to 65535
 */
public record MailServer(MailService service, Name target, int port) {

    /** The name as a client takes it: without a dot at the end. */
    public String host() {
        String text = target.toString();
        return text.substring(0, text.length() - 1);
    }
}
