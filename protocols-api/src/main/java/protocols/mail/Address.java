package protocols.mail;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * One mailbox, with or without the name of its owner.
 *
 * <p>{@link #of(String)} takes the {@code Mailbox} of RFC 5321 section 4.1.2 and nothing else: no comments, groups,
 * source routes, angle brackets or white space, so that what a program believes to be the domain is the domain that
 * mail goes to. {@link #readList(String)} reads the address lists of received headers and keeps what it cannot make sense
 * of; such an address shows itself but never enters an envelope ({@link #isDeliverable()}).
 */
public final class Address implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String name;
    private final String local;
    private final String domain;
    private final boolean deliverable;

    private Address(String name, String local, String domain, boolean deliverable) {
        this.name = name;
        this.local = local;
        this.domain = domain;
        this.deliverable = deliverable;
    }

    /**
     * A mailbox as RFC 5321 writes it: {@code alice@example.org}, {@code "a b"@example.org}, {@code a@[192.0.2.1]},
     * with the letters of RFC 6531 in both halves. An international domain becomes A-labels, see
     * {@link protocols.net.Host}. At most 64 octets before
     * the at sign (section 4.5.3.1.1) and 254 in all (section 4.5.3.1.3).
     *
     * @throws IllegalArgumentException for anything else
     */
    public static Address of(String mailbox) {
        MailboxGrammar read = MailboxGrammar.parse(mailbox);
        return new Address("", read.local(), read.domain(), true);
    }

    /**
     * A mailbox and the name of its owner, any text of one line.
     *
     * @throws IllegalArgumentException as {@link #of(String)}, and for CR, LF or NUL in the name
     */
    public static Address of(String name, String mailbox) {
        MailboxGrammar read = MailboxGrammar.parse(mailbox);
        return new Address(Lines.one("name", name).strip(), read.local(), read.domain(), true);
    }

    /**
     * The addresses of a header value such as {@code To}, in order: groups flattened, comments, routes and folding
     * removed, encoded words decoded (RFC 5322 sections 3.4 and 4.4, RFC 2047). Never throws: what is no mailbox is
     * kept as an address that is not {@link #isDeliverable()}, and a text with no address at all gives an empty list.
     */
    public static List<Address> readList(String headerText) {
        return new AddressList(headerText).read();
    }

    /**
     * An address out of a received message, in three pieces as the IMAP envelope has them: the name (encoded words are
     * decoded), the local part without quotes, the domain. Any of them may be empty. Never throws.
     */
    public static Address read(String name, String local, String domain) {
        try {
            MailboxGrammar read = MailboxGrammar.parse(MailboxGrammar.render(local) + "@" + domain);
            return new Address(shown(name), read.local(), read.domain(), true);
        } catch (IllegalArgumentException noMailbox) {
            return unreadable(name, local, domain);
        }
    }

    /** What shows like an address, and is none to send mail to. */
    static Address unreadable(String name, String local, String domain) {
        return new Address(shown(name), Lines.flat(local), Lines.flat(domain), false);
    }

    private static String shown(String name) {
        return Lines.flat(EncodedWord.decode(name)).strip();
    }

    /** The name of the owner, if it was given. */
    public Optional<String> name() {
        return name.isEmpty() ? Optional.empty() : Optional.of(name);
    }

    /** What stands before the at sign, without the quotes it may need on the wire. */
    public String localPart() {
        return local;
    }

    /** What stands behind the at sign: A-labels, or an address literal in brackets; empty if there was none. */
    public String domain() {
        return domain;
    }

    /** The mailbox, quoted where it has to be: {@code alice@example.org}, {@code "a b"@example.org}. */
    public String mailbox() {
        return (deliverable ? MailboxGrammar.render(local) : local) + (domain.isEmpty() ? "" : "@" + domain);
    }

    /** Whether this is a mailbox by RFC 5321; only then can it be a sender or recipient. */
    public boolean isDeliverable() {
        return deliverable;
    }

    /** Whether the mailbox is ASCII alone; otherwise it needs SMTPUTF8 (RFC 6531) all the way. */
    public boolean isAscii() {
        return Lines.isAscii(local) && Lines.isAscii(domain);
    }

    /** The same mailbox with another name. */
    public Address withName(String newName) {
        return new Address(Lines.one("name", newName).strip(), local, domain, deliverable);
    }

    /**
     * @throws IllegalArgumentException if it is not {@link #isDeliverable()}
     */
    void requireDeliverable() {
        if (!deliverable) {
            throw new IllegalArgumentException("not a mailbox: " + protocols.Text.printable(mailbox()));
        }
    }

    /** Local part and lower-case domain: equal where mail goes to the same mailbox. */
    String route() {
        return local + "@" + domain.toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Address that
                && name.equals(that.name)
                && local.equals(that.local)
                && domain.equals(that.domain)
                && deliverable == that.deliverable;
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, local, domain, deliverable);
    }

    private Object writeReplace() {
        return new Written(name, mailbox(), local, domain, deliverable);
    }

    /** As it is serialized: what comes back passes the same grammar as any other. */
    private record Written(String name, String mailbox, String local, String domain, boolean deliverable)
            implements Serializable {
        private Object readResolve() {
            return deliverable
                    ? of(name, mailbox)
                    : new Address(Lines.flat(name), Lines.flat(local), Lines.flat(domain), false);
        }
    }

    /** For people: {@code Alice <alice@example.org>}, escaped for terminals. */
    @Override
    public String toString() {
        return protocols.Text.escaped(name.isEmpty() ? mailbox() : name + " <" + mailbox() + ">");
    }
}
