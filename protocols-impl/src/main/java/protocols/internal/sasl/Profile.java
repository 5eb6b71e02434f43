package protocols.internal.sasl;

import java.io.IOException;
import java.util.Optional;
import protocols.Credentials;
import protocols.internal.line.Command;
import protocols.internal.reply.Exchange;

/** How a protocol carries a login by SASL (RFC 4422 section 4). */
public interface Profile {

    /** The protocol's own command for a user and a password. */
    interface Own {
        Exchange login(Credentials.Password who) throws IOException;
    }

    /** The status that asks for more. */
    String challenge();

    /** The status of a login that was taken. */
    String success();

    /** What the command may be long with a first response in it, its end included, in bytes; 0 where none goes with it. */
    int line();

    /** The command with the name of a mechanism, without its end; written at once. */
    Command start(String mechanism);

    /** What is used in place of the mechanisms that show the password, if there is something better. */
    default Optional<Own> own() {
        return Optional.empty();
    }
}
