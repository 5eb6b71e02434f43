package protocols.internal.dns;

import java.util.ArrayList;
import java.util.List;
import protocols.Attempt;
import protocols.WireException;
import protocols.dns.DnsCache;
import protocols.dns.Outcome;
import protocols.dns.Question;
import protocols.net.Deadline;
import protocols.spi.DnsFriend;

/**
 * What is kept, and the servers for what is not. Where these fail, what is past its time is better than nothing (RFC 8767).
 *
 * @param cache what is kept
 * @param servers who are asked then
 */
record Cached(DnsCache cache, Source servers) implements Source {

    private static final DnsFriend API = DnsFriend.get();

    @Override
    public List<Outcome> lookupAll(List<Question> questions, Deadline deadline) throws WireException {
        return Source.completed(
                questions, question -> API.find(cache, question).map(this::orStale), this::ask, deadline);
    }

    private List<Outcome> ask(List<Question> questions, Deadline deadline) throws WireException {
        List<Outcome> outcomes;
        try {
            outcomes = servers.lookupAll(questions, deadline);
        } catch (WireException.Cancelled e) {
            throw e;
        } catch (WireException e) {
            List<Outcome> stale = questions.stream()
                    .flatMap(question -> API.findStale(cache, question).stream())
                    .toList();
            if (stale.size() < questions.size()) {
                throw e;
            }
            return stale;
        }
        outcomes.forEach(outcome -> API.keep(cache, outcome));
        return outcomes.stream().map(this::orStale).toList();
    }

    private Outcome orStale(Outcome outcome) {
        boolean failed = outcome instanceof Outcome.ServerError
                || outcome instanceof Outcome.Lame
                || outcome instanceof Outcome.Failed
                || outcome instanceof Outcome.TimedOut
                || outcome instanceof Outcome.Malformed;
        return failed
                ? API.findStale(cache, outcome.question())
                        .map(stale -> after(outcome.attempts(), stale))
                        .orElse(outcome)
                : outcome;
    }

    /** The stale outcome, with what was tried before it was taken. */
    private static Outcome after(List<Attempt> failed, Outcome stale) {
        List<Attempt> all = new ArrayList<>(failed);
        all.addAll(stale.attempts());
        return Outcome.of(stale.question(), stale.response().orElseThrow(), all);
    }
}
