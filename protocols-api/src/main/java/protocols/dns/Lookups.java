package protocols.dns;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.random.RandomGenerator;
import protocols.Batch;
import protocols.Batch.Fate;
import protocols.Text;
import protocols.WireException;
import protocols.dns.HostAddresses.Source;
import protocols.net.Deadline;
import protocols.net.Host;
import protocols.spi.CoreFriend;
import protocols.spi.DnsAsker;

/** What takes several lookups of one session, within one deadline. */
final class Lookups {

    private static final Name LOCALHOST = Name.of("localhost");

    private static final int MAX_WINDOW = 10_000;
    private static final int AT_ONCE = 32;

    private Lookups() {}

    static DnsAsker asker(DnsSession session) {
        return session instanceof DnsAsker asker ? asker : new PlainAsker(session);
    }

    static Batch<Question, Outcome> all(DnsAsker session, Iterable<Question> questions, int window)
            throws WireException {
        if (window < 1 || window > MAX_WINDOW) {
            throw new IllegalArgumentException("not a window from 1 to " + MAX_WINDOW + ": " + window);
        }
        List<Fate<Question, Outcome>> fates = new ArrayList<>();
        List<Question> together = new ArrayList<>();
        for (Iterator<Question> rest = questions.iterator(); rest.hasNext(); ) {
            together.add(rest.next());
            if (together.size() == Math.min(window, AT_ONCE) || !rest.hasNext()) {
                ask(session, List.copyOf(together), fates);
                together.clear();
            }
        }
        return Batch.of(fates);
    }

    private static void ask(DnsAsker session, List<Question> together, List<Fate<Question, Outcome>> fates)
            throws WireException {
        try {
            List<Outcome> outcomes = session.ask(together, session.deadline());
            for (int i = 0; i < outcomes.size(); i++) {
                fates.add(Fate.done(together.get(i), outcomes.get(i)));
            }
        } catch (WireException.Cancelled e) {
            together.forEach(question -> fates.add(Fate.unknown(question)));
            throw CoreFriend.get().with(e, Batch.of(fates));
        } catch (WireException e) {
            if (together.size() == 1) {
                fates.add(Fate.refused(together.get(0), e));
                return;
            }
            // It may be the matter of one question alone.
            for (Question question : together) {
                ask(session, List.of(question), fates);
            }
        }
    }

    static Searched search(DnsAsker session, String name, RecordType type) throws WireException {
        QueryName.of(name);
        Deadline deadline = session.deadline();
        SearchList list = list(session);
        List<Outcome> tried = new ArrayList<>();
        for (Name candidate : list.candidates(name)) {
            tried.add(session.ask(Question.of(candidate, type), deadline));
            if (!Searched.goesOn(tried.get(tried.size() - 1))) {
                break;
            }
        }
        return Searched.of(name, list, tried);
    }

    private static SearchList list(DnsAsker session) {
        return session.stub().searchList().orElse(SearchList.NONE);
    }

    static List<InetAddress> resolve(DnsAsker session, String host, Deadline deadline) throws WireException {
        HostAddresses found;
        try {
            found = addresses(session, host, deadline);
        } catch (IllegalArgumentException e) {
            throw new WireException.Unreachable("no name of a host: " + Text.printable(host), List.of(), e);
        }
        return found.orThrow();
    }

    static HostAddresses addresses(DnsAsker session, String host, Deadline deadline) throws WireException {
        Host asked = Host.parse(QueryName.unbracketed(host));
        if (asked.isLiteral()) {
            return HostAddresses.of(host, Source.LITERAL, List.of(literal(asked)), List.of());
        }
        Name name = Name.of(asked.text());
        List<InetAddress> known = session.hosts().addresses(name);
        if (!known.isEmpty()) {
            return HostAddresses.of(host, Source.HOSTS, sixFirst(known), List.of());
        }
        if (name.isSubdomainOf(LOCALHOST)) {
            return HostAddresses.of(host, Source.LOCALHOST, loopback(session), List.of());
        }
        List<Outcome> outcomes = new ArrayList<>();
        for (Name candidate : list(session).candidates(asked.text())) {
            List<Outcome> said = session.ask(questions(session, candidate), deadline);
            outcomes.addAll(said);
            boolean found = said.stream().anyMatch(Outcome.Answer.class::isInstance);
            if (found || !said.stream().allMatch(Searched::goesOn)) {
                break;
            }
        }
        return HostAddresses.said(host, outcomes);
    }

    /** Unlike on a socket, an address of IPv4 within IPv6 stays one of IPv6, as an AAAA record would have it. */
    private static InetAddress literal(Host host) {
        byte[] octets = host.octets();
        return octets.length == 4 || host.zone().isPresent() ? host.address().orElseThrow() : Addresses.ipv6(octets);
    }

    private static List<Question> questions(DnsAsker session, Name name) {
        Question four = Question.of(name, RecordType.A);
        return session.stub().ipv4Only() ? List.of(four) : List.of(Question.of(name, RecordType.AAAA), four);
    }

    private static List<InetAddress> sixFirst(List<InetAddress> addresses) {
        List<InetAddress> order = new ArrayList<>(addresses);
        order.sort((one, other) -> other.getAddress().length - one.getAddress().length);
        return order;
    }

    private static List<InetAddress> loopback(DnsAsker session) {
        InetAddress four = Addresses.ipv4(new byte[] {127, 0, 0, 1});
        byte[] one = new byte[16];
        one[15] = 1;
        return session.stub().ipv4Only() ? List.of(four) : List.of(Addresses.ipv6(one), four);
    }

    static MailRoute mail(DnsAsker session, Name domain, RandomGenerator random) throws WireException {
        Deadline deadline = session.deadline();
        Outcome mx = session.ask(Question.of(domain, RecordType.MX), deadline);
        MailRoute route = MailRoute.of(mx, random);
        return mx instanceof Outcome.NoData
                ? route.withAddresses(session.ask(questions(session, domain), deadline))
                : route;
    }

    static List<MailServer> mailServers(DnsAsker session, Name domain, MailService... services) throws WireException {
        Deadline deadline = session.deadline();
        List<Question> questions = new ArrayList<>();
        for (MailService service : services) {
            questions.add(Question.of(Name.of(service.label()).under(domain), RecordType.SRV));
        }
        List<Outcome> outcomes = session.ask(questions, deadline);
        List<MailServer> servers = new ArrayList<>();
        for (int i = 0; i < services.length; i++) {
            MailService service = services[i];
            for (Rdata.Srv srv :
                    ServiceHosts.of(outcomes.get(i), new SecureRandom()).hosts()) {
                servers.add(MailServer.of(service, srv.target(), srv.port()));
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
