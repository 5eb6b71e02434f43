package protocols.internal.dns;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import protocols.WireException;
import protocols.dns.Outcome;
import protocols.dns.Question;
import protocols.net.Deadline;

/** Whoever can say something to questions: the servers, or what stands before them. */
interface Source {

    /** An outcome for each question, in their order: see {@link protocols.spi.DnsAsker#ask(List, Deadline)}. */
    List<Outcome> lookupAll(List<Question> questions, Deadline deadline) throws WireException;

    /** See {@link #lookupAll}. */
    default Outcome lookup(Question question, Deadline deadline) throws WireException {
        return lookupAll(List.of(question), deadline).get(0);
    }

    /** What is known to each question, and in its place what others say to those to which nothing is. */
    static List<Outcome> completed(
            List<Question> questions, Function<Question, Optional<Outcome>> known, Source others, Deadline deadline)
            throws WireException {
        List<Optional<Outcome>> all = questions.stream().map(known).toList();
        List<Question> open = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).isEmpty()) {
                open.add(questions.get(i));
            }
        }
        Iterator<Outcome> said = (open.isEmpty() ? List.<Outcome>of() : others.lookupAll(open, deadline)).iterator();
        return all.stream().map(one -> one.orElseGet(said::next)).toList();
    }
}
