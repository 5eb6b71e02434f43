package protocols.internal.imap;

import java.util.Optional;
import protocols.WireException;
import protocols.imap.UidSet;

/** What one search finds, in however many responses: SEARCH, or the ESEARCH that answers its tag. */
final class SearchTaker implements Data {

    private final ImapConversation conversation;
    private final Holding holding;
    private UidSet uids = UidSet.EMPTY;
    private Optional<WireException> unreadable = Optional.empty();

    SearchTaker(ImapConversation conversation, Holding holding) {
        this.conversation = conversation;
        this.holding = holding;
    }

    @Override
    public boolean take(Response response) {
        if (response instanceof Response.Found found && isOurs(found)) {
            if (!found.result().uids().isEmpty()
                    && holding.takes(conversation.responses().heldSize())) {
                uids = uids.union(found.result().uids());
            }
            return true;
        }
        if (response instanceof Response.Unreadable lost && (lost.is("SEARCH") || lost.is("ESEARCH"))) {
            unreadable = unreadable.isPresent() ? unreadable : Optional.of(lost.told().why());
            return true;
        }
        return false;
    }

    private boolean isOurs(Response.Found found) {
        return found.tag().isEmpty() || (found.isUid() && found.tag().get().equals(conversation.tag()));
    }

    UidSet uids() {
        return uids;
    }

    /** What cannot be read of an answer may be any message. */
    void requireReadable() throws WireException {
        if (unreadable.isPresent()) {
            throw conversation.link().placed(unreadable.get());
        }
    }
}
