package protocols.imap;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeMap;

/** The answer to STATUS (RFC 9051 section 7.3.2): the numbers that were asked for and that the server gave. Immutable. */
public final class MailboxStatus {

    private final MailboxName name;
    private final Map<String, Long> values;

    MailboxStatus(MailboxName name, Map<String, Long> values) {
        this.name = name;
        this.values = Map.copyOf(values);
    }

    /** A mailbox of which no number is known. */
    public static MailboxStatus of(MailboxName name) {
        return new MailboxStatus(name, Map.of());
    }

    /** As {@link #of(MailboxName)}, by the name that people write. */
    public static MailboxStatus of(String name) {
        return of(MailboxName.of(name));
    }

    /** The same with a number more: {@code value("UNSEEN", 3)}. */
    public MailboxStatus value(String item, long number) {
        Map<String, Long> more = new LinkedHashMap<>(values);
        more.put(item.toUpperCase(Locale.ROOT), number);
        return new MailboxStatus(name, more);
    }

    /** The mailbox. */
    public MailboxName name() {
        return name;
    }

    /** Each number by its name in capitals. */
    public Map<String, Long> values() {
        return values;
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

    @Override
    public boolean equals(Object other) {
        return other instanceof MailboxStatus status && status.name.equals(name) && status.values.equals(values);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, values);
    }

    /** The name and the numbers, escaped for a terminal. */
    @Override
    public String toString() {
        return name + protocols.Text.escaped(" " + new TreeMap<>(values));
    }
}
