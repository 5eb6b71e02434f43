package protocols.internal.whois;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import protocols.Deadline;
import protocols.Endpoint;
import protocols.Protocol;
import protocols.Settings;
import protocols.Tls;
import protocols.WireException;
import protocols.internal.line.Command;
import protocols.internal.wire.Link;
import protocols.internal.wire.Recorder;
import protocols.whois.Referral;
import protocols.whois.ReferralPolicy;
import protocols.whois.Registration;
import protocols.whois.Step;
import protocols.whois.Whois;
import protocols.whois.WhoisQuery;
import protocols.whois.WhoisServer;

/** One lookup: a connection for each server of the chain, all within one deadline and in one transcript. */
public final class WhoisClient {

    private static final String FORBIDDEN = "a private address";

    private final Whois whois;
    private final Settings settings;
    private final WhoisQuery query;
    private final Recorder recorder;
    private final Deadline deadline;
    private final List<Step> chain = new ArrayList<>();
    private boolean refererIsPrivate;

    private WhoisClient(Whois whois, WhoisQuery query) {
        this.whois = whois;
        this.settings = whois.settings();
        this.query = query;
        this.recorder = new Recorder(settings);
        this.deadline = Deadline.in("timeout", settings.timeout());
    }

    /** See {@link Whois#lookup(WhoisQuery)}. */
    public static Registration lookup(Whois whois, WhoisQuery query) throws WireException {
        if (whois.settings().tls() == Tls.UPGRADE) {
            throw new IllegalArgumentException("WHOIS has no upgrade to TLS");
        }
        return new WhoisClient(whois, query).run();
    }

    private Registration run() throws WireException {
        Referral next = ask(whois.firstServer(query), "");
        while (next instanceof Referral.To to) {
            recorder.note(chain.size(), "refers to " + to.server());
            next = follow(to);
        }
        Registration.Lookup how = new Registration.Lookup(next, recorder.transcript(), recorder.stats());
        return Registration.of(query, chain, how);
    }

    /** What was said so far is not lost by a server further down. */
    private Referral follow(Referral.To to) throws WireException {
        try {
            return ask(to.server(), to.line());
        } catch (WireException.Cancelled e) {
            throw e;
        } catch (WireException e) {
            return new Referral.Unanswered(to.server(), to.line(), e);
        }
    }

    /** Where the answer sends us; a server at a forbidden address is not asked. */
    private Referral ask(WhoisServer server, String referral) throws WireException {
        Optional<InetAddress> address = Addresses.literal(server.host());
        if (isForbidden(address)) {
            return new Referral.Ignored(referral, FORBIDDEN);
        }
        Endpoint endpoint = new Endpoint(server.host(), server.port(), Protocol.Transport.TCP);
        try (Link link = Link.open(settings, recorder, endpoint, deadline)) {
            // A name could resolve to another address the next time: this is the very one that is connected to.
            Optional<InetAddress> connected = address.or(() -> Addresses.of(link.peer(), server.port()));
            if (isForbidden(connected)) {
                return new Referral.Ignored(referral, FORBIDDEN);
            }
            chain.add(link.operation("query", deadline, () -> exchange(link, server)));
            refererIsPrivate = connected.isPresent() && !ReferralPolicy.DEFAULT.allows(connected.get());
        }
        return whois.policy().next(query, chain);
    }

    /** Whoever has a private address himself may know his neighbours; anyone else could use us to reach them. */
    private boolean isForbidden(Optional<InetAddress> address) {
        return !chain.isEmpty()
                && !refererIsPrivate
                && address.isPresent()
                && !whois.policy().allows(address.get());
    }

    private Step exchange(Link link, WhoisServer server) throws IOException {
        if (chain.isEmpty() && settings.tls() == Tls.IMPLICIT) {
            link.secure(server.host(), server.port());
        }
        String line = query.lineFor(server);
        Command.line("query").text(line).writeTo(link);
        byte[] answer = new AnswerReader(link).readAll(settings.limits().reply());
        return Step.decode(server, line, answer, whois.charset());
    }
}
