package protocols.imap;

import protocols.Client;
import protocols.Credentials;
import protocols.Protocol;
import protocols.WireException;
import protocols.spi.Engine;
import protocols.spi.ImapFriend;
import protocols.spi.Settings;

/**
 * An IMAP client (RFC 9051, RFC 3501). Port 143 with STARTTLS unless told otherwise; {@code tls(Tls.IMPLICIT)} is port
 * 993. Unread messages, shown and marked:
 *
 * <!-- run: imap-unread -->
 * <pre>{@code
 * try (ImapSession imap = Imap.at("mail.example.org").connect().login("alice", password)) {
 *     Mailbox inbox = imap.select("INBOX");
 *     UidSet unread = inbox.search(Search.unseen());
 *     for (FetchedMessage message : inbox.fetch(unread, Fetch.envelope())) {
 *         MessageEnvelope envelope = message.envelope().orElseThrow();
 *         out.println(envelope.from() + " " + envelope.subject().orElse(""));
 *     }
 *     inbox.addFlags(unread, Flag.SEEN);
 *     imap.logout();
 * }
 * }</pre>
 */
public final class Imap extends Client<Imap> {

    private Imap(Settings settings) {
        super(settings);
    }

    /**
     * A server, by name or address.
     *
     * @throws IllegalArgumentException if the text cannot be either
     */
    public static Imap at(String host) {
        return new Imap(Settings.of(Protocol.IMAP, host));
    }

    /** Who logs in at {@link ImapConnection#login()}; they belong to this host and port. */
    public Imap credentials(Credentials who) {
        return with(settings().credentials(who));
    }

    /** For the implementation alone: the type is exported to nobody else. */
    @SuppressWarnings("exports")
    public static ImapFriend friend() {
        return Friend.INSTANCE;
    }

    @Override
    protected Imap with(Settings settings) {
        return new Imap(settings);
    }

    /**
     * Connects, waits for the greeting, upgrades to TLS where that is required, and learns the server's capabilities: those
     * of before TLS count for nothing.
     *
     * @throws WireException.Refused if the server greets with BYE
     * @throws WireException.Insecure if TLS is required and the server does not begin it, or takes the connection for logged
     *     in before it (PREAUTH)
     */
    public ImapConnection connect() throws WireException {
        return Engine.get().connect(this);
    }
}
