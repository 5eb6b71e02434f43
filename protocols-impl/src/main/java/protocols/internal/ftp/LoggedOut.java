package protocols.internal.ftp;

import protocols.Credentials;
import protocols.Reply;
import protocols.WireException;
import protocols.ftp.FtpConnection;
import protocols.ftp.FtpSession;
import protocols.internal.line.Command;
import protocols.internal.reply.Conversation;
import protocols.internal.reply.Exchange;
import protocols.internal.sasl.Sasl;
import protocols.internal.wire.LinkedSession;
import protocols.internal.wire.Passwords;

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
    public FtpSession login(Credentials who) throws WireException {
        Credentials.Password password = Passwords.of(who);
        Command user = Command.of("USER").arg(password.user());
        return login(user, Command.of("PASS").raw(" ").secret(password.secret()), true);
    }

    @Override
    public FtpSession loginAnonymously() throws WireException {
        return login(Command.of("USER anonymous"), Command.of("PASS anonymous@"), false);
    }

    private FtpSession login(Command user, Command pass, boolean secret) throws WireException {
        if (loggedIn) {
            throw new IllegalStateException("this connection is logged in already");
        }
        try {
            if (secret) {
                Sasl.requireSafe(link());
            }
            logIn(control.conversation(), user, pass);
            loggedIn = true;
            return new LoggedIn(control);
        } catch (WireException e) {
            close();
            throw e;
        }
    }

    /** 230 and 202 let in, 331 asks for a password, 332 for an account (RFC 959 section 5.4); 232 is from RFC 2228. */
    private static void logIn(Conversation conversation, Command user, Command pass) throws WireException {
        conversation.operation("login", () -> {
            Exchange answer = conversation.send(user);
            if (answer.is("331")) {
                answer = conversation.send(pass);
            }
            if (answer.is("332")) {
                throw new WireException.Unsupported("a login with an account (ACCT)");
            }
            return answer.expect("230", "202", "232");
        });
    }

    @Override
    public void close() {
        control.close();
    }
}
