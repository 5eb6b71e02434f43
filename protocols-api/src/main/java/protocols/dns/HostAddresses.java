package protocols.dns;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import protocols.Attempt;
import protocols.Text;
import protocols.WireException;

/** The addresses of a host, and where they come from. */
public final class HostAddresses {

    /** Where addresses come from. */
    public enum Source {
        /** The host was an address itself. */
        LITERAL,
        /** The hosts file. */
        HOSTS,
        /** The host was {@code localhost} or stood below it, which nobody is asked about (RFC 6761 section 6.3). */
        LOCALHOST,
        /** The servers, or what is kept of their answers. */
        DNS
    }

    private final String host;
    private final Source source;
    private final List<InetAddress> addresses;
    private final List<Outcome> outcomes;

    private HostAddresses(String host, Source source, List<InetAddress> addresses, List<Outcome> outcomes) {
        this.host = host;
        this.source = source;
        this.addresses = List.copyOf(addresses);
        this.outcomes = List.copyOf(outcomes);
    }

    /** From its parts, as a session puts them together. */
    public static HostAddresses of(String host, Source source, List<InetAddress> addresses, List<Outcome> outcomes) {
        return new HostAddresses(host, source, addresses, outcomes);
    }

    /** The host as it was given. */
    public String host() {
        return host;
    }

    /** Who knows the addresses, or was asked last. */
    public Source source() {
        return source;
    }

    /**
     * The addresses, each once, those of IPv6 first (RFC 6724 section 2.1), otherwise in the order of their source; empty if
     * there are none.
     */
    public List<InetAddress> addresses() {
        return addresses;
    }

    /** What the servers said, for every name that was tried; empty if none was asked. */
    public List<Outcome> outcomes() {
        return outcomes;
    }

    /** Those among what the servers said. */
    static HostAddresses said(String host, List<Outcome> outcomes) {
        Set<InetAddress> six = new LinkedHashSet<>();
        Set<InetAddress> four = new LinkedHashSet<>();
        for (Outcome outcome : outcomes) {
            outcome.data(Rdata.Aaaa.class).forEach(one -> six.add(one.address()));
            outcome.data(Rdata.A.class).forEach(one -> four.add(one.address()));
        }
        List<InetAddress> all = new ArrayList<>(six);
        all.addAll(four);
        return new HostAddresses(host, Source.DNS, all, outcomes);
    }

    /**
     * The addresses, of which there is at least one.
     *
     * @throws WireException.Unreachable if there is none; it says in words what the servers said to each name tried
     */
    public List<InetAddress> orThrow() throws WireException {
        if (!addresses.isEmpty()) {
            return addresses;
        }
        List<String> said = outcomes.stream().map(Outcome::summary).distinct().toList();
        List<Attempt> attempts =
                outcomes.stream().flatMap(one -> one.attempts().stream()).toList();
        String why = said.isEmpty() ? "no address in the hosts file" : String.join("; ", said);
        throw new WireException.Unreachable("no address of " + Text.printable(host) + ": " + why, attempts);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HostAddresses that
                && host.equals(that.host)
                && source == that.source
                && addresses.equals(that.addresses)
                && outcomes.equals(that.outcomes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(host, source, addresses, outcomes);
    }

    /** The host and its addresses, safe to show. */
    @Override
    public String toString() {
        return Text.printable(host) + " "
                + addresses.stream().map(InetAddress::getHostAddress).toList();
    }
}
