package protocols.internal.smtp;

import java.util.Locale;
import java.util.Set;
import protocols.Text;
import protocols.internal.line.Command;

/** Commands that the user wrote, as far as they leave the session in a state that it knows. */
final class RawCommand {

    /** What begins or ends a session or a mail, or turns the line over to the peer (RFC 821, RFC 2645). */
    private static final Set<String> OWN = Set.of(
            "HELO",
            "EHLO",
            "LHLO",
            "STARTTLS",
            "AUTH",
            "XCLIENT",
            "MAIL",
            "SEND",
            "SOML",
            "SAML",
            "RCPT",
            "DATA",
            "BDAT",
            "BURL",
            "RSET",
            "QUIT",
            "TURN",
            "ATRN");

    private RawCommand() {}

    static Command of(String verb, String... arguments) {
        String capitals = verb.toUpperCase(Locale.ROOT);
        boolean word =
                !verb.isEmpty() && capitals.chars().allMatch(c -> (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'));
        if (!word || OWN.contains(capitals)) {
            throw new IllegalArgumentException("not a command to be sent as it is: " + Text.printable(verb));
        }
        Command command = Command.of(capitals);
        for (String argument : arguments) {
            command.arg(argument);
        }
        return command;
    }
}
