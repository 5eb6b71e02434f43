package protocols.internal.ftp;

import java.util.Optional;
import protocols.Credentials;
import protocols.Reply;
import protocols.Tls;
import protocols.WireException;
import protocols.ftp.Ftp;
import protocols.ftp.FtpConnection;
import protocols.ftp.FtpPool;
import protocols.internal.line.Command;
import protocols.internal.reply.CodeReplies;
import protocols.internal.reply.Conversation;
import protocols.internal.reply.Exchange;
import protocols.internal.wire.Link;
import protocols.internal.wire.Opening;
import protocols.internal.wire.Passwords;
import protocols.spi.CoreFriend;
import protocols.spi.FtpFriend;

/** Connects: greeting, TLS, and the protection of data connections. */
public final class FtpClient {

    private FtpClient() {}

    public static FtpConnection connect(Ftp ftp) throws WireException {
        return Opening.begin(CoreFriend.get().settings(ftp), FtpClient::cacheKey, link -> {
            Control control = greet(ftp, link);
            return new LoggedOut(control, control.greeting());
        });
    }

    public static FtpPool pool(Ftp ftp, int sessions) {
        return new LoggedInPool(ftp, sessions);
    }

    /** A session that can be lent, logged in with the credentials of the client; within one timeout. */
    static LoggedIn login(Ftp ftp) throws WireException {
        return Opening.begin(CoreFriend.get().settings(ftp), FtpClient::cacheKey, link -> {
            Control control = greet(ftp, link);
            Credentials who = Passwords.held(link);
            new Login(control).as(who);
            LoggedIn session = new LoggedIn(control, who);
            session.findHome();
            return session;
        });
    }

    /**
     * A further control connection of a session, with the login and all that the session has done since that the next one
     * stands on; within one timeout.
     */
    static Control connect(Control before, Credentials who, Route route) throws WireException {
        Link old = before.link();
        return Opening.begin(old.settings(), old.recorder(), FtpClient::cacheKey, link -> {
            Control fresh = greet(before.ftp(), link);
            fresh.goOnFrom(before);
            new Login(fresh).as(who);
            route.follow(fresh);
            return fresh;
        });
    }

    /** A control connection on which nobody has logged in yet. */
    private static Control greet(Ftp ftp, Link link) throws WireException {
        Conversation conversation = new Conversation(link, CodeReplies.ftp(link, FtpFriend.get()::decode));
        Reply greeting = greeting(conversation);
        if (link.remote().tlsMode() == Tls.UPGRADE) {
            conversation.upgrade(Command.of("AUTH TLS"), "2", cacheKey(link));
        }
        Control control = new Control(ftp, conversation, greeting);
        if (link.remote().tlsMode() != Tls.NONE) {
            protectData(control);
        }
        Optional<String> virtual = FtpFriend.get().virtualHost(ftp);
        if (virtual.isPresent()) {
            control.send(Command.of("HOST").arg(virtual.get())).expect("2");
        }
        return control;
    }

    /**
     * The local port: each control connection has its own place in the cache of TLS sessions, so that its data
     * connections resume its own session and not that of a neighbour.
     */
    static int cacheKey(Link link) {
        String local = link.remote().local();
        int port = 0;
        for (int i = local.lastIndexOf(':') + 1; i < local.length() && Line.isDigit(local.charAt(i)); i++) {
            port = Math.min(port * 10 + local.charAt(i) - '0', 65535);
        }
        return port == 0 ? link.settings().port() : port;
    }

    /** 120 says that 220 will come later (RFC 959 section 5.4). */
    private static Reply greeting(Conversation conversation) throws WireException {
        return conversation.operation("greeting", () -> {
            Exchange first = conversation.greeting();
            while (first.is("1")) {
                first = conversation.receive();
            }
            return first.expect("2");
        });
    }

    /** RFC 4217 section 9. Some servers do not want PBSZ and say so; PROT decides. */
    private static void protectData(Control control) throws WireException {
        control.conversation().operation("PROT", () -> {
            control.flight()
                    .add(Command.of("PBSZ 0"), exchange -> Optional.empty())
                    .add(Command.of("PROT P"), FtpClient::requireProtected)
                    .land();
            return true;
        });
    }

    private static Optional<WireException> requireProtected(Exchange exchange) {
        return exchange.is("2")
                ? Optional.empty()
                : Optional.of(new WireException.Insecure(
                        "the server does not protect data connections: " + exchange.reply()));
    }
}
