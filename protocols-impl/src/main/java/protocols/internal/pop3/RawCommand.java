package protocols.internal.pop3;

import java.util.Locale;
import java.util.Set;
import protocols.Text;
import protocols.internal.line.Command;

/** A command in the caller's own words (RFC 1939 section 3: a keyword, and arguments with a space before each). */
final class RawCommand {

    /** Answered in many lines, or the session's own account of its state would be wrong after them. */
    private static final Set<String> OWN = Set.of(
            "RETR", "TOP", "LIST", "UIDL", "CAPA", "DELE", "RSET", "QUIT", "USER", "PASS", "APOP", "AUTH", "STLS",
            "UTF8");

    private RawCommand() {}

    /**
     * The command.
     *
     * @throws IllegalArgumentException if it is none, or none that can be sent so
     */
    static Command of(String verb, String... arguments) {
        String capitals = verb.toUpperCase(Locale.ROOT);
        boolean word = !verb.isEmpty() && verb.chars().allMatch(c -> c > ' ' && c < 0x7f);
        if (!word) {
            throw new IllegalArgumentException("a verb is one word of printable ASCII: " + Text.printable(verb));
        }
        // LANG alone lists the languages, in many lines (RFC 6856 section 3).
        if (OWN.contains(capitals) || (capitals.equals("LANG") && arguments.length == 0)) {
            throw new IllegalArgumentException(
                    capitals + " is a matter of the maildrop's own methods, or of the login");
        }
        Command command = Command.of(verb);
        for (String argument : arguments) {
            command.arg(argument);
        }
        return command;
    }
}
