package protocols.imap;

import protocols.Client;
import protocols.Protocol;
import protocols.Settings;
import protocols.WireException;
import protocols.spi.Engine;

/**
 * An IMAP client (RFC 9051, RFC 3501): {@code Imap.at("imap.example.org").connect().login("alice", password)}. Port 143
 * with STARTTLS unless told otherwise; {@code tls(Tls.IMPLICIT)} is port 993.
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
