package protocols.imap;

import java.util.Map;
import java.util.OptionalLong;

/**
 * The answer to STATUS (RFC 9051 section 7.3.2): the numbers that were asked for and that the server gave.
 *
 * @param name the mailbox
 * @param values each number by its name in capitals
 */
public record MailboxStatus(MailboxName name, Map<String, Long> values) {

    public MailboxStatus {
        values = Map.copyOf(values);
    }

    /** How many messages there are. */
    public OptionalLong messages() {
        return value("MESSAGES");
    }

    /** How many messages have {@code \Recent} (RFC 3501). */
    public OptionalLong recent() {
        return value("RECENT");
    }

    /** How many messages lack {@code \Seen}. */
    public OptionalLong unseen() {
        return value("UNSEEN");
    }

    /** The UID that the next message will have, or a lower one. */
    public OptionalLong uidNext() {
        return value("UIDNEXT");
    }

    /** The number that changes when UIDs lose their meaning. */
    public OptionalLong uidValidity() {
        return value("UIDVALIDITY");
    }

    /** The size of all messages in bytes (RFC 8438). */
    public OptionalLong size() {
        return value("SIZE");
    }

    /** A number by its name, in capitals. */
    public OptionalLong value(String item) {
        Long value = values.get(item);
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
