package protocols.imap;

import java.util.Objects;
import protocols.Text;

/** Where APPEND put messages (RFC 4315 section 3, APPENDUID). Immutable. */
public final class AppendUid {

    private final long uidValidity;
    private final UidSet uids;

    private AppendUid(long uidValidity, UidSet uids) {
        this.uidValidity = uidValidity;
        this.uids = uids;
    }

    /**
     * A place.
     *
     * @param uidValidity the UIDVALIDITY of the mailbox
     * @param uids the new UIDs
     */
    public static AppendUid of(long uidValidity, UidSet uids) {
        return new AppendUid(uidValidity, uids);
    }

    /**
     * Reads the argument of the response code: {@code 38505 3955}.
     *
     * @throws IllegalArgumentException if the text is not that
     */
    public static AppendUid parse(String text) {
        int space = text.indexOf(' ');
        if (space < 0) {
            throw new IllegalArgumentException("not an APPENDUID: " + Text.printable(text));
        }
        return new AppendUid(CopyUid.validity(text.substring(0, space)), UidSet.parse(text.substring(space + 1)));
    }

    /** The UIDVALIDITY of the mailbox. */
    public long uidValidity() {
        return uidValidity;
    }

    /** The new UIDs. */
    public UidSet uids() {
        return uids;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AppendUid append && append.uidValidity == uidValidity && append.uids.equals(uids);
    }

    @Override
    public int hashCode() {
        return Objects.hash(uidValidity, uids);
    }

    /** As the response code has it: {@code 38505 3955}. */
    @Override
    public String toString() {
        return uidValidity + " " + uids;
    }
}
