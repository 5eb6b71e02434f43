package protocols;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import protocols.net.Connector;
import protocols.net.Resolver;
import protocols.spi.Settings;

/**
 * A client of one protocol, as a value: the peer and how to reach it. It does no I/O and can be shared and kept; every
 * wither gives a changed copy.
 *
 * @param <C> the client's own type
 */
public abstract class Client<C extends Client<C>> {

    private final Settings settings;

    /** For the clients of this library. */
    protected Client(Settings settings) {
        this.settings = settings;
    }

    /** A copy with other settings. */
    protected abstract C with(Settings settings);

    /** What all clients have in common: for the clients of this library. */
    protected final Settings settings() {
        return settings;
    }

    /** The host of the peer, as {@link protocols.net.Host#text} writes it. */
    public final String host() {
        return settings.host();
    }

    /** The port of the peer: the one that was set, else the protocol's default for the mode of TLS. */
    public final int port() {
        return settings.port();
    }

    /** Where TLS begins: as it was set, else as {@link Protocol#tls} says for the port. */
    public final Tls tls() {
        return settings.tls();
    }

    /** The total time for one operation. */
    public final Duration timeout() {
        return settings.timeout();
    }

    /** Another port; the default depends on the protocol and on {@link #tls(Tls)}, see {@link Protocol}. */
    public final C port(int number) {
        return with(settings.port(number));
    }

    /** Where TLS begins; the default depends on the protocol and the port, see {@link Protocol#tls}. */
    public final C tls(Tls mode) {
        return with(settings.tls(Objects.requireNonNull(mode)));
    }

    /** Whose certificates are believed; {@link Trust#SYSTEM} by default. */
    public final C trust(Trust whom) {
        return with(settings.trust(Objects.requireNonNull(whom)));
    }

    /**
     * The total time for one operation, such as a command with its reply, or connecting with name lookup, TLS handshake
     * and greeting; 60 seconds by default. A peer that sends a byte now and then cannot stretch it. The body of a
     * transfer is not counted: that has {@link #idleTimeout(Duration)}; what is held in memory is. The answer to a body has
     * the total anew, and after more than 64 KiB the time in which a peer reads at 10,000 bytes a second what may still lie
     * in the buffers of both systems, at most 4 MiB of it.
     */
    public final C timeout(Duration total) {
        return with(settings.timeout(total));
    }

    /** The longest silence within a transfer; 60 seconds by default. */
    public final C idleTimeout(Duration silence) {
        return with(settings.idleTimeout(silence));
    }

    /** The total time for one transfer, however steadily it comes; none by default. */
    public final C transferTimeout(Duration total) {
        return with(settings.transferTimeout(total));
    }

    /** What a peer may send; {@link Limits#DEFAULT} by default. */
    public final C limits(Limits caps) {
        return with(settings.limits(Objects.requireNonNull(caps)));
    }

    /** How the peer is reached; {@link Connector#direct()} by default. */
    public final C via(Connector connector) {
        return with(settings.via(Objects.requireNonNull(connector)));
    }

    /**
     * Who knows the addresses of the peer, such as a {@link protocols.dns.Dns}; the resolver of the system by default. A
     * proxy that was named by {@link #via} resolves the peer itself, and then this is asked for the proxy.
     */
    public final C resolver(Resolver resolver) {
        return with(settings.resolver(Objects.requireNonNull(resolver)));
    }

    /** What is kept for the transcript; {@link Transcript.Keep#LINES} by default. */
    public final C keep(Transcript.Keep what) {
        return with(settings.keep(Objects.requireNonNull(what)));
    }

    /** Tells somebody what happens, beside whoever is told already. */
    public final C observe(Observer observer) {
        return with(settings.observe(Objects.requireNonNull(observer)));
    }

    /**
     * Allows a login that can be read and changed on its way: without TLS, to a peer that is not loopback, or that a proxy is
     * asked for, whose loopback would be its own.
     */
    public final C allowClearLogin() {
        return with(settings.allowClearLogin());
    }

    /** Whether both are of one kind and hold the same. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Client<?> that
                && getClass() == that.getClass()
                && settings.equals(that.settings)
                && ownSettings().equals(that.ownSettings());
    }

    @Override
    public int hashCode() {
        return 31 * settings.hashCode() + ownSettings().hashCode();
    }

    /** What this kind of client holds besides: for the clients of this library. */
    protected List<Object> ownSettings() {
        return List.of();
    }

    @Override
    public String toString() {
        return settings.toString();
    }
}
