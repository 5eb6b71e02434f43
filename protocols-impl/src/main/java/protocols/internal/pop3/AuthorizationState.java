package protocols.internal.pop3;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import protocols.Capabilities;
import protocols.Credentials;
import protocols.WireException;
import protocols.internal.line.Command;
import protocols.internal.reply.Conversation;
import protocols.internal.reply.Exchange;
import protocols.internal.sasl.Mechanism;
import protocols.internal.sasl.Sasl;
import protocols.internal.wire.LinkedSession;
import protocols.internal.wire.Passwords;
import protocols.pop3.Maildrop;
import protocols.pop3.Pop3Connection;

/** The AUTHORIZATION state (RFC 1939 section 4). */
final class AuthorizationState extends LinkedSession implements Pop3Connection {

    /** What a command may be long, its end included (RFC 2449 section 4). */
    private static final int COMMAND = 255;

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
            if (knowsUser()) {
                userAndPass(who);
            } else {
                auth(who);
            }
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
    private boolean knowsUser() {
        return capabilities.has("USER") || capabilities.lines().isEmpty();
    }

    /** Without TLS the password waits until the server has taken the user. */
    private void userAndPass(Credentials given) throws WireException {
        Credentials.Password who = Passwords.of(link(), given);
        Command user = Command.of("USER").arg(who.user());
        Command pass = Command.of("PASS").raw(" ").secret(who.secret());
        if (!link().isSecure() || !capabilities.has("PIPELINING")) {
            conversation.send(user).expect("+OK");
            conversation.send(pass).expect("+OK");
            return;
        }
        conversation.operation("USER", () -> {
            conversation.write(user);
            conversation.write(pass);
            Exchange known = conversation.receive();
            Exchange opened = conversation.receive();
            known.expect("+OK");
            return opened.expect("+OK");
        });
    }

    private void auth(Credentials who) throws WireException {
        List<String> offered = capabilities.mechanisms();
        Mechanism mechanism = conversation.operation("AUTH", () -> Sasl.choose(link(), offered, who));
        Command start = Command.of("AUTH").arg(mechanism.name());
        Sasl.run(conversation, start, mechanism, "+", fitsOneLine(Passwords.of(link(), who)))
                .expect("+OK");
    }

    /** RFC 5034 section 4: a first response that makes the command too long waits for the challenge. */
    private static boolean fitsOneLine(Credentials.Password who) {
        byte[] password = who.secret().utf8();
        int plain = who.user().getBytes(UTF_8).length + password.length + 2;
        Arrays.fill(password, (byte) 0);
        return "AUTH PLAIN ".length() + 4 * ((plain + 2) / 3) + 2 <= COMMAND;
    }
}
