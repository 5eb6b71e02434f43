package protocols.internal.imap;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import protocols.Receiver;
import protocols.imap.MailboxInfo;
import protocols.imap.UnreadableResponse;
import protocols.internal.line.Holding;

/** The lines of one LIST or LSUB. */
final class Listing implements Data {

    private final String name;
    private final Holding holding;
    private final Receiver<MailboxInfo> each;
    private final List<UnreadableResponse> unreadable = new ArrayList<>();

    /**
     * A listing.
     *
     * @param name LIST or LSUB
     * @param holding of the lines that cannot be read
     */
    Listing(String name, Holding holding, Receiver<MailboxInfo> each) {
        this.name = name;
        this.holding = holding;
        this.each = each;
    }

    /** The lines that cannot be read. */
    List<UnreadableResponse> unreadable() {
        return List.copyOf(unreadable);
    }

    @Override
    public boolean take(Response response) throws IOException {
        if (response instanceof Response.Listed listed && listed.isSubscription() == name.equals("LSUB")) {
            each.take(listed.mailbox());
            return true;
        }
        if (response instanceof Response.Unreadable lost && lost.is(name)) {
            if (holding.takes(Response.Unreadable.cost(lost.told()))) {
                unreadable.add(lost.told());
            }
            return true;
        }
        return false;
    }
}
