package protocols.ftp;

import java.net.InetAddress;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import protocols.Client;
import protocols.Credentials;
import protocols.Protocol;
import protocols.Text;
import protocols.WireException;
import protocols.net.Host;
import protocols.spi.Engine;
import protocols.spi.FtpFriend;
import protocols.spi.Settings;

/**
 * The client of FTP (RFC 959, RFC 1123 section 4.1, RFC 2389, RFC 2428, RFC 3659), over TLS as RFC 4217 has it.
 *
 * <!-- run: ftp-down -->
 * <pre>{@code
 * try (var ftp = Ftp.at("ftp.example.org").connect().loginAnonymously()) {
 *     ftp.cd("pub");
 *     for (FtpEntry entry : ftp.list()) {
 *         if (entry.isFile()) {
 *             Path local = entry.resolveUnder(folder);
 *             Sink sink = Sink.file(local).progress(p -> out.print("\r" + local.getFileName() + ": " + p));
 *             ftp.get(entry.name(), sink);
 *             out.println();
 *         }
 *     }
 *     ftp.quit();
 * }
 * }</pre>
 *
 * <p>Defaults: port 21, or 990 with {@link protocols.Tls#IMPLICIT}; binary transfers; passive data connections, by EPSV
 * and, where the server refuses that, by PASV. A data connection always goes to the peer of the control connection,
 * whatever address the server names. With TLS, data connections are protected too, or there are none.
 */
public final class Ftp extends Client<Ftp> {

    /** How the server connects to this side, if it does. */
    private record Active(boolean on, int first, int last, Optional<Host> address) {

        private static final Active NOT = new Active(false, 0, 0, Optional.empty());

        Active on(boolean now) {
            return new Active(now, first, last, address);
        }
    }

    /** What other clients do not have. */
    private record Own(Active active, boolean isText, boolean pipelining, Optional<Host> virtualHost, Clock clock) {

        private Own active(Active other) {
            return new Own(other, isText, pipelining, virtualHost, clock);
        }

        private Own text(boolean on) {
            return new Own(active, on, pipelining, virtualHost, clock);
        }

        private Own pipelining(boolean on) {
            return new Own(active, isText, on, virtualHost, clock);
        }

        private Own virtualHost(Host host) {
            return new Own(active, isText, pipelining, Optional.of(host), clock);
        }

        private Own clock(Clock other) {
            return new Own(active, isText, pipelining, virtualHost, other);
        }
    }

    private final Own own;

    private Ftp(Settings settings, Own own) {
        super(settings);
        this.own = own;
    }

    /**
     * A client of the server on that host.
     *
     * @param host a name or an address
     * @throws IllegalArgumentException if it cannot be one
     */
    public static Ftp at(String host) {
        return new Ftp(
                Settings.of(Protocol.FTP, host),
                new Own(Active.NOT, false, true, Optional.empty(), Clock.system(ZoneId.systemDefault())));
    }

    @Override
    protected Ftp with(Settings settings) {
        return new Ftp(settings, own);
    }

    @Override
    protected List<Object> ownSettings() {
        return List.of(own);
    }

    /**
     * Who logs in where {@link FtpConnection#login()} is called, in a {@link #pool} and in {@link FtpSession#reconnect}; they
     * go to this host and port and to no other.
     */
    public Ftp credentials(Credentials who) {
        return with(settings().credentials(who));
    }

    /** The client connects to the server for data (EPSV, PASV); the default. */
    public Ftp passive() {
        return active(own.active().on(false));
    }

    /** The server connects to the client for data (EPRT, PORT); seldom possible through a firewall. */
    public Ftp active() {
        return active(own.active().on(true));
    }

    /**
     * In active mode this side listens on the first of these ports that is free; on any that is by default. Which ports
     * a firewall lets through can be set so. {@link FtpSession#active()} goes by it too.
     *
     * @throws IllegalArgumentException unless {@code 1 <= first <= last <= 65535}
     */
    public Ftp activePorts(int first, int last) {
        if (first < 1 || last < first || last > 65_535) {
            throw new IllegalArgumentException("not ports in their order: " + first + " to " + last);
        }
        Active now = own.active();
        return active(new Active(now.on(), first, last, now.address()));
    }

