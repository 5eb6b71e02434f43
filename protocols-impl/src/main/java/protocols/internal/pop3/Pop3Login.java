package protocols.internal.pop3;

import java.util.Optional;
import protocols.internal.line.Command;
import protocols.internal.sasl.Profile;

/**
 * AUTH (RFC 5034).
 *
 * @param own USER and PASS, where the server has them
 */
record Pop3Login(Optional<Own> own) implements Profile {

    /** What a command may be long, its end included (RFC 2449 section 4). */
    private static final int COMMAND = 255;

    @Override
    public String challenge() {
        return "+";
    }

    @Override
    public String success() {
        return "+OK";
    }

    @Override
    public int line() {
        return COMMAND;
    }

    @Override
    public Command start(String mechanism) {
        return Command.of("AUTH").raw(" ").raw(mechanism);
    }
}
