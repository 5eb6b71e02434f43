package protocols.internal.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import protocols.Deadline;
import protocols.WireException;
import protocols.dns.Attempt;
import protocols.dns.DnsCache;
import protocols.dns.Outcome;
import protocols.dns.Question;

/**
 * What is kept, and the servers for what is not. Where these fail, what is past its time is better than nothing (RFC 8767).
 *
 * @param cache what is kept
 * @param servers who are asked then
 */
record Cached(DnsCache cache, Source servers) implements Source {

    @Override
    public Outcome lookup(Question question, Deadline deadline) throws WireException {
        Optional<Outcome> kept = cache.find(question);
        if (kept.isPresent()) {
            return orStale(kept.get());
        }
        Outcome outcome;
        try {
            outcome = servers.lookup(question, deadline);
        } catch (WireException.Cancelled e) {
            throw e;
        } catch (WireException e) {
            return cache.findStale(question).orElseThrow(() -> e);
        }
        cache.keep(outcome);
        return orStale(outcome);
    }

    private Outcome orStale(Outcome outcome) {
        boolean failed = outcome instanceof Outcome.ServerError
                || outcome instanceof Outcome.TimedOut
                || outcome instanceof Outcome.Malformed;
        return failed
                ? cache.findStale(outcome.question())
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
