package protocols.imap;

import java.util.Objects;

/**
 * What EXPUNGE removed (RFC 9051 section 6.4.3). A server tells only how many messages went and at which places they
 * stood; of those that it named before as messages with {@link Flag#DELETED} and their UIDs, the UIDs are known. Where all
 * messages were asked for, what another client removed meanwhile is told in the same breath and counts too. Immutable.
 */
public final class Removal {

    private final long count;
    private final UidSet uids;

    private Removal(long count, UidSet uids) {
        this.count = count;
        this.uids = uids;
    }

    /**
     * A removal.
     *
     * @param count how many messages went
     * @param uids those of them whose UIDs are known
     */
    public static Removal of(long count, UidSet uids) {
        return new Removal(count, uids);
    }

    /** How many messages went. */
    public long count() {
        return count;
    }

    /** The UIDs of those of which the server had told them. */
    public UidSet uids() {
        return uids;
    }

    /** Whether the UID of each message that went is known. */
    public boolean isComplete() {
        return uids.size() == count;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Removal removal && removal.count == count && removal.uids.equals(uids);
    }

    @Override
    public int hashCode() {
        return Objects.hash(count, uids);
    }

    /** How many, and which. */
    @Override
    public String toString() {
        return count + " removed" + (uids.isEmpty() ? "" : ", UIDs " + uids + (isComplete() ? "" : " among them"));
    }
}
