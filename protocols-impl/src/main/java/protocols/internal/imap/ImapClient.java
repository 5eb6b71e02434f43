package protocols.internal.imap;

import java.io.IOException;
import protocols.Reply;
import protocols.Tls;
import protocols.WireException;
import protocols.imap.Imap;
import protocols.imap.ImapConnection;
import protocols.internal.wire.Link;
import protocols.internal.wire.Opening;
import protocols.spi.CoreFriend;
import protocols.spi.Settings;

/** The first steps on a connection: greeting, TLS, capabilities (RFC 9051 section 3). */
public final class ImapClient {

    private ImapClient() {}

    /** See {@link Imap#connect()}. */
    public static ImapConnection connect(Imap imap) throws WireException {
        return Opening.begin(CoreFriend.get().settings(imap), ImapClient::greet);
    }

    private static ImapConnection greet(Link link) throws IOException {
        ImapConversation conversation = new ImapConversation(link);
        Reply greeting = conversation.conversation().greeting().expect("OK", "PREAUTH");
        boolean authenticated = greeting.status().equals("PREAUTH");
        if (link.remote().tlsMode() == Tls.UPGRADE) {
            if (authenticated) {
                throw new WireException.Insecure("the server takes the connection for logged in before TLS");
            }
            upgrade(conversation);
        }
        if (authenticated) {
            conversation.responses().authenticated();
        }
        conversation.learnCapabilities();
        return new LinkedImapConnection(conversation, authenticated);
    }

    /** Whoever sits in between can strip STARTTLS from the capabilities, so there is no going on without it. */
    private static void upgrade(ImapConversation conversation) throws WireException {
        ServerResponses responses = conversation.responses();
        if (responses.capabilities().isPresent() && !conversation.can("STARTTLS")) {
            throw new WireException.Insecure("TLS is required, but the server does not offer STARTTLS");
        }
        Settings settings = conversation.link().settings();
        conversation.conversation().upgrade(conversation.next("STARTTLS"), "OK", settings.port());
        responses.forgetCapabilities();
    }
}
