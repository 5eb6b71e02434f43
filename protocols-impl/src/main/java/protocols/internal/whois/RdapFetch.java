package protocols.internal.whois;

import java.net.InetAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import protocols.Observer;
import protocols.Stats;
import protocols.Transcript;
import protocols.WireException;
import protocols.http.Http;
import protocols.http.Response;
import protocols.http.Url;
import protocols.internal.wire.Faults;
import protocols.internal.wire.Recorder;
import protocols.net.Deadline;
import protocols.spi.CoreFriend;
import protocols.spi.HttpFriend;
import protocols.spi.Settings;
import protocols.spi.WhoisFriend;
import protocols.spi.WhoisFriend.RdapResponse;
import protocols.whois.Rdap;

/**
 * The requests of one lookup, each on a connection of its own, and what they are redirected to: one deadline, one
 * transcript, and the same care for where a peer sends us that WHOIS has.
 */
final class RdapFetch {

    /** Longer than anybody waits: the deadline of the whole is the one that counts. */
    private static final Duration ANY_TIME = Duration.ofDays(1);

    /** From one question. */
    private static final int REDIRECTS = 5;

    private final Settings settings;
    private final WhoisFriend.Rules rules;
    private final Deadline deadline;
    private final WatchedConnector connector;
    private final Set<Url> asked = new HashSet<>();
    private final long began = System.nanoTime();
    private final Recorder recorder;
    private String peer;
    private Transcript transcript = Transcript.EMPTY;
    private Stats stats = Stats.NONE;

    RdapFetch(Rdap rdap, Deadline deadline) {
        settings = CoreFriend.get().settings(rdap);
        rules = WhoisFriend.get().rules(rdap);
        recorder = new Recorder(settings);
        this.deadline = deadline;
        connector = new WatchedConnector(settings.via(), rules, deadline);
        peer = WhoisFriend.get().base(rdap).authority();
    }

    /** Of the lookup as one operation; what is said stands in those of its requests. */
    Recorder recorder() {
        return recorder;
    }

    Transcript transcript() {
        return transcript;
    }

    Stats stats() {
        return stats;
    }

    boolean isTrusting() {
        return connector.isTrusting();
    }

    /** See {@link WatchedConnector#trust}. */
    void trust(boolean next) {
        connector.trust(next);
    }

    /** The error that ended the lookup, with its place and all that was said. */
    WireException ended(WireException fault, String doing) {
        return CoreFriend.get().with(Faults.at(fault, Faults.where(peer, doing, began, transcript)), transcript);
    }

    /**
     * Gets what stands at a URL; every status is an answer but a redirect.
     *
     * @throws WireException.Insecure if a redirect leads where it must not
     */
    RdapResponse get(Url first, String type) throws WireException {
        Url url = first;
        for (int hops = 0; ; hops++) {
            RdapResponse found = exchange(url, type);
            Optional<Url> target = redirect(found);
            if (target.isEmpty()) {
                return found;
            }
            if (hops == REDIRECTS) {
                throw new WireException.LimitExceeded("redirects", REDIRECTS);
            }
            Optional<String> objection = objection(url, target.get());
            if (objection.isPresent()) {
                throw new WireException.Insecure("a redirect to " + target.get() + ": " + objection.get());
            }
            url = target.get();
        }
    }

    /** Why a peer must not send us there, if anything speaks against it. */
    Optional<String> objection(Url from, Url to) {
        if (asked.contains(to)) {
            return Optional.of("already asked");
        }
        if (from.isSecure() && !to.isSecure()) {
            return Optional.of("from https to http");
        }
        if (from.sameOrigin(to)) {
            return Optional.empty();
        }
        if (to.port() != (to.isSecure() ? 443 : 80) && !rules.anyPort()) {
            return Optional.of("port " + to.port());
        }
        Optional<InetAddress> address = Addresses.literal(to.host());
        boolean nearby = address.isPresent() ? !rules.allows(address.get()) : Addresses.isNearby(to.host());
        return nearby && !rules.privateAddresses() && !connector.isTrusting()
                ? Optional.of("a private address")
                : Optional.empty();
    }

    private RdapResponse exchange(Url url, String type) throws WireException {
        if (deadline.hasPassed()) {
            throw new WireException.TimedOut(deadline);
        }
        asked.add(url);
        peer = url.authority();
        try (Response response = HttpFriend.get().send(http(url).get().header("Accept", type))) {
            byte[] body = read(response);
            return new RdapResponse(url, response.status(), response.headers(), body);
        } catch (WireException e) {
            transcript = transcript.then(e.transcript());
            throw e;
        }
    }

    private byte[] read(Response response) throws WireException {
        byte[] body = response.bytes();
        transcript = transcript.then(response.transcript());
        stats = stats.plus(response.stats());
        recorder.costs().spent(response.stats());
        return body;
    }

    private Http http(Url url) {
        Http http = Http.at(url)
                .trust(settings.trust())
                .timeout(ANY_TIME)
                .idleTimeout(settings.idleTimeout())
                .limits(settings.limits().body(settings.limits().reply()))
                .via(connector)
                .keep(settings.keep());
        return settings.observer()
                .map(observer -> http.observe(new OfRequests(observer)))
                .orElse(http);
    }

    /** Is told all but that a request has ended: the lookup is the operation. */
    private record OfRequests(Observer observer) implements Observer {
        @Override
        public void line(Transcript.Entry entry) {
            observer.line(entry);
        }

        @Override
        public void connected(Connected connection) {
            observer.connected(connection);
        }

        @Override
        public void secured(Transcript.Secured tls) {
            observer.secured(tls);
        }

        @Override
        public void closed(Transcript.Closed end) {
            observer.closed(end);
        }
    }

    private static Optional<Url> redirect(RdapResponse found) throws WireException {
        boolean redirected =
                switch (found.status()) {
                    case 301, 302, 303, 307, 308 -> true;
                    default -> false;
                };
        Optional<String> location = redirected ? found.headers().first("Location") : Optional.empty();
        if (location.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(found.url().resolve(location.get()));
        } catch (IllegalArgumentException e) {
            throw new WireException.Malformed("a redirect leads to a URL", location.get());
        }
    }
}
