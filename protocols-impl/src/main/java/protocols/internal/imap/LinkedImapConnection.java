package protocols.internal.imap;

import protocols.Capabilities;
import protocols.Credentials;
import protocols.WireException;
import protocols.imap.ImapConnection;
import protocols.imap.ImapSession;
import protocols.internal.sasl.Sasl;
import protocols.internal.wire.LinkedSession;
import protocols.internal.wire.Passwords;

final class LinkedImapConnection extends LinkedSession implements ImapConnection {

    private final ImapConversation conversation;
    private final boolean preauthenticated;
    private final Capabilities capabilities;
    private boolean used;

    LinkedImapConnection(ImapConversation conversation, boolean preauthenticated) {
        super(conversation.link());
        this.conversation = conversation;
        this.preauthenticated = preauthenticated;
        this.capabilities = conversation.capabilities();
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public boolean isPreauthenticated() {
        return preauthenticated;
    }

    @Override
    public ImapSession session() {
        if (!preauthenticated) {
            throw new IllegalStateException("the server wants a login first");
        }
        use();
        return new LinkedImapSession(conversation);
    }

    @Override
    public ImapSession login() throws WireException {
        requireUnused();
        return login(Passwords.held(link()));
    }

    @Override
    public ImapSession login(Credentials who) throws WireException {
        requireUnused();
        used = true;
        return link().recorder().during("login", () -> logIn(who));
    }

    private ImapSession logIn(Credentials who) throws WireException {
        try {
            Sasl.requireSafe(link());
            ImapLogin login = new ImapLogin(conversation, capabilities);
            conversation.within(
                    "login",
                    response -> false,
                    () -> Sasl.login(conversation.conversation(), login, capabilities.mechanisms(), who));
            conversation.responses().authenticated();
            conversation.learnCapabilities();
            return new LinkedImapSession(conversation);
        } catch (WireException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private void requireUnused() {
        if (preauthenticated) {
            throw new IllegalStateException("the server takes the connection for logged in already");
        }
        requireHere();
    }

    private void use() {
        requireHere();
        used = true;
    }

    private void requireHere() {
        if (used) {
            throw new IllegalStateException("the connection has been logged in on already: it is a session now");
        }
    }
}
