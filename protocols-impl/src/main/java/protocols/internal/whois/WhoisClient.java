package protocols.internal.whois;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import protocols.Tls;
import protocols.WireException;
import protocols.internal.line.Command;
import protocols.internal.wire.DirectConnector;
import protocols.internal.wire.Link;
import protocols.internal.wire.Opening;
import protocols.internal.wire.Pause;
import protocols.internal.wire.Recorder;
import protocols.net.Deadline;
import protocols.net.Endpoint;
import protocols.spi.CoreFriend;
import protocols.spi.Settings;
import protocols.spi.WhoisFriend;
import protocols.whois.Registration;
import protocols.whois.Whois;
import protocols.whois.WhoisQuery;
import protocols.whois.WhoisReferral;
import protocols.whois.WhoisServer;
import protocols.whois.WhoisStep;

/** One lookup: a connection for each server of the chain, all within one deadline and in one transcript. */
public final class WhoisClient {

    private static final WhoisFriend API = WhoisFriend.get();

    private final Whois whois;
    private final Settings settings;
    private final WhoisQuery query;
    private final Recorder recorder;
    private final Deadline deadline;
    private final WhoisFriend.Rules rules;
    private final List<WhoisStep> chain = new ArrayList<>();
    private boolean refererIsPrivate;

    private WhoisClient(Whois whois, WhoisQuery query, Deadline deadline) {
        this.whois = whois;
        this.settings = CoreFriend.get().settings(whois);
        this.query = query;
        this.recorder = new Recorder(settings);
        this.deadline = deadline;
        this.rules = API.rules(whois);
    }

    /** See {@link Whois#lookup}. */
    public static Registration lookup(Whois whois, WhoisQuery query, Deadline deadline) throws WireException {
        if (whois.tls() == Tls.UPGRADE) {
            throw new IllegalArgumentException("WHOIS has no upgrade to TLS");
        }
        WhoisClient client = new WhoisClient(whois, query, deadline);
        return client.recorder.during("lookup", client::run);
    }

    private Registration run() throws WireException {
        WhoisReferral next = begin();
        while (next instanceof WhoisReferral.To to) {
            recorder.note(chain.size(), "refers to " + to.server());
            next = follow(to);
        }
        return API.ofSteps(
                query,
                chain,
                new WhoisFriend.Lookup(
                        next, recorder.transcript(), recorder.costs().stats(), List.of()));
    }

    /** A server that IANA named a while ago and that fails now may have been replaced. */
    private WhoisReferral begin() throws WireException {
        WhoisFriend.Start start = API.start(whois, query);
        if (!start.remark().isEmpty()) {
            recorder.note(1, start.remark());
        }
        try {
            return ask(start.server(), "");
        } catch (WireException.Cancelled e) {
            throw e;
        } catch (WireException e) {
            if (!start.isKept()) {
                throw e;
            }
            API.forget(whois, query);
            return ask(API.start(whois, query).server(), "");
        }
    }

    /** What was said so far is not lost by a server further down. */
    private WhoisReferral follow(WhoisReferral.To to) throws WireException {
        try {
            return ask(to.server(), to.line());
        } catch (WireException.Cancelled e) {
            throw e;
        } catch (WireException e) {
            return API.unanswered(to, e);
        }
    }

    /** Where the answer sends us; a server at a forbidden address is not asked. */
    private WhoisReferral ask(WhoisServer server, String referral) throws WireException {
        WhoisReferral forbidden = API.ignored(referral, "a private address");
        Endpoint endpoint = API.endpoint(server);
        Optional<InetAddress> address = Addresses.literal(endpoint.host());
        if (address.filter(this::isForbidden).isPresent()) {
            return forbidden;
        }
        awaitTurn(server);
        Barrier barrier = new Barrier();
        try (Link link = Opening.open(barrier.before(whois), recorder, endpoint, deadline)) {
            // However the name was resolved: this is the very address that is connected to.
            Optional<InetAddress> connected =
                    address.or(() -> Addresses.of(link.remote().address(), endpoint.port()));
            if (connected.filter(this::isForbidden).isPresent()) {
                return forbidden;
            }
            chain.add(link.operation("query", deadline, () -> exchange(link, server, endpoint)));
            refererIsPrivate = connected.isPresent() && !API.isPublic(connected.get());
        } catch (WireException e) {
            if (barrier.heldAll()) {
                return forbidden;
            }
            throw e;
        }
        WhoisFriend.Next next = API.next(whois, query, chain);
        chain.set(chain.size() - 1, next.last());
        return next.referral();
    }

    private void awaitTurn(WhoisServer server) throws WireException {
        WhoisFriend.Turn turn = API.turn(whois, server, deadline);
        if (turn.nanos() > 0) {
            recorder.note(chain.size() + 1, "waits for a turn at " + server);
            try {
                Pause.of(turn.nanos());
            } catch (WireException.Cancelled e) {
                turn.giveBack().run();
                throw e;
            }
        }
    }

    /** Whoever has a private address himself may know his neighbours; anyone else could use us to reach them. */
    private boolean isForbidden(InetAddress address) {
        return !chain.isEmpty() && !refererIsPrivate && !rules.allows(address);
    }

    private WhoisStep exchange(Link link, WhoisServer server, Endpoint endpoint) throws IOException {
        if (chain.isEmpty() && settings.tls() == Tls.IMPLICIT) {
            link.secure(endpoint.host(), endpoint.port());
        }
        String line = API.line(query, server);
        Command.line("query").text(line).writeTo(link);
        byte[] answer = new AnswerReader(link).readAll(settings.limits().reply());
        return API.step(whois, server, line, answer);
    }

    /** Where a name is resolved here and not by a proxy, its forbidden addresses are not even tried. */
    private final class Barrier {
        private boolean held;
        private boolean passed;

        Settings before(Whois client) {
            return settings.via() instanceof DirectConnector direct
                    ? CoreFriend.get().settings(client.via(direct.only(this::passes)))
                    : settings;
        }

        private boolean passes(InetAddress address) {
            boolean forbidden = isForbidden(address);
            held |= forbidden;
            passed |= !forbidden;
            return !forbidden;
        }

        boolean heldAll() {
            return held && !passed;
        }
    }
}
