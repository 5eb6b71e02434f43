package protocols.internal.smtp;

import protocols.internal.line.Command;
import protocols.internal.sasl.Profile;

/** AUTH (RFC 4954 section 4). */
record SmtpLogin() implements Profile {

    /** What a command may be long, its end included (RFC 5321 section 4.5.3.1.4). */
    private static final int COMMAND = 512;

    @Override
    public String challenge() {
        return "334";
    }

    @Override
    public String success() {
        return "235";
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
