package protocols.internal.whois;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import protocols.Protocol;
import protocols.Settings;
import protocols.Tls;
import protocols.WireException;
import protocols.internal.line.Command;
import protocols.internal.wire.DirectConnector;
import protocols.internal.wire.Link;
import protocols.internal.wire.Opening;
import protocols.internal.wire.Recorder;
import protocols.net.Deadline;
import protocols.net.Endpoint;
import protocols.whois.WhoisReferral;
import protocols.whois.ReferralPolicy;
import protocols.whois.Registration;
import protocols.whois.Start;
import protocols.whois.WhoisStep;
import protocols.whois.Whois;
import protocols.whois.WhoisQuery;
import protocols.whois.WhoisServer;

/** One lookup: a connection for each server of the chain, all within one deadline and in one transcript. */
public final class WhoisClient {

    private final Whois whois;
    private final Settings settings;
    private final WhoisQuery query;
    private final Recorder recorder;
    private final Deadline deadline;
    private final List<WhoisStep> chain = new ArrayList<>();
    private boolean refererIsPrivate;

    private WhoisClient(Whois whois, WhoisQuery query, Deadline deadline) {
        this.whois = whois;
        this.settings = whois.settings();
        this.query = query;
        this.recorder = new Recorder(settings);
        this.deadline = deadline;
    }

    /** See {@link Whois#lookup(WhoisQuery, Deadline)}. */
    public static Registration lookup(Whois whois, WhoisQuery query, Deadline deadline) throws WireException {
        if (whois.settings().tls() == Tls.UPGRADE) {
            throw new IllegalArgumentException("WHOIS has no upgrade to TLS");
        }
        return new WhoisClient(whois, query, deadline).run();
    }

    private Registration run() throws WireException {
        WhoisReferral next = begin();
        while (next instanceof WhoisReferral.To to) {
            recorder.note(chain.size(), "refers to " + to.server());
            next = follow(to);
        }
        Registration.Lookup how = new Registration.Lookup(next, recorder.transcript(), recorder.stats());
        return Registration.of(query, chain, how);
    }

    /** A server that IANA named a while ago and that fails now may have been replaced. */
    private WhoisReferral begin() throws WireException {
        Start.Choice choice = whois.start(query);
        if (choice.why() != Start.Why.NAMED && choice.why() != Start.Why.ROOT) {
            recorder.note(1, "begins at " + choice);
        }
        try {
            return ask(choice.server(), "");
        } catch (WireException.Cancelled e) {
            throw e;
        } catch (WireException e) {
            if (choice.why() != Start.Why.CACHE) {
                throw e;
            }
            whois.cache().forget(query);
            return ask(whois.start(query).server(), "");
        }
    }

    /** What was said so far is not lost by a server further down. */
    private WhoisReferral follow(WhoisReferral.To to) throws WireException {
        try {
            return ask(to.server(), to.line());
        } catch (WireException.Cancelled e) {
            throw e;
        } catch (WireException e) {
            return new WhoisReferral.Unanswered(to.server(), to.line(), e);
        }
    }

    /** Where the answer sends us; a server at a forbidden address is not asked. */
    private WhoisReferral ask(WhoisServer server, String referral) throws WireException {
        WhoisReferral forbidden = new WhoisReferral.Ignored(referral, "a private address");
        Optional<InetAddress> address = Addresses.literal(server.host());
        if (address.filter(this::isForbidden).isPresent()) {
            return forbidden;
        }
        Endpoint endpoint = new Endpoint(server.host(), server.port(), Protocol.Transport.TCP);
        Barrier barrier = new Barrier();
        try (Link link = Opening.open(barrier.before(whois), recorder, endpoint, deadline)) {
            // However the name was resolved: this is the very address that is connected to.
            Optional<InetAddress> connected = address.or(() -> Addresses.of(link.peer(), server.port()));
            if (connected.filter(this::isForbidden).isPresent()) {
                return forbidden;
            }
            chain.add(link.operation("query", deadline, () -> exchange(link, server)));
            refererIsPrivate = connected.isPresent() && !ReferralPolicy.DEFAULT.allows(connected.get());
        } catch (WireException e) {
            if (barrier.heldAll()) {
                return forbidden;
            }
            throw e;
        }
        return judged(server);
    }

    private WhoisReferral judged(WhoisServer server) {
        WhoisReferral next = whois.policy().next(query, chain);
        int last = chain.size() - 1;
        if (!(next instanceof WhoisReferral.None)) {
            chain.set(last, chain.get(last).withReferrals(whois.policy().judge(chain)));
        }
        if (next instanceof WhoisReferral.To to && last == 0 && server.equals(WhoisServer.IANA)) {
            whois.cache().learn(query, chain.get(0).text(), to.server());
        }
        return next;
    }

    /** Whoever has a private address himself may know his neighbours; anyone else could use us to reach them. */
    private boolean isForbidden(InetAddress address) {
        return !chain.isEmpty() && !refererIsPrivate && !whois.policy().allows(address);
    }

    private WhoisStep exchange(Link link, WhoisServer server) throws IOException {
        if (chain.isEmpty() && settings.tls() == Tls.IMPLICIT) {
            link.secure(server.host(), server.port());
        }
        String line = query.lineFor(server);
        Command.line("query").text(line).writeTo(link);
        byte[] answer = new AnswerReader(link).readAll(settings.limits().reply());
        return WhoisStep.decode(server, line, answer, whois.charset());
    }

    /** Where a name is resolved here and not by a proxy, its forbidden addresses are not even tried. */
    private final class Barrier {
        private boolean held;
        private boolean passed;

        Settings before(Whois client) {
            return settings.via() instanceof DirectConnector direct
                    ? client.via(direct.only(this::passes)).settings()
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
