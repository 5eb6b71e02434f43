package protocols.dns;

/** How a server answered to the question what has changed in a zone (IXFR, RFC 1995): see {@link DnsSession#changes}. */
public final class IncrementalTransfer {

    /** Which of the three answers it was. */
    public enum Kind {
        /** The server has no newer version. */
        UP_TO_DATE,
        /** What went and what came, one version after another. */
        DIFFERENCES,
        /** The whole zone, as the server no longer knows what has changed since, or finds that longer. */
        WHOLE_ZONE
    }

    private final Kind kind;
    private final long serial;
    private final long records;

    private IncrementalTransfer(Kind kind, long serial, long records) {
        this.kind = kind;
        this.serial = serial;
        this.records = records;
    }

    /** An answer. */
    static IncrementalTransfer of(Kind kind, long serial, long records) {
        return new IncrementalTransfer(kind, serial, records);
    }

    /** Which of the three answers it was. */
    public Kind kind() {
        return kind;
    }

    /** The serial number of the version that the server has, 0 to 2^32-1: what to ask with the next time. */
    public long serial() {
        return serial;
    }

    /** How many records were handed out. */
    public long records() {
        return records;
    }

    /** Such as {@code DIFFERENCES to 2026010102, 4 records}. */
    @Override
    public String toString() {
        return kind + " to " + serial + ", " + records + (records == 1 ? " record" : " records");
    }
}
