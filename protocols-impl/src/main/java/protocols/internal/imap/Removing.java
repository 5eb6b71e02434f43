package protocols.internal.imap;

import java.io.IOException;
import protocols.imap.Removal;
import protocols.imap.UidSet;
import protocols.spi.ImapFriend;

/** What EXPUNGE removes, as it is told. It is news as well: whoever counts by sequence numbers must hear of each. */
final class Removing implements Data {

    private final Selection selection;
    private final UidSet asked;
    private final NumberCollector uids = new NumberCollector(Integer.MAX_VALUE);
    private long named;
    private long unnamed;

    /** Of these messages alone: what else goes meanwhile was removed by another client. */
    Removing(Selection selection, UidSet asked) {
        this.selection = selection;
        this.asked = asked;
    }

    @Override
    public boolean take(Response response) throws IOException {
        if (response instanceof Response.Expunged expunged) {
            long uid = selection.uidOfDeleted(expunged.number());
            if (uid == 0) {
                unnamed++;
            } else if (asked.contains(uid) || asked.isOpen()) {
                named++;
                uids.add(uid);
            }
        }
        return false;
    }

    /** Of those whose UIDs are not known no more can be what was asked for than that had messages. */
    Removal removal() {
        long most = asked.isOpen() ? Long.MAX_VALUE : asked.size() - named;
        return ImapFriend.get().removal(named + Math.min(unnamed, Math.max(0, most)), uids.set());
    }
}
