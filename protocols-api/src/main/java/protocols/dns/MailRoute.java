package protocols.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** Where mail for a domain goes (RFC 5321 section 5.1). */
public final class MailRoute {

    /** How the hosts are known. */
    public enum Kind {
        /** By MX records. */
        LISTED,
        /** There is no MX record, but the domain itself has an address: it is its own host. */
        IMPLICIT,
        /** The domain says that it takes no mail (RFC 7505): not even its own address may be tried. */
        NO_MAIL,
        /** The domain does not exist, or has neither MX records nor an address: there is nobody to take mail. */
        NO_DOMAIN,
        /** Nobody could say: it is to be tried again later. */
        UNKNOWN
    }

    private final Name domain;
    private final Kind kind;
    private final List<Name> hosts;
    private final List<Outcome> outcomes;

    private MailRoute(Name domain, Kind kind, List<Name> hosts, List<Outcome> outcomes) {
        this.domain = domain;
        this.kind = kind;
        this.hosts = List.copyOf(hosts);
        this.outcomes = List.copyOf(outcomes);
    }

    /** Whose mail it is. */
    public Name domain() {
        return domain;
    }

    /** How the hosts are known. */
    public Kind kind() {
        return kind;
    }

    /** The hosts in the order in which they are to be tried; empty if there are none. */
    public List<Name> hosts() {
        return hosts;
    }

    /** What the servers said: to the question for MX records, and, where there is none, for addresses. */
    public List<Outcome> outcomes() {
        return outcomes;
    }

    /**
     * What the answer to the question for MX records says.
     *
     * @param random mixes hosts of one preference, so that they share the load
     * @return as if the domain had no address, if it has no MX records: see {@link #withAddresses}
     */
    public static MailRoute of(Outcome mx, RandomGenerator random) {
        Name domain = mx.question().name();
        if (mx instanceof Outcome.NoData || mx instanceof Outcome.NxDomain) {
            return new MailRoute(domain, Kind.NO_DOMAIN, List.of(), List.of(mx));
        }
        if (!(mx instanceof Outcome.Answer)) {
            return new MailRoute(domain, Kind.UNKNOWN, List.of(), List.of(mx));
        }
        List<Rdata.Mx> records = mx.data(Rdata.Mx.class);
        List<Name> hosts = order(records, random);
        // Records of which none can be read say neither where to send mail nor that none is taken.
        Kind without = records.isEmpty() ? Kind.UNKNOWN : Kind.NO_MAIL;
        return new MailRoute(domain, hosts.isEmpty() ? without : Kind.LISTED, hosts, List.of(mx));
    }

    /** The same, with what was found of the addresses of the domain itself, which has no MX record. */
    MailRoute withAddresses(List<Outcome> addresses) {
        List<Outcome> all = new ArrayList<>(outcomes);
        all.addAll(addresses);
        if (addresses.stream().anyMatch(Outcome.Answer.class::isInstance)) {
            return new MailRoute(domain, Kind.IMPLICIT, List.of(domain), all);
        }
        boolean sure =
                addresses.stream().allMatch(one -> one instanceof Outcome.NoData || one instanceof Outcome.NxDomain);
        return new MailRoute(domain, sure ? Kind.NO_DOMAIN : Kind.UNKNOWN, List.of(), all);
    }

    /** By preference; a null MX among others, which RFC 7505 section 3 forbids, is passed over. */
    private static List<Name> order(List<Rdata.Mx> records, RandomGenerator random) {
        TreeMap<Integer, List<Name>> byPreference = new TreeMap<>();
        for (Rdata.Mx mx : records) {
            if (!mx.exchange().isRoot()) {
                byPreference
                        .computeIfAbsent(mx.preference(), one -> new ArrayList<>())
                        .add(mx.exchange());
            }
        }
        List<Name> order = new ArrayList<>();
        for (List<Name> equal : byPreference.values()) {
            for (int i = equal.size() - 1; i > 0; i--) {
                int other = random.nextInt(i + 1);
                equal.set(other, equal.set(i, equal.get(other)));
            }
            order.addAll(equal);
        }
        return order.stream().distinct().toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MailRoute that
                && domain.equals(that.domain)
                && kind == that.kind
                && hosts.equals(that.hosts)
                && outcomes.equals(that.outcomes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(domain, kind, hosts, outcomes);
    }

    /** How the hosts are known, and the hosts. */
    @Override
    public String toString() {
        return domain + " " + kind + " " + hosts;
    }
}
