package protocols.internal.imap;

import java.util.function.LongPredicate;
import protocols.imap.FetchedMessage;
import protocols.imap.SequenceSet;
import protocols.imap.UidSet;
import protocols.spi.ImapFriend;

/** Which messages a command asks for, by UID or by number. */
final class Wanted {

    private static final ImapFriend API = ImapFriend.get();

    private final boolean byUid;
    private final LongPredicate set;
    private final boolean open;
    private final Selection selection;
    private final long existed;

    private Wanted(boolean byUid, LongPredicate set, boolean open, Selection selection) {
        this.byUid = byUid;
        this.set = set;
        this.open = open;
        this.selection = selection;
        this.existed = selection.exists();
    }

    static Wanted of(UidSet uids, Selection selection) {
        return new Wanted(true, uids::contains, uids.isOpen(), selection);
    }

    static Wanted of(SequenceSet numbers, Selection selection) {
        return new Wanted(false, numbers::contains, numbers.isOpen(), selection);
    }

    boolean isByUid() {
        return byUid;
    }

    /** What names the message in the set; 0 if it is not known. */
    long key(FetchedMessage message) {
        return byUid ? message.uid().orElse(0) : API.number(message);
    }

    /** Whether the set has a message; the last of the mailbox is what a star stands for. */
    boolean has(long key, FetchedMessage message) {
        return set.test(key) || (open && API.number(message) >= Math.min(existed, selection.exists()));
    }
}
