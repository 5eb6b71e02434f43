package protocols.internal.dns;

import protocols.dns.Flag;
import protocols.dns.Message;
import protocols.dns.MessageBuilder;
import protocols.dns.Question;
import protocols.dns.Rcode;

/**
 * A question on its way to one server.
 *
 * @param id drawn at random
 * @param edns whether EDNS is used
 * @param bytes the message
 */
record Query(Question question, int id, boolean edns, byte[] bytes) {

    static Query of(Question question, boolean edns, byte[] random) {
        int id = ((random[0] & 0xff) << 8) | (random[1] & 0xff);
        MessageBuilder message = Message.query(question).id(id);
        return new Query(question, id, edns, (edns ? message : message.withoutEdns()).encode());
    }

    /**
     * Whether a message is the response to this: RFC 5452 section 9.1. An error may leave the question out, where the
     * server could not read it.
     */
    boolean isAnsweredBy(Message message) {
        if (!message.has(Flag.QR) || message.id() != id || message.opcode().number() != 0) {
            return false;
        }
        if (message.questions().isEmpty()) {
            Rcode code = message.rcode();
            return !code.equals(Rcode.NOERROR) && !code.equals(Rcode.NXDOMAIN);
        }
        return message.questions().size() == 1 && message.questions().get(0).equals(question);
    }
}
