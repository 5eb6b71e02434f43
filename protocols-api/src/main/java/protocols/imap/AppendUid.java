package protocols.imap;

/**
 * Where APPEND put messages (RFC 4315 section 3, APPENDUID).
 *
 * @param uidValidity the UIDVALIDITY of the mailbox
 * @param uids the new UIDs
 */
public record AppendUid(long uidValidity, UidSet uids) {

    /**
     * Reads the argument of the response code: {@code 38505 3955}.
     *
     * @throws IllegalArgumentException if the text is not that
     */
    public static AppendUid parse(String text) {
        int space = text.indexOf(' ');
        if (space < 0) {
            throw new IllegalArgumentException("not an APPENDUID: " + protocols.Text.printable(text));
        }
        return new AppendUid(CopyUid.validity(text.substring(0, space)), UidSet.parse(text.substring(space + 1)));
    }
}
