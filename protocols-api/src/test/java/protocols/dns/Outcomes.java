package protocols.dns;

import java.time.Duration;
import java.util.List;
import protocols.net.Deadline;

/** Outcomes as servers make them. */
final class Outcomes {

    private Outcomes() {}

    static Question question(String name, RecordType type) {
        return Question.of(Name.of(name), type);
    }

    static Outcome answer(Question question, DnsRecord... records) {
        return of(question, response(question).answer(records));
    }

    static Outcome answer(RecordType type, String... records) {
        DnsRecord[] parsed = List.of(records).stream().map(DnsRecord::parse).toArray(DnsRecord[]::new);
        return answer(Question.of(parsed[0].name(), type), parsed);
    }

    /** No data, with this SOA record or none. */
    static Outcome noData(Question question, String... soa) {
        return negative(question, Rcode.NOERROR, soa);
    }

    static Outcome negative(Question question, Rcode rcode, String... soa) {
        MessageBuilder message = response(question).rcode(rcode);
        for (String one : soa) {
            message.authority(DnsRecord.parse(one));
        }
        return of(question, message);
    }

    static Outcome of(Question question, Rcode rcode) {
        return of(question, response(question).rcode(rcode));
    }

    static Outcome of(Question question, MessageBuilder message) {
        return Outcome.of(question, message.build(), List.of());
    }

    static Outcome timedOut(Question question) {
        return new Outcome.TimedOut(question, Deadline.after("timeout", Duration.ofSeconds(1)), List.of());
    }

    static MessageBuilder response(Question question) {
        return Message.query(question).build().reply();
    }
}
