package protocols.internal.ftp;

import java.util.Optional;
import protocols.Credentials;
import protocols.Reply;
import protocols.Secret;
import protocols.WireException;
import protocols.ftp.FtpConnection;
import protocols.ftp.FtpSession;
import protocols.internal.line.Command;
import protocols.internal.reply.Conversation;
import protocols.internal.reply.Exchange;
import protocols.internal.sasl.Sasl;
import protocols.internal.wire.LinkedSession;
import protocols.internal.wire.Passwords;
import protocols.spi.CoreFriend;

/** Greeted, and with TLS secured. */
final class LoggedOut extends LinkedSession implements FtpConnection {

    private final Control control;
    private final Reply greeting;
    private boolean loggedIn;

    LoggedOut(Control control, Reply greeting) {
        super(control.link());
        this.control = control;
        this.greeting = greeting;
    }

    @Override
    public Reply greeting() {
        return greeting;
    }

    @Override
    public FtpSession login() throws WireException {
        requireLoggedOut();
        return login(Passwords.held(link()));
    }

    @Override
    public FtpSession loginAnonymously() throws WireException {
        return login(Credentials.anonymous());
    }

    /** One that fails closes the connection: where it stands in a chain of calls nobody else could. */
    @Override
    public FtpSession login(Credentials who) throws WireException {
        requireLoggedOut();
        try {
            if (who instanceof Credentials.Anonymous) {
                return logIn(Command.of("USER anonymous"), Command.of("PASS anonymous@"), Optional.empty());
            }
            return logIn(Passwords.of(link(), who));
        } catch (WireException | IllegalArgumentException e) {
            close();
            throw e;
        }
    }

    private void requireLoggedOut() {
        if (loggedIn) {
            throw new IllegalStateException("this connection is logged in already");
        }
    }

    private FtpSession logIn(Credentials.Password who) throws WireException {
        Command user = Command.of("USER").arg(who.user());
        Command pass = Command.of("PASS").raw(" ").secret(who.secret());
        Sasl.requireSafe(link());
        return logIn(user, pass, CoreFriend.get().account(who));
    }

    /** 2yz lets in, 3yz asks for a password, and 332 for an account (RFC 959 section 5.4). */
    private FtpSession logIn(Command user, Command pass, Optional<Secret> held) throws WireException {
        Account account = control.account(held);
        Conversation conversation = control.conversation();
        conversation.operation("login", () -> {
            Exchange answer = conversation.send(user);
            if (answer.is("3") && !answer.is("332")) {
                answer = conversation.send(pass);
            }
            return account.give(answer).expect("2");
        });
        loggedIn = true;
        return new LoggedIn(control);
    }
}
