package protocols.internal.dns;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import protocols.WireException;
import protocols.dns.DnsRecord;
import protocols.dns.Message;
import protocols.dns.Name;
import protocols.dns.Outcome;
import protocols.dns.Question;
import protocols.dns.Rcode;
import protocols.dns.RecordType;
import protocols.net.Deadline;
import protocols.spi.DnsFriend;

/** Questions and outcomes for tests that need no wire. */
final class Answers {

    static final Question HOST = Question.of(Name.of("host.example"), RecordType.A);

    private Answers() {}

    /** Says something to one question. */
    interface Single {
        Outcome lookup(Question question, Deadline deadline) throws WireException;
    }

    /** Asks one question after the other. */
    static Source each(Single single) {
        return (questions, deadline) -> {
            List<Outcome> outcomes = new ArrayList<>();
            for (Question question : questions) {
                outcomes.add(single.lookup(question, deadline));
            }
            return outcomes;
        };
    }

    static Deadline seconds(int count) {
        return Deadline.after("timeout", Duration.ofSeconds(count));
    }

    static Outcome address(Question question, String address) {
        DnsRecord record = DnsRecord.parse(question.name() + " 60 IN A " + address);
        return Outcome.of(
                question, Message.query(question).build().reply().answer(record).build(), List.of());
    }

    static Outcome error(Question question, Rcode code) {
        return Outcome.of(
                question, Message.query(question).build().reply().rcode(code).build(), List.of());
    }

    static Outcome timedOut(Question question) {
        return DnsFriend.get().timedOut(question, seconds(1), List.of());
    }
}
