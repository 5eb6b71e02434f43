package protocols.spi;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import protocols.Client;
import protocols.Credentials;
import protocols.Limits;
import protocols.Observer;
import protocols.Protocol;
import protocols.Tls;
import protocols.Transcript;
import protocols.Trust;
import protocols.net.Connector;
import protocols.net.Endpoint;
import protocols.net.Host;
import protocols.net.Resolver;

/**
 * How to reach a peer and how far to trust it: what all clients have in common. Immutable; a {@link Client} changes a
 * copy.
 */
public final class Settings {

    private final Protocol protocol;
    private final String host;
    private Optional<Integer> port = Optional.empty();
    private Optional<Tls> tls = Optional.empty();
    private Trust trust = Trust.SYSTEM;
    private Duration timeout = Duration.ofSeconds(60);
    private Duration idleTimeout = Duration.ofSeconds(60);
    private Optional<Duration> transferTimeout = Optional.empty();
    private Limits limits = Limits.DEFAULT;
    private Optional<Connector> via = Optional.empty();
    private Optional<Resolver> resolver = Optional.empty();
    private Transcript.Keep keep = Transcript.Keep.LINES;
    private Optional<Observer> observer = Optional.empty();
    private Optional<Credentials> credentials = Optional.empty();
    private boolean clearLogin;

    private Settings(Protocol protocol, String host) {
        this.protocol = protocol;
        this.host = host;
    }

    private Settings(Settings other) {
        this(other, other.host);
    }

    private Settings(Settings other, String host) {
        this.protocol = other.protocol;
        this.host = host;
        port = other.port;
        tls = other.tls;
        trust = other.trust;
        timeout = other.timeout;
        idleTimeout = other.idleTimeout;
        transferTimeout = other.transferTimeout;
        limits = other.limits;
        via = other.via;
        resolver = other.resolver;
        keep = other.keep;
        observer = other.observer;
        credentials = other.credentials;
        clearLogin = other.clearLogin;
    }

    /**
     * The defaults for a peer.
     *
     * @param host a name or an address, as {@link Host#parse} takes it
     * @throws IllegalArgumentException if it is none
     */
    public static Settings of(Protocol protocol, String host) {
        return new Settings(protocol, Host.parse(host).text());
    }

    /**
     * The same for another peer, where a redirect leads, but without credentials: they belong to this one.
     *
     * @throws IllegalArgumentException as {@link #of}
     */
    public Settings to(String otherHost, int otherPort, Tls mode) {
        Settings there = new Settings(this, Host.parse(otherHost).text());
        there.credentials = Optional.empty();
        return there.port(otherPort).tls(mode);
    }

    /** The protocol. */
    public Protocol protocol() {
        return protocol;
    }

    /** The peer. */
    public String host() {
        return host;
    }

    /** The port: the one that was set, else the protocol's default for the mode of TLS. */
    public int port() {
        return port.orElseGet(() ->
                tls.map(protocol::port).orElseGet(() -> protocol.ports().get(0).number()));
    }

    /** Where TLS begins: as it was set, else as {@link Protocol#tls} says for the port. */
    public Tls tls() {
        return tls.orElseGet(() -> protocol.tls(port(), endpoint().isLoopback()));
    }

    /** The peer, as what a {@link Connector} opens: over TCP. */
    public Endpoint endpoint() {
        return new Endpoint(host, port(), Protocol.Transport.TCP);
    }

    /** Whose certificates are believed. */
    public Trust trust() {
        return trust;
    }

    /** The total for one operation. */
    public Duration timeout() {
        return timeout;
    }

    /** The longest silence within a transfer. */
    public Duration idleTimeout() {
        return idleTimeout;
    }

    /** The total for one transfer, if it has one. */
    public Optional<Duration> transferTimeout() {
        return transferTimeout;
    }

    /** What a peer may send. */
    public Limits limits() {
        return limits;
    }

