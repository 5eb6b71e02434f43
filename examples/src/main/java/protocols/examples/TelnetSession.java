package protocols.examples;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import protocols.Credentials;
import protocols.WireException;
import protocols.telnet.Expectation;
import protocols.telnet.Match;
import protocols.telnet.Telnet;
import protocols.telnet.Terminal;
import protocols.telnet.TerminalType;

/**
 * The telnet program of a Unix machine, for a login and for any protocol spoken by hand; and from a pipe, standard input to
 * the peer and the peer to standard output.
 */
public final class TelnetSession {

    private static final String USAGE =
            """
            usage: TelnetSession HOST [PORT]
              Ports 23 and 992 negotiate; on any other port nothing is sent that was not typed until the peer negotiates.
              On a terminal each key goes to the peer if that echoes it, and else a line at a time. Ctrl-] asks for a command:
              close, quit, send, set, unset, status, ?; with none the session goes on.
              From a file or pipe a line ends with LF or CR LF, and is sent with CR LF. At the end of the input it goes on
              printing until the peer closes or says nothing for the time of --timeout.
            """;

    private static final String BY_PEER = "Connection closed by foreign host.";

    /** The peer asks where its last line has no end and it says nothing for so long. */
    private static final Duration QUIET = Duration.ofMillis(250);

    private static final List<String> QUESTIONS = List.of("login:", "username:", "password:");

    /** Where the system does not say how large the window is. */
    private static final Stty.Size USUAL = new Stty.Size(80, 24);

    private final Program program;
    private final Options options;
    private final Telnet client;

    private TelnetSession(Program program, Options options) throws IOException {
        this.program = program;
        this.options = options;
        List<String> place = options.arguments(2, "HOST");
        HostPort peer = HostPort.of(place.get(0));
        OptionalInt port =
                place.size() == 2 ? HostPort.of("port:" + place.get(1)).port() : peer.port();
        // In ISO-8859-1 every byte is one character: what is typed and what comes is passed on byte for byte.
        client = options.apply(Telnet.at(peer.host()).charset(ISO_8859_1), port);
    }

    public static void main(String[] args) {
        System.exit(run(Program.standard(), args));
    }

    static int run(Program program, String... args) {
        return program.run(USAGE, Set.of(), Set.of(), (self, options) -> new TelnetSession(self, options).run(), args);
    }

    private int run() throws IOException {
        Optional<Credentials.Password> login = options.credentials();
        if (program.isTerminal()) {
            onTerminal(login);
            return 0;
        }
        try (Terminal terminal = program.follow(client.connect())) {
            logIn(terminal, login);
            if (login.isPresent() && !isIn(terminal)) {
                program.err().println("the login was refused");
                return 1;
            }
            new TelnetPipe(terminal, client.timeout()).copy(program.in(), program.out());
        }
        return 0;
    }

    /** Whether the peer prompts for something else than the login again: nobody is there to answer that. */
    private boolean isIn(Terminal terminal) throws WireException {
        StringBuilder all = new StringBuilder();
        String line = "";
        while (line.isBlank()) {
            Optional<String> more = terminal.read(client.timeout());
            if (more.isEmpty()) {
                return false;
            }
            String piece = more.get() + terminal.untilQuiet(QUIET);
            TelnetPipe.print(piece, program.out());
            all.append(piece);
            line = all.substring(all.lastIndexOf("\n") + 1);
        }
        String asked = line.strip().toLowerCase(Locale.ROOT);
        return QUESTIONS.stream().noneMatch(asked::endsWith);
    }

    private void onTerminal(Optional<Credentials.Password> login) throws IOException {
        say("Trying " + address() + "...");
        Stty.Size size = Stty.size().orElse(USUAL);
        try (Terminal terminal = program.follow(connect(size))) {
            say("Connected to " + client.host() + ".");
            logIn(terminal, login);
            Optional<Stty> stty = Stty.find();
            if (stty.isPresent()) {
                talk(terminal, stty.get(), size);
            } else {
                new TelnetPipe(terminal, client.timeout()).copy(program.in(), program.out());
                say(BY_PEER);
            }
        }
    }

    private void talk(Terminal terminal, Stty found, Stty.Size size) throws IOException {
        boolean byPeer;
        try (Stty stty = found) {
            byPeer = new TelnetConsole(program, client, terminal, stty, size).run();
        } catch (WireException.Hangup e) {
            say(BY_PEER);
            throw e;
        }
        say(byPeer ? BY_PEER : "Connection closed.");
    }

    private void say(String words) {
        program.out().println(words);
        program.out().flush();
    }

    /** What is connected to first, as far as the system tells and the name is not resolved elsewhere. */
    private String address() {
        try {
            return options.has("--via")
                    ? client.host()
                    : InetAddress.getByName(client.host()).getHostAddress();
        } catch (UnknownHostException e) {
            return client.host();
        }
    }

    private Terminal connect(Stty.Size size) throws WireException {
        try {
            return client.terminal(type(size)).characterAtATime().connect();
        } catch (WireException e) {
            program.err().print("telnet: Unable to connect to remote host: ");
            throw e;
        }
    }

    private static TerminalType type(Stty.Size size) {
        String name = System.getenv("TERM");
        try {
            return TerminalType.of(name == null ? "dumb" : name, size.width(), size.height());
        } catch (IllegalArgumentException e) {
            return TerminalType.of("dumb", size.width(), size.height());
        }
    }

    private void logIn(Terminal terminal, Optional<Credentials.Password> login) throws WireException {
        if (login.isPresent()) {
            print(terminal.expect(Expectation.text("ogin:")));
            terminal.sendLine(login.get().user());
            print(terminal.expect(Expectation.text("assword:")));
            terminal.sendLine(login.get().secret());
        }
    }

    private void print(Match match) {
        TelnetPipe.print(match.before() + match.text(), program.out());
    }
}
