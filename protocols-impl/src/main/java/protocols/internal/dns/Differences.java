package protocols.internal.dns;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import protocols.Receiver;
import protocols.WireException.Malformed;
import protocols.dns.DnsFlag;
import protocols.dns.DnsRecord;
import protocols.dns.IncrementalTransfer;
import protocols.dns.Message;
import protocols.dns.Name;
import protocols.dns.Question;
import protocols.dns.Rdata.Soa;
import protocols.dns.RecordType;
import protocols.dns.ZoneChange;
import protocols.dns.ZoneChange.Kind;
import protocols.internal.wire.Lent;
import protocols.spi.DnsFriend;

/**
 * What has changed in a zone (RFC 1995 section 4): the newest SOA record, then for each version the older SOA record and what
 * went, the newer one and what came, and at last the newest again; or the newest alone, or the whole zone.
 */
final class Differences implements TransferOrder {

    private static final RecordType IXFR = RecordType.of(251);

    private enum State {
        BEGIN,
        NEWEST,
        DELETED,
        ADDED,
        WHOLE,
        UP_TO_DATE,
        END
    }

    private final Name name;
    private final long serial;
    private final Receiver<ZoneChange> to;
    private State state = State.BEGIN;
    private Optional<DnsRecord> newest = Optional.empty();
    private IncrementalTransfer.Kind kind = IncrementalTransfer.Kind.UP_TO_DATE;
    private long version;

    Differences(Name name, long serial, Receiver<ZoneChange> to) {
        if (serial < 0 || serial > 0xffff_ffffL) {
            throw new IllegalArgumentException("no serial number: " + serial);
        }
        this.name = name;
        this.serial = serial;
        this.to = to;
    }

    @Override
    public Message query() {
        Duration none = Duration.ZERO;
        Soa here = new Soa(Name.ROOT, Name.ROOT, serial, none, none, none, none);
        return Message.query(Question.of(name, IXFR))
                .clear(DnsFlag.RD)
                .withoutEdns()
                .authority(DnsRecord.of(name, none, here))
                .build();
    }

    @Override
    public List<Lent.Code> take(DnsRecord record, boolean isSoa) throws Malformed {
        switch (state) {
            case BEGIN:
                begin(record, isSoa);
                return List.of();
            case NEWEST:
                return second(record, isSoa);
            case WHOLE:
                if (isSoa) {
                    return end(record);
                }
                return out(Kind.WHOLE, record);
            case DELETED:
                if (isSoa) {
                    requireNewer(record);
                    state = State.ADDED;
                    return out(Kind.ADDED, record);
                }
                return out(Kind.DELETED, record);
            case ADDED:
                return added(record, isSoa);
            default:
                return List.of();
        }
    }

    private void begin(DnsRecord record, boolean isSoa) throws Malformed {
        if (!isSoa) {
            throw new Malformed("changes do not begin with the SOA record of the zone", record.toString());
        }
        newest = Optional.of(record);
        state = isNewer(serial(record), serial) ? State.NEWEST : State.UP_TO_DATE;
    }

    private List<Lent.Code> second(DnsRecord record, boolean isSoa) throws Malformed {
        DnsRecord first = newest.orElseThrow();
        if (isSoa && serial(record) == serial) {
            kind = IncrementalTransfer.Kind.DIFFERENCES;
            version = serial;
            state = State.DELETED;
            return out(Kind.DELETED, record);
        }
        kind = IncrementalTransfer.Kind.WHOLE_ZONE;
        if (isSoa) {
            end(record);
            return out(Kind.WHOLE, first);
        }
        state = State.WHOLE;
        return List.of(
                () -> to.take(DnsFriend.get().change(Kind.WHOLE, first)),
                () -> to.take(DnsFriend.get().change(Kind.WHOLE, record)));
    }

    private List<Lent.Code> added(DnsRecord record, boolean isSoa) throws Malformed {
        if (!isSoa) {
            return out(Kind.ADDED, record);
        }
        if (version == serial(newest.orElseThrow())) {
            return end(record);
        }
        if (serial(record) != version) {
            throw new Malformed(
                    "changes of version " + version + " are followed by those of another", record.toString());
        }
        state = State.DELETED;
        return out(Kind.DELETED, record);
    }

    private void requireNewer(DnsRecord record) throws Malformed {
        long next = serial(record);
        if (!isNewer(next, version) || isNewer(next, serial(newest.orElseThrow()))) {
            throw new Malformed("version " + version + " is followed by one that is not newer", record.toString());
        }
        version = next;
    }

    private List<Lent.Code> end(DnsRecord record) throws Malformed {
        WholeZone.requireSame(newest.orElseThrow().data(), record);
        state = State.END;
        return List.of();
    }

    private List<Lent.Code> out(Kind what, DnsRecord record) {
        return List.of(() -> to.take(DnsFriend.get().change(what, record)));
    }

    static long serial(DnsRecord soa) {
        return ((Soa) soa.data()).serial();
    }

    /** RFC 1982 section 3.2. */
    static boolean isNewer(long one, long other) {
        return (int) (one - other) > 0;
    }

    @Override
    public boolean hasEnded() {
        return state == State.END || state == State.UP_TO_DATE;
    }

    /** A server that knows no IXFR may send the zone, whatever is here. */
    @Override
    public boolean isDeaf() {
        return state == State.UP_TO_DATE;
    }

    /** What it was, once it has ended. */
    IncrementalTransfer result(long records) {
        return DnsFriend.get().changes(kind, serial(newest.orElseThrow()), records);
    }
}
