package protocols.examples;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import protocols.Credentials;
import protocols.WireException;
import protocols.telnet.Expectation;
import protocols.telnet.Match;
import protocols.telnet.Telnet;
import protocols.telnet.Terminal;

/** Standard input to the peer, the peer to standard output: for a login, and for any protocol spoken by hand. */
public final class TelnetSession {

    private static final String USAGE =
            """
            usage: TelnetSession HOST [PORT]
              Port 23 negotiates; on any other port nothing is sent that was not typed until the peer negotiates.
              A line ends with LF or CR LF, and is sent with CR LF. At the end of the input it goes on printing until the peer closes or says
              nothing for the time of --timeout.
            """;

    private final Terminal terminal;
    private final Duration silence;
    private volatile boolean inputEnded;

    private TelnetSession(Terminal terminal, Duration silence) {
        this.terminal = terminal;
        this.silence = silence;
    }

    public static void main(String[] args) {
        System.exit(run(Program.standard(), args));
    }

    static int run(Program program, String... args) {
        return program.run(USAGE, Set.of(), Set.of(), TelnetSession::talk, args);
    }

    private static int talk(Program program, Options options) throws IOException {
        List<String> place = options.arguments(2, "HOST");
        HostPort peer = HostPort.of(place.get(0));
        OptionalInt port =
                place.size() == 2 ? HostPort.of("port:" + place.get(1)).port() : peer.port();
        // In ISO-8859-1 every byte is one character: what is typed and what comes is passed on byte for byte.
        Telnet client = options.apply(Telnet.at(peer.host()).charset(ISO_8859_1), port);
        Optional<Credentials.Password> login = options.credentials();
        try (Terminal terminal = program.follow(client.connect())) {
            if (login.isPresent()) {
                print(terminal.expect(Expectation.text("ogin:")), program.out());
                terminal.sendLine(login.get().user());
                print(terminal.expect(Expectation.text("assword:")), program.out());
                terminal.sendLine(login.get().secret());
            }
            new TelnetSession(terminal, client.timeout()).copy(program.in(), program.out());
        }
        return 0;
    }

    private void copy(InputStream in, PrintStream out) throws IOException {
        Thread typing = new Thread(() -> type(new BufferedInputStream(in)), "standard input");
        typing.setDaemon(true);
        typing.start();
        while (true) {
            boolean lastWait = inputEnded;
            try {
                Optional<String> text = terminal.read(silence);
                if (text.isEmpty()) {
                    return;
                }
                print(text.get(), out);
            } catch (WireException.TimedOut e) {
                if (lastWait) {
                    return;
                }
            }
        }
    }

    private void type(InputStream in) {
        StringBuilder line = new StringBuilder();
        try {
            for (int typed = in.read(); typed >= 0; typed = in.read()) {
                if (typed == '\n') {
                    endLine(line);
                } else {
                    line.append((char) typed);
                }
            }
            terminal.send(line.toString());
        } catch (IOException e) {
            // The other thread hears of it: by the end of the stream, or by the same failure.
            line.setLength(0);
        } finally {
            inputEnded = true;
        }
    }

    private void endLine(StringBuilder line) throws WireException {
        int last = line.length() - 1;
        if (last >= 0 && line.charAt(last) == '\r') {
            line.setLength(last);
        }
        if (line.indexOf("\r") >= 0) {
            terminal.send(line.toString()).sendLine("");
        } else {
            terminal.sendLine(line.toString());
        }
        line.setLength(0);
    }

    private static void print(Match match, PrintStream out) {
        print(match.before() + match.text(), out);
    }

    private static void print(String text, PrintStream out) {
        byte[] bytes = text.getBytes(ISO_8859_1);
        out.write(bytes, 0, bytes.length);
        out.flush();
    }
}