    /**
     * In active mode the server is told to connect to this address, such as the outer one of a gateway that hands the
     * connection on; by default to the one that the control connection comes from.
     *
     * @param address an IPv4 or IPv6 address; no name, as nothing is looked up
     * @throws IllegalArgumentException if it is none
     */
    public Ftp activeAddress(String address) {
        Host literal = Host.literal(address)
                .filter(host -> host.address().isPresent())
                .orElseThrow(() -> new IllegalArgumentException("not an address: " + Text.printable(address)));
        Active now = own.active();
        return active(new Active(now.on(), now.first(), now.last(), Optional.of(literal)));
    }

    /** Files are transferred byte by byte (TYPE I); the default. */
    public Ftp binary() {
        return new Ftp(settings(), own.text(false));
    }

    /** Files are text, whose lines end with CR LF on the way and as usual at each end (TYPE A). */
    public Ftp text() {
        return new Ftp(settings(), own.text(true));
    }

    /**
     * Sends one command at a time, and waits for each answer. By default several go out in one packet where that is safe:
     * over TLS or on loopback, where no gateway reads along that may stumble over the second of them. So EPSV and RETR of a
     * file share one round trip there, and so do the paths of a {@linkplain FtpBatches batch}. A server that answers a command
     * in company with 500, 501 or 503 and does it alone is sent one at a time for the rest of the session; one that falls
     * silent after the first of several ends the session with {@link WireException.TimedOut}, and needs this.
     */
    public Ftp withoutPipelining() {
        return new Ftp(settings(), own.pipelining(false));
    }

    /**
     * Says before each login which of its hosts is meant to a server that has several under one address (HOST, RFC 7151). A
     * server that does not know the command, or the host, is {@link WireException.Refused} by {@link #connect}.
     *
     * @param name a name or an address
     * @throws IllegalArgumentException if it cannot be one
     */
    public Ftp virtualHost(String name) {
        return new Ftp(settings(), own.virtualHost(Host.parse(name)));
    }

    /** The clock that gives a date without a year its year in a listing; the system's by default. */
    public Ftp clock(Clock other) {
        return new Ftp(settings(), own.clock(Objects.requireNonNull(other)));
    }

    private Ftp active(Active other) {
        return new Ftp(settings(), own.active(other));
    }

    boolean isActive() {
        return own.active().on();
    }

    int firstPort() {
        return own.active().first();
    }

    int lastPort() {
        return own.active().last();
    }

    Optional<InetAddress> activeAddress() {
        return own.active().address().flatMap(Host::address);
    }

    boolean isText() {
        return own.isText();
    }

    boolean pipelining() {
        return own.pipelining();
    }

    Optional<String> virtualHost() {
        return own.virtualHost().map(host -> host.text().indexOf(':') >= 0 ? "[" + host.text() + "]" : host.text());
    }

    Clock clock() {
        return own.clock();
    }

    /**
     * Connects: name lookup, TCP, the greeting, and with {@link protocols.Tls#UPGRADE} or
     * {@link protocols.Tls#IMPLICIT} TLS for control and data (AUTH TLS, PBSZ 0, PROT P), all within one timeout.
     *
     * @throws WireException.Insecure if TLS or the protection of data was refused, or the certificate is not trusted
     * @throws WireException.Refused if the server is not ready
     */
    public FtpConnection connect() throws WireException {
        return Engine.get().connect(this);
    }

    /**
     * A pool of sessions that are logged in with the {@linkplain #credentials credentials} of this value, each when it is
     * needed; nothing is connected yet.
     *
     * @param sessions how many there may be at once, from 1
     * @throws IllegalStateException if this value holds no credentials
     */
    public FtpPool pool(int sessions) {
        if (sessions < 1) {
            throw new IllegalArgumentException("a pool of " + sessions + " sessions");
        }
        if (settings().credentials().isEmpty()) {
            throw new IllegalStateException("nobody to log in: call credentials(..) before pool(..)");
        }
        return Engine.get().pool(this, sessions);
    }

    /** For the implementation alone: the type is exported to nobody else. */
    @SuppressWarnings("exports")
    public static FtpFriend friend() {
        return Friend.INSTANCE;
    }
}
