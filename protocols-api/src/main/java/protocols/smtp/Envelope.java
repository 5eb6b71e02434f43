package protocols.smtp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import protocols.mail.Address;
import protocols.mail.Draft;

/**
 * Whom a message is from and whom it goes to, as the servers see it (RFC 5321 section 2.3.1); the header of the message
 * has no part in it.
 *
 * @param sender the reverse-path, where a failure is reported to; empty for a report itself (section 4.5.5)
 * @param recipients each mailbox once, in order; names are left out
 */
public record Envelope(Optional<Address> sender, List<Address> recipients) {

    /**
     * @throws IllegalArgumentException if an address is not {@link Address#isDeliverable()}
     */
    public Envelope {
        sender = sender.map(Envelope::mailbox);
        recipients = distinct(recipients);
    }

    /**
     * An envelope without recipients yet.
     *
     * @param mailbox the sender as {@link Address#of(String)} takes it, or nothing ({@code ""}) for the null
     *     reverse-path
     */
    public static Envelope from(String mailbox) {
        return new Envelope(mailbox.isEmpty() ? Optional.empty() : Optional.of(Address.of(mailbox)), List.of());
    }

    /** An envelope without recipients yet. */
    public static Envelope from(Address sender) {
        return new Envelope(Optional.of(sender), List.of());
    }

    /** From the author of a message to all that it names: {@code to}, {@code cc} and {@code bcc}. */
    public static Envelope of(Draft message) {
        return new Envelope(Optional.of(message.author()), message.recipients());
    }

    /** With further recipients, as {@link Address#of(String)} takes them. */
    public Envelope to(String... mailboxes) {
        return to(Arrays.stream(mailboxes).map(Address::of).toList());
    }

    /** With further recipients. */
    public Envelope to(List<Address> more) {
        List<Address> all = new ArrayList<>(recipients);
        all.addAll(more);
        return new Envelope(sender, all);
    }

    /** Whether a mailbox has letters beyond ASCII, so that only SMTPUTF8 (RFC 6531) can carry it. */
    public boolean needsUtf8() {
        return !sender.map(Address::isAscii).orElse(true)
                || !recipients.stream().allMatch(Address::isAscii);
    }

    private static List<Address> distinct(List<Address> addresses) {
        Set<String> seen = new HashSet<>();
        List<Address> once = new ArrayList<>(addresses.size());
        for (Address address : addresses) {
            Address plain = mailbox(address);
            if (seen.add(plain.envelope())) {
                once.add(plain);
            }
        }
        return List.copyOf(once);
    }

    private static Address mailbox(Address address) {
        address.envelope();
        return address.name().isPresent() ? address.withName("") : address;
    }

    /** Such as {@code alice@example.org -> [bob@example.net]}. */
    @Override
    public String toString() {
        return sender.map(Address::toString).orElse("<>") + " -> " + recipients;
    }
}
