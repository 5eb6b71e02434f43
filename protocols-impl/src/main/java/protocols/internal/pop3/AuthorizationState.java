package protocols.internal.pop3;

import java.io.IOException;
import java.util.Optional;
import protocols.Capabilities;
import protocols.Credentials;
import protocols.WireException;
import protocols.internal.line.Command;
import protocols.internal.reply.Conversation;
import protocols.internal.reply.Exchange;
import protocols.internal.sasl.Profile;
import protocols.internal.sasl.Sasl;
import protocols.internal.wire.LinkedSession;
import protocols.internal.wire.Passwords;
import protocols.pop3.Maildrop;
import protocols.pop3.Pop3Connection;

/** The AUTHORIZATION state (RFC 1939 section 4). */
final class AuthorizationState extends LinkedSession implements Pop3Connection {

    private final Conversation conversation;
    private final MultiLine lines;
    private final String greeting;
    private final Capabilities capabilities;
    private boolean left;

    AuthorizationState(Conversation conversation, MultiLine lines, String greeting, Capabilities capabilities) {
        super(conversation.link());
        this.conversation = conversation;
        this.lines = lines;
        this.greeting = greeting;
        this.capabilities = capabilities;
    }

    @Override
    public String greeting() {
        return greeting;
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public Maildrop login() throws WireException {
        requireHere();
        return login(Passwords.held(link()));
    }

    @Override
    public Maildrop login(Credentials who) throws WireException {
        requireHere();
        left = true;
        return link().recorder().during("login", () -> logIn(who));
    }

    private Maildrop logIn(Credentials who) throws WireException {
        boolean done = false;
        try {
            Sasl.requireSafe(link());
            Sasl.login(conversation, new Pop3Login(own()), capabilities.mechanisms(), who);
            done = true;
            return new TransactionState(conversation, lines, capabilities);
        } finally {
            if (!done) {
                close();
            }
        }
    }

    private void requireHere() {
        if (left) {
            throw new IllegalStateException("the AUTHORIZATION state was left by a login");
        }
    }

    /** Before CAPA there was nothing but USER. */
    private Optional<Profile.Own> own() {
        boolean known = capabilities.has("USER") || capabilities.lines().isEmpty();
        return known ? Optional.of(this::userAndPass) : Optional.empty();
    }

    /** Without TLS the password waits until the server has taken the user. */
    private Exchange userAndPass(Credentials.Password who) throws IOException {
        Command user = Command.of("USER").arg(who.user());
        Command pass = Command.of("PASS").raw(" ").secret(who.secret());
        if (!link().isSecure() || !capabilities.has("PIPELINING")) {
            conversation.send(user).expect("+OK");
            return conversation.send(pass);
        }
        conversation.write(user);
        conversation.write(pass);
        Exchange known = conversation.receive();
        Exchange opened = conversation.receive();
        known.expect("+OK");
        return opened;
    }
}
