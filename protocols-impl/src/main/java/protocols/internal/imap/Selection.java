package protocols.internal.imap;

import java.util.OptionalLong;
import java.util.Set;
import protocols.imap.Flag;
import protocols.imap.MailboxEvent;
import protocols.imap.MailboxName;
import protocols.imap.SelectedMailbox;
import protocols.imap.UnreadableResponse;
import protocols.spi.ImapFriend;
import protocols.spi.SelectedParts;

/** What the server has told of the selected mailbox, kept up to date (RFC 9051 section 7.3 and 7.4). */
final class Selection {

    private static final ImapFriend API = ImapFriend.get();

    private final SelectedParts state;
    private final News news = new News();
    private final Doomed doomed = new Doomed();

    Selection(MailboxName name, boolean readOnly) {
        state = new SelectedParts(name);
        state.readOnly(readOnly);
    }

    SelectedMailbox state() {
        return API.selected(state);
    }

    /** How many messages there are. */
    long exists() {
        return state.exists();
    }

    boolean isReadOnly() {
        return state.isReadOnly();
    }

    MailboxName name() {
        return state.name();
    }

    /** What was told unasked. */
    News news() {
        return news;
    }

    /** The UID of a message that was told as deleted, by its number now; 0 if it is not known. */
    long uidOfDeleted(long number) {
        return doomed.uid(number);
    }

    /** Takes in a response of so many bytes; one that a command asked for is no news. */
    void take(Response response, boolean asked, long size) {
        if (response instanceof Response.Unreadable unreadable) {
            if (!asked) {
                unreadable(unreadable.told());
            }
        } else if (response instanceof Response.Fetched fetched) {
            doomed.told(fetched.message());
            if (!asked) {
                API.flagsChanged(fetched.message()).ifPresent(event -> news.add(event, size));
            }
        } else if (response instanceof Response.Exists exists) {
            if (exists.count() != state.exists()) {
                news.add(API.exists(state.exists(), exists.count()), size);
                state.exists(exists.count());
            }
        } else if (response instanceof Response.Expunged expunged) {
            expunged(expunged.number(), size);
        } else if (response instanceof Response.Recent recent) {
            state.recent(recent.count());
        } else if (response instanceof Response.Flags flags) {
            Set<Flag> permanent = state.permanentFlags();
            state.flags(flags.flags());
            state.permanentFlags(permanent.isEmpty() ? flags.flags() : permanent);
        } else if (response instanceof Response.Status status) {
            status.code().ifPresent(this::code);
        }
    }

    /** A response is none of what was asked for, as far as it can be read. */
    void unreadable(UnreadableResponse told) {
        news.add(API.unreadable(told), Response.Unreadable.cost(told));
    }

    /** What was told so far is no news but what cannot be read. */
    void clearNews() {
        for (MailboxEvent event : news.take()) {
            if (event instanceof MailboxEvent.Unreadable lost) {
                unreadable(lost.response());
            }
        }
    }

    private void expunged(long number, long size) {
        news.add(API.expunged(number, doomed.uid(number)), size);
        doomed.gone(number);
        state.exists(Math.max(0, state.exists() - 1));
    }

    private void code(ResponseCode code) {
        switch (code.name()) {
            case "UIDVALIDITY" -> state.uidValidity(code.number());
            case "UIDNEXT" -> state.uidNext(code.number());
            case "PERMANENTFLAGS" -> state.permanentFlags(code.permanentFlags());
            case "READ-ONLY" -> state.readOnly(true);
            case "READ-WRITE" -> state.readOnly(false);
            case "CLOSED" -> {
                state.exists(0);
                state.recent(0);
                state.uidValidity(OptionalLong.empty());
                state.uidNext(OptionalLong.empty());
            }
            default -> {}
        }
    }
}
