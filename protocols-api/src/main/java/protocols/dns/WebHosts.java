package protocols.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import protocols.dns.ServiceRdata.Https;

/** How a web server is reached by its HTTPS records (RFC 9460 section 3). */
public final class WebHosts {

    /** The protocol that a web server speaks if nothing is said (RFC 9460 section 9.2). */
    public static final String DEFAULT_ALPN = "http/1.1";

    /** The keys that can be mandatory for a record to be of use here. */
    private static final Set<Integer> KNOWN =
            Set.of(SvcParams.ALPN, SvcParams.NO_DEFAULT_ALPN, SvcParams.PORT, SvcParams.IPV4HINT, SvcParams.IPV6HINT);

    /** One way to the server. */
    public static final class Host {

        private final Name target;
        private final int port;
        private final List<String> alpn;
        private final SvcParams params;

        private Host(Name target, int port, List<String> alpn, SvcParams params) {
            this.target = target;
            this.port = port;
            this.alpn = List.copyOf(alpn);
            this.params = params;
        }

        /** From its parts. */
        public static Host of(Name target, int port, List<String> alpn, SvcParams params) {
            return new Host(target, port, alpn, params);
        }

        /** Whose addresses are connected to; certificates are still checked for the name of the origin. */
        public Name target() {
            return target;
        }

        /** 0 to 65535. */
        public int port() {
            return port;
        }

        /** The protocols that are spoken there. */
        public List<String> alpn() {
            return alpn;
        }

        /** All that the record says. */
        public SvcParams params() {
            return params;
        }

        static Host plain(Name target, int port) {
            return new Host(target, port, List.of(DEFAULT_ALPN), SvcParams.NONE);
        }

        private static Host of(Https record, Name owner, int port) {
            SvcParams params = record.params();
            List<String> alpn = new ArrayList<>(params.alpn());
            if (!params.noDefaultAlpn()) {
                alpn.add(DEFAULT_ALPN);
            }
            Name target = record.target().isRoot() ? owner : record.target();
            return new Host(
                    target, params.port().orElse(port), alpn.stream().distinct().toList(), params);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Host that
                    && target.equals(that.target)
                    && port == that.port
                    && alpn.equals(that.alpn)
                    && params.equals(that.params);
        }

        @Override
        public int hashCode() {
            return Objects.hash(target, port, alpn, params);
        }

        /** The target, its port and its protocols. */
        @Override
        public String toString() {
            return target + ":" + port + " " + alpn;
        }
    }

    private final List<Host> hosts;
    private final List<Outcome> outcomes;

    private WebHosts(List<Host> hosts, List<Outcome> outcomes) {
        this.hosts = List.copyOf(hosts);
        this.outcomes = List.copyOf(outcomes);
    }

    /** From its parts, as a session puts them together. */
    public static WebHosts of(List<Host> hosts, List<Outcome> outcomes) {
        return new WebHosts(hosts, outcomes);
    }

    /**
     * In the order in which they are to be tried; the last is the one that is used without such records. Empty if the domain
     * says that it has no web server.
     */
    public List<Host> hosts() {
        return hosts;
    }

    /** What the servers said, one for each name on the way through aliases. */
    public List<Outcome> outcomes() {
        return outcomes;
    }

    /** Whether the domain says that it has no web server. */
    public boolean isRefused() {
        return hosts.isEmpty();
    }

    /** The records; none if one of them cannot be read (RFC 9460 section 2.2). */
    private static List<Https> all(Outcome outcome) {
        List<Https> all = outcome.data(Https.class);
        boolean whole = outcome.records().stream()
                        .filter(one -> one.type().equals(RecordType.HTTPS))
                        .count()
                == all.size();
        return whole ? all : List.of();
    }

    /** The records in service mode that can be used, by priority, equal ones mixed. */
    static List<Host> usable(Outcome outcome, Name owner, int port, RandomGenerator random) {
        TreeMap<Integer, List<Host>> byPriority = new TreeMap<>();
        for (Https record : all(outcome)) {
            if (record.priority() > 0 && KNOWN.containsAll(record.params().mandatory())) {
                List<Host> equal = byPriority.computeIfAbsent(record.priority(), one -> new ArrayList<>());
                equal.add(random.nextInt(equal.size() + 1), Host.of(record, owner, port));
            }
        }
        return byPriority.values().stream().flatMap(List::stream).toList();
    }

    /** The records in alias mode; where there is one, those in service mode do not count (RFC 9460 section 2.4.1). */
    static List<Https> aliases(Outcome outcome) {
        return all(outcome).stream().filter(one -> one.priority() == 0).toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WebHosts that && hosts.equals(that.hosts) && outcomes.equals(that.outcomes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(hosts, outcomes);
    }

    /** The hosts in their order. */
    @Override
    public String toString() {
        return hosts.toString();
    }
}
