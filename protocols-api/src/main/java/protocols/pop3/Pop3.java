package protocols.pop3;

import protocols.Client;
import protocols.Credentials;
import protocols.Protocol;
import protocols.WireException;
import protocols.spi.Engine;
import protocols.spi.Pop3Friend;
import protocols.spi.Settings;

/**
 * A POP3 server, and how to reach it. To bring every message into a file and then delete it from the server:
 *
 * <!-- run: pop3-files -->
 * <pre>{@code
 * try (Maildrop drop = Pop3.at("mail.example.org").connect().login("alice", password)) {
 *     for (DropMessage message : drop.messages()) {
 *         Path file = Files.createTempFile(folder, "mail-", ".eml"); // a name of its own
 *         drop.retrieve(message.number(), file);
 *         drop.delete(message.number());
 *     }
 *     drop.quit(); // only now are they deleted
 * }
 * }</pre>
 *
 * <p>The default port is 110 with {@link protocols.Tls#UPGRADE} (STLS), on loopback without; with
 * {@link protocols.Tls#IMPLICIT} it is 995.
 */
public final class Pop3 extends Client<Pop3> {

    private Pop3(Settings settings) {
        super(settings);
    }

    /**
     * The server at a host.
     *
     * @param host a name or an address
     * @throws IllegalArgumentException if it cannot be one
     */
    public static Pop3 at(String host) {
        return new Pop3(Settings.of(Protocol.POP3, host));
    }

    @Override
    protected Pop3 with(Settings settings) {
        return new Pop3(settings);
    }

    /** Who logs in by {@link Pop3Connection#login()}. */
    public Pop3 credentials(Credentials who) {
        return with(settings().credentials(who));
    }

    /** For the implementation alone: the type is exported to nobody else. */
    @SuppressWarnings("exports")
    public static Pop3Friend friend() {
        return Friend.INSTANCE;
    }

    /**
     * Connects, waits for the greeting, begins TLS where the settings say so, and asks for the capabilities: all within
     * one timeout. With {@link protocols.Tls#UPGRADE} the first command is STLS, so that nothing is believed that was said
     * in the clear.
     *
     * @throws WireException.Refused if the server greets with {@code -ERR}
     * @throws WireException.Insecure if TLS is asked for and does not come about
     * @throws WireException if no connection comes about, or it breaks
     */
    public Pop3Connection connect() throws WireException {
        return Engine.get().connect(this);
    }
}
