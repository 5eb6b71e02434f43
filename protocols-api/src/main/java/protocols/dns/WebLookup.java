package protocols.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import protocols.WireException;
import protocols.net.Deadline;
import protocols.spi.DnsAsker;

/** The way of a web client through HTTPS records (RFC 9460 section 3). */
final class WebLookup {

    private static final int HTTPS_PORT = 443;
    private static final int MAX_ALIASES = 8;

    private final DnsAsker session;
    private final int port;
    private final Deadline deadline;
    private final RandomGenerator random;
    private final List<Outcome> outcomes = new ArrayList<>();

    WebLookup(DnsAsker session, int port, RandomGenerator random) {
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("not a port: " + port);
        }
        this.session = session;
        this.port = port;
        this.deadline = session.deadline();
        this.random = random;
    }

    WebHosts run(Name host) throws WireException {
        // RFC 9460 section 9.1: another port than 443 stands before the name.
        Name asked = port == HTTPS_PORT ? host : Name.of("_" + port + "._https").under(host);
        Name target = host;
        for (int hop = 0; hop <= MAX_ALIASES; hop++) {
            Outcome outcome = session.ask(Question.of(asked, RecordType.HTTPS), deadline);
            outcomes.add(outcome);
            List<ServiceRdata.Https> aliases = WebHosts.aliases(outcome);
            if (aliases.isEmpty()) {
                return hosts(outcome, target);
            }
            asked = aliases.get(random.nextInt(aliases.size())).target();
            target = asked;
            if (asked.isRoot()) {
                return WebHosts.of(List.of(), outcomes);
            }
        }
        return WebHosts.of(List.of(WebHosts.Host.plain(host, port)), outcomes);
    }

    private WebHosts hosts(Outcome outcome, Name target) {
        List<WebHosts.Host> hosts = new ArrayList<>();
        if (outcome instanceof Outcome.Answer answer) {
            hosts.addAll(WebHosts.usable(outcome, answer.canonicalName(), port, random));
        }
        hosts.add(WebHosts.Host.plain(target, port));
        return WebHosts.of(hosts.stream().distinct().toList(), outcomes);
    }
}
