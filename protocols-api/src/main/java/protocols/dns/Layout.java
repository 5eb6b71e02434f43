package protocols.dns;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import protocols.WireException.Malformed;

/**
 * Where everything stands in a message. Making one checks every name and all data once, without making values of them,
 * so that reading them later cannot fail.
 */
final class Layout {

    static final int HEADER = 12;
    private static final int FIXED = 10;
    private static final int SECTIONS = 3;

    final @Nullable Edns edns;
    final int extendedRcode;

    private final byte[] wire;
    private final NameReader names;
    private final int[] starts = new int[SECTIONS];
    private final int[] counts = new int[SECTIONS];
    private final int end;

    Layout(byte[] wire) throws Malformed {
        if (wire.length < HEADER) {
            throw new Malformed("message is shorter than its header", wire.length + " bytes");
        }
        this.wire = wire;
        this.names = new NameReader(wire, true);
        int questionsEnd = skipQuestions();
        Arrays.fill(starts, questionsEnd);
        Scan scan = new Scan(questionsEnd);
        scan.sections();
        this.end = scan.at;
        this.edns = scan.edns;
        this.extendedRcode = scan.extendedRcode;
    }

    int u16(int at) {
        return ((wire[at] & 0xff) << 8) | (wire[at + 1] & 0xff);
    }

    /** How many questions the header tells; all of them have been seen. */
    int questionCount() {
        return u16(4);
    }

    /** How many whole records a section has, the OPT pseudo-record not counted. */
    int count(Section section) {
        return counts[section.index];
    }

    int trailingBytes() {
        return wire.length - end;
    }

    private int skipQuestions() throws Malformed {
        int at = HEADER;
        for (int i = questionCount(); i > 0; i--) {
            at = names.skip(at, wire.length) + 4;
            if (at > wire.length) {
                throw malformed("question runs past the end", at);
            }
        }
        return at;
    }

    List<Question> questions() {
        Question[] questions = new Question[questionCount()];
        int at = HEADER;
        for (int i = 0; i < questions.length; i++) {
            int fixed = names.after(at);
            RecordType type = RecordType.of(u16(fixed));
            questions[i] = new Question(names.read(at), type, RecordClass.of(u16(fixed + 2)));
            at = fixed + 4;
        }
        return List.of(questions);
    }

    /** The records of a section. */
    List<DnsRecord> records(Section section, Optional<Name> questionName) {
        DnsRecord[] records = new DnsRecord[count(section)];
        RecordReader reader = new RecordReader(starts[section.index], questionName);
        for (int i = 0; i < records.length; i++) {
            records[i] = reader.next();
        }
        return List.of(records);
    }

    private static Malformed malformed(String rule, int at) {
        return new Malformed(rule, "at byte " + at);
    }

    /** The one pass over all records that checks them. */
    private final class Scan {
        private final WireFields fields = new WireFields(wire, names);
        private int at;
        private @Nullable Edns edns;
        private int extendedRcode;

        Scan(int start) {
            at = start;
        }

        void sections() throws Malformed {
            try {
                section(Section.ANSWER);
                section(Section.AUTHORITY);
                section(Section.ADDITIONAL);
            } catch (Malformed e) {
                // A truncated message may be cut anywhere, and what it says is to ask over TCP: that must get through.
                if ((u16(2) & Flag.TC.mask) == 0) {
                    throw e;
                }
            }
        }

        private void section(Section section) throws Malformed {
            int index = section.index;
            starts[index] = at;
            for (int i = u16(6 + 2 * index); i > 0; i--) {
                record(section);
            }
        }

        private void record(Section section) throws Malformed {
            int owner = at;
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
            if (type == RecordType.OPT.number()) {
                if (section != Section.ADDITIONAL || edns != null || wire[owner] != 0) {
                    throw malformed("OPT twice, in another section or not at the root", owner);
                }
                extendedRcode = wire[fixed + 4] & 0xff;
                edns = edns(fixed, dataEnd);
            } else {
                fields.slice(data, dataEnd);
                RdataCodec.check(type, fields);
                counts[section.index]++;
            }
            at = dataEnd;
        }

        private Edns edns(int fixed, int dataEnd) throws Malformed {
            List<EdnsOption> options = List.of();
            int option = fixed + FIXED;
            while (option < dataEnd) {
                int data = option + 4;
                if (data > dataEnd || data + u16(option + 2) > dataEnd) {
                    throw malformed("option runs past the end of OPT", option);
                }
                int next = data + u16(option + 2);
                options = options.isEmpty() ? new ArrayList<>() : options;
                options.add(EdnsOption.decode(u16(option), Octets.ofOwned(Arrays.copyOfRange(wire, data, next))));
                option = next;
            }
            return new Edns(u16(fixed + 2), wire[fixed + 5] & 0xff, (wire[fixed + 6] & 0x80) != 0, options);
        }
    }

    /** Makes values of the records of a section. Neighbours mostly share owner and TTL, which are made once then. */
    private final class RecordReader {
        private final WireFields fields = new WireFields(wire, names);
        private int at;
        private int ownerAt = HEADER;
        private @Nullable Name owner;
        private Duration ttl = Duration.ZERO;

        RecordReader(int start, Optional<Name> questionName) {
            at = start;
            owner = questionName.orElse(null);
        }

        DnsRecord next() {
            int start = at;
            int fixed = names.after(start);
            int data = fixed + FIXED;
            at = data + u16(fixed + 8);
            if (u16(fixed) == RecordType.OPT.number()) {
                // There is only one, and it is read elsewhere.
                return next();
            }
            Name name = readOwner(start);
            readTtl((u16(fixed + 4) << 16) | u16(fixed + 6));
            return new DnsRecord(name, RecordClass.of(u16(fixed + 2)), ttl, data(u16(fixed), data));
        }

        private Name readOwner(int start) {
            int labels = names.resolve(start);
            Name name = owner;
            if (labels != ownerAt || name == null) {
                name = names.read(labels);
                owner = name;
                ownerAt = labels;
            }
            return name;
        }

        // A TTL with the top bit set counts as zero (RFC 2181 section 8).
        private void readTtl(int seconds) {
            if (ttl.toSeconds() != Math.max(seconds, 0)) {
                ttl = Duration.ofSeconds(Math.max(seconds, 0));
            }
        }

        private Rdata data(int type, int start) {
            try {
                fields.slice(start, at);
                return RdataCodec.decode(RecordType.of(type), fields);
            } catch (Malformed e) {
                throw new IllegalStateException("record was checked before", e);
            }
        }
    }
}
