package protocols.internal.ftp;

import java.io.IOException;
import java.util.Optional;
import protocols.Credentials;
import protocols.Secret;
import protocols.WireException;
import protocols.ftp.FtpConnection;
import protocols.internal.line.Command;
import protocols.internal.reply.Conversation;
import protocols.internal.reply.Exchange;
import protocols.internal.sasl.Sasl;
import protocols.internal.wire.Passwords;
import protocols.spi.CoreFriend;

/** USER, PASS and ACCT. */
final class Login {

    private final Control control;

    Login(Control control) {
        this.control = control;
    }

    void as(Credentials who) throws WireException {
        if (who instanceof Credentials.Anonymous) {
            give(Command.of("USER anonymous"), Command.of("PASS anonymous@"), Optional.empty());
        } else {
            as(Passwords.of(control.link(), who));
        }
    }

    private void as(Credentials.Password who) throws WireException {
        Command user = Command.of("USER").arg(who.user());
        Command pass = Command.of("PASS").raw(" ").secret(who.secret());
        Sasl.requireSafe(control.link());
        give(user, pass, CoreFriend.get().account(who));
    }

    /** Whose password is asked for only if the server wants it. Nothing is waited for meanwhile. */
    Credentials as(String user, FtpConnection.Prompt password) throws IOException {
        Command name = Command.of("USER").arg(user);
        if (!user.equals("anonymous") && !user.equals("ftp")) {
            Sasl.requireSafe(control.link());
        }
        Account account = control.account(Optional.empty());
        Exchange answer = control.send(name);
        Secret given = Secret.of("");
        if (answer.is("3") && !answer.is("332")) {
            given = password.ask();
            answer = control.send(Command.of("PASS").raw(" ").secret(given));
        }
        Exchange last = answer;
        control.conversation().operation("login", () -> account.give(last).expect("2"));
        return Credentials.password(user, given);
    }

    /** 2yz lets in, 3yz asks for a password, and 332 for an account (RFC 959 section 5.4). */
    private void give(Command user, Command pass, Optional<Secret> held) throws WireException {
        Account account = control.account(held);
        Conversation conversation = control.conversation();
        conversation.operation("login", () -> {
            Exchange answer = conversation.send(user);
            if (answer.is("3") && !answer.is("332")) {
                answer = conversation.send(pass);
            }
            return account.give(answer).expect("2");
        });
    }
}
