package protocols.telnet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.Optional;
import protocols.Client;
import protocols.Protocol;
import protocols.Settings;
import protocols.WireException;
import protocols.spi.Engine;

/**
 * A client of TELNET (RFC 854), and of any protocol in lines that a person could speak by hand:
 *
 * <pre>
 * try (TelnetSession session = Telnet.at("host.example").connect()) {
 *     session.expect("login: ");
 *     session.sendLine("alice");
 *     session.expect("Password: ");
 *     session.sendLine(password);
 *     session.expect("$ ");
 * }
 * try (TelnetSession pop3 = Telnet.at("mail.example").port(110).raw().connect()) {
 *     System.out.println(pop3.line());
 * }
 * </pre>
 */
public final class Telnet extends Client<Telnet> {

    private final Terminal terminal;
    private final Charset charset;
    private final Optional<TelnetMode> mode;

    private Telnet(Settings settings, Terminal terminal, Charset charset, Optional<TelnetMode> mode) {
        super(settings);
        this.terminal = terminal;
        this.charset = charset;
        this.mode = mode;
    }

    /**
     * A peer, on port 23 until another is named.
     *
     * @param host a name or an address
     * @throws IllegalArgumentException if it cannot be one
     */
    public static Telnet at(String host) {
        return new Telnet(Settings.of(Protocol.TELNET, host), Terminal.DUMB, UTF_8, Optional.empty());
    }

    @Override
    protected Telnet with(Settings settings) {
        return new Telnet(settings, terminal, charset, mode);
    }

    /** What the peer is told of the terminal when it asks; {@link Terminal#DUMB} by default. */
    public Telnet terminal(Terminal which) {
        return new Telnet(settings(), which, charset, mode);
    }

    /**
     * How text becomes bytes both ways; UTF-8 by default. With ISO-8859-1 every byte is one character of the same number,
     * so that no byte is lost whatever it means.
     */
    public Telnet charset(Charset which) {
        return new Telnet(settings(), terminal, which, mode);
    }

    /** How much TELNET is spoken; {@link TelnetMode#ACTIVE} on ports 23 and 992, else {@link TelnetMode#PASSIVE}. */
    public Telnet mode(TelnetMode which) {
        return new Telnet(settings(), terminal, charset, Optional.of(which));
    }

    /** Speaks no TELNET: {@link TelnetMode#RAW}. */
    public Telnet raw() {
        return mode(TelnetMode.RAW);
    }

    /** What the peer is told of the terminal. */
    public Terminal terminal() {
        return terminal;
    }

    /** How text becomes bytes. */
    public Charset charset() {
        return charset;
    }

    /** How much TELNET is spoken. */
    public TelnetMode mode() {
        return mode.orElseGet(() -> isTelnetPort() ? TelnetMode.ACTIVE : TelnetMode.PASSIVE);
    }

    private boolean isTelnetPort() {
        return Protocol.TELNET.ports().stream()
                .anyMatch(known -> known.number() == settings().port());
    }

    /**
     * Connects, and in {@link TelnetMode#ACTIVE} sends the offers; it does not wait for the peer to say anything.
     *
     * @throws WireException if no connection came about
     */
    public TelnetSession connect() throws WireException {
        return Engine.get().connect(this);
    }
}
