package protocols.dns;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import protocols.WireException.Malformed;

/**
 * Where everything stands in a message. Making one checks every name and all data once, without making values of them,
 * so that reading them later cannot fail.
 */
final class Layout {

    static final int HEADER = 12;
    private static final int FIXED = 10;
    private static final int OPT = 41;

    private final byte[] wire;

    // Offsets: after the questions, after the last whole record, and of the type of OPT, or zero.
    private final int records;
    private int end;
    private int whole;
    private int opt;
    private List<EdnsOption> options = List.of();

    Layout(byte[] wire) throws Malformed {
        if (wire.length < HEADER) {
            throw new Malformed("message is shorter than its header", wire.length + " bytes");
        }
        this.wire = wire;
        NameCheck names = new NameCheck(wire, true);
        records = checkQuestions(names);
        end = records;
        checkSections(names);
    }

    /** The bytes of the message, which nobody may change. */
    byte[] wire() {
        return wire;
    }

    int u16(int at) {
        return ((wire[at] & 0xff) << 8) | (wire[at + 1] & 0xff);
    }

    int trailingBytes() {
        return wire.length - end;
    }

    /** The upper bits of the response code; zero without EDNS. */
    int extendedRcode() {
        return opt == 0 ? 0 : wire[opt + 4] & 0xff;
    }

    @Nullable
    Edns edns() {
        return opt == 0 ? null : new Edns(u16(opt + 2), wire[opt + 5] & 0xff, (wire[opt + 6] & 0x80) != 0, options);
    }

    /** How many records the header promises for a section. */
    private int count(int section) {
        return u16(6 + 2 * section);
    }

    /** The offset after the questions. */
    private int checkQuestions(NameCheck names) throws Malformed {
        int at = HEADER;
        for (int i = u16(4); i > 0; i--) {
            at = names.end(at) + 4;
            if (at > wire.length) {
                throw malformed("question runs past the end", at);
            }
        }
        return at;
    }

    private void checkSections(NameCheck names) throws Malformed {
        try {
            for (int section = 0; section < 3; section++) {
                for (int i = count(section); i > 0; i--) {
                    end = checkRecord(section, end, names);
                    whole++;
                }
            }
        } catch (Malformed e) {
            // A truncated message may be cut anywhere, and what it says is to ask over TCP: that must get through.
            if ((u16(2) & Flag.TC.mask) == 0) {
                throw e;
            }
        }
    }

    /** The offset after a record. */
    private int checkRecord(int section, int owner, NameCheck names) throws Malformed {
        int fixed = names.end(owner);
        int data = fixed + FIXED;
        if (data > wire.length) {
            throw malformed("record runs past the end", fixed);
        }
        int next = data + u16(fixed + 8);
        if (next > wire.length) {
            throw malformed("record data runs past the end", data);
        }
        int type = u16(fixed);
        if (type == OPT) {
            checkOpt(section, owner, next);
        } else {
            RdataCodec.check(type, data, next, names);
        }
        return next;
    }

    private void checkOpt(int section, int owner, int next) throws Malformed {
        if (section != Section.ADDITIONAL.index || opt != 0 || wire[owner] != 0) {
            throw malformed("OPT twice, in another section or not at the root", owner);
        }
        int fixed = owner + 1;
        options = options(fixed + FIXED, next);
        opt = fixed;
    }

    private List<EdnsOption> options(int start, int limit) throws Malformed {
        if (start == limit) {
            return List.of();
        }
        List<EdnsOption> all = new ArrayList<>();
        int option = start;
        while (option < limit) {
            int data = option + 4;
            if (data > limit || data + u16(option + 2) > limit) {
                throw malformed("option runs past the end of OPT", option);
            }
            int next = data + u16(option + 2);
            all.add(EdnsOption.decode(u16(option), Octets.ofOwned(Arrays.copyOfRange(wire, data, next))));
            option = next;
        }
        return all;
    }

    private static Malformed malformed(String rule, int at) {
        return new Malformed(rule, "at byte " + at);
    }

    /** The first question; null if there is none. */
    @Nullable
    Question question() {
        return u16(4) == 0 ? null : question(HEADER, Name.end(wire, HEADER));
    }

    List<Question> questions() {
        Question[] questions = new Question[u16(4)];
        int at = HEADER;
        for (int i = 0; i < questions.length; i++) {
            int fixed = Name.end(wire, at);
            questions[i] = question(at, fixed);
            at = fixed + 4;
        }
        return List.of(questions);
    }

    private Question question(int name, int fixed) {
        return new Question(Name.in(wire, name), RecordType.of(u16(fixed)), RecordClass.of(u16(fixed + 2)));
    }

    /**
     * The records of a section.
     *
     * @param first the name of the first question, to which most owners point
     */
    List<DnsRecord> records(Section section, @Nullable Name first) {
        int before = 0;
        for (int i = 0; i < section.index; i++) {
            before += count(i);
        }
        int there = Math.max(Math.min(count(section.index), whole - before), 0);
        int count = section == Section.ADDITIONAL && opt != 0 ? there - 1 : there;
        if (count == 0) {
            return List.of();
        }
        int at = records;
        for (int i = 0; i < before; i++) {
            int fixed = Name.end(wire, at);
            at = fixed + FIXED + u16(fixed + 8);
        }
        return List.of(read(at, new DnsRecord[count], WireFields.checked(wire, first)));
    }

    /** Fills an array with the records from an offset on, OPT left out. */
    private DnsRecord[] read(int start, DnsRecord[] all, WireFields fields) {
        Duration ttl = Duration.ZERO;
        int owner = start;
        for (int i = 0; i < all.length; ) {
            int fixed = Name.end(wire, owner);
            int data = fixed + FIXED;
            int next = data + u16(fixed + 8);
            int type = u16(fixed);
            if (type != OPT) {
                ttl = ttl(fixed + 4, ttl);
                fields.slice(data, next);
                all[i++] = new DnsRecord(fields.nameAt(owner), RecordClass.of(u16(fixed + 2)), ttl, data(type, fields));
            }
            owner = next;
        }
        return all;
    }

    /**
     * A TTL, which counts as zero if its top bit is set (RFC 2181 section 8). Neighbours mostly share it, and then the
     * one before is given again.
     */
    private Duration ttl(int at, Duration before) {
        int seconds = Math.max((u16(at) << 16) | u16(at + 2), 0);
        return before.getSeconds() == seconds ? before : Duration.ofSeconds(seconds);
    }

    private static Rdata data(int type, WireFields fields) {
        try {
            return RdataCodec.read(type, fields);
        } catch (Malformed e) {
            throw new IllegalStateException("record was checked before", e);
        }
    }
}
