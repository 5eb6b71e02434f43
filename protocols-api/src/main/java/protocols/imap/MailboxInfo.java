package protocols.imap;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import protocols.Text;

/** One line of LIST or LSUB (RFC 9051 section 7.3.1). Immutable. */
public final class MailboxInfo {

    private final MailboxName name;
    private final Optional<String> delimiter;
    private final List<String> attributes;

    MailboxInfo(MailboxName name, Optional<String> delimiter, List<String> attributes) {
        this.name = name;
        this.delimiter = delimiter;
        this.attributes = List.copyOf(attributes);
    }

    /** A mailbox of which only the name is known; flat, without attributes. */
    public static MailboxInfo of(MailboxName name) {
        return new MailboxInfo(name, Optional.empty(), List.of());
    }

    /** As {@link #of(MailboxName)}, by the name that people write. */
    public static MailboxInfo of(String name) {
        return of(MailboxName.of(name));
    }

    /** The same with what stands between the levels of the name. */
    public MailboxInfo delimiter(String between) {
        return new MailboxInfo(name, Optional.of(between), attributes);
    }

    /** The same with these attributes. */
    public MailboxInfo attributes(List<String> all) {
        return new MailboxInfo(name, delimiter, all);
    }

    /** The mailbox. */
    public MailboxName name() {
        return name;
    }

    /** What stands between the levels of its name; empty where names are flat. */
    public Optional<String> delimiter() {
        return delimiter;
    }

    /** The attributes as they were sent: {@code \HasChildren}, {@code \Noselect}, {@code \Sent}. */
    public List<String> attributes() {
        return attributes;
    }

    /** Whether the mailbox has an attribute, whatever its case. */
    public boolean has(String attribute) {
        return attributes.stream().anyMatch(attribute::equalsIgnoreCase);
    }

    /** Whether the mailbox can be selected: neither {@code \Noselect} nor {@code \NonExistent}. */
    public boolean isSelectable() {
        return !has("\\Noselect") && !has("\\NonExistent");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MailboxInfo info
                && info.name.equals(name)
                && info.delimiter.equals(delimiter)
                && info.attributes.equals(attributes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, delimiter, attributes);
    }

    /** The name and the attributes, escaped for a terminal. */
    @Override
    public String toString() {
        return name + Text.escaped(" (" + String.join(" ", attributes) + ")");
    }
}
