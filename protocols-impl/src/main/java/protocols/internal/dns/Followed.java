package protocols.internal.dns;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import protocols.Attempt;
import protocols.WireException;
import protocols.dns.Dns;
import protocols.dns.Outcome;
import protocols.dns.Question;
import protocols.net.Deadline;
import protocols.spi.CoreFriend;
import protocols.spi.DnsFriend;

/**
 * Others, who are asked again where they give an alias alone.
 *
 * @param servers who are asked
 */
record Followed(Source servers) implements Source {

    private static final int MOST = 8;

    /** Unless the client says that aliases are not followed. */
    static Source by(Dns dns, Source servers) {
        return DnsFriend.get().options(dns).stub().followsAliases() ? new Followed(servers) : servers;
    }

    @Override
    public List<Outcome> lookupAll(List<Question> questions, Deadline deadline) throws WireException {
        List<Outcome> outcomes = new ArrayList<>();
        for (Outcome outcome : servers.lookupAll(questions, deadline)) {
            outcomes.add(follow(outcome, deadline));
        }
        return outcomes;
    }

    /** Whether there is something left to be asked. */
    static boolean isOpen(Outcome outcome) {
        return DnsFriend.get().open(outcome).isPresent();
    }

    private Outcome follow(Outcome outcome, Deadline deadline) throws WireException {
        Optional<Question> open = DnsFriend.get().open(outcome);
        if (open.isEmpty()) {
            return outcome;
        }
        List<Outcome> steps = new ArrayList<>(List.of(outcome));
        Set<Question> asked = new HashSet<>(Set.of(outcome.question()));
        while (open.isPresent()) {
            if (steps.size() > MOST || !asked.add(open.get())) {
                return DnsFriend.get().endless(steps);
            }
            Optional<Outcome> known = SpecialNames.answer(open.get());
            try {
                steps.add(known.isPresent() ? known.get() : servers.lookup(open.get(), deadline));
            } catch (WireException e) {
                throw CoreFriend.get().tried(e, attempts(steps, e.attempts()));
            }
            open = DnsFriend.get().open(steps.get(steps.size() - 1));
        }
        return DnsFriend.get().joined(steps);
    }

    private static List<Attempt> attempts(List<Outcome> steps, List<Attempt> last) {
        List<Attempt> all = new ArrayList<>();
        steps.forEach(step -> all.addAll(step.attempts()));
        all.addAll(last);
        return all;
    }
}
