package protocols.internal.ftp;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import protocols.Reply;
import protocols.Secret;
import protocols.Text;
import protocols.WireException;
import protocols.internal.line.Command;
import protocols.internal.reply.Exchange;
import protocols.internal.sasl.Sasl;

/** Commands that the user names, as far as they leave the session in a state that it knows. */
final class RawCommand {

    /** What needs a data connection, or would take away the ground the session stands on. */
    private static final Set<String> OWN = Set.of(
            "RETR", "STOR", "STOU", "APPE", "LIST", "NLST", "MLSD", "PORT", "PASV", "EPRT", "EPSV", "LPRT", "LPSV",
            "REST", "RANG", "AUTH", "CCC", "PROT", "PBSZ", "ADAT", "REIN", "QUIT", "ABOR", "MODE", "STRU", "RNFR",
            "USER", "SSCN");

    private RawCommand() {}

    static Reply send(Control control, String verb, String... arguments) throws WireException {
        String word = verb.toUpperCase(Locale.ROOT);
        if (!isWord(word) || OWN.contains(word)) {
            throw new IllegalArgumentException("not a command for the caller to send: " + Text.printable(verb));
        }
        Command command = command(word, arguments);
        if (isSecret(word)) {
            Sasl.requireSafe(control.link());
        }
        control.requireIdle();
        control.forgetType();
        return control.conversation().operation(word, () -> {
            Exchange answer = control.send(command);
            while (answer.is("1")) {
                answer = control.conversation().receive();
            }
            return answer.reply();
        });
    }

    private static Command command(String verb, String... arguments) {
        Command command = Command.of(verb);
        if (arguments.length == 0) {
            return command;
        }
        String rest = String.join(" ", List.of(arguments));
        return isSecret(verb) ? command.raw(" ").secret(Secret.of(rest)) : Control.named(command, rest);
    }

    /** Whether it is one word: what stands behind a space would be an argument that nobody looked at. */
    private static boolean isWord(String verb) {
        return !verb.isEmpty() && verb.chars().allMatch(c -> c > ' ' && c <= '~');
    }

    private static boolean isSecret(String verb) {
        return verb.equals("PASS") || verb.equals("ACCT");
    }
}
