package protocols.imap;

import java.util.OptionalLong;
import java.util.Set;

/**
 * What SELECT or EXAMINE told about a mailbox (RFC 9051 section 6.3.2). Immutable.
 *
 * @param name the mailbox
 * @param isReadOnly whether it was opened without the right to change it
 * @param counts how many messages there are and how they are numbered
 * @param flags which flags it has
 */
public record SelectedMailbox(MailboxName name, boolean isReadOnly, Counts counts, Flags flags) {

    /** A mailbox of which only the name is known: no messages, no flags. */
    public static SelectedMailbox of(MailboxName name) {
        Counts none = new Counts(0, 0, OptionalLong.empty(), OptionalLong.empty());
        return new SelectedMailbox(name, false, none, new Flags(Set.of(), Set.of()));
    }

    /**
     * How many messages there are, and how they are numbered.
     *
     * @param exists all messages
     * @param recent those with {@code \Recent} (RFC 3501); 0 where the server does not say
     * @param uidValidity the number that changes when UIDs lose their meaning
     * @param uidNext the UID that the next message will have, or a lower one
     */
    public record Counts(long exists, long recent, OptionalLong uidValidity, OptionalLong uidNext) {}

    /**
     * Which flags there are.
     *
     * @param defined the flags in use
     * @param permanent the flags that a client can change for good; {@link Flag#ANY_KEYWORD} if it may make new ones
     */
    public record Flags(Set<Flag> defined, Set<Flag> permanent) {

        public Flags {
            defined = Set.copyOf(defined);
            permanent = Set.copyOf(permanent);
        }
    }

    /** How many messages there are. */
    public long exists() {
        return counts.exists();
    }

    /** The same mailbox with another number of messages. */
    public SelectedMailbox withExists(long exists) {
        return withCounts(new Counts(exists, counts.recent(), counts.uidValidity(), counts.uidNext()));
    }

    /** The same mailbox with other counts. */
    public SelectedMailbox withCounts(Counts newCounts) {
        return new SelectedMailbox(name, isReadOnly, newCounts, flags);
    }

    /** The same mailbox with other flags. */
    public SelectedMailbox withFlags(Flags newFlags) {
        return new SelectedMailbox(name, isReadOnly, counts, newFlags);
    }

    /** The same mailbox, opened without the right to change it or with it. */
    public SelectedMailbox withReadOnly(boolean readOnly) {
        return new SelectedMailbox(name, readOnly, counts, flags);
    }
}
