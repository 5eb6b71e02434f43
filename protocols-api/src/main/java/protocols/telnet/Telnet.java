package protocols.telnet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import protocols.Client;
import protocols.Protocol;
import protocols.WireException;
import protocols.spi.Engine;
import protocols.spi.Settings;
import protocols.spi.TelnetFriend;
import protocols.spi.TelnetSetup;
import protocols.spi.TelnetWaits;

/**
 * A client of TELNET (RFC 854), and of any protocol in lines that a person could speak by hand: to log in, run a command
 * and print what it says,
 *
 * <!-- run: telnet-login -->
 * <pre>{@code
 * try (Terminal terminal = Telnet.at("host.example.org").connect()) {
 *     terminal.expect("login: ");
 *     terminal.sendLine("alice");
 *     terminal.expect("Password: ");
 *     terminal.sendLine(Secret.of(password));
 *     terminal.expect("$ ");
 *     terminal.sendLine("uptime");
 *     out.println(terminal.expect("$ ").strip());
 *     terminal.sendLine("exit");
 * }
 * }</pre>
 *
 * <p>and to speak another protocol by hand, {@code Telnet.at("mail.example.org").port(110).connect().line()}.
 *
 * <p>Ports 23 and 992 speak TELNET from the first byte on. Any other port speaks it only if the peer's first two bytes are
 * a negotiation, IAC and WILL, WONT, DO or DONT; else every byte passes as it is, both ways and for good, and so does
 * what is sent before the peer has said anything. {@link #telnet()} and {@link #raw()} say by hand which of the two it is.
 *
 * <p>The default port is 23 without TLS; with {@link protocols.Tls#IMPLICIT} it is 992. A password is sent in the clear
 * only to loopback, or where {@link #allowClearLogin()} says so.
 */
public final class Telnet extends Client<Telnet> {

    private static final int LONGEST_VARIABLE = 255;
    private static final int MOST_VARIABLES = 64;

    /** What other clients do not have. */
    private record Own(
            TerminalType terminal,
            Charset charset,
            Optional<TelnetMode> mode,
            Map<String, String> environment,
            boolean compression,
            boolean byCharacter,
            TelnetListener listener,
            TelnetWaits waits) {

        private static final Own DEFAULT = new Own(
                TerminalType.DUMB,
                UTF_8,
                Optional.empty(),
                Map.of(),
                false,
                false,
                new TelnetListener() {},
                new TelnetWaits(4096, Duration.ofMillis(250), false));

        private Own terminal(TerminalType which) {
            return new Own(which, charset, mode, environment, compression, byCharacter, listener, waits);
        }

        private Own charset(Charset which) {
            return new Own(terminal, which, mode, environment, compression, byCharacter, listener, waits);
        }

        private Own mode(TelnetMode which) {
            return new Own(
                    terminal, charset, Optional.of(which), environment, compression, byCharacter, listener, waits);
        }

        private Own environment(Map<String, String> all) {
            return new Own(terminal, charset, mode, all, compression, byCharacter, listener, waits);
        }

        private Own compression(boolean on) {
            return new Own(terminal, charset, mode, environment, on, byCharacter, listener, waits);
        }

        private Own byCharacter(boolean on) {
            return new Own(terminal, charset, mode, environment, compression, on, listener, waits);
        }

        private Own listener(TelnetListener told) {
            return new Own(terminal, charset, mode, environment, compression, byCharacter, told, waits);
        }

        private Own waits(TelnetWaits how) {
            return new Own(terminal, charset, mode, environment, compression, byCharacter, listener, how);
        }
    }

    private final Own own;

    private Telnet(Settings settings, Own own) {
        super(settings);
        this.own = own;
    }

    /**
     * A peer, on port 23 until another is named.
     *
     * @param host a name or an address
     * @throws IllegalArgumentException if it cannot be one
     */
    public static Telnet at(String host) {
        return new Telnet(Settings.of(Protocol.TELNET, host), Own.DEFAULT);
    }

    @Override
    protected Telnet with(Settings settings) {
        return new Telnet(settings, own);
    }

    @Override
    protected List<Object> ownSettings() {
        return List.of(own);
    }

    /** What the peer is told of the terminal when it asks; {@link TerminalType#DUMB} by default. */
    public Telnet terminal(TerminalType which) {
        return new Telnet(settings(), own.terminal(which));
    }

    /**
     * How text becomes bytes both ways; UTF-8 by default. With ISO-8859-1 every byte is one character of the same number,
     * so that no byte is lost whatever it means.
     */
    public Telnet charset(Charset which) {
        return new Telnet(settings(), own.charset(which));
    }

    /** How much TELNET is spoken; {@link TelnetMode#ACTIVE} on ports 23 and 992, else {@link TelnetMode#DETECT}. */
    public Telnet mode(TelnetMode which) {
        return new Telnet(settings(), own.mode(which));
    }

    /** Speaks TELNET from the first byte on, whatever the port: {@link TelnetMode#ACTIVE}. */
    public Telnet telnet() {
        return mode(TelnetMode.ACTIVE);
    }

    /** Speaks no TELNET, whatever the peer says: {@link TelnetMode#RAW}. */
    public Telnet raw() {
        return mode(TelnetMode.RAW);
    }

