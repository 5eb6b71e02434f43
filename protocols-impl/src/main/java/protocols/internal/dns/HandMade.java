package protocols.internal.dns;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import protocols.WireException;
import protocols.dns.DnsFlag;
import protocols.dns.Message;
import protocols.dns.Opcode;
import protocols.dns.Question;
import protocols.dns.Rcode;
import protocols.dns.TsigKey;
import protocols.internal.wire.Link;
import protocols.internal.wire.Recorded;

/** A message of the caller's making as it goes to one server over one link, and what can be the reply to it. */
final class HandMade {

    private final Message message;
    private final byte[] bytes;
    private final Optional<Tsig> tsig;

    private HandMade(Message message, byte[] plain, Optional<Tsig> tsig) {
        this.message = message;
        this.tsig = tsig;
        this.bytes = tsig.map(one -> one.sign(plain)).orElse(plain);
        if (bytes.length > Message.MAX_LENGTH) {
            throw new IllegalArgumentException("the message is too long to be signed: " + bytes.length + " bytes");
        }
    }

    /** With an id that nobody can guess, if the caller has not set one. */
    static HandMade on(Link link, Message message, Optional<TsigKey> key) {
        byte[] bytes = message.toBytes();
        if (message.id() == 0) {
            System.arraycopy(link.draw(2), 0, bytes, 0, 2);
        }
        return new HandMade(message, bytes, key.map(one -> tsig(one, link)));
    }

    /** With the id as it is. */
    static HandMade of(Message message, Optional<TsigKey> key) {
        return new HandMade(message, message.toBytes(), key.map(one -> new Tsig(one, HandMade::now)));
    }

    /** Signs at the time of now, which is noted, so that a recording can be signed as it was. */
    static Tsig tsig(TsigKey key, Link link) {
        if (!link.remote().isRecording()) {
            long now = now();
            link.recorder().note(link.channel(), Recorded.DRAWN + HexFormat.of().formatHex(Tsig.time(now)));
            return new Tsig(key, signedAt(now));
        }
        long then = Tsig.seconds(link.draw(Tsig.time(0).length));
        return new Tsig(key, new Tsig.Clock() {
            @Override
            public long seconds() {
                return then;
            }

            @Override
            public boolean allows(long time, int fudge) {
                return true;
            }
        });
    }

    /** What was noted is what is signed, even where a second has begun since. */
    private static Tsig.Clock signedAt(long noted) {
        return new Tsig.Clock() {
            private boolean signed;

            @Override
            public long seconds() {
                long time = signed ? now() : noted;
                signed = true;
                return time;
            }
        };
    }

    private static long now() {
        return Instant.now().getEpochSecond();
    }

    byte[] bytes() {
        return bytes;
    }

    /** What is asked, for errors and the transcript. */
    static String words(Message message) {
        String asked = message.question().map(Question::toString).orElse("without a question");
        return message.opcode().equals(Opcode.QUERY) ? asked : message.opcode() + " " + asked;
    }

    /** An error may leave the question out, and so may what answers no query (RFC 2136 section 3.8). */
    boolean isAnsweredBy(Message reply) {
        List<Question> questions = reply.questions();
        boolean may = questions.isEmpty()
                ? !reply.rcode().equals(Rcode.NOERROR) || !message.opcode().equals(Opcode.QUERY)
                : questions.equals(message.questions());
        return reply.has(DnsFlag.QR)
                && reply.id() == TsigRecord.u16(bytes, 0)
                && reply.opcode().equals(message.opcode())
                && (may || message.questions().equals(questions));
    }

    /** Whether it is signed, if it has to be. */
    void verify(Message reply) throws WireException {
        if (tsig.isPresent()) {
            tsig.get().take(reply);
        }
    }

    /** For a way on which nobody else can put a message. */
    void requireReply(Message reply) throws WireException {
        if (!isAnsweredBy(reply)) {
            throw new WireException.Malformed("response to another message", "id " + reply.id());
        }
        verify(reply);
        if (reply.has(DnsFlag.TC)) {
            throw new WireException.Malformed("truncated response over a stream", "");
        }
    }
}
