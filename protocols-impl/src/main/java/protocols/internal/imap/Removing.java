package protocols.internal.imap;

import protocols.imap.Removal;
import protocols.spi.ImapFriend;

/** What EXPUNGE removes, as it is told. It is news as well: whoever counts by sequence numbers must hear of each. */
final class Removing implements Data {

    private final Selection selection;
    private final NumberCollector uids = new NumberCollector();
    private long count;

    Removing(Selection selection) {
        this.selection = selection;
    }

    @Override
    public boolean take(Response response) {
        if (response instanceof Response.Expunged expunged) {
            count++;
            long uid = selection.uidOfDeleted(expunged.number());
            if (uid != 0) {
                uids.add(uid);
            }
        }
        return false;
    }

    Removal removal() {
        return ImapFriend.get().removal(count, uids.set());
    }
}
