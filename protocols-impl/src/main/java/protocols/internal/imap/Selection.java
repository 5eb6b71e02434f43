package protocols.internal.imap;

import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import protocols.imap.Flag;
import protocols.imap.MailboxName;
import protocols.imap.SelectedMailbox;
import protocols.imap.SelectedMailbox.Counts;
import protocols.imap.SelectedMailbox.Flags;

/** What the server has told of the selected mailbox, kept up to date (RFC 9051 section 7.3 and 7.4). */
final class Selection implements Consumer<Response> {

    private SelectedMailbox state;
    private long expunged;
    private long changes;
    private boolean moved;

    Selection(MailboxName name, boolean readOnly) {
        state = SelectedMailbox.of(name).withReadOnly(readOnly);
    }

    SelectedMailbox state() {
        return state;
    }

    /** How many messages have been expunged since the mailbox was selected. */
    long expunged() {
        return expunged;
    }

    /** How many times anything has changed. */
    long changes() {
        return changes;
    }

    /** Whether messages came or went since this was last asked. */
    boolean takeMoved() {
        boolean taken = moved;
        moved = false;
        return taken;
    }

    @Override
    public void accept(Response response) {
        Counts now = state.counts();
        if (response instanceof Response.Exists exists) {
            if (exists.count() != now.exists()) {
                move(exists.count());
            }
        } else if (response instanceof Response.Expunged) {
            move(Math.max(0, now.exists() - 1));
            expunged++;
        } else if (response instanceof Response.Recent recent) {
            state = state.withCounts(new Counts(now.exists(), recent.count(), now.uidValidity(), now.uidNext()));
        } else if (response instanceof Response.Fetched) {
            changes++;
        } else if (response instanceof Response.Flags flags) {
            Set<Flag> permanent = state.flags().permanent();
            state = state.withFlags(new Flags(flags.flags(), permanent.isEmpty() ? flags.flags() : permanent));
        } else if (response instanceof Response.Status status) {
            status.code().ifPresent(this::code);
        }
    }

    private void move(long exists) {
        state = state.withExists(exists);
        changes++;
        moved = true;
    }

    private void code(ResponseCode code) {
        Counts now = state.counts();
        switch (code.name()) {
            case "UIDVALIDITY" ->
                state = state.withCounts(new Counts(now.exists(), now.recent(), code.number(), now.uidNext()));
            case "UIDNEXT" ->
                state = state.withCounts(new Counts(now.exists(), now.recent(), now.uidValidity(), code.number()));
            case "PERMANENTFLAGS" ->
                state = state.withFlags(new Flags(state.flags().defined(), code.permanentFlags()));
            case "READ-ONLY" -> state = state.withReadOnly(true);
            case "READ-WRITE" -> state = state.withReadOnly(false);
            case "CLOSED" -> state = state.withCounts(new Counts(0, 0, OptionalLong.empty(), OptionalLong.empty()));
            default -> {}
        }
    }
}
