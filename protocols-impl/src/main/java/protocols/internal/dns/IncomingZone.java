package protocols.internal.dns;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import protocols.Reply;
import protocols.WireException;
import protocols.dns.DnsFlag;
import protocols.dns.DnsRecord;
import protocols.dns.DnsSection;
import protocols.dns.Message;
import protocols.dns.Opcode;
import protocols.dns.Question;
import protocols.dns.Rcode;
import protocols.dns.RecordType;
import protocols.internal.wire.Lent;

/** A zone, or what has changed in it, as one server sends it. */
final class IncomingZone {

    private final TransferOrder order;
    private final Message query;
    private final Question question;
    private Optional<Tsig> tsig = Optional.empty();
    private int id;
    private final List<Lent.Code> held = new ArrayList<>();
    private boolean begun;
    private long records;
    private boolean signed = true;
    private Optional<Throwable> refusal = Optional.empty();

    IncomingZone(TransferOrder order) {
        this.order = order;
        this.query = order.query();
        this.question = query.question().orElseThrow();
    }

    /**
     * What asks for it.
     *
     * @param random two bytes, for the id
     * @param signs what signs it
     */
    byte[] query(byte[] random, Optional<Tsig> signs) {
        tsig = signs;
        id = TsigRecord.u16(random, 0);
        byte[] bytes = query.toBytes();
        System.arraycopy(random, 0, bytes, 0, 2);
        return tsig.map(one -> one.sign(bytes)).orElse(bytes);
    }

    Question question() {
        return question;
    }

    /** How many records were handed out. */
    long records() {
        return records;
    }

    /** Whether nothing may follow. */
    boolean hasEnded() {
        return order.hasEnded() && !order.isDeaf();
    }

    /** Whether more is to come, and anybody wants it. */
    boolean goesOn() {
        return !order.hasEnded() && refusal.isEmpty();
    }

    /** What the receiver threw, which is no fault of the server's, comes out as it is. */
    void requireReceived() throws IOException {
        if (refusal.isPresent()) {
            throw Lent.raise(refusal.get());
        }
    }

    /** An error may leave the question out, and so may any message but the first (RFC 5936 section 2.2.1). */
    void check(Message message) throws WireException {
        List<Question> questions = message.questions();
        boolean may = questions.isEmpty()
                ? begun || !message.rcode().equals(Rcode.NOERROR)
                : questions.equals(List.of(question));
        if (!message.has(DnsFlag.QR) || message.id() != id || !message.opcode().equals(Opcode.QUERY) || !may) {
            throw new WireException.Malformed("response to another query", "id " + message.id());
        }
        if (message.has(DnsFlag.TC)) {
            throw new WireException.Malformed("truncated response over TCP", "");
        }
        if (tsig.isPresent()) {
            signed = tsig.get().take(message);
        }
    }

    void take(Message message) throws WireException {
        if (!message.rcode().equals(Rcode.NOERROR)) {
            requireSigned();
            throw new WireException.Refused(Reply.of(message.rcode().toString(), question.toString()));
        }
        List<DnsRecord> answer = message.section(DnsSection.ANSWER);
        if (answer.isEmpty()) {
            throw new WireException.Malformed("message of a zone transfer without a record", "");
        }
        for (int i = 0; i < answer.size() && refusal.isEmpty() && !order.isDeaf(); i++) {
            take(answer.get(i));
        }
        if (signed) {
            List<Lent.Code> verified = List.copyOf(held);
            held.clear();
            verified.forEach(this::handOut);
        } else if (order.hasEnded()) {
            requireSigned();
        }
    }

    private void requireSigned() throws WireException.Insecure {
        if (!signed) {
            throw new WireException.Insecure("the last message of the transfer is not signed");
        }
    }

    private void take(DnsRecord record) throws WireException.Malformed {
        if (order.hasEnded()) {
            throw new WireException.Malformed("record behind the end of the zone", record.toString());
        }
        requireWithin(record);
        boolean isSoa = record.type().equals(RecordType.SOA) && record.name().equals(question.name());
        List<Lent.Code> known = order.take(record, isSoa);
        begun = true;
        // What is not signed yet is kept until it is: at most 99 messages.
        if (signed && held.isEmpty()) {
            known.forEach(this::handOut);
        } else {
            held.addAll(known);
        }
    }

    private void handOut(Lent.Code code) {
        if (refusal.isPresent()) {
            return;
        }
        records++;
        try {
            code.run();
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
}
