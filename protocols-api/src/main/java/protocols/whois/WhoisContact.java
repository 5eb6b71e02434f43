package protocols.whois;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import protocols.Text;
import protocols.whois.WhoisField.Key;

/** A person or an office that answers for a domain, a block of addresses or an AS. */
public final class WhoisContact {

    private final Role role;
    private final List<WhoisField> fields;
    private final List<WhoisField> withheld;

    private WhoisContact(Role role, List<WhoisField> fields, List<WhoisField> withheld) {
        this.role = role;
        this.fields = List.copyOf(fields);
        this.withheld = List.copyOf(withheld);
    }

    /** What somebody answers for (RFC 9083 section 10.2.4). */
    public enum Role {
        /** The holder. */
        REGISTRANT,
        /** Questions of the contract. */
        ADMINISTRATIVE,
        /** Questions of the network or the zone. */
        TECHNICAL,
        /** Bills. */
        BILLING,
        /** Reports of abuse. */
        ABUSE,
        /** Operation of the network. */
        NOC,
        /** Anything else, or it was not said. */
        OTHER;

        /** The name in lower case. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A contact, such as a test makes it up.
     *
     * @param withheld what is kept back; none where all is said
     */
    public static WhoisContact of(Role role, List<WhoisField> fields, List<WhoisField> withheld) {
        return new WhoisContact(role, fields, withheld);
    }

    /** What it answers for. */
    public Role role() {
        return role;
    }

    /**
     * What is said of it, in the order in which it was said, of the keys {@link Key#HANDLE}, {@link Key#NAME}, {@link
     * Key#ORGANISATION}, {@link Key#EMAIL}, {@link Key#PHONE}, {@link Key#FAX}, {@link Key#ADDRESS} and {@link
     * Key#COUNTRY}.
     */
    public List<WhoisField> fields() {
        return fields;
    }

    /** What the server says that it keeps back, such as for privacy; the value is the words it used. */
    public List<WhoisField> withheld() {
        return withheld;
    }

    /** The name or handle under which the registry knows it. */
    public Optional<String> handle() {
        return value(Key.HANDLE);
    }

    /** The name of a person, or of an office. */
    public Optional<String> name() {
        return value(Key.NAME);
    }

    /** The organisation. */
    public Optional<String> organisation() {
        return value(Key.ORGANISATION);
    }

    /** The e-mail address, or the web form that stands in its place. */
    public Optional<String> email() {
        return value(Key.EMAIL);
    }

    /** The telephone number as it was written. */
    public Optional<String> phone() {
        return value(Key.PHONE);
    }

    /** The country as it was written: a code or a name. */
    public Optional<String> country() {
        return value(Key.COUNTRY);
    }

    /** The lines of the postal address, without the country where that has a line of its own. */
    public List<String> address() {
        return fields.stream()
                .filter(f -> f.key() == Key.ADDRESS)
                .map(WhoisField::value)
                .toList();
    }

    /** The value of the first field of one kind, not escaped. */
    public Optional<String> value(Key key) {
        return fields.stream()
                .filter(f -> f.key() == key)
                .map(WhoisField::value)
                .findFirst();
    }

    /** Whether the server says that it keeps something back, and gives neither a name nor an organisation. */
    public boolean isWithheld() {
        return !withheld.isEmpty() && name().isEmpty() && organisation().isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WhoisContact that
                && role == that.role
                && fields.equals(that.fields)
                && withheld.equals(that.withheld);
    }

    @Override
    public int hashCode() {
        return Objects.hash(role, fields, withheld);
    }

    /** Organisation, name, e-mail, phone, country and handle as far as they are known, or that it is withheld; escaped. */
    @Override
    public String toString() {
        String known = Stream.of(organisation(), name(), email(), phone(), country(), handle())
                .flatMap(Optional::stream)
                .map(Text::printable)
                .collect(Collectors.joining(", "));
        if (!isWithheld()) {
            return known;
        }
        String words = "withheld (" + Text.printable(withheld.get(0).value()) + ")";
        return known.isEmpty() ? words : words + ", " + known;
    }
}
