// House size: the settings of a client and what it does by itself stand together.
package protocols.dns;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import protocols.Client;
import protocols.Protocol;
import protocols.Tls;
import protocols.WireException;
import protocols.http.Url;
import protocols.net.Deadline;
import protocols.net.Endpoint;
import protocols.net.Resolver;
import protocols.spi.DnsFriend;
import protocols.spi.DnsOptions;
import protocols.spi.Engine;
import protocols.spi.NameServer;
import protocols.spi.QueryForm;
import protocols.spi.Settings;
import protocols.spi.StubOptions;

/**
 * A stub resolver (RFC 1034 section 5.3.1): it asks servers that resolve names, over UDP, and over TCP where an answer
 * does not fit into a datagram.
 *
 * <pre>{@code
 * Outcome outcome = Dns.system().lookup("example.org", RecordType.MX);
 * outcome.data(Rdata.Mx.class).forEach(mx -> out.println(mx.exchange()));
 * }</pre>
 *
 * <p>A session asks many questions, and any number of them at once. The mail servers of a domain, and which of 1,000
 * addresses have a name:
 *
 * <!-- run: dns-reverse -->
 * <pre>{@code
 * try (DnsSession dns = Dns.at("192.0.2.53").connect()) {
 *     dns.mail("example.org").hosts().forEach(out::println);
 *     List<Question> questions = new ArrayList<>();
 *     for (int i = 0; i < 1000; i++) {
 *         Name address = Name.ofAddress("10.0." + i / 256 + "." + i % 256).orElseThrow();
 *         questions.add(Question.of(address, RecordType.PTR));
 *     }
 *     try (var outcomes = dns.resolveAll(questions.stream(), 256)) {
 *         out.println(outcomes.filter(Outcome.Answer.class::isInstance).count() + " have a name");
 *     }
 * }
 * }</pre>
 *
 * <p>Only servers that were named are asked, never others. {@link #timeout(Duration)} is the total for one lookup, 10
 * seconds by default. A thread that waits for a datagram stays awake for the first 100 microseconds where the server answered
 * about as quickly before, as one on this machine does, and sleeps otherwise.
 */
public final class Dns extends Client<Dns> implements Resolver {

    static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Set<DnsFlag> QUERY_FLAGS = Set.of(DnsFlag.RD, DnsFlag.AD, DnsFlag.CD);

    private final DnsOptions options;

    private Dns(Settings settings, DnsOptions options) {
        super(settings);
        this.options = options;
        if (options.url().isPresent()
                && settings.tls() == Tls.NONE
                && !settings.endpoint().isLoopback()) {
            throw new IllegalArgumentException(
                    "DNS over HTTPS needs an https URL: " + options.url().get());
        }
    }

    /**
     * Asks a server.
     *
     * @param server its address, or its name for the resolver of the system
     */
    public static Dns at(String server) {
        return new Dns(Settings.of(Protocol.DNS, server), DnsOptions.of(server)).timeout(TIMEOUT);
    }

    /**
     * Asks a server over HTTPS (RFC 8484), by POST on kept connections of HTTP/1.1; the name in the URL is one for the
     * resolver of the system. Hosts file, search list and cache are consulted as with any other server; what is said of
     * datagrams and of several servers does not apply. Of lookups that run at once each has a connection for itself, at
     * most 8 in a session; more wait for one, within their timeout. A status other than 200 is {@link Outcome.Malformed}.
     *
     * <pre>{@code Dns.atUrl("https://dns.example.org/dns-query").lookup("example.org", RecordType.A)}</pre>
     *
     * @throws IllegalArgumentException if it is no https URL; http is taken for a loopback host alone
     */
    public static Dns atUrl(String url) {
        Url at = Url.parse(url);
        Tls tls = at.isSecure() ? Tls.IMPLICIT : Tls.NONE;
        Dns server = at(at.host()).tls(tls).port(at.port());
        return new Dns(server.settings(), DnsOptions.of(at));
    }

    /**
     * Resolves names as this machine does: the hosts file first, then the servers that {@code /etc/resolv.conf} names,
     * with the search list, timeout, attempts and options that stand there or in the variables {@code LOCALDOMAIN} and
     * {@code RES_OPTIONS}. Without that file it is 127.0.0.1 that is asked; on Windows and macOS, where the file does not say
     * it, the servers that the JDK finds by its JNDI provider (modules {@code java.naming} and {@code jdk.naming.dns}).
     */
    public static Dns system() {
        return system(ResolvConf.SYSTEM).environment(System.getenv()).hosts(Hosts.ofSystem());
    }

    /**
     * Asks the servers that another file in the form of resolv.conf(5) names, or 127.0.0.1 if it names none; {@link
     * #hosts} and {@link #environment} add what else a machine knows. The file is read by {@link #connect()}, and again
     * when it has changed, for which a session looks at most once a second.
     */
    public static Dns system(Path resolvConf) {
        return new Dns(Settings.of(Protocol.DNS, "resolv.conf"), DnsOptions.of(resolvConf)).timeout(TIMEOUT);
    }