    /**
     * A variable that the peer is told if it asks (NEW-ENVIRON, RFC 1572): the well-known USER, JOB, ACCT, PRINTER,
     * SYSTEMTYPE and DISPLAY as VAR, any other as USERVAR. There is none by default, and the option is refused then;
     * nothing is ever taken from the environment of this process.
     *
     * <p>This is no place for a secret: the peer may ask for it at any time, without a login, it travels as it is and
     * stands in the transcript.
     *
     * @param name 1 to 255 characters of printable ASCII without a space, not {@code -} first
     * @param value 0 to 255 characters of printable ASCII, not {@code -} first: servers have taken
     *     such a value for an option of login (CVE-2026-24061). The last one given for a name counts
     * @throws IllegalArgumentException if one is not as described, without the value in its message, or there are more than
     *     64 of them
     */
    public Telnet environment(String name, String value) {
        requireVariable(!name.isEmpty() && name.indexOf(' ') < 0 && isPlain(name), "the name");
        requireVariable(isPlain(value), "the value");
        Map<String, String> all = new TreeMap<>(own.environment());
        all.put(name, value);
        if (all.size() > MOST_VARIABLES) {
            throw new IllegalArgumentException("more than " + MOST_VARIABLES + " variables");
        }
        return new Telnet(settings(), own.environment(Collections.unmodifiableMap(all)));
    }

    private static boolean isPlain(String text) {
        return text.length() <= LONGEST_VARIABLE
                && !text.startsWith("-")
                && text.chars().allMatch(c -> c >= ' ' && c < 0x7f);
    }

    private static void requireVariable(boolean good, String what) {
        if (!good) {
            throw new IllegalArgumentException(what + " of a variable is printable ASCII, at most " + LONGEST_VARIABLE
                    + " characters, and does not begin with -; a name is not empty and has no space");
        }
    }

    /**
     * Lets the peer compress what it sends (COMPRESS2, option 86, "MCCP2"); off by default, and refused then. What is
     * sent to the peer is not compressed. The transcript shows what the peer meant, not the compressed bytes.
     *
     * <p>There is no total, as a session has none; but a peer whose data grows to more than 100 times its size over 1 MiB
     * ends the session with {@link WireException.LimitExceeded}, and broken data with {@link WireException.Malformed}.
     */
    public Telnet compression() {
        return new Telnet(settings(), own.compression(true));
    }

    /**
     * Keys are sent one by one, as a person types them who wants to see what they do at once; off by default. A telnetd of
     * BSD whose LINEMODE (RFC 1184) was refused asks by a timing mark (RFC 860) whether whole lines are to come all the same,
     * and is told no.
     */
    public Telnet characterAtATime() {
        return new Telnet(settings(), own.byCharacter(true));
    }

    /** Is told what the peer negotiates and which commands it sends; nobody by default. Another call takes its place. */
    public Telnet listen(TelnetListener listener) {
        return new Telnet(settings(), own.listener(listener));
    }

    /**
     * How long a match of an {@link Expectation#pattern} may be, in characters; 4096 by default. What a costly pattern may
     * read grows with it.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public Telnet patternWindow(int characters) {
        if (characters < 1) {
            throw new IllegalArgumentException("a window must be positive: " + characters);
        }
        return waits(
                new TelnetWaits(characters, own.waits().quiet(), own.waits().answersPagers()));
    }

    /**
     * How long a silence says that the peer has prompted, where it does not mark its prompts; 250 milliseconds by default.
     * {@link Terminal#login}, {@link Terminal#prompt} and {@link Terminal#run} wait for it: a peer that is slower within
     * its prompt wants more.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public Telnet quiet(Duration silence) {
        if (silence.isNegative() || silence.isZero()) {
            throw new IllegalArgumentException("a silence must be positive: " + silence);
        }
        return waits(new TelnetWaits(
                own.waits().patternWindow(), silence, own.waits().answersPagers()));
    }

    /**
     * Lets {@link Terminal#run} turn the pages of a peer that stops after each, such as {@code --More--}, with a space or
     * what else it asks for; what the pager says is no part of the output. Off by default, when the command then times out.
     */
    public Telnet answeringPagers() {
        return waits(new TelnetWaits(own.waits().patternWindow(), own.waits().quiet(), true));
    }

    private Telnet waits(TelnetWaits how) {
        return new Telnet(settings(), own.waits(how));
    }

    TelnetWaits waits() {
        return own.waits();
    }

    TelnetSetup setup() {
        TerminalType terminal = own.terminal();
        return new TelnetSetup(
                mode(),
                own.charset(),
                terminal.types(),
                terminal.width(),
                terminal.height(),
                own.environment(),
                own.compression(),
                own.byCharacter(),
                own.listener());
    }

    TelnetMode mode() {
        return own.mode().orElseGet(() -> isTelnetPort() ? TelnetMode.ACTIVE : TelnetMode.DETECT);
    }

    private boolean isTelnetPort() {
        return Protocol.TELNET.ports().stream()
                .anyMatch(known -> known.number() == settings().port());
    }

    /** For the implementation alone: the type is exported to nobody else. */
    @SuppressWarnings("exports")
    public static TelnetFriend friend() {
        return Friend.INSTANCE;
    }

    /**
     * Connects, and in {@link TelnetMode#ACTIVE} sends the offers; it does not wait for the peer to say anything.
     *
     * @throws WireException if no connection came about
     */
    public Terminal connect() throws WireException {
        return Engine.get().connect(this);
    }
}