    /** Whether these settings reach a peer in the same way as others: by the same connector and resolver. */
    public boolean sameWayAs(Settings other) {
        return via.equals(other.via) && resolver.equals(other.resolver);
    }

    /** How the peer is reached: {@link Connector#direct()} unless it was set, with the resolver if one was set. */
    public Connector via() {
        Connector connector = via.orElseGet(Connector::direct);
        return resolver.map(connector::with).orElse(connector);
    }

    /** Who knows the addresses of the peer; empty for the resolver of the system. */
    public Optional<Resolver> resolver() {
        return resolver;
    }

    /** What is kept for the transcript. */
    public Transcript.Keep keep() {
        return keep;
    }

    /** Who is told what happens. */
    public Optional<Observer> observer() {
        return observer;
    }

    /** Who logs in, if that was said. */
    public Optional<Credentials> credentials() {
        return credentials;
    }

    /** With who logs in: for the clients of this library. */
    public Settings credentials(Credentials who) {
        Settings copy = new Settings(this);
        copy.credentials = Optional.of(who);
        return copy;
    }

    /** Whether a login without TLS was allowed by name. */
    public boolean clearLogin() {
        return clearLogin;
    }

    /** A copy with another value. */
    public Settings port(int number) {
        Settings copy = new Settings(this);
        copy.port = Optional.of(new Endpoint(host, number, Protocol.Transport.TCP).port());
        return copy;
    }

    /** A copy with another value. */
    public Settings tls(Tls mode) {
        Settings copy = new Settings(this);
        copy.tls = Optional.of(mode);
        return copy;
    }

    /** A copy with another value. */
    public Settings trust(Trust whom) {
        Settings copy = new Settings(this);
        copy.trust = whom;
        return copy;
    }

    /** A copy with another value. */
    public Settings timeout(Duration total) {
        Settings copy = new Settings(this);
        copy.timeout = positive(total);
        return copy;
    }

    /** A copy with another value. */
    public Settings idleTimeout(Duration silence) {
        Settings copy = new Settings(this);
        copy.idleTimeout = positive(silence);
        return copy;
    }

    /** A copy with another value. */
    public Settings transferTimeout(Duration total) {
        Settings copy = new Settings(this);
        copy.transferTimeout = Optional.of(positive(total));
        return copy;
    }

    /** A copy with another value. */
    public Settings limits(Limits caps) {
        Settings copy = new Settings(this);
        copy.limits = caps;
        return copy;
    }

    /** A copy with another value. */
    public Settings via(Connector connector) {
        Settings copy = new Settings(this);
        copy.via = Optional.of(connector);
        return copy;
    }

    /** A copy with another value. */
    public Settings resolver(Resolver whom) {
        Settings copy = new Settings(this);
        copy.resolver = Optional.of(whom);
        return copy;
    }

    /** A copy with another value. */
    public Settings keep(Transcript.Keep what) {
        Settings copy = new Settings(this);
        copy.keep = what;
        return copy;
    }

    /** A copy with another value. */
    public Settings observe(Observer whom) {
        Settings copy = new Settings(this);
        copy.observer = Optional.of(observer.map(first -> first.and(whom)).orElse(whom));
        return copy;
    }

    /** A copy with another value. */
    public Settings allowClearLogin() {
        Settings copy = new Settings(this);
        copy.clearLogin = true;
        return copy;
    }

    private static Duration positive(Duration limit) {
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException("a limit of time must be positive: " + limit);
        }
        return limit;
    }

    /** Whether they lead to the same peer in the same way; connectors, resolvers and observers count by themselves. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Settings that && values().equals(that.values());
    }

    @Override
    public int hashCode() {
        return values().hashCode();
    }

    private List<Object> values() {
        return List.of(
                protocol,
                host,
                port,
                tls,
                trust,
                timeout,
                idleTimeout,
                transferTimeout,
                limits,
                via,
                resolver,
                keep,
                observer,
                credentials,
                clearLogin);
    }

    @Override
    public String toString() {
        return protocol + " " + endpoint().authority() + " tls " + tls();
    }
}