    /** For the implementation alone: the type is exported to nobody else. */
    @SuppressWarnings("exports")
    public static DnsFriend friend() {
        return Friend.INSTANCE;
    }

    @Override
    protected Dns with(Settings changed) {
        boolean sameWay = changed.sameWayAs(settings())
                && changed.endpoint().equals(settings().endpoint())
                && changed.tls() == settings().tls();
        return new Dns(changed, sameWay ? options : options.unlearnt());
    }

    @Override
    protected List<Object> ownSettings() {
        return List.of(options);
    }

    private Dns with(DnsOptions changed) {
        return new Dns(settings(), changed);
    }

    /**
     * A further server, on the same port: asked if those before it do not answer.
     *
     * @throws IllegalStateException for the servers of the system, and over HTTPS, where a URL is asked
     */
    public Dns or(String server) {
        return or(NameServer.of(new Endpoint(server, settings().port(), Protocol.Transport.TCP).host()));
    }

    /**
     * A further server on a port of its own, whatever {@link #port} says.
     *
     * @throws IllegalArgumentException if that is no port
     * @throws IllegalStateException for the servers of the system, and over HTTPS, where a URL is asked
     */
    public Dns or(String server, int port) {
        return or(new NameServer(new Endpoint(server, port, Protocol.Transport.TCP).host(), OptionalInt.of(port)));
    }

    private Dns or(NameServer server) {
        if (options.url().isPresent()) {
            throw new IllegalStateException(
                    "a URL is asked alone: " + options.url().get());
        }
        if (options.file().isPresent()) {
            throw new IllegalStateException("the servers of " + options.file().get() + " are asked, and no other");
        }
        List<NameServer> all = new ArrayList<>(options.servers());
        all.add(server);
        return with(options.servers(all));
    }

    /** Asks over TCP from the start (RFC 7766). */
    public Dns overTcp() {
        return with(options.overTcp());
    }

    /**
     * How long a datagram is waited for before the next server is asked, or the same one again; doubled for each further
     * attempt. 2 seconds by default.
     */
    public Dns retry(Duration first) {
        if (first.isNegative() || first.isZero()) {
            throw new IllegalArgumentException("not a time to wait: " + first);
        }
        return with(options.retry(first));
    }

