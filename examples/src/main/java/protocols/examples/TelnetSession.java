package protocols.examples;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

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

/** Standard input to the peer, the peer to standard output: for a login, and for any protocol spoken by hand. */
public final class TelnetSession {

    private static final String USAGE =
            """
            usage: TelnetSession HOST [PORT]
              Port 23 negotiates; on any other port nothing is sent that was not typed until the peer negotiates.
              A line feed is sent as CR LF. At the end of the input it goes on printing until the peer closes or says
              nothing for the time of --timeout.
            """;

    private final protocols.telnet.TelnetSession session;
    private final Duration silence;
    private volatile boolean inputEnded;

    private TelnetSession(protocols.telnet.TelnetSession session, Duration silence) {
        this.session = session;
        this.silence = silence;
    }

    public static void main(String[] args) {
        System.exit(run(Program.standard(), args));
    }

    static int run(Program program, String... args) {
        return program.run(USAGE, Set.of(), Set.of(), TelnetSession::talk, args);
    }

    private static int talk(Program program, Options options) throws IOException {
        List<String> place = options.arguments(1, 2);
        HostPort peer = HostPort.of(place.get(0));
        OptionalInt port =
                place.size() == 2 ? HostPort.of("port:" + place.get(1)).port() : peer.port();
        // In ISO-8859-1 every byte is one character: what is typed and what comes is passed on byte for byte.
        Telnet client = options.apply(Telnet.at(peer.host()).charset(ISO_8859_1), port);
        Optional<Credentials> login = options.credentials();
        try (var session = program.follow(client.connect())) {
            if (login.isPresent()) {
                print(session.expect(Expectation.text("ogin:")), program.out());
                session.sendLine(login.get().user());
                print(session.expect(Expectation.text("assword:")), program.out());
                session.sendLine(login.get().secret());
            }
            new TelnetSession(session, client.settings().timeout()).copy(program.in(), program.out());
        }
        return 0;
    }

    private void copy(InputStream in, PrintStream out) throws IOException {
        Thread typing = new Thread(() -> type(in), "standard input");
        typing.setDaemon(true);
        typing.start();
        while (true) {
            boolean lastWait = inputEnded;
            try {
                Optional<String> text = session.read(silence);
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
        LineEnds lineEnds = new LineEnds();
        byte[] some = new byte[8192];
        try {
            for (int n = in.read(some); n >= 0; n = in.read(some)) {
                session.send(lineEnds.convert(new String(some, 0, n, ISO_8859_1)));
            }
            session.send(lineEnds.rest());
        } catch (IOException e) {
            // The other thread hears of it: by the end of the stream, or by the same failure.
            inputEnded = true;
        } finally {
            inputEnded = true;
        }
    }

    private static void print(Match match, PrintStream out) {
        print(match.before() + match.text(), out);
    }

    private static void print(String text, PrintStream out) {
        byte[] bytes = text.getBytes(ISO_8859_1);
        out.write(bytes, 0, bytes.length);
        out.flush();
    }

    /** LF becomes CR LF, and CR LF stays, also where a read ends between the two. */
    private static final class LineEnds {
        private boolean owesCr;

        String convert(String typed) {
            StringBuilder out = new StringBuilder(typed.length() + 16);
            for (int i = 0; i < typed.length(); i++) {
                char c = typed.charAt(i);
                if (c == '\n' || owesCr) {
                    out.append('\r');
                }
                owesCr = c == '\r';
                if (!owesCr) {
                    out.append(c);
                }
            }
            return out.toString();
        }

        String rest() {
            return owesCr ? "\r" : "";
        }
    }
}
