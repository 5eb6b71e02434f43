package protocols.spi;

import java.util.OptionalLong;
import java.util.Set;
import protocols.imap.Flag;
import protocols.imap.MailboxName;

/** What a server of IMAP has told of the selected mailbox, under construction; {@link ImapFriend#selected} copies it. */
public final class SelectedParts {

    private final MailboxName name;
    private boolean readOnly;
    private long exists;
    private long recent;
    private OptionalLong uidValidity = OptionalLong.empty();
    private OptionalLong uidNext = OptionalLong.empty();
    private Set<Flag> flags = Set.of();
    private Set<Flag> permanentFlags = Set.of();

    /** No messages, no flags. */
    public SelectedParts(MailboxName name) {
        this.name = name;
    }

    /** The mailbox. */
    public MailboxName name() {
        return name;
    }

    /** Whether it cannot be changed. */
    public boolean isReadOnly() {
        return readOnly;
    }

    /** Sets whether it cannot be changed. */
    public void readOnly(boolean value) {
        readOnly = value;
    }

    /** How many messages there are. */
    public long exists() {
        return exists;
    }

    /** Sets how many messages there are. */
    public void exists(long messages) {
        exists = messages;
    }

    /** How many are recent. */
    public long recent() {
        return recent;
    }

    /** Sets how many are recent. */
    public void recent(long messages) {
        recent = messages;
    }

    /** UIDVALIDITY. */
    public OptionalLong uidValidity() {
        return uidValidity;
    }

    /** Sets UIDVALIDITY. */
    public void uidValidity(OptionalLong number) {
        uidValidity = number;
    }

    /** UIDNEXT. */
    public OptionalLong uidNext() {
        return uidNext;
    }

    /** Sets UIDNEXT. */
    public void uidNext(OptionalLong uid) {
        uidNext = uid;
    }

    /** The flags in use. */
    public Set<Flag> flags() {
        return flags;
    }

    /** Sets the flags in use. */
    public void flags(Set<Flag> all) {
        flags = all;
    }

    /** The flags that can be changed for good. */
    public Set<Flag> permanentFlags() {
        return permanentFlags;
    }

    /** Sets the flags that can be changed for good. */
    public void permanentFlags(Set<Flag> all) {
        permanentFlags = all;
    }
}
