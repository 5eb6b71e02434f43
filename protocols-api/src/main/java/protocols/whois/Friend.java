package protocols.whois;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import protocols.Protocol;
import protocols.WireException;
import protocols.http.Url;
import protocols.net.Deadline;
import protocols.net.Endpoint;
import protocols.spi.WhoisFriend;

/** The back door for the engine. */
final class Friend implements WhoisFriend {

    static final Friend INSTANCE = new Friend();

    private Friend() {}

    @Override
    public boolean isPublic(InetAddress address) {
        return ReferralPolicy.DEFAULT.allows(address);
    }

    @Override
    public Rules rules(Whois whois) {
        return whois.policy();
    }

    @Override
    public Rules rules(Rdap rdap) {
        return rdap.policy();
    }

    @Override
    public Start start(Whois whois, WhoisQuery query) {
        FirstServer.Choice choice = whois.start(query);
        return switch (choice.why()) {
            case NAMED, ROOT -> new Start(choice.server(), false, "");
            case OVERRIDE, TABLE, HANDLE -> new Start(choice.server(), false, "begins at " + choice);
            case CACHE -> new Start(choice.server(), true, "begins at " + choice);
        };
    }

    @Override
    public void forget(Whois whois, WhoisQuery query) {
        whois.cache().forget(query);
    }

    @Override
    public Turn turn(Whois whois, WhoisServer server, Deadline deadline) throws WireException {
        long most = Math.max(0, deadline.remainingNanos());
        Pace.Turn turn = whois.turn(server, most);
        long wait = turn.nanos();
        if (wait > most) {
            throw new WireException.TimedOut(
                    deadline, server + " is not to be asked again for another " + (wait / 1_000_000) + " ms");
        }
        return new Turn(wait, () -> whois.pace().giveBack(server, turn));
    }

    @Override
    public Endpoint endpoint(WhoisServer server) {
        return new Endpoint(server.host(), server.port(), Protocol.Transport.TCP);
    }

    @Override
    public String line(WhoisQuery query, WhoisServer server) {
        return query.lineFor(server);
    }

    @Override
    public WhoisStep step(Whois whois, WhoisServer server, String line, byte[] answer) {
        return WhoisStep.decode(server, line, answer, whois.charset());
    }

    @Override
    public Next next(Whois whois, WhoisQuery query, List<WhoisStep> chain) {
        WhoisStep last = chain.get(chain.size() - 1);
        WhoisReferral next = whois.policy().next(query, chain);
        boolean root = chain.size() == 1 && last.source().equals(WhoisServer.IANA);
        if (root && next instanceof WhoisReferral.To to) {
            whois.cache().learn(query, last.text(), to.server());
        }
        boolean refers = !(next instanceof WhoisReferral.None);
        return new Next(refers ? last.withReferrals(whois.policy().judge(chain)) : last, next);
    }

    @Override
    public WhoisReferral none() {
        return new WhoisReferral.None();
    }

    @Override
    public WhoisReferral ignored(String line, String reason) {
        return new WhoisReferral.Ignored(line, reason);
    }

    @Override
    public WhoisReferral unanswered(WhoisReferral.To to, WireException reason) {
        return new WhoisReferral.Unanswered(to.server(), to.line(), reason);
    }

    @Override
    public Registration ofSteps(WhoisQuery query, List<WhoisStep> chain, Lookup lookup) {
        return Registration.of(query, chain, lookup);
    }

    @Override
    public Registration ofAnswers(WhoisQuery query, List<WhoisAnswer> answers, Lookup lookup) {
        return Registration.ofAnswers(query, answers, lookup);
    }

    @Override
    public Url base(Rdap rdap) {
        return rdap.base();
    }

    @Override
    public boolean hasRegistries(Rdap rdap) {
        return rdap.bootstrap().isPresent();
    }

    @Override
    public List<Url> services(Rdap rdap, WhoisQuery query, Loader loader) throws WireException {
        Optional<Bootstrap> registries = rdap.bootstrap();
        return registries.isPresent() ? registries.get().services(query, loader) : List.of(rdap.base());
    }

    @Override
    public String path(WhoisQuery query) {
        return switch (query.kind()) {
            case DOMAIN, TOP_LEVEL_DOMAIN -> "domain/" + query.text();
            case IPV4, IPV6, CIDR -> "ip/" + query.text();
            case AS_NUMBER -> "autnum/" + query.text().substring(2);
            case HANDLE -> "entity/" + Url.encode(query.text());
        };
    }

    @Override
    public RdapAnswer read(WhoisQuery query, RdapResponse response) {
        RdapReply reply = new RdapReply(response.url(), response.status(), response.headers(), response.body());
        return new RdapAnswer(reply.answer(query), reply.related());
    }
}
