package protocols.dns;

/** One record of an {@link IncrementalTransfer}: it went, it came, or it is part of the whole zone. */
public final class ZoneChange {

    /** What is said of the record. */
    public enum Kind {
        /** It went; the SOA record of the older version is the first of those that go together. */
        DELETED,
        /** It came; the SOA record of the newer version is the first of those that come together. */
        ADDED,
        /** The server sends the zone instead of what has changed in it: what was there before counts no longer. */
        WHOLE
    }

    private final Kind kind;
    private final DnsRecord record;

    private ZoneChange(Kind kind, DnsRecord record) {
        this.kind = kind;
        this.record = record;
    }

    /** A change. */
    static ZoneChange of(Kind kind, DnsRecord record) {
        return new ZoneChange(kind, record);
    }

    /** What is said of the record. */
    public Kind kind() {
        return kind;
    }

    /** The record. */
    public DnsRecord record() {
        return record;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ZoneChange that && kind == that.kind && record.equals(that.record);
    }

    @Override
    public int hashCode() {
        return 31 * kind.hashCode() + record.hashCode();
    }

    /** Such as {@code - www.example.org. 300 IN A 192.0.2.1}: minus for what went, plus for what came, = for the whole. */
    @Override
    public String toString() {
        return (kind == Kind.DELETED ? "- " : kind == Kind.ADDED ? "+ " : "= ") + record;
    }
}
