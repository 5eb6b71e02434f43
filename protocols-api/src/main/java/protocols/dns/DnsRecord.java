package protocols.dns;

import java.time.Duration;
import java.util.Objects;
import protocols.WireException.Malformed;

/**
 * A resource record (RFC 1035 section 3.2.1). {@code DnsRecord.parse(r.toString())} equals {@code r}.
 *
 * @param name the owner
 * @param recordClass the class, in practice {@link RecordClass#IN}
 * @param ttl how long it may be kept: whole seconds, 0 to 2^31-1 (RFC 2181 section 8)
 * @param data the data, which also tells the type
 */
public record DnsRecord(Name name, RecordClass recordClass, Duration ttl, Rdata data) {

    private static final int[] COLUMNS = {24, 32, 40, 48};

    public DnsRecord {
        Objects.requireNonNull(name);
        Objects.requireNonNull(recordClass);
        Objects.requireNonNull(data);
        if (Rdata.Empty.isOf(recordClass)) {
            data = data.toBytes().length == 0 ? new Rdata.Empty(data.type()) : data;
        } else if (data instanceof Rdata.Empty) {
            throw new IllegalArgumentException("only a record of class ANY or NONE may have no data: " + recordClass);
        }
        if (ttl.toSeconds() < 0 || ttl.toSeconds() > Integer.MAX_VALUE || ttl.toNanosPart() != 0) {
            throw new IllegalArgumentException("TTL is not in whole seconds from 0 to 2147483647: " + ttl);
        }
    }

    /** A record in class IN. */
    public static DnsRecord of(Name name, Duration ttl, Rdata data) {
        return new DnsRecord(name, RecordClass.IN, ttl, data);
    }

    /**
     * The record of one line of zone text: {@code name [ttl] [class] type data}. The name is absolute; without a class it
     * is IN, without a TTL that is zero; data may stand in the generic form of RFC 3597.
     *
     * @throws IllegalArgumentException if the line is no record
     */
    public static DnsRecord parse(String line) {
        try {
            TextFields in = new TextFields(line);
            Name name = in.name();
            RecordHead head = RecordHead.read(in);
            RecordClass recordClass = head.recordClass().orElse(RecordClass.IN);
            boolean empty = !in.hasMore() && Rdata.Empty.isOf(recordClass);
            Rdata data = empty ? new Rdata.Empty(head.type()) : RdataCodec.parse(head.type(), in);
            return new DnsRecord(name, recordClass, head.ttl().orElse(Duration.ZERO), data);
        } catch (Malformed e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** The type, which is that of the data. */
    public RecordType type() {
        return data.type();
    }

    /** One line of zone text in the columns of {@code dig +noall +answer}, safe to show on a terminal. */
    @Override
    public String toString() {
        StringBuilder line = new StringBuilder(80);
        int column = 0;
        Object[] fields = {name, ttl.toSeconds(), recordClass, type()};
        for (int i = 0; i < fields.length; i++) {
            String field = fields[i].toString();
            line.append(field);
            column = indent(line, column + field.length(), COLUMNS[i]);
        }
        return line.append(data.toPresentation()).toString();
    }

    // A column that is passed already is a single space away; tabs are eight wide.
    static int indent(StringBuilder line, int column, int to) {
        if (column >= to) {
            line.append(' ');
            return column + 1;
        }
        for (int at = column; at < to; at = at / 8 * 8 + 8) {
            line.append('\t');
        }
        return to;
    }
}
