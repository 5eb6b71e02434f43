package protocols.telnet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import protocols.Client;
import protocols.Protocol;
import protocols.WireException;
import protocols.spi.Engine;
import protocols.spi.Settings;
import protocols.spi.TelnetFriend;

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
 * <p>and to speak another protocol by hand, {@code Telnet.at("mail.example.org").port(110).raw().connect().line()}.
 *
 * <p>The default port is 23 without TLS; with {@link protocols.Tls#IMPLICIT} it is 992. A password is sent in the clear
 * only to loopback, or where {@link #allowClearLogin()} says so.
 */
public final class Telnet extends Client<Telnet> {

    private final TerminalType terminal;
    private final Charset charset;
    private final Optional<TelnetMode> mode;

    private Telnet(Settings settings, TerminalType terminal, Charset charset, Optional<TelnetMode> mode) {
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
        return new Telnet(Settings.of(Protocol.TELNET, host), TerminalType.DUMB, UTF_8, Optional.empty());
    }

    @Override
    protected Telnet with(Settings settings) {
        return new Telnet(settings, terminal, charset, mode);
    }

    @Override
    protected List<Object> ownSettings() {
        return List.of(terminal, charset, mode);
    }

    /** What the peer is told of the terminal when it asks; {@link TerminalType#DUMB} by default. */
    public Telnet terminal(TerminalType which) {
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

    TerminalType terminal() {
        return terminal;
    }

    Charset charset() {
        return charset;
    }

    TelnetMode mode() {
        return mode.orElseGet(() -> isTelnetPort() ? TelnetMode.ACTIVE : TelnetMode.PASSIVE);
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