    /** How often the servers are gone through within the timeout, 3 times by default. */
    public Dns attempts(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("not a number of attempts: " + count);
        }
        return with(options.attempts(count));
    }

    /**
     * What queries say by way of EDNS: {@link Edns#DEFAULT} if nothing is set. For DNSSEC records, a client subnet or the
     * name of the server:
     *
     * <pre>{@code dns.edns(Edns.DEFAULT.withDnssecOk(true).with(EdnsOption.Nsid.ASK))}</pre>
     */
    public Dns edns(Edns edns) {
        return with(options.form().withEdns(edns));
    }

    /**
     * Whether the letters of names are sent over UDP in a random case, which a forger has to guess and the server
     * repeats; true by default. A server that does not repeat it is asked over TCP, and without it from the second time
     * on; see {@link DnsSession#lookup(Question)} for one that takes no TCP.
     */
    public Dns mixedCase(boolean on) {
        return with(options.form().withMixedCase(on));
    }

    /**
     * Whether cookies (RFC 7873) are sent over UDP, remembered and checked; true by default. A server that does not know
     * them ignores them.
     */
    public Dns cookies(boolean on) {
        return with(options.form().withCookies(on));
    }

    /**
     * The flags of queries, {@link DnsFlag#RD} alone by default; none of them for what a server knows itself (RFC 1034 section
     * 4.3.1). {@link DnsFlag#CD} asks for data that fails validation, too (RFC 4035 section 3.2.2). {@link DnsFlag#AD} asks
     * whether the server has validated it (RFC 6840 section 5.7), and believes that whichever way the answer comes: without
     * it the flag is taken off an answer that came neither within TLS nor from this machine, where anybody could have set it.
     *
     * @throws IllegalArgumentException for a flag of responses
     */
    public Dns flags(DnsFlag... set) {
        Set<DnsFlag> flags = Set.of(set);
        if (!QUERY_FLAGS.containsAll(flags)) {
            throw new IllegalArgumentException("not flags of a query: " + flags);
        }
        return with(options.form().withFlags(flags));
    }

    /**
     * Signs with a key (TSIG, RFC 8945) what is said by hand, {@link DnsSession#exchange}, {@link DnsSession#update} and
     * {@link DnsSession#notify(Name)}, and the transfers {@link DnsSession#transfer} and {@link DnsSession#changes}; a reply
     * that is not signed with it is not believed. Lookups are not signed.
     */
    public Dns key(TsigKey key) {
        return with(options.form().withKey(key));
    }

    private Dns with(QueryForm form) {
        return with(options.form(form));
    }

    /**
     * Consults a hosts file before the servers, for questions of type A, AAAA and PTR and for addresses; it is read again
     * when it has changed. One that cannot be read knows nothing. {@link #system()} consults that of this machine, the
     * other clients none.
     */
    public Dns hosts(Path file) {
        return with(options.stub().hosts(Optional.of(file)));
    }

    /** Asks the servers alone, whatever the hosts file says. */
    public Dns withoutHosts() {
        return with(options.stub().hosts(Optional.empty()));
    }

    /**
     * The search list for {@link #search} and {@link #addresses(String)}, instead of that of resolv.conf. No other lookup
     * uses one: {@link #lookup(String, RecordType)} takes every name as a whole one.
     */
    public Dns searchList(SearchList list) {
        return with(options.stub().searchList(list));
    }

    /** Keeps outcomes, in a cache that may be shared with others that ask the same servers; none by default. */
    public Dns cache(DnsCache cache) {
        return with(options.stub().cache(cache));
    }

    /**
     * The variables that have a say in how resolv.conf is read: {@code LOCALDOMAIN} and {@code RES_OPTIONS}, others are not
     * looked at. Those of this process for {@link #system()}, else none by default.
     */
    public Dns environment(Map<String, String> variables) {
        Map<String, String> kept = new HashMap<>(variables);
        kept.keySet().retainAll(Set.of("LOCALDOMAIN", "RES_OPTIONS"));
        return with(options.stub().environment(kept));
    }

    /** Begins each lookup with the next server, which shares the load; the first one by default. */
    public Dns rotate() {
        return with(options.stub().rotate());
    }

    /** Asks for no IPv6 addresses in {@link #addresses(String)}. */
    public Dns ipv4Only() {
        return with(options.stub().onlyIpv4());
    }

    /**
     * Whether an alias is followed that a server gives alone, without a word about the name it leads to (RFC 1034 section
     * 5.3.3), as one does that has no data of that name; true by default. Such an answer holds the records of all steps,
     * at most 8.
     */
    public Dns followAliases(boolean on) {
        return with(options.stub().followAliases(on));
    }

    private Dns with(StubOptions stub) {
        return with(options.stub(stub));
    }

    DnsOptions options() {
        return options;
    }

    /** The servers that a file names, and its times, options and search list where none were set here. */
    Dns configured(ResolvConf file) {
        return with(options.configured(file));
    }

    /**
     * A session that keeps its sockets between lookups. This waits for nobody: sockets open with the first question.
     *
     * @throws WireException.Unreachable if the system names no server that can be found
     * @throws WireException.Unsupported if an upgrade to TLS is asked for, which DNS does not have
     */
    public DnsSession connect() throws WireException {
        return Engine.get().connect(this);
    }

    /** One lookup in a session of its own: see {@link DnsSession#lookup(Question)}. */
    public Outcome lookup(Question question) throws WireException {
        try (DnsSession session = connect()) {
            return session.lookup(question);
        }
    }

    /** One lookup in class IN in a session of its own. */
    public Outcome lookup(Name name, RecordType type) throws WireException {
        return lookup(Question.of(name, type));
    }

    /**
     * One lookup in class IN in a session of its own.
     *
     * @param name as {@link DnsSession#lookup(String, RecordType)} takes it
     */
    public Outcome lookup(String name, RecordType type) throws WireException {
        return lookup(QueryName.of(name), type);
    }

    /** The names of an address: its PTR records, in a session of its own. */
    public Outcome reverse(InetAddress address) throws WireException {
        return lookup(Name.ofAddress(address), RecordType.PTR);
    }

    /** One lookup with the search list, in a session of its own: see {@link DnsSession#search}. */
    public Searched search(String name, RecordType type) throws WireException {
        try (DnsSession session = connect()) {
            return session.search(name, type);
        }
    }

    /** The addresses of a host, in a session of its own: see {@link DnsSession#addresses(String)}. */
    public HostAddresses addresses(String host) throws WireException {
        try (DnsSession session = connect()) {
            return session.addresses(host);
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>Each call has a session of its own. A client that opens many connections is better given a {@link DnsSession}.
     */
    @Override
    public List<InetAddress> addresses(String host, Deadline deadline) throws WireException {
        try (DnsSession session = connect()) {
            return session.addresses(host, deadline);
        }
    }

    /** Where mail for a domain goes, in a session of its own: see {@link DnsSession#mail}. */
    public MailRoute mail(String domain) throws WireException {
        try (DnsSession session = connect()) {
            return session.mail(domain);
        }
    }

    /** The hosts that offer a service, in a session of its own: see {@link DnsSession#service}. */
    public ServiceHosts service(String service, String domain) throws WireException {
        try (DnsSession session = connect()) {
            return session.service(service, domain);
        }
    }

    private List<String> names() {
        return options.servers().stream()
                .map(one -> one.port().isEmpty()
                        ? one.host()
                        : one.endpoint(settings().port(), Protocol.Transport.TCP)
                                .authority())
                .toList();
    }

    /** Who is asked: the URL, the file that names servers, or the servers. */
    @Override
    public String toString() {
        if (options.url().isPresent()) {
            return "DNS " + options.url().get();
        }
        return options.file()
                .map(file -> "DNS servers of " + file)
                .orElseGet(() -> settings() + (options.servers().size() > 1 ? " " + names() : ""));
    }
}
