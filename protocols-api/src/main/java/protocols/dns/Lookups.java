package protocols.dns;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import protocols.Text;
import protocols.WireException;
import protocols.WireException.Malformed;
import protocols.dns.HostAddresses.Source;
import protocols.net.Deadline;

/** What takes several lookups of one session, within one deadline. */
final class Lookups {

    private static final Name LOCALHOST = Name.of("localhost");

    private Lookups() {}

    static Deadline timeout(DnsSession session) {
        return Deadline.after("timeout", session.client().settings().timeout());
    }

    static Searched search(DnsSession session, String name, RecordType type, Deadline deadline) throws WireException {
        SearchList list = list(session);
        List<Outcome> tried = new ArrayList<>();
        for (Name candidate : list.candidates(name)) {
            tried.add(session.lookup(Question.of(candidate, type), deadline));
            if (!Searched.goesOn(tried.get(tried.size() - 1))) {
                break;
            }
        }
        return Searched.of(name, list, tried);
    }

    private static SearchList list(DnsSession session) {
        return session.client().stub().searchList().orElse(SearchList.NONE);
    }

    static List<InetAddress> resolve(DnsSession session, String host, Deadline deadline) throws WireException {
        HostAddresses found;
        try {
            found = addresses(session, host, deadline);
        } catch (IllegalArgumentException e) {
            throw new WireException.Unreachable("no name of a host: " + Text.printable(host), List.of(), e);
        }
        return found.orThrow();
    }

    static HostAddresses addresses(DnsSession session, String host, Deadline deadline) throws WireException {
        Optional<InetAddress> literal = literal(host);
        if (literal.isPresent()) {
            return new HostAddresses(host, Source.LITERAL, List.of(literal.get()), List.of());
        }
        Name name = Name.of(host);
        List<InetAddress> known = session.hosts().addresses(name);
        if (!known.isEmpty()) {
            return new HostAddresses(host, Source.HOSTS, sixFirst(known), List.of());
        }
        if (name.isSubdomainOf(LOCALHOST)) {
            return new HostAddresses(host, Source.LOCALHOST, loopback(session), List.of());
        }
        List<Outcome> outcomes = new ArrayList<>();
        for (Name candidate : list(session).candidates(host)) {
            List<Outcome> said = session.lookupAll(questions(session, candidate), deadline);
            outcomes.addAll(said);
            boolean found = said.stream().anyMatch(Outcome.Answer.class::isInstance);
            if (found || !said.stream().allMatch(Searched::goesOn)) {
                break;
            }
        }
        return HostAddresses.of(host, outcomes);
    }

    private static List<Question> questions(DnsSession session, Name name) {
        Question four = Question.of(name, RecordType.A);
        return session.client().stub().ipv4Only() ? List.of(four) : List.of(Question.of(name, RecordType.AAAA), four);
    }

    private static Optional<InetAddress> literal(String host) {
        try {
            return Optional.of(
                    host.indexOf(':') < 0
                            ? Addresses.ipv4(Addresses.parseIpv4(host))
                            : Addresses.ipv6(Addresses.parseIpv6(host)));
        } catch (Malformed e) {
            return Optional.empty();
        }
    }

    private static List<InetAddress> sixFirst(List<InetAddress> addresses) {
        List<InetAddress> order = new ArrayList<>(addresses);
        order.sort((one, other) -> other.getAddress().length - one.getAddress().length);
        return order;
    }

    private static List<InetAddress> loopback(DnsSession session) {
        InetAddress four = Addresses.ipv4(new byte[] {127, 0, 0, 1});
        byte[] one = new byte[16];
        one[15] = 1;
        return session.client().stub().ipv4Only() ? List.of(four) : List.of(Addresses.ipv6(one), four);
    }

    static MailRoute mail(DnsSession session, Name domain, RandomGenerator random) throws WireException {
        Deadline deadline = timeout(session);
        Outcome mx = session.lookup(Question.of(domain, RecordType.MX), deadline);
        MailRoute route = MailRoute.of(mx, random);
        return mx instanceof Outcome.NoData
                ? route.withAddresses(session.lookupAll(questions(session, domain), deadline))
                : route;
    }

    static List<MailServer> mailServers(DnsSession session, Name domain, MailService... services) throws WireException {
        Deadline deadline = timeout(session);
        List<Question> questions = new ArrayList<>();
        for (MailService service : services) {
            questions.add(Question.of(Name.of(service.label()).under(domain), RecordType.SRV));
        }
        List<Outcome> outcomes = session.lookupAll(questions, deadline);
        List<MailServer> servers = new ArrayList<>();
        for (int i = 0; i < services.length; i++) {
            MailService service = services[i];
            for (Rdata.Srv srv :
                    ServiceHosts.of(outcomes.get(i), new SecureRandom()).hosts()) {
                servers.add(new MailServer(service, srv.target(), srv.port()));
            }
        }
        if (servers.isEmpty()) {
            for (Outcome outcome : outcomes) {
                if (!(outcome instanceof Outcome.NoData || outcome instanceof Outcome.NxDomain)) {
                    outcome.orThrow();
                }
            }
        }
        return servers;
    }
}
