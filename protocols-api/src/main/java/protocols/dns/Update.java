package protocols.dns;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Changes of one zone that are made together or not at all, and only if what the prerequisites say is so (RFC 2136): sent
 * by {@link DnsSession#update}. A value; each method gives another.
 *
 * <!-- run: dns-update -->
 * <pre>{@code
 * Update update = Update.of("example.org")
 *         .ifNameNotInUse(Name.of("new.example.org"))
 *         .add(DnsRecord.parse("new.example.org. 300 IN A 192.0.2.7"))
 *         .deleteRrset(Name.of("old.example.org"), RecordType.A);
 * out.println(update);
 * }</pre>
 *
 * <p>The zone is of class IN. The server carries the changes out in the order in which they stand here.
 */
public final class Update {

    private final Name zone;
    private final List<DnsRecord> prerequisites;
    private final List<DnsRecord> changes;

    private Update(Name zone, List<DnsRecord> prerequisites, List<DnsRecord> changes) {
        this.zone = zone;
        this.prerequisites = List.copyOf(prerequisites);
        this.changes = List.copyOf(changes);
    }

    /** Changes nothing so far. */
    public static Update of(Name zone) {
        return new Update(zone, List.of(), List.of());
    }

    /**
     * Changes nothing so far.
     *
     * @param zone as {@link Name#of} reads it
     */
    public static Update of(String zone) {
        return of(Name.of(zone));
    }

    /** Only if the name has a record, of any type (RFC 2136 section 2.4.4); else the server says NXDOMAIN. */
    public Update ifNameInUse(Name name) {
        return when(empty(name, RecordType.ANY, RecordClass.ANY));
    }

    /** Only if the name has no record (RFC 2136 section 2.4.5); else the server says YXDOMAIN. */
    public Update ifNameNotInUse(Name name) {
        return when(empty(name, RecordType.ANY, RecordClass.NONE));
    }

    /** Only if the name has records of the type (RFC 2136 section 2.4.1); else the server says NXRRSET. */
    public Update ifRrsetExists(Name name, RecordType type) {
        return when(empty(name, type, RecordClass.ANY));
    }

    /**
     * Only if these are all the records that the name has of the type (RFC 2136 section 2.4.2), whatever their TTLs; else
     * the server says NXRRSET.
     */
    public Update ifRrsetIs(DnsRecord... records) {
        return when(each(records, one -> new DnsRecord(one.name(), one.recordClass(), Duration.ZERO, one.data())));
    }

    /** Only if the name has no records of the type (RFC 2136 section 2.4.3); else the server says YXRRSET. */
    public Update ifRrsetDoesNotExist(Name name, RecordType type) {
        return when(empty(name, type, RecordClass.NONE));
    }

    /**
     * Adds records (RFC 2136 section 2.5.1). One that is there already stays; a CNAME or SOA record takes the place of the
     * one that is there.
     */
    public Update add(DnsRecord... records) {
        return then(each(records, one -> one));
    }

    /** Deletes all records that a name has of a type (RFC 2136 section 2.5.2). */
    public Update deleteRrset(Name name, RecordType type) {
        return then(empty(name, type, RecordClass.ANY));
    }

    /** Deletes all records of a name (RFC 2136 section 2.5.3); of the zone's own name, not SOA and NS. */
    public Update deleteName(Name name) {
        return then(empty(name, RecordType.ANY, RecordClass.ANY));
    }

    /** Deletes these records, whatever their TTLs (RFC 2136 section 2.5.4). Others of the same name and type stay. */
    public Update delete(DnsRecord... records) {
        return then(each(records, one -> new DnsRecord(one.name(), RecordClass.NONE, Duration.ZERO, one.data())));
    }

    /** Puts these records into the place of all that their names have of their types: those are deleted first. */
    public Update replace(DnsRecord... records) {
        Update update = this;
        List<Question> done = new ArrayList<>();
        for (DnsRecord one : records) {
            Question rrset = Question.of(one.name(), one.type());
            if (!done.contains(rrset)) {
                done.add(rrset);
                update = update.deleteRrset(one.name(), one.type());
            }
        }
        return update.add(records);
    }

    private static DnsRecord[] empty(Name name, RecordType type, RecordClass meant) {
        return new DnsRecord[] {new DnsRecord(name, meant, Duration.ZERO, new Rdata.Empty(type))};
    }

    private static DnsRecord[] each(DnsRecord[] records, UnaryOperator<DnsRecord> form) {
        DnsRecord[] all = new DnsRecord[records.length];
        for (int i = 0; i < all.length; i++) {
            if (!records[i].recordClass().equals(RecordClass.IN)) {
                throw new IllegalArgumentException("no record of the zone's class: " + records[i]);
            }
            all[i] = form.apply(records[i]);
        }
        return all;
    }

    private Update when(DnsRecord... more) {
        return new Update(zone, plus(prerequisites, more), changes);
    }

    private Update then(DnsRecord... more) {
        return new Update(zone, prerequisites, plus(changes, more));
    }

    private List<DnsRecord> plus(List<DnsRecord> records, DnsRecord... more) {
        List<DnsRecord> all = new ArrayList<>(records);
        for (DnsRecord one : more) {
            if (!one.name().isSubdomainOf(zone)) {
                throw new IllegalArgumentException(one.name() + " is not in the zone " + zone);
            }
            all.add(one);
        }
        return all;
    }

    /** The zone that is changed. */
    public Name zone() {
        return zone;
    }

    /** Whether it changes nothing. */
    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /**
     * The message that says so, with the id 0: the zone stands as its question, the prerequisites as its answer, the changes
     * as its authority section (RFC 2136 section 2).
     *
     * @throws IllegalStateException if it has more bytes than a message can
     */
    public Message message() {
        return Message.query(Question.of(zone, RecordType.SOA))
                .clear(DnsFlag.RD)
                .withoutEdns()
                .opcode(Opcode.UPDATE)
                .answer(prerequisites.toArray(DnsRecord[]::new))
                .authority(changes.toArray(DnsRecord[]::new))
                .build();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Update that
                && zone.equals(that.zone)
                && prerequisites.equals(that.prerequisites)
                && changes.equals(that.changes);
    }

    @Override
    public int hashCode() {
        return 31 * zone.hashCode() + changes.hashCode();
    }

    /** Zone, prerequisites and changes, as {@code nsupdate} shows them, safe to show on a terminal. */
    @Override
    public String toString() {
        return MessageText.print(message());
    }
}
