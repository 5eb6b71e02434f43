package protocols.internal.dns;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import protocols.Attempt;
import protocols.dns.Outcome;
import protocols.dns.Question;
import protocols.spi.DnsFriend;

/** The steps of one lookup along aliases that stand alone, and what they say together. Most lookups have but one. */
final class AliasSteps {

    private static final int MOST = 8;

    private final boolean follows;
    private List<Outcome> steps = List.of();
    private Set<Question> asked = Set.of();
    private Optional<Question> open = Optional.empty();

    /** @param follows whether aliases are followed at all */
    AliasSteps(boolean follows) {
        this.follows = follows;
    }

    /** Takes what was said to the last question; the outcome of all steps, unless there is a {@link #next} one. */
    Optional<Outcome> take(Outcome outcome) {
        DnsFriend api = DnsFriend.get();
        open = follows ? api.open(outcome) : Optional.empty();
        if (open.isEmpty() && steps.isEmpty()) {
            return Optional.of(outcome);
        }
        steps = steps.isEmpty() ? new ArrayList<>() : steps;
        asked = asked.isEmpty() ? new HashSet<>(Set.of(outcome.question())) : asked;
        steps.add(outcome);
        if (open.isEmpty()) {
            return Optional.of(api.joined(steps));
        }
        if (steps.size() > MOST || !asked.add(open.get())) {
            return Optional.of(api.endless(steps));
        }
        return SpecialNames.answer(open.get()).flatMap(this::take);
    }

    /** What is to be asked now. */
    Question next() {
        return open.orElseThrow();
    }

    /** All attempts, where the last step had these. */
    List<Attempt> attempts(List<Attempt> last) {
        List<Attempt> all = new ArrayList<>();
        steps.forEach(step -> all.addAll(step.attempts()));
        all.addAll(last);
        return all;
    }
}
