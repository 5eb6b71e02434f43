package protocols.internal.whois;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import protocols.Reply;
import protocols.WireException;
import protocols.http.Url;
import protocols.net.Deadline;
import protocols.spi.WhoisFriend;
import protocols.spi.WhoisFriend.RdapLink;
import protocols.spi.WhoisFriend.RdapResponse;
import protocols.whois.Rdap;
import protocols.whois.Registration;
import protocols.whois.WhoisAnswer;
import protocols.whois.WhoisQuery;
import protocols.whois.WhoisReferral;

/** One lookup over HTTP (RFC 7480): the bootstrap, the registry, the registrar, all within one deadline. */
public final class RdapClient {

    private static final WhoisFriend API = WhoisFriend.get();
    private static final String JSON = "application/json";
    private static final String RDAP_JSON = "application/rdap+json";

    private final Rdap rdap;
    private final WhoisQuery query;
    private final RdapFetch fetch;
    private final List<WhoisAnswer> answers = new ArrayList<>();
    private final List<WireException> failures = new ArrayList<>();

    private Url answered;
    private WhoisReferral end = API.none();

    private RdapClient(Rdap rdap, WhoisQuery query, Deadline deadline) {
        this.rdap = rdap;
        this.query = query;
        this.fetch = new RdapFetch(rdap, deadline);
        this.answered = API.base(rdap);
    }

    /** See {@link Rdap#lookup}. */
    public static Registration lookup(Rdap rdap, WhoisQuery query, Deadline deadline) throws WireException {
        RdapClient client = new RdapClient(rdap, query, deadline);
        return client.fetch.recorder().during("lookup", client::answer);
    }

    private Registration answer() throws WireException {
        try {
            return run();
        } catch (WireException e) {
            throw fetch.ended(e, "lookup of " + query);
        }
    }

    private Registration run() throws WireException {
        Optional<RdapLink> next = askOneOf(services());
        while (next.isPresent()) {
            next = follow(next.get());
        }
        return API.ofAnswers(query, answers, new WhoisFriend.Lookup(end, fetch.transcript(), fetch.stats(), failures));
    }

    private List<Url> services() throws WireException {
        List<Url> services = API.services(rdap, query, this::load);
        if (!API.hasRegistries(rdap)) {
            return services;
        }
        if (services.isEmpty()) {
            throw new WireException.Unsupported("no RDAP service is known for " + query);
        }
        // Whether the registry was loaded just now or long ago: who keeps one nearby may name services nearby.
        fetch.trust(Addresses.isNearby(API.base(rdap).host()));
        return services;
    }

    private byte[] load(Url registry) throws WireException {
        RdapResponse found = fetch.get(registry, JSON);
        if (found.status() != 200) {
            throw new WireException.Refused(Reply.of(String.valueOf(found.status()), registry.toString()));
        }
        return found.body();
    }

    /** A service that cannot be reached may have another URL (RFC 9224 section 3). */
    private Optional<RdapLink> askOneOf(List<Url> services) throws WireException {
        boolean trusted = fetch.isTrusting();
        int last = services.size() - 1;
        for (Url service : services.subList(0, last)) {
            try {
                return ask(service.resolve(API.path(query)));
            } catch (WireException.Cancelled e) {
                throw e;
            } catch (WireException e) {
                failures.add(e);
                fetch.trust(trusted);
            }
        }
        return ask(services.get(last).resolve(API.path(query)));
    }

    private Optional<RdapLink> ask(Url url) throws WireException {
        RdapResponse found = fetch.get(url, RDAP_JSON);
        WhoisFriend.RdapAnswer said = API.read(query, found);
        answers.add(said.answer());
        answered = found.url();
        return said.next();
    }

    /** What was said so far is not lost by a service further down. */
    private Optional<RdapLink> follow(RdapLink link) throws WireException {
        int most = API.rules(rdap).maxHops();
        Optional<String> objection = answers.size() > most
                ? Optional.of("more than " + most + " hops")
                : fetch.objection(answered, link.url());
        if (objection.isPresent()) {
            return endAt(link, objection.get());
        }
        try {
            return ask(link.url());
        } catch (WireException.Cancelled e) {
            throw e;
        } catch (WireException e) {
            failures.add(e);
            return endAt(link, e.kind() + ": " + e.reason());
        }
    }

    private Optional<RdapLink> endAt(RdapLink link, String reason) {
        end = API.ignored(link.line(), reason);
        return Optional.empty();
    }
}
