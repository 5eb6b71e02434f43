package protocols.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** The hosts that offer a service in a domain (RFC 2782). */
public final class ServiceHosts {

    private final List<Rdata.Srv> hosts;
    private final Outcome outcome;

    private ServiceHosts(List<Rdata.Srv> hosts, Outcome outcome) {
        this.hosts = List.copyOf(hosts);
        this.outcome = outcome;
    }

    /** Host and port, in the order in which they are to be tried; empty if there are none. */
    public List<Rdata.Srv> hosts() {
        return hosts;
    }

    /** What the servers said. */
    public Outcome outcome() {
        return outcome;
    }

    /**
     * What the answer to a question for SRV records says.
     *
     * @param random chooses among hosts of one priority by their weights
     */
    public static ServiceHosts of(Outcome srv, RandomGenerator random) {
        List<Rdata.Srv> real = srv.data(Rdata.Srv.class).stream()
                .filter(one -> !one.target().isRoot())
                .toList();
        return new ServiceHosts(order(real, random), srv);
    }

    /** Whether the domain says that it does not offer the service at all: its one target is the root. */
    public boolean isRefused() {
        return hosts.isEmpty() && !outcome.data(Rdata.Srv.class).isEmpty();
    }

    /** By priority, and within one priority drawn one after the other, each by its share of the weights left. */
    private static List<Rdata.Srv> order(List<Rdata.Srv> records, RandomGenerator random) {
        TreeMap<Integer, List<Rdata.Srv>> byPriority = new TreeMap<>();
        for (Rdata.Srv srv : records) {
            byPriority.computeIfAbsent(srv.priority(), one -> new ArrayList<>()).add(srv);
        }
        List<Rdata.Srv> order = new ArrayList<>(records.size());
        for (List<Rdata.Srv> equal : byPriority.values()) {
            // Those of weight 0 stand first, so that they have a small chance beside others (RFC 2782, "Weight").
            equal.sort((one, other) -> Boolean.compare(one.weight() > 0, other.weight() > 0));
            while (!equal.isEmpty()) {
                order.add(equal.remove(draw(equal, random)));
            }
        }
        return order;
    }

    private static int draw(List<Rdata.Srv> left, RandomGenerator random) {
        int sum = left.stream().mapToInt(Rdata.Srv::weight).sum();
        int drawn = random.nextInt(sum + 1);
        int running = 0;
        for (int i = 0; i < left.size(); i++) {
            running += left.get(i).weight();
            if (running >= drawn) {
                return i;
            }
        }
        throw new IllegalStateException("drew " + drawn + " of " + sum);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ServiceHosts that && hosts.equals(that.hosts) && outcome.equals(that.outcome);
    }

    @Override
    public int hashCode() {
        return Objects.hash(hosts, outcome);
    }

    /** The hosts; without any, what the servers said. */
    @Override
    public String toString() {
        return hosts.isEmpty() ? outcome.summary() : hosts.toString();
    }
}
