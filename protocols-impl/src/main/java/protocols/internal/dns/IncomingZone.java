package protocols.internal.dns;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import protocols.Receiver;
import protocols.Reply;
import protocols.WireException;
import protocols.dns.DnsFlag;
import protocols.dns.DnsRecord;
import protocols.dns.DnsSection;
import protocols.dns.Message;
import protocols.dns.Name;
import protocols.dns.Opcode;
import protocols.dns.Question;
import protocols.dns.Rcode;
import protocols.dns.Rdata;
import protocols.dns.RecordType;
import protocols.internal.wire.Lent;

/** A zone as one server sends it: from its SOA record to the same one again (RFC 5936 section 2.2). */
final class IncomingZone {

    private final Question question;
    private final Receiver<DnsRecord> to;
    private int id;
    private Optional<Rdata> soa = Optional.empty();
    private long records;
    private boolean ended;
    private Optional<Throwable> refusal = Optional.empty();

    IncomingZone(Name name, Receiver<DnsRecord> to) {
        this.question = Question.of(name, RecordType.AXFR);
        this.to = to;
    }

    byte[] query(byte[] random) {
        id = ((random[0] & 0xff) << 8) | (random[1] & 0xff);
        return Message.query(question).clear(DnsFlag.RD).withoutEdns().id(id).encode();
    }

    Question question() {
        return question;
    }

    /** How many records were handed out. */
    long records() {
        return records;
    }

    boolean hasEnded() {
        return ended;
    }

    /** Whether more is to come, and anybody wants it. */
    boolean goesOn() {
        return !ended && refusal.isEmpty();
    }

    /** What the receiver threw, which is no fault of the server's, comes out as it is. */
    void requireReceived() throws IOException {
        if (refusal.isPresent()) {
            throw Lent.raise(refusal.get());
        }
    }

    /** An error may leave the question out, and so may any message but the first (RFC 5936 section 2.2.1). */
    void check(Message message) throws WireException.Malformed {
        List<Question> questions = message.questions();
        boolean may = questions.isEmpty()
                ? records > 0 || !message.rcode().equals(Rcode.NOERROR)
                : questions.equals(List.of(question));
        if (!message.has(DnsFlag.QR) || message.id() != id || !message.opcode().equals(Opcode.QUERY) || !may) {
            throw new WireException.Malformed("response to another query", "id " + message.id());
        }
        if (message.has(DnsFlag.TC)) {
            throw new WireException.Malformed("truncated response over TCP", "");
        }
    }

    void take(Message message) throws WireException {
        if (!message.rcode().equals(Rcode.NOERROR)) {
            throw new WireException.Refused(Reply.of(message.rcode().toString(), question.toString()));
        }
        List<DnsRecord> answer = message.section(DnsSection.ANSWER);
        if (answer.isEmpty()) {
            throw new WireException.Malformed("message of a zone transfer without a record", "");
        }
        for (int i = 0; i < answer.size() && refusal.isEmpty(); i++) {
            take(answer.get(i));
        }
    }

    private void take(DnsRecord record) throws WireException.Malformed {
        if (ended) {
            throw new WireException.Malformed("record behind the end of the zone", record.toString());
        }
        requireWithin(record);
        boolean isSoa = record.type().equals(RecordType.SOA) && record.name().equals(question.name());
        if (soa.isEmpty() && !isSoa) {
            throw new WireException.Malformed("zone does not begin with its SOA record", record.toString());
        }
        if (soa.isPresent() && isSoa) {
            requireSame(record);
            ended = true;
            return;
        }
        soa = soa.or(() -> Optional.of(record.data()));
        records++;
        try {
            to.take(record);
        } catch (IOException | RuntimeException | Error e) {
            refusal = Optional.of(e);
        }
    }

    /** What a server says of other zones is not this one's (RFC 1034 section 4.2); glue and occluded names are below it. */
    private void requireWithin(DnsRecord record) throws WireException.Malformed {
        if (!record.name().isSubdomainOf(question.name())
                || !record.recordClass().equals(question.recordClass())) {
            throw new WireException.Malformed("record from outside the zone", record.toString());
        }
    }

    private void requireSame(DnsRecord last) throws WireException.Malformed {
        if (!last.data().equals(soa.orElseThrow())) {
            throw new WireException.Malformed(
                    "zone does not end with the SOA record that it began with", last.toString());
        }
    }
}
