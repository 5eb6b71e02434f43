package protocols.examples;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import protocols.Text;
import protocols.WireException;
import protocols.telnet.TelnetCommand;
import protocols.telnet.Terminal;

/** The commands behind the escape character, at the prompt that the telnet of a Unix machine has for them. */
final class TelnetCommands {

    static final char ESCAPE = 0x1d;

    private static final Map<String, String> HELP = new TreeMap<>(Map.of(
            "close", "close current connection",
            "quit", "exit telnet",
            "send", "transmit special characters ('send ?' for more)",
            "set", "set operating parameters ('set ?' for more)",
            "unset", "unset operating parameters ('unset ?' for more)",
            "status", "print status information",
            "help", "print help information",
            "?", "print help information"));

    /** What can be sent, in the order of the help text. */
    private static final Map<String, TelnetCommand> SENT = new TreeMap<>(Map.of(
            "abort", TelnetCommand.ABORT,
            "ao", TelnetCommand.AO,
            "ayt", TelnetCommand.AYT,
            "brk", TelnetCommand.BRK,
            "ec", TelnetCommand.EC,
            "el", TelnetCommand.EL,
            "eof", TelnetCommand.EOF,
            "ip", TelnetCommand.IP,
            "nop", TelnetCommand.NOP,
            "susp", TelnetCommand.SUSP));

    private static final String SEND_HELP =
            """
            abort     Send Telnet 'Abort Process'
            ao        Send Telnet 'Abort output'
            ayt       Send Telnet 'Are You There'
            brk       Send Telnet 'Break'
            ec        Send Telnet 'Erase Character'
            el        Send Telnet 'Erase Line'
            eof       Send Telnet 'End of File Character'
            escape    Send current escape character
            ip        Send Telnet 'Interrupt Process'
            nop       Send Telnet 'No operation'
            susp      Send Telnet 'Suspend Process'
            ?         Display send options
            """;

    /** What becomes of the prompt after a command. */
    private enum Then {
        ASK_AGAIN,
        GO_ON,
        END
    }

    private final String host;
    private final Terminal terminal;
    private final TelnetDiscipline discipline;
    private final Keyboard keyboard;
    private final PrintStream out;

    TelnetCommands(String host, Terminal terminal, TelnetDiscipline discipline, Keyboard keyboard, PrintStream out) {
        this.host = host;
        this.terminal = terminal;
        this.discipline = discipline;
        this.keyboard = keyboard;
        this.out = out;
    }

    /**
     * Reads commands until the session goes on: after an empty line, and after a command that did something.
     *
     * @return false if it ends instead
     */
    boolean ask() throws IOException {
        Then then = Then.ASK_AGAIN;
        while (then == Then.ASK_AGAIN) {
            out.print("telnet> ");
            out.flush();
            Optional<String> line = line();
            if (line.isEmpty()) {
                out.println();
                return false;
            }
            List<String> words = FtpShell.words(line.get());
            then = words.isEmpty() ? Then.GO_ON : execute(words);
            out.flush();
        }
        return then == Then.GO_ON;
    }

    /** A line; what was typed before there was a prompt ends with the byte of the key, CR. */
    private Optional<String> line() throws IOException {
        StringBuilder line = new StringBuilder();
        int next = keyboard.read();
        if (next < 0) {
            return Optional.empty();
        }
        for (; next >= 0 && next != '\n' && next != '\r'; next = keyboard.read()) {
            line.append((char) next);
        }
        return Optional.of(line.toString());
    }

    private Then execute(List<String> words) throws WireException {
        List<String> found = matching(words.get(0), HELP.keySet());
        if (found.size() != 1) {
            out.println(found.isEmpty() ? "?Invalid command" : "?Ambiguous command");
            return Then.ASK_AGAIN;
        }
        String argument = words.size() > 1 ? words.get(1) : "";
        return switch (found.get(0)) {
            case "close", "quit" -> Then.END;
            case "send" -> send(argument);
            case "set" -> set(argument, true);
            case "unset" -> set(argument, false);
            case "status" -> status();
            default -> help(argument);
        };
    }

    /** All that begin so; the one that is so, if there is one. */
    private static List<String> matching(String word, Set<String> among) {
        if (among.contains(word)) {
            return List.of(word);
        }
        return among.stream().filter(name -> name.startsWith(word)).toList();
    }

    private Then send(String what) throws WireException {
        if (what.equals("?")) {
            out.print(SEND_HELP);
            return Then.GO_ON;
        }
        Set<String> all = new TreeSet<>(SENT.keySet());
        all.add("escape");
        List<String> found = what.isEmpty() ? List.of() : matching(what, all);
        if (found.size() != 1) {
            String why = found.isEmpty() ? "Unknown" : "Ambiguous";
            out.println(
                    what.isEmpty()
                            ? "need at least one argument for 'send' command"
                            : why + " send argument '" + Text.escaped(what) + "'");
            out.println("'send ?' for help");
            return Then.ASK_AGAIN;
        }
        TelnetCommand command = SENT.get(found.get(0));
        if (command != null) {
            terminal.command(command);
        } else {
            terminal.send(String.valueOf(ESCAPE));
        }
        return Then.GO_ON;
    }

    private Then set(String what, boolean on) {
        String verb = on ? "set" : "unset";
        if (!what.isEmpty() && "echo".startsWith(what)) {
            discipline.echo(on);
            return Then.GO_ON;
        }
        if (what.equals("?")) {
            out.println("echo      whether what is typed is shown here, until the peer changes its own echo");
        } else {
            out.println("'" + verb + " ?' for help");
        }
        return Then.ASK_AGAIN;
    }

    private Then status() {
        out.println("Connected to " + Text.escaped(host) + ".");
        out.println(
                discipline.isByCharacter() ? "Operating in single character mode" : "Operating in obsolete linemode");
        out.println((discipline.echoes() ? "Local" : "Remote") + " character echo");
        out.println("Escape character is '^]'.");
        return Then.GO_ON;
    }

    private Then help(String about) {
        List<String> found = matching(about, HELP.keySet());
        if (!about.isEmpty()) {
            out.println(
                    found.size() == 1
                            ? HELP.get(found.get(0))
                            : found.isEmpty() ? "?Invalid help command" : "?Ambiguous help command");
            return Then.ASK_AGAIN;
        }
        out.println("Commands may be abbreviated.  Commands are:");
        out.println();
        HELP.forEach((name, words) -> out.printf("%-15s %s%n", name, words));
        return Then.ASK_AGAIN;
    }
}
