package protocols.whois;

import java.util.Locale;
import java.util.Objects;
import protocols.Text;

/** One thing that a server said, with the place where it said so. */
public final class WhoisField {

    private final Key key;
    private final String value;
    private final String rawLine;
    private final int lineNumber;
    private final WhoisSource source;
    private final DateOrder order;

    private WhoisField(WhoisField field, DateOrder order) {
        this.key = field.key;
        this.value = field.value;
        this.rawLine = field.rawLine;
        this.lineNumber = field.lineNumber;
        this.source = field.source;
        this.order = order;
    }

    WhoisField(Key key, String value, String rawLine, int lineNumber, WhoisSource source) {
        this.key = key;
        this.value = value;
        this.rawLine = rawLine;
        this.lineNumber = lineNumber;
        this.source = source;
        this.order = DateOrder.UNKNOWN;
    }

    /** What a field is, in the order in which fields are shown. */
    public enum Key {
        /** The domain, in lower case and A-labels. */
        DOMAIN,
        /** A status, without the link that explains it; several are several fields. */
        STATUS,
        /** The name of the registrar. */
        REGISTRAR,
        /** When it was registered. */
        CREATED,
        /** When the record was changed last. */
        UPDATED,
        /** When the registration ends. */
        EXPIRES,
        /** A name server, in lower case and A-labels, without its addresses. */
        NAMESERVER,
        /** What is said of DNSSEC. */
        DNSSEC,
        /** The data of a DS record, or the key that it is of. */
        DS,
        /** The holder of a domain. */
        REGISTRANT,
        /** The block of addresses or the AS number. */
        RANGE,
        /** The name of a block, an AS or a person. */
        NAME,
        /** The holder of a block or an AS; where a person works. */
        ORGANISATION,
        /** The country of a block, an AS or a person, as it was written. */
        COUNTRY,
        /** The address to which abuse is reported. */
        ABUSE,
        /** The name under which the registry knows a block or a contact. */
        HANDLE,
        /** An e-mail address of a contact. */
        EMAIL,
        /** A telephone number of a contact. */
        PHONE,
        /** A fax number of a contact. */
        FAX,
        /** A line of the postal address of a contact. */
        ADDRESS;

        boolean isDate() {
            return this == CREATED || this == UPDATED || this == EXPIRES;
        }

        /** The name in lower case. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A field that stands in a line of an answer, such as a test makes it up. */
    public static WhoisField of(Key key, String value, WhoisText.Line line, WhoisSource source) {
        return new WhoisField(key, value, line.text(), line.number(), source);
    }

    /** What it is. */
    public Key key() {
        return key;
    }

    /** What it says: names in lower case and A-labels, statuses without the link, all else as it was written. */
    public String value() {
        return value;
    }

    /** The value as a date, in the order of its answer. */
    WhoisDate date() {
        return new DateReader(value, order).read();
    }

    /** The same, in an answer whose dates have that order. */
    WhoisField in(DateOrder known) {
        return new WhoisField(this, known);
    }

    /** The line as it was sent, not escaped; of a JSON answer the member. */
    public String rawLine() {
        return rawLine;
    }

    /** The number of the line in the answer, from 1 on; 0 if it has none. */
    public int lineNumber() {
        return lineNumber;
    }

    /** Who said it. */
    public WhoisSource source() {
        return source;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WhoisField that
                && key == that.key
                && value.equals(that.value)
                && rawLine.equals(that.rawLine)
                && lineNumber == that.lineNumber
                && source.equals(that.source)
                && order == that.order;
    }

    @Override
    public int hashCode() {
        return Objects.hash(key, value, lineNumber);
    }

    /** {@code key: value}, escaped; a date in ISO 8601 as far as it is certain. */
    @Override
    public String toString() {
        return key + ": " + (key.isDate() ? date().toString() : Text.escaped(value));
    }
}
