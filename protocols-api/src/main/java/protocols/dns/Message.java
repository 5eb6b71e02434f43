package protocols.dns;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import protocols.WireException.Malformed;
import protocols.dns.Rdata.Soa;

/**
 * A DNS message (RFC 1035 section 4), as it stands on the wire.
 *
 * <p>{@link #decode} checks the whole message, in time linear in its length and without making values of its records;
 * names and records become values when they are asked for, which cannot fail any more. What is checked: every name
 * (pointers only backwards, at most 255 bytes; all names together follow at most sixteen pointers a byte of the message),
 * every record within the message, at most one OPT, which is in the additional section and at the root. A record whose
 * data breaks a rule of its type spoils no other: its data is {@link GenericRdata.Opaque}, and so is such an option.
 *
 * <p>Two messages are equal if their bytes are.
 */
public final class Message {

    /** The most bytes of a message: what the length before it can say over TCP (RFC 1035 section 4.2.2). */
    public static final int MAX_LENGTH = 65535;

    private final Layout layout;

    // Made when first asked for. A race makes an equal value twice, and both are immutable.
    private @Nullable Question first;
    private @Nullable List<DnsRecord> answer;
    private @Nullable List<DnsRecord> authority;
    private @Nullable List<DnsRecord> additional;

    private Message(Layout layout) {
        this.layout = layout;
    }

    /**
     * The message that these bytes are; they are copied.
     *
     * @throws Malformed if they are none
     */
    public static Message decode(byte[] bytes) throws Malformed {
        Layout layout = new Layout(bytes.clone());
        return new Message(layout);
    }

    /**
     * The response to a question that was sent with other letters than the caller asked with: every name that the server
     * took from the question has those of the caller.
     *
     * @param bytes with the question as it was sent
     */
    static Message decode(byte[] bytes, Name asked) throws Malformed {
        return new Message(new Layout(bytes.clone(), asked));
    }

    /**
     * The message that the bytes left in a buffer are; they are copied, and the buffer is at its limit afterwards.
     *
     * @throws Malformed if they are none
     */
    public static Message decode(ByteBuffer buffer) throws Malformed {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        Layout layout = new Layout(bytes);
        return new Message(layout);
    }

    /**
     * A query in class IN with {@link DnsFlag#RD} and {@link Edns#DEFAULT}. Its id is 0, as DNS over HTTPS wants it (RFC
     * 8484 section 4.1); anywhere else it must be set to one that nobody can guess.
     */
    public static MessageBuilder query(Name name, RecordType type) {
        return query(Question.of(name, type));
    }

    /** As {@link #query(Name, RecordType)}, in any class. */
    public static MessageBuilder query(Question question) {
        return new MessageBuilder(Optional.of(question), DnsFlag.RD).edns(Edns.DEFAULT);
    }

    /**
     * A response to this query: its id, opcode and question, RD and CD as they were, QR; EDNS if the query has it. The
     * response code is NOERROR.
     */
    public MessageBuilder reply() {
        MessageBuilder reply = new MessageBuilder(question(), DnsFlag.QR);
        reply.id(id()).opcode(opcode());
        if (has(DnsFlag.RD)) {
            reply.set(DnsFlag.RD);
        }
        if (has(DnsFlag.CD)) {
            reply.set(DnsFlag.CD);
        }
        Edns said = layout.edns();
        return said == null ? reply : reply.edns(Edns.DEFAULT.withDnssecOk(said.dnssecOk()));
    }

    /** The number that ties a response to its query, 0 to 65535. */
    public int id() {
        return layout.u16(0);
    }

    /** Whether a flag is set. */
    public boolean has(DnsFlag flag) {
        return (layout.u16(2) & flag.mask) != 0;
    }

    /** The same message without a flag. */
    Message without(DnsFlag flag) {
        byte[] bytes = toBytes();
        bytes[2] &= (byte) ~(flag.mask >> 8);
        bytes[3] &= (byte) ~flag.mask;
        try {
            return new Message(new Layout(bytes));
        } catch (Malformed e) {
            throw new IllegalStateException(e);
        }
    }

    /** The kind of query. */
    public Opcode opcode() {
        int number = (layout.u16(2) >> 11) & 15;
        return number == 0 ? Opcode.QUERY : new Opcode(number);
    }

    /** The response code, with the upper bits that EDNS adds. */
    public Rcode rcode() {
        return Rcode.of((layout.extendedRcode() << 4) | (layout.u16(2) & 15));
    }

    /** The questions: one, but for messages of other opcodes, errors and zone transfers. */
    public List<Question> questions() {
        return layout.questions();
    }

    /** The first question. */
    public Optional<Question> question() {
        return Optional.ofNullable(first());
    }

    private @Nullable Question first() {
        if (first == null) {
            first = layout.question();
        }
        return first;
    }

    /**
     * The records of a section as they were sent, whether they belong to the question or not; without OPT, which is
     * {@link #edns()}. Of a truncated message, those before the place where it was cut.
     */
    public List<DnsRecord> section(DnsSection section) {
        return switch (section) {
            case ANSWER -> answer();
            case AUTHORITY -> authority();
            case ADDITIONAL -> additional();
        };
    }

    private List<DnsRecord> answer() {
        if (answer == null) {
            answer = records(DnsSection.ANSWER);
        }
        return answer;
    }

    private List<DnsRecord> authority() {
        if (authority == null) {
            authority = records(DnsSection.AUTHORITY);
        }
        return authority;
    }

    private List<DnsRecord> additional() {
        if (additional == null) {
            additional = records(DnsSection.ADDITIONAL);
        }
        return additional;
    }

    private List<DnsRecord> records(DnsSection section) {
        Question first = first();
        return layout.records(section, first == null ? null : first.name());
    }

    /**
     * The records that answer the question: those of the answer section that are reached from the question's name
     * through at most 16 CNAME records, these included, in the order of the chain. A DNAME record counts as one, and is
     * followed by the CNAME that it stands for, whether the server sent that or not (RFC 6672 section 3.1). Whatever
     * else a server has put there is left out, so that it cannot pass records for names that were not asked for.
     */
    public List<DnsRecord> answers() {
        Question first = first();
        return first == null ? List.of() : AnswerChain.records(first, answer());
    }

    /** What was said by way of EDNS; empty if the message has no OPT. */
    public Optional<Edns> edns() {
        return Optional.ofNullable(layout.edns());
    }

    /**
     * How long an answer that something does not exist may be kept: the lesser of TTL and minimum of the SOA record in
     * the authority section (RFC 2308 section 5); empty if there is none, and then it may not be kept.
     */
    public Optional<Duration> negativeTtl() {
        for (DnsRecord one : section(DnsSection.AUTHORITY)) {
            if (one.data() instanceof Soa soa) {
                return Optional.of(one.ttl().compareTo(soa.minimum()) < 0 ? one.ttl() : soa.minimum());
            }
        }
        return Optional.empty();
    }

    /** How many bytes stand after the last whole record: none, unless the message was cut or its sender is wrong. */
    public int trailingBytes() {
        return layout.trailingBytes();
    }

    /** How many bytes the message has. */
    public int length() {
        return layout.wire().length;
    }

    /** A copy of the bytes on the wire. */
    public byte[] toBytes() {
        return layout.wire().clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Message that && Arrays.equals(layout.wire(), that.layout.wire());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(layout.wire());
    }

    /** The whole message as {@code dig} prints it, safe to show on a terminal. */
    @Override
    public String toString() {
        return MessageText.print(this);
    }
}
