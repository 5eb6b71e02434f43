package protocols.ftp;

import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import protocols.Client;
import protocols.Credentials;
import protocols.Protocol;
import protocols.WireException;
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

    private final boolean isActive;
    private final boolean isText;
    private final Clock clock;

    private Ftp(Settings settings, boolean isActive, boolean isText, Clock clock) {
        super(settings);
        this.isActive = isActive;
        this.isText = isText;
        this.clock = clock;
    }

    /**
     * A client of the server on that host.
     *
     * @param host a name or an address
     * @throws IllegalArgumentException if it cannot be one
     */
    public static Ftp at(String host) {
        return new Ftp(Settings.of(Protocol.FTP, host), false, false, Clock.system(ZoneId.systemDefault()));
    }

    @Override
    protected Ftp with(Settings settings) {
        return new Ftp(settings, isActive, isText, clock);
    }

    @Override
    protected List<Object> ownSettings() {
        return List.of(isActive, isText, clock);
    }

    /** Who logs in where {@link FtpConnection#login()} is called; they go to this host and port and to no other. */
    public Ftp credentials(Credentials who) {
        return with(settings().credentials(who));
    }

    /** The client connects to the server for data (EPSV, PASV); the default. */
    public Ftp passive() {
        return new Ftp(settings(), false, isText, clock);
    }

    /** The server connects to the client for data (EPRT, PORT); seldom possible through a firewall. */
    public Ftp active() {
        return new Ftp(settings(), true, isText, clock);
    }

    /** Files are transferred byte by byte (TYPE I); the default. */
    public Ftp binary() {
        return new Ftp(settings(), isActive, false, clock);
    }

    /** Files are text, whose lines end with CR LF on the way and as usual at each end (TYPE A). */
    public Ftp text() {
        return new Ftp(settings(), isActive, true, clock);
    }

    /** The clock that gives a date without a year its year in a listing; the system's by default. */
    public Ftp clock(Clock other) {
        return new Ftp(settings(), isActive, isText, Objects.requireNonNull(other));
    }

    boolean isActive() {
        return isActive;
    }

    boolean isText() {
        return isText;
    }

    Clock clock() {
        return clock;
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

    /** For the implementation alone: the type is exported to nobody else. */
    @SuppressWarnings("exports")
    public static FtpFriend friend() {
        return Friend.INSTANCE;
    }
}
