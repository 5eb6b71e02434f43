package protocols.smtp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import protocols.Text;
import protocols.mail.Address;
import protocols.mail.Draft;

/**
 * Whom a message is from and whom it goes to, as the servers see it (RFC 5321 section 2.3.1); the header of the message
 * has no part in it. An immutable value: {@code Envelope.of(draft).from("bounces@example.org")}.
 */
public final class Envelope {

    private final Optional<Address> sender;
    private final List<Address> recipients;

    private Envelope(Optional<Address> sender, List<Address> recipients) {
        this.sender = sender;
        this.recipients = recipients;
    }

    /**
     * An envelope of mailboxes as {@link Address#of(String)} takes them.
     *
     * @param sender nothing ({@code ""}) for the null reverse-path of a report (RFC 5321 section 4.5.5)
     * @throws IllegalArgumentException if one is no mailbox
     */
    public static Envelope of(String sender, String... recipients) {
        return new Envelope(reversePath(sender), List.of()).to(recipients);
    }

    /**
     * An envelope of addresses.
     *
     * @throws IllegalArgumentException if one is not {@link Address#isDeliverable()}
     */
    public static Envelope of(Address sender, List<Address> recipients) {
        return new Envelope(Optional.of(mailbox(sender)), distinct(recipients));
    }

    /** From the author of a message to all that it names: {@code to}, {@code cc} and {@code bcc}. */
    public static Envelope of(Draft message) {
        return of(message.author(), message.recipients());
    }

    private static Optional<Address> reversePath(String mailbox) {
        return mailbox.isEmpty() ? Optional.empty() : Optional.of(Address.of(mailbox));
    }

    /**
     * With another sender, to the same recipients.
     *
     * @param mailbox as {@link Address#of(String)} takes it, or nothing ({@code ""}) for the null reverse-path
     */
    public Envelope from(String mailbox) {
        return new Envelope(reversePath(mailbox), recipients);
    }

    /**
     * With another sender, to the same recipients.
     *
     * @throws IllegalArgumentException if it is not {@link Address#isDeliverable()}
     */
    public Envelope from(Address address) {
        return new Envelope(Optional.of(mailbox(address)), recipients);
    }

    /** With further recipients, as {@link Address#of(String)} takes them. */
    public Envelope to(String... mailboxes) {
        return to(Arrays.stream(mailboxes).map(Address::of).toList());
    }

    /**
     * With further recipients.
     *
     * @throws IllegalArgumentException if one is not {@link Address#isDeliverable()}
     */
    public Envelope to(List<Address> more) {
        List<Address> all = new ArrayList<>(recipients);
        all.addAll(more);
        return new Envelope(sender, distinct(all));
    }

    /** The reverse-path, where a failure is reported to; empty for a report itself (RFC 5321 section 4.5.5). */
    public Optional<Address> sender() {
        return sender;
    }

    /** Each mailbox once, in order; names are left out. */
    public List<Address> recipients() {
        return recipients;
    }

    private static List<Address> distinct(List<Address> addresses) {
        Set<Address> seen = new HashSet<>();
        List<Address> once = new ArrayList<>(addresses.size());
        for (Address address : addresses) {
            Address plain = mailbox(address);
            if (seen.add(plain)) {
                once.add(plain);
            }
        }
        return List.copyOf(once);
    }

    private static Address mailbox(Address address) {
        if (!address.isDeliverable()) {
            throw new IllegalArgumentException("not a mailbox: " + Text.printable(address.mailbox()));
        }
        return address.name().isPresent() ? address.withName("") : address;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Envelope that && sender.equals(that.sender) && recipients.equals(that.recipients);
    }

    @Override
    public int hashCode() {
        return 31 * sender.hashCode() + recipients.hashCode();
    }

    /** Such as {@code alice@example.org -> [bob@example.net]}. */
    @Override
    public String toString() {
        return sender.map(Address::toString).orElse("<>") + " -> " + recipients;
    }
}
