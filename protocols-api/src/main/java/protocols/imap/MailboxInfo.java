package protocols.imap;

import java.util.List;
import java.util.Optional;

/**
 * One line of LIST or LSUB (RFC 9051 section 7.3.1).
 *
 * @param name the mailbox
 * @param delimiter what stands between the levels of its name; empty where names are flat
 * @param attributes as they were sent: {@code \HasChildren}, {@code \Noselect}, {@code \Sent}
 */
public record MailboxInfo(MailboxName name, Optional<String> delimiter, List<String> attributes) {

    public MailboxInfo {
        attributes = List.copyOf(attributes);
    }

    /** Whether the mailbox has an attribute, whatever its case. */
    public boolean has(String attribute) {
        return attributes.stream().anyMatch(attribute::equalsIgnoreCase);
    }

    /** Whether the mailbox can be selected: neither {@code \Noselect} nor {@code \NonExistent}. */
    public boolean isSelectable() {
        return !has("\\Noselect") && !has("\\NonExistent");
    }
}
