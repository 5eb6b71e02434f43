package protocols.internal.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import protocols.WireException;
import protocols.dns.Outcome;
import protocols.dns.Question;
import protocols.net.Deadline;

/**
 * Questions of a bulk lookup where no datagrams can wait together: some at a time are lookups of the session.
 *
 * @param session whose lookups they are
 */
record Together(Servers session) {

    /** As each such group ends before the next begins, it is larger than what the session has under way. */
    static final int MOST = 64;

    /** The first and those behind it that want the same. */
    static List<Flight> next(Flight first, Queue<Flight> waiting) {
        List<Flight> all = new ArrayList<>(List.of(first));
        for (Flight next = waiting.peek();
                next != null && next.stream.isEmpty() && all.size() < MOST;
                next = waiting.peek()) {
            all.add(waiting.remove());
        }
        return all;
    }

    /** An outcome for each question, in their order. */
    List<Outcome> lookupAll(List<Question> questions) throws WireException {
        try {
            return session.lookupAll(questions, timeout());
        } catch (WireException.Cancelled e) {
            throw e;
        } catch (WireException e) {
            // It may be the matter of one question alone.
            List<Outcome> outcomes = new ArrayList<>();
            for (Question question : questions) {
                outcomes.add(lookup(question));
            }
            return outcomes;
        }
    }

    private Outcome lookup(Question question) throws WireException {
        try {
            return session.lookup(question, timeout());
        } catch (WireException.Cancelled e) {
            throw e;
        } catch (WireException e) {
            return Outcome.of(question, e, e.attempts());
        }
    }

    private Deadline timeout() {
        return Deadline.after("timeout", session.client().timeout());
    }
}
