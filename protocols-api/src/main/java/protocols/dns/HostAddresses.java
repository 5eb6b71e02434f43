package protocols.dns;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import protocols.Text;
import protocols.WireException;

/**
 * The addresses of a host, and where they come from.
 *
 * @param host as it was given
 * @param source who knows them, or was asked last
 * @param addresses each once, those of IPv6 first (RFC 6724 section 2.1), otherwise in the order of their source; empty if
 *     there are none
 * @param outcomes what the servers said, for every name that was tried; empty if none was asked
 */
public record HostAddresses(String host, Source source, List<InetAddress> addresses, List<Outcome> outcomes) {

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

    public HostAddresses {
        addresses = List.copyOf(addresses);
        outcomes = List.copyOf(outcomes);
    }

    static HostAddresses of(String host, List<Outcome> outcomes) {
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
        List<protocols.Attempt> attempts = outcomes.stream()
                .flatMap(one -> one.attempts().stream())
                .map(tried ->
                        protocols.Attempt.of(tried.server(), tried.transport().name(), tried.duration(), tried.why()))
                .toList();
        String why = said.isEmpty() ? "no address in the hosts file" : String.join("; ", said);
        throw new WireException.Unreachable("no address of " + Text.printable(host) + ": " + why, attempts);
    }
}
