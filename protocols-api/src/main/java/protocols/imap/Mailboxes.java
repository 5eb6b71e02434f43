package protocols.imap;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Mailboxes in memory, in the order in which the server told of them (RFC 9051 section 7.3.1). Immutable. */
public final class Mailboxes implements Iterable<MailboxInfo> {

    private final List<MailboxInfo> mailboxes;
    private final List<UnreadableResponse> unreadable;

    private Mailboxes(List<MailboxInfo> mailboxes, List<UnreadableResponse> unreadable) {
        this.mailboxes = mailboxes;
        this.unreadable = unreadable;
    }

    /** These mailboxes. */
    public static Mailboxes of(MailboxInfo... mailboxes) {
        return of(List.of(mailboxes), List.of());
    }

    /** These mailboxes, and the lines of the same list that cannot be read; copied. */
    public static Mailboxes of(List<MailboxInfo> mailboxes, List<UnreadableResponse> unreadable) {
        return new Mailboxes(List.copyOf(mailboxes), List.copyOf(unreadable));
    }

    /** The mailbox by its name. It is looked for from the beginning on. */
    public Optional<MailboxInfo> get(MailboxName name) {
        return mailboxes.stream().filter(info -> info.name().equals(name)).findFirst();
    }

    /** As {@link #get(MailboxName)}. */
    public Optional<MailboxInfo> get(String name) {
        return get(MailboxName.of(name));
    }

    /** How many there are, without those that cannot be read. */
    public int size() {
        return mailboxes.size();
    }

    /** Whether there are none, those that cannot be read not counted. */
    public boolean isEmpty() {
        return mailboxes.isEmpty();
    }

    /** Lines of the list that cannot be read, such as a name with a space and without quotes: there are more mailboxes. */
    public List<UnreadableResponse> unreadable() {
        return unreadable;
    }

    /** The mailboxes as a list that cannot be changed. */
    public List<MailboxInfo> list() {
        return mailboxes;
    }

    /** The mailboxes one by one; all are here already. */
    public Stream<MailboxInfo> stream() {
        return mailboxes.stream();
    }

    @Override
    public Iterator<MailboxInfo> iterator() {
        return mailboxes.iterator();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Mailboxes that
                && that.mailboxes.equals(mailboxes)
                && that.unreadable.equals(unreadable);
    }

    @Override
    public int hashCode() {
        return mailboxes.hashCode();
    }

    /** The mailboxes, and how many lines cannot be read. */
    @Override
    public String toString() {
        return mailboxes + (unreadable.isEmpty() ? "" : " and " + unreadable.size() + " unreadable");
    }
}
