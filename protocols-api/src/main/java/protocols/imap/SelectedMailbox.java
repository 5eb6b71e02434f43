package protocols.imap;

import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import protocols.spi.SelectedParts;

/** What SELECT or EXAMINE told about a mailbox, and what was told since (RFC 9051 section 6.3.2). Immutable. */
public final class SelectedMailbox {

    private final MailboxName name;
    private final boolean readOnly;
    private final long exists;
    private final long recent;
    private final OptionalLong uidValidity;
    private final OptionalLong uidNext;
    private final Set<Flag> flags;
    private final Set<Flag> permanentFlags;

    SelectedMailbox(SelectedParts told) {
        name = told.name();
        readOnly = told.isReadOnly();
        exists = told.exists();
        recent = told.recent();
        uidValidity = told.uidValidity();
        uidNext = told.uidNext();
        flags = Set.copyOf(told.flags());
        permanentFlags = Set.copyOf(told.permanentFlags());
    }

    /** A mailbox of which only the name is known: no messages, no flags, and it can be changed. */
    public static SelectedMailbox of(MailboxName name) {
        return new SelectedMailbox(new SelectedParts(name));
    }

    /** As {@link #of(MailboxName)}, by the name that people write. */
    public static SelectedMailbox of(String name) {
        return of(MailboxName.of(name));
    }

    private SelectedParts parts() {
        SelectedParts parts = new SelectedParts(name);
        parts.readOnly(readOnly);
        parts.exists(exists);
        parts.recent(recent);
        parts.uidValidity(uidValidity);
        parts.uidNext(uidNext);
        parts.flags(flags);
        parts.permanentFlags(permanentFlags);
        return parts;
    }

    /** The same, opened without the right to change it. */
    public SelectedMailbox readOnly() {
        SelectedParts parts = parts();
        parts.readOnly(true);
        return new SelectedMailbox(parts);
    }

    /** The same with so many messages. */
    public SelectedMailbox exists(long messages) {
        SelectedParts parts = parts();
        parts.exists(messages);
        return new SelectedMailbox(parts);
    }

    /** The same with this UIDVALIDITY. */
    public SelectedMailbox uidValidity(long number) {
        SelectedParts parts = parts();
        parts.uidValidity(OptionalLong.of(number));
        return new SelectedMailbox(parts);
    }

    /** The same with this UIDNEXT. */
    public SelectedMailbox uidNext(long uid) {
        SelectedParts parts = parts();
        parts.uidNext(OptionalLong.of(uid));
        return new SelectedMailbox(parts);
    }

    /** The same with these flags in use, all of which can be changed for good. */
    public SelectedMailbox flags(Set<Flag> all) {
        SelectedParts parts = parts();
        parts.flags(all);
        parts.permanentFlags(all);
        return new SelectedMailbox(parts);
    }

    /** The mailbox. */
    public MailboxName name() {
        return name;
    }

    /** Whether it was opened without the right to change it. */
    public boolean isReadOnly() {
        return readOnly;
    }

    /** How many messages there are. */
    public long exists() {
        return exists;
    }

    /** How many messages have {@code \Recent} (RFC 3501); 0 where the server does not say. */
    public long recent() {
        return recent;
    }

    /** The number that changes when UIDs lose their meaning. */
    public OptionalLong uidValidity() {
        return uidValidity;
    }

    /** The UID that the next message will have, or a lower one. */
    public OptionalLong uidNext() {
        return uidNext;
    }

    /** The flags in use. */
    public Set<Flag> flags() {
        return flags;
    }

    /** The flags that a client can change for good; {@link Flag#ANY_KEYWORD} if it may make new ones. */
    public Set<Flag> permanentFlags() {
        return permanentFlags;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SelectedMailbox that
                && that.name.equals(name)
                && that.readOnly == readOnly
                && that.exists == exists
                && that.recent == recent
                && that.uidValidity.equals(uidValidity)
                && that.uidNext.equals(uidNext)
                && that.flags.equals(flags)
                && that.permanentFlags.equals(permanentFlags);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, readOnly, exists, recent, uidValidity, uidNext, flags, permanentFlags);
    }

    /** The name and how many messages there are, escaped for a terminal. */
    @Override
    public String toString() {
        return name + ": " + exists + " messages" + (readOnly ? ", read-only" : "");
    }
}
