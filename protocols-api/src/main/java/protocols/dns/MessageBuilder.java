package protocols.dns;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import protocols.WireException.Malformed;

/**
 * Builds a message: made by {@link Message#query} or {@link Message#reply()}. Names are compressed where RFC 3597
 * section 4 allows it. Not for use by several threads at once.
 *
 * <p>A server's answer, put together of zone text:
 *
 * <!-- run: dns-answer -->
 * <pre>{@code
 * Message query = Message.query(Name.of("example.org."), RecordType.MX).id(7).build();
 * List<DnsRecord> zone = ZoneText.parse("""
 *         @   300 IN MX 10 mx
 *         @   300 IN NS ns.example.net.
 *         mx  300 IN A  192.0.2.25
 *         """, Name.of("example.org."));
 * byte[] answer = query.reply().set(DnsFlag.AA)
 *         .answer(zone.get(0)).authority(zone.get(1)).additional(zone.get(2)).encode();
 * Message decoded = Message.decode(answer);
 * out.println(decoded.question().orElseThrow() + ": " + decoded.answers().get(0).data());
 * }</pre>
 */
public final class MessageBuilder {

    private static final int HEADER = 12;
    private static final int FIRST_GUESS = 512;

    private int id;
    private int flags;
    private int rcode;
    private int padTo = 1;
    private final Optional<Question> question;
    private @Nullable Edns edns;
    private List<DnsRecord> answer = List.of();
    private List<DnsRecord> authority = List.of();
    private List<DnsRecord> additional = List.of();

    MessageBuilder(Optional<Question> question, DnsFlag flag) {
        this.question = question;
        this.flags = flag.mask;
    }

    /** The number that ties the response to the query, 0 to 65535. */
    public MessageBuilder id(int number) {
        if (number < 0 || number > 0xffff) {
            throw new IllegalArgumentException("no message id: " + number);
        }
        id = number;
        return this;
    }

    /** Sets flags. */
    public MessageBuilder set(DnsFlag... on) {
        for (DnsFlag flag : on) {
            flags |= flag.mask;
        }
        return this;
    }

    /** Clears flags. */
    public MessageBuilder clear(DnsFlag... off) {
        for (DnsFlag flag : off) {
            flags &= ~flag.mask;
        }
        return this;
    }

    /** The kind of query; {@link Opcode#QUERY} if nothing is said. */
    public MessageBuilder opcode(Opcode opcode) {
        flags = (flags & ~0x7800) | (opcode.number() << 11);
        return this;
    }

    /** The response code; from 16 on it needs EDNS, which is added if it is not there. */
    public MessageBuilder rcode(Rcode code) {
        rcode = code.number();
        edns = rcode > 15 && edns == null ? Edns.DEFAULT : edns;
        return this;
    }

    /** What is said by way of EDNS. */
    public MessageBuilder edns(Edns said) {
        edns = said;
        return this;
    }

    /** Adds EDNS options; EDNS is added if it is not there. */
    public MessageBuilder option(EdnsOption... options) {
        edns = (edns == null ? Edns.DEFAULT : edns).with(options);
        return this;
    }

    /**
     * Pads the message with zeros to a multiple of so many bytes, by EDNS, which is added if it is not there: 128 is
     * advised for queries and 468 for responses (RFC 8467 section 4.1), and only where the transport is encrypted.
     */
    public MessageBuilder padTo(int block) {
        if (block < 1 || block > 0xffff) {
            throw new IllegalArgumentException("no block length: " + block);
        }
        edns = edns == null ? Edns.DEFAULT : edns;
        padTo = block;
        return this;
    }

    /** Leaves EDNS out, for servers that do not know it. */
    public MessageBuilder withoutEdns() {
        edns = null;
        return this;
    }

    /** Asks for DNSSEC records: the DO bit (RFC 3225). */
    public MessageBuilder dnssecOk() {
        edns = (edns == null ? Edns.DEFAULT : edns).withDnssecOk(true);
        return this;
    }

    /** Adds records to the answer section. */
    public MessageBuilder answer(DnsRecord... records) {
        answer = plus(answer, records);
        return this;
    }

    /** Adds records to the authority section. */
    public MessageBuilder authority(DnsRecord... records) {
        authority = plus(authority, records);
        return this;
    }

    /** Adds records to the additional section. */
    public MessageBuilder additional(DnsRecord... records) {
        additional = plus(additional, records);
        return this;
    }

    private static List<DnsRecord> plus(List<DnsRecord> records, DnsRecord... more) {
        for (DnsRecord one : more) {
            if (one.type().equals(RecordType.OPT)) {
                throw new IllegalArgumentException("OPT is no record to add: use edns()");
            }
        }
        List<DnsRecord> all = records.isEmpty() ? new ArrayList<>() : records;
        all.addAll(Arrays.asList(more));
        return all;
    }

    /**
     * The message on the wire.
     *
     * @throws IllegalStateException if it is over 65535 bytes, or the code needs EDNS and that was left out
     */
    public byte[] encode() {
        if (rcode > 15 && edns == null) {
            throw new IllegalStateException("response code " + rcode + " needs EDNS");
        }
        boolean bare = answer.isEmpty() && authority.isEmpty() && additional.isEmpty();
        WireWriter out = bare ? new WireWriter(bareLength(), false) : new WireWriter(FIRST_GUESS, true);
        out.u16(id).u16(flags | (rcode & 15)).u16(question.isPresent() ? 1 : 0);
        out.u16(answer.size()).u16(authority.size()).u16(additional.size() + (edns == null ? 0 : 1));
        if (question.isPresent()) {
            Question asked = question.get();
            out.name(asked.name());
            out.u16(asked.type().number()).u16(asked.recordClass().number());
        }
        write(answer, out);
        write(authority, out);
        write(additional, out);
        if (edns != null) {
            write(edns, out);
        }
        return out.toBytes();
    }

    // Exact without options, so that a plain query is one array and no copy.
    private int bareLength() {
        int asked = question.map(one -> one.name().length() + 4).orElse(0);
        return HEADER + asked + (edns == null ? 0 : 11);
    }

    private static void write(List<DnsRecord> records, WireWriter out) {
        for (int i = 0; i < records.size(); i++) {
            DnsRecord one = records.get(i);
            out.name(one.name());
            out.u16(one.type().number()).u16(one.recordClass().number());
            out.u32(one.ttl().toSeconds());
            int start = out.u16(0).position();
            RdataCodec.write(one.data(), out);
            out.putU16(start - 2, out.position() - start);
        }
    }

    // RFC 6891 section 6.1.2: the owner is the root, the class a size, the TTL four fields.
    private void write(Edns said, WireWriter out) {
        out.u8(0).u16(RecordType.OPT.number()).u16(said.udpSize());
        out.u8(rcode >> 4).u8(said.version()).u16(said.dnssecOk() ? 0x8000 : 0);
        int start = out.u16(0).position();
        List<EdnsOption> options = said.options();
        for (int i = 0; i < options.size(); i++) {
            Octets data = options.get(i).data();
            out.u16(options.get(i).code()).u16(data.length()).bytes(data.owned());
        }
        if (padTo > 1) {
            int padding = padTo - 1 - (out.position() + 3) % padTo;
            out.u16(EdnsOption.Padding.CODE).u16(padding).bytes(new byte[padding]);
        }
        out.putU16(start - 2, out.position() - start);
    }

    /**
     * The message as its receiver reads it.
     *
     * @throws IllegalStateException as {@link #encode()}
     */
    public Message build() {
        try {
            return Message.decode(encode());
        } catch (Malformed e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }
}
