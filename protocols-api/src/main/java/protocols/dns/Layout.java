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

    // Where the records of the three sections start, and how many there are, OPT not counted.
    private final int[] starts = new int[6];
    private int end;
    private int opt;
    private List<EdnsOption> options = List.of();

    Layout(byte[] wire) throws Malformed {
        if (wire.length < HEADER) {
            throw new Malformed("message is shorter than its header", wire.length + " bytes");
        }
        this.wire = wire;
        NameReader names = new NameReader(wire, true);
        checkQuestions(names);
        Arrays.fill(starts, 0, 3, end);
        checkSections(WireFields.checking(wire, names), names);
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

    private void checkQuestions(NameReader names) throws Malformed {
        end = HEADER;
        for (int i = u16(4); i > 0; i--) {
            end = names.skip(end, wire.length) + 4;
            if (end > wire.length) {
                throw malformed("question runs past the end", end);
            }
        }
    }

    private void checkSections(WireFields fields, NameReader names) throws Malformed {
        try {
            for (int section = 0; section < 3; section++) {
                starts[section] = end;
                for (int i = u16(6 + 2 * section); i > 0; i--) {
                    checkRecord(section, fields, names);
                }
            }
        } catch (Malformed e) {
            // A truncated message may be cut anywhere, and what it says is to ask over TCP: that must get through.
            if ((u16(2) & Flag.TC.mask) == 0) {
                throw e;
            }
        }
    }

    private void checkRecord(int section, WireFields fields, NameReader names) throws Malformed {
        int owner = end;
        int fixed = names.skip(owner, wire.length);
        int data = fixed + FIXED;
        if (data > wire.length) {
            throw malformed("record runs past the end", fixed);
        }
        int dataEnd = data + u16(fixed + 8);
        if (dataEnd > wire.length) {
            throw malformed("record data runs past the end", data);
        }
        int type = u16(fixed);
        if (type == OPT) {
            if (section != Section.ADDITIONAL.index || opt != 0 || wire[owner] != 0) {
                throw malformed("OPT twice, in another section or not at the root", owner);
            }
            options = options(data, dataEnd);
            opt = fixed;
        } else {
            fields.slice(data, dataEnd);
            RdataCodec.check(type, fields);
            starts[3 + section]++;
        }
        end = dataEnd;
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

    List<Question> questions() {
        int count = u16(4);
        if (count == 1) {
            // Nothing stands before it that it could point to.
            int fixed = starts[0] - 4;
            return List.of(question(Name.ofOwned(Arrays.copyOfRange(wire, HEADER, fixed)), fixed));
        }
        NameReader names = NameReader.ofChecked(wire, null);
        Question[] questions = new Question[count];
        int at = HEADER;
        for (int i = 0; i < count; i++) {
            questions[i] = question(names.read(at), names.end());
            at = names.end() + 4;
        }
        return List.of(questions);
    }

    private Question question(Name name, int fixed) {
        return new Question(name, RecordType.of(u16(fixed)), RecordClass.of(u16(fixed + 2)));
    }

    /**
     * The records of a section.
     *
     * @param first the name of the first question, to which most owners point
     */
    List<DnsRecord> records(Section section, @Nullable Name first) {
        int count = starts[3 + section.index];
        if (count == 0) {
            return List.of();
        }
        DnsRecord[] records = new DnsRecord[count];
        NameReader names = NameReader.ofChecked(wire, first);
        WireFields fields = new WireFields(wire, names);
        Duration ttl = Duration.ZERO;
        int at = starts[section.index];
        int made = 0;
        while (made < count) {
            Name owner = names.read(at);
            int fixed = names.end();
            int data = fixed + FIXED;
            int type = u16(fixed);
            at = data + u16(fixed + 8);
            if (type != OPT) {
                ttl = ttl(fixed + 4, ttl);
                fields.slice(data, at);
                records[made++] = new DnsRecord(owner, RecordClass.of(u16(fixed + 2)), ttl, data(type, fields));
            }
        }
        return List.of(records);
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
            return RdataCodec.decode(RecordType.of(type), fields);
        } catch (Malformed e) {
            throw new IllegalStateException("record was checked before", e);
        }
    }
}
