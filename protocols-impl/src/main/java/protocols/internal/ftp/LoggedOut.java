package protocols.internal.ftp;

import java.io.IOException;
import protocols.Credentials;
import protocols.Reply;
import protocols.WireException;
import protocols.ftp.FtpConnection;
import protocols.ftp.FtpSession;
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
            new Login(control).as(who);
            loggedIn = true;
            return new LoggedIn(control, who);
        } catch (WireException | IllegalArgumentException e) {
            close();
            throw e;
        }
    }

    @Override
    public FtpSession login(String user, Prompt password) throws IOException {
        requireLoggedOut();
        Credentials who = new Login(control).as(user, password);
        loggedIn = true;
        return new LoggedIn(control, who);
    }

    private void requireLoggedOut() {
        if (loggedIn) {
            throw new IllegalStateException("this connection is logged in already");
        }
    }
}
