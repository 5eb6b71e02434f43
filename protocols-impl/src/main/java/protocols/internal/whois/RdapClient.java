package protocols.internal.whois;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import protocols.Reply;
import protocols.WireException;
import protocols.http.Url;
import protocols.net.Deadline;
import protocols.whois.WhoisAnswer;
import protocols.whois.Bootstrap;
import protocols.whois.Rdap;
import protocols.whois.RdapReply;
import protocols.whois.WhoisReferral;
import protocols.whois.Registration;
import protocols.whois.WhoisQuery;

/** One lookup over HTTP (RFC 7480): the bootstrap, the registry, the registrar, all within one deadline. */
public final class RdapClient {

    private static final String JSON = "application/json";
    private static final String RDAP_JSON = "application/rdap+json";

    private final Rdap rdap;
    private final WhoisQuery query;
    private final RdapFetch fetch;
    private final List<WhoisAnswer> answers = new ArrayList<>();
    private final List<WireException> failures = new ArrayList<>();

    private Url answered;

    private RdapClient(Rdap rdap, WhoisQuery query, Deadline deadline) {
        this.rdap = rdap;
        this.query = query;
        this.fetch = new RdapFetch(rdap, deadline);
        this.answered = rdap.base();
    }

    /** See {@link Rdap#lookup(WhoisQuery, Deadline)}. */
    public static Registration lookup(Rdap rdap, WhoisQuery query, Deadline deadline) throws WireException {
        RdapClient client = new RdapClient(rdap, query, deadline);
        try {
            return client.run();
        } catch (WireException e) {
            throw client.fetch.ended(e, "lookup of " + query);
        }
    }

    private Registration run() throws WireException {
        WhoisReferral next = askOneOf(services());
        while (next instanceof WhoisReferral.Related to) {
            next = follow(to);
        }
        Registration.Lookup how = new Registration.Lookup(next, fetch.transcript(), fetch.stats(), failures);
        return Registration.ofAnswers(query, answers, how);
    }

    private List<Url> services() throws WireException {
        if (rdap.bootstrap().isEmpty()) {
            return List.of(rdap.base());
        }
        Bootstrap bootstrap = rdap.bootstrap().get();
        List<Url> services = bootstrap.services(query, this::load);
        if (services.isEmpty()) {
            throw new WireException.Unsupported("no RDAP service is known for " + query);
        }
        // Whether the registry was loaded just now or long ago: who keeps one nearby may name services nearby.
        fetch.trust(Addresses.isNearby(bootstrap.base().host()));
        return services;
    }

    private byte[] load(Url registry) throws WireException {
        RdapFetch.Fetched found = fetch.get(registry, JSON);
        if (found.status() != 200) {
            throw new WireException.Refused(Reply.of(String.valueOf(found.status()), registry.toString()));
        }
        return found.body();
    }

    /** A service that cannot be reached may have another URL (RFC 9224 section 3). */
    private WhoisReferral askOneOf(List<Url> services) throws WireException {
        boolean trusted = fetch.isTrusting();
        int last = services.size() - 1;
        for (Url service : services.subList(0, last)) {
            try {
                return ask(service.resolve(Rdap.path(query)));
            } catch (WireException.Cancelled e) {
                throw e;
            } catch (WireException e) {
                failures.add(e);
                fetch.trust(trusted);
            }
        }
        return ask(services.get(last).resolve(Rdap.path(query)));
    }

    private WhoisReferral ask(Url url) throws WireException {
        RdapFetch.Fetched found = fetch.get(url, RDAP_JSON);
        RdapReply reply = new RdapReply(found.url(), found.status(), found.headers(), found.body());
        answers.add(reply.answer(query));
        answered = found.url();
        return reply.related().map(WhoisReferral.class::cast).orElseGet(WhoisReferral.None::new);
    }

    /** What was said so far is not lost by a service further down. */
    private WhoisReferral follow(WhoisReferral.Related to) throws WireException {
        Optional<String> objection = answers.size() > rdap.policy().maxHops()
                ? Optional.of("more than " + rdap.policy().maxHops() + " hops")
                : fetch.objection(answered, to.url());
        if (objection.isPresent()) {
            return new WhoisReferral.Ignored(to.line(), objection.get());
        }
        try {
            return ask(to.url());
        } catch (WireException.Cancelled e) {
            throw e;
        } catch (WireException e) {
            failures.add(e);
            return new WhoisReferral.Ignored(to.line(), e.kind() + ": " + e.reason());
        }
    }
}
