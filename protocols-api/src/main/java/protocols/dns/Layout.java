package protocols.dns;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
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

    /** The TTLs that most zones are written with, up to an hour: they need no value of their own in each message. */
    private static final Duration[] MINUTES =
            IntStream.rangeClosed(0, 60).mapToObj(Duration::ofMinutes).toArray(Duration[]::new);

    private final byte[] wire;

    // Offsets: of the type of the first question, after the questions, after the last whole record, of the type of OPT;
    // zero if there is none.
    private int asked;
    private final int records;
    private int end;
    private int opt;

    private int wholeRecords;
    private List<EdnsOption> options = List.of();

    // The rule that is broken by the data at an offset; null if none is, as in nearly all messages.
    private @Nullable Map<Integer, String> broken;

    Layout(byte[] wire) throws Malformed {
        this(wire, null);
    }

    /** @param caller the name that was asked for, whose letters are put into these bytes instead of mixed ones; or null */
    Layout(byte[] wire, @Nullable Name caller) throws Malformed {
        if (wire.length < HEADER) {
            throw new Malformed("message is shorter than its header", wire.length + " bytes");
        }
        this.wire = wire;
        NameCheck names = new NameCheck(wire, true);
        records = checkQuestions(names);
        end = records;
        if (caller != null && asked != 0 && Name.in(wire, HEADER).equals(caller)) {
            restore(caller.owned(), names);
        }
        checkSections(names);
    }

    /** The bytes of the message, which nobody may change. */
    byte[] wire() {
        return wire;
    }

    int u16(int at) {
        return Octets.u16(wire, at);
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
            int fixed = names.end(at);
            asked = asked == 0 ? fixed : asked;
            at = fixed + 4;
            if (at > wire.length) {
                throw malformed("question runs past the end", at);
            }
        }
        return at;
    }

    private void restore(byte[] name, NameCheck names) {
        byte[] mixed = Arrays.copyOfRange(wire, HEADER, asked);
        System.arraycopy(name, 0, wire, HEADER, name.length);
        names.restore(new Letters(mixed, name));
    }

    private void checkSections(NameCheck names) throws Malformed {
        try {
            for (int section = 0; section < 3; section++) {
                for (int i = count(section); i > 0; i--) {
                    end = checkRecord(section, end, names);
                    wholeRecords++;
                }
            }
        } catch (Malformed e) {
            // A truncated message may be cut anywhere, and what it says is to ask over TCP: that must get through.
            if ((u16(2) & DnsFlag.TC.mask) == 0) {
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
        } else if (next > data || !isWithoutData(fixed)) {
            checkData(type, data, next, names);
        }
        return next;
    }

    /** Whether a record may have no data: it stands for others then, in an update (RFC 2136 section 2.4). */
    private boolean isWithoutData(int fixed) {
        return Rdata.Empty.isOf(RecordClass.of(u16(fixed + 2)));
    }

    /** A record is found by its length, so that one whose data breaks a rule hides no other. */
    private void checkData(int type, int start, int limit, NameCheck names) throws Malformed {
        try {
            RdataCodec.check(type, start, limit, names);
        } catch (Malformed e) {
            if (names.isLost()) {
                throw e;
            }
            broken = broken == null ? new HashMap<>() : broken;
            broken.put(start, e.rule());
        }
    }

    private void checkOpt(int section, int owner, int next) throws Malformed {
        if (section != DnsSection.ADDITIONAL.index || opt != 0 || wire[owner] != 0) {
            throw malformed("OPT twice, in another section or not at the root", owner);
        }
        int fixed = owner + 1;
        if (fixed + FIXED < next) {
            options = options(fixed + FIXED, next);
        }
        opt = fixed;
    }

    // What runs past the end is no option, and nothing can follow it.
    private List<EdnsOption> options(int start, int limit) {
        List<EdnsOption> all = new ArrayList<>();
        int option = start;
        while (option + 4 <= limit) {
            int data = option + 4;
            int next = data + u16(option + 2);
            if (next <= limit) {
                all.add(EdnsOption.read(u16(option), Octets.ofOwned(Arrays.copyOfRange(wire, data, next))));
            }
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
        return asked == 0 ? null : question(HEADER, asked);
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

    private Question question(int start, int fixed) {
        Name name = Name.in(wire, start);
        RecordType type = RecordType.of(u16(fixed));
        RecordClass recordClass = RecordClass.of(u16(fixed + 2));
        return new Question(name, type, recordClass);
    }

    /**
     * The records of a section.
     *
     * @param first the name of the first question, to which most owners point
     */
    List<DnsRecord> records(DnsSection section, @Nullable Name first) {
        int before = 0;
        for (int i = 0; i < section.index; i++) {
            before += count(i);
        }
        int there = Math.max(Math.min(count(section.index), wholeRecords - before), 0);
        int count = section == DnsSection.ADDITIONAL && opt != 0 ? there - 1 : there;
        if (count == 0) {
            return List.of();
        }
        int at = records;
        for (int i = 0; i < before; i++) {
            int fixed = Name.end(wire, at);
            at = fixed + FIXED + u16(fixed + 8);
        }
        return List.of(read(at, new DnsRecord[count], first));
    }

    /** Fills an array with the records from an offset on, OPT left out. */
    private DnsRecord[] read(int start, DnsRecord[] all, @Nullable Name first) {
        Name name = first == null ? Name.ROOT : first;
        int label = first == null ? 0 : HEADER;
        Duration ttl = Duration.ZERO;
        int owner = start;
        for (int i = 0; i < all.length; ) {
            int fixed = Name.end(wire, owner);
            int data = fixed + FIXED;
            int next = data + u16(fixed + 8);
            int type = u16(fixed);
            if (type != OPT) {
                // Neighbours mostly share their owner and their TTL, and then the value of the one before serves again.
                int leads = wire[owner] < 0 ? Name.target(wire, owner) : owner;
                if (leads != label) {
                    label = leads;
                    name = Name.in(wire, leads);
                }
                ttl = ttl(fixed + 4, ttl);
                // All parts stand before the record is made: a collector in regions asks about every reference that is
                // put into an object after something else was allocated.
                RecordClass recordClass = RecordClass.of(u16(fixed + 2));
                Rdata value = next == data && Rdata.Empty.isOf(recordClass)
                        ? new Rdata.Empty(RecordType.of(type))
                        : broken == null ? RdataCodec.read(type, wire, data, next) : read(type, data, next);
                all[i++] = new DnsRecord(name, recordClass, ttl, value);
            }
            owner = next;
        }
        return all;
    }

    private Rdata read(int type, int start, int limit) {
        String rule = broken == null ? null : broken.get(start);
        return rule == null
                ? RdataCodec.read(type, wire, start, limit)
                : new GenericRdata.Opaque(
                        RecordType.of(type), Octets.ofOwned(Arrays.copyOfRange(wire, start, limit)), rule);
    }

    /** A TTL, which counts as zero if its top bit is set (RFC 2181 section 8); the one before if it is the same. */
    private Duration ttl(int at, Duration before) {
        int seconds = Math.max((u16(at) << 16) | u16(at + 2), 0);
        if (before.getSeconds() == seconds) {
            return before;
        }
        int minutes = seconds / 60;
        return minutes < MINUTES.length && minutes * 60 == seconds ? MINUTES[minutes] : Duration.ofSeconds(seconds);
    }
}
