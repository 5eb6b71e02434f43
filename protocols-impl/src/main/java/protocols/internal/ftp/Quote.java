package protocols.internal.ftp;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Locale;
import java.util.Set;
import protocols.Reply;
import protocols.Secret;
import protocols.WireException;
import protocols.ftp.FtpName;
import protocols.internal.line.Command;
import protocols.internal.reply.Exchange;
import protocols.internal.sasl.Sasl;

/** Commands that the user wrote, as far as they leave the session in a state that it knows. */
final class Quote {

    /** What needs a data connection, or would take away the ground the session stands on. */
    private static final Set<String> OWN = Set.of(
            "RETR", "STOR", "STOU", "APPE", "LIST", "NLST", "MLSD", "PORT", "PASV", "EPRT", "EPSV", "LPRT", "LPSV",
            "REST", "AUTH", "CCC", "PROT", "PBSZ", "ADAT", "REIN", "QUIT", "ABOR", "MODE", "STRU", "RNFR", "USER");

    private Quote() {}

    static Reply send(Control control, String line) throws WireException {
        int space = line.indexOf(' ');
        String verb = (space < 0 ? line : line.substring(0, space)).toUpperCase(Locale.ROOT);
        if (verb.isEmpty() || !US_ASCII.newEncoder().canEncode(verb) || OWN.contains(verb)) {
            throw new IllegalArgumentException("not a command that can be quoted: " + protocols.Text.printable(verb));
        }
        Command command = command(verb, space < 0 ? "" : line.substring(space + 1), space >= 0);
        if (isSecret(verb)) {
            Sasl.requireSafe(control.link());
        }
        control.requireIdle();
        control.forgetType();
        return control.conversation().operation(verb, () -> {
            Exchange answer = control.send(command);
            while (answer.is("1")) {
                answer = control.conversation().receiveMore(verb);
            }
            return answer.reply();
        });
    }

    private static Command command(String verb, String rest, boolean hasRest) {
        // As text and not as a word of the protocol: it is the user's, and is checked for line ends.
        Command command = Command.line(verb).text(verb);
        if (!hasRest) {
            return command;
        }
        command.raw(" ");
        return isSecret(verb) ? command.secret(Secret.of(rest)) : command.text(FtpName.encode(rest));
    }

    private static boolean isSecret(String verb) {
        return verb.equals("PASS") || verb.equals("ACCT");
    }
}
