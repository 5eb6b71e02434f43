package protocols.internal.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
        AliasSteps steps = new AliasSteps(true);
        Optional<Outcome> all = steps.take(outcome);
        while (all.isEmpty()) {
            try {
                all = steps.take(servers.lookup(steps.next(), deadline));
            } catch (WireException e) {
                throw CoreFriend.get().tried(e, steps.attempts(e.attempts()));
            }
        }
        return all.get();
    }
}
