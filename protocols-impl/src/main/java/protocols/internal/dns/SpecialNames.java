package protocols.internal.dns;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import protocols.Attempt;
import protocols.WireException;
import protocols.dns.Message;
import protocols.dns.Name;
import protocols.dns.Outcome;
import protocols.dns.Question;
import protocols.dns.Rcode;
import protocols.net.Deadline;

/**
 * Names that no server is asked about, and others for the rest.
 *
 * @param others who are asked then
 */
record SpecialNames(Source others) implements Source {

    private static final Name ONION = Name.of("onion");

    @Override
    public List<Outcome> lookupAll(List<Question> questions, Deadline deadline) throws WireException {
        return Source.completed(questions, SpecialNames::answer, others, deadline);
    }

    /** Who asks for a hidden service must not be told to the servers on the way: there is no such name (RFC 7686 section 2). */
    static Optional<Outcome> answer(Question question) {
        if (!question.name().isSubdomainOf(ONION)) {
            return Optional.empty();
        }
        Message none = Message.query(question)
                .withoutEdns()
                .build()
                .reply()
                .rcode(Rcode.NXDOMAIN)
                .build();
        Attempt attempt = Attempt.of("RFC 7686", "", Duration.ZERO, "NXDOMAIN, a name of Tor");
        return Optional.of(Outcome.of(question, none, List.of(attempt)));
    }
}
