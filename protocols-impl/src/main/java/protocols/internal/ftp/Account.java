package protocols.internal.ftp;

import java.util.Optional;
import protocols.Reply;
import protocols.Secret;
import protocols.WireException;
import protocols.internal.line.Command;
import protocols.internal.reply.Exchange;
import protocols.internal.sasl.Sasl;

/** The account that some servers ask for (332): in a login, or as the password of a directory (RFC 959 section 4.1.1). */
final class Account {

    private final Control control;
    private final Optional<Secret> held;

    Account(Control control, Optional<Secret> held) {
        this.control = control;
        this.held = held;
    }

    /** The same, with another one for what comes now. */
    Account or(Secret other) {
        return new Account(control, Optional.of(other));
    }

    /**
     * Gives it, if that is what an answer asks for: what is answered then ends the command that was held up. Else the answer
     * that there is.
     *
     * @throws WireException.Unsupported if there is none to give
     */
    Exchange give(Exchange answer) throws WireException {
        if (!answer.is("332")) {
            return answer;
        }
        if (held.isEmpty()) {
            throw new WireException.Unsupported("the server asks " + answer.verb()
                    + " for an account (332): give one with Credentials.password(..).account(..)");
        }
        Command command = Command.of("ACCT").raw(" ").secret(held.get());
        Sasl.requireSafe(control.link());
        return control.conversation().send(command);
    }

    /** Changes the directory. */
    Reply change(Command command) throws WireException {
        control.requireIdle();
        return control.conversation()
                .operation(command.verb(), () -> give(control.send(command)).expect("2"));
    }
}
