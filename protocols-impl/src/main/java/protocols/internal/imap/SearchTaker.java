package protocols.internal.imap;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import protocols.WireException;
import protocols.imap.UidSet;
import protocols.internal.line.Holding;
import protocols.spi.ImapFriend;

/** What one search finds, in however many responses: SEARCH, or the ESEARCH that answers its tag. */
final class SearchTaker implements Data {

    private final ImapConversation conversation;
    private final Holding holding;
    private final List<UidSet> sets = new ArrayList<>();
    private Optional<WireException> unreadable = Optional.empty();

    SearchTaker(ImapConversation conversation, Holding holding) {
        this.conversation = conversation;
        this.holding = holding;
    }

    @Override
    public boolean take(Response response) {
        if (response instanceof Response.Found found && isOurs(found)) {
            if (found.ranges() > 0 && holding.takes(conversation.responses().heldSize(), found.ranges())) {
                sets.add(found.result().uids());
            }
            return true;
        }
        if (response instanceof Response.Unreadable lost && (lost.is("SEARCH") || lost.is("ESEARCH"))) {
            unreadable = unreadable.isPresent()
                    ? unreadable
                    : Optional.of(lost.told().why());
            return true;
        }
        return false;
    }

    private boolean isOurs(Response.Found found) {
        return found.tag().isEmpty() || (found.isUid() && found.tag().get().equals(conversation.tag()));
    }

    UidSet uids() {
        return ImapFriend.get().union(sets);
    }

    /** What cannot be read of an answer may be any message. */
    void requireReadable() throws WireException {
        if (unreadable.isPresent()) {
            throw conversation.link().placed(unreadable.get());
        }
    }
}
