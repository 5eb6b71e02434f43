package protocols.imap;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import protocols.WireException.Malformed;
import protocols.mail.Address;
import protocols.mail.MailDate;
import protocols.spi.FetchedParts;

/**
 * The envelope of a message: its main header fields, read by the server (RFC 9051 section 7.5.2). It holds the bytes
 * that the server sent and makes a value of them each time one is asked for, so that a long list costs little until it
 * is shown. Sender and Reply-To that are the same as From, as they mostly are, are not held again.
 *
 * <p>What the server made of an address that it could not read shows itself, but is not
 * {@linkplain Address#isDeliverable() deliverable}.
 */
public final class MessageEnvelope {

    /** How a problem of an envelope begins. */
    static final String PROBLEM = "ENVELOPE: ";

    private static final int DATE = 0;
    private static final int SUBJECT = 1;
    private static final int FROM = 2;
    private static final int SENDER = 3;
    private static final int REPLY_TO = 4;
    private static final int TO = 5;
    private static final int CC = 6;
    private static final int BCC = 7;
    private static final int IN_REPLY_TO = 8;
    private static final int MESSAGE_ID = 9;
    private static final byte SAME_AS_FROM = '=';

    private final byte[] fields;

    private MessageEnvelope(byte[] fields) {
        this.fields = fields;
    }

    /** As {@link #parse(byte[], int, int)}, of a whole array. */
    public static MessageEnvelope parse(byte[] bytes) throws Malformed {
        return parse(bytes, 0, bytes.length);
    }

    /**
     * Reads an envelope as a server sends it, parentheses and literals included. Lists of addresses may be empty where
     * they should be NIL, and fields may be missing at the end; servers do both.
     *
     * @param bytes an array; only a part of it is copied
     * @param start where the opening parenthesis stands
     * @param end after the closing parenthesis
     * @throws Malformed if it is not an envelope
     */
    public static MessageEnvelope parse(byte[] bytes, int start, int end) throws Malformed {
        return parse(bytes, start, end, new FetchedParts());
    }

    /** The same; that fields are missing is a problem of the message. */
    static MessageEnvelope parse(byte[] bytes, int start, int end, FetchedParts message) throws Malformed {
        ListReader in = new ListReader(bytes, start, end);
        in.expect('(');
        in.skipSpaces();
        int fields = field(in, DATE) + field(in, SUBJECT);
        int from = in.at();
        fields += field(in, FROM);
        int sender = in.at();
        fields += field(in, SENDER);
        int replyTo = in.at();
        fields += field(in, REPLY_TO);
        int rest = in.at();
        for (int i = TO; i <= MESSAGE_ID; i++) {
            fields += field(in, i);
        }
        in.expect(')');
        if (!in.atEnd()) {
            throw in.broken("nothing after an envelope");
        }
        if (fields <= MESSAGE_ID) {
            message.problem(PROBLEM + fields + " of 10 fields");
        }
        boolean sameSender = sender > from && Arrays.equals(bytes, from, sender, bytes, sender, replyTo);
        boolean sameReplyTo = sender > from && Arrays.equals(bytes, from, sender, bytes, replyTo, rest);
        byte[] kept = new byte
                [end - start - (sameSender ? replyTo - sender - 1 : 0) - (sameReplyTo ? rest - replyTo - 1 : 0)];
        int at = in.copy(start, sender, kept, 0);
        at = sameSender ? same(kept, at) : in.copy(sender, replyTo, kept, at);
        at = sameReplyTo ? same(kept, at) : in.copy(replyTo, rest, kept, at);
        in.copy(rest, end, kept, at);
        return new MessageEnvelope(kept);
    }

    private static int same(byte[] kept, int at) {
        kept[at] = SAME_AS_FROM;
        return at + 1;
    }

    /** Passes over one field and the spaces after it; gives 0 where there is none any more. */
    private static int field(ListReader in, int index) throws Malformed {
        if (in.peek() == ')') {
            return 0;
        }
        if (index >= FROM && index <= BCC) {
            addresses(in);
        } else {
            in.string();
        }
        in.skipSpaces();
        return 1;
    }

    private static void addresses(ListReader in) throws Malformed {
        if (!in.take('(')) {
            in.string();
            if (!in.isNilOrEmpty()) {
                throw in.broken("a list of addresses");
            }
            return;
        }
        in.skipSpaces();
        while (!in.take(')')) {
            in.expect('(');
            for (int i = 0; i < 4; i++) {
                in.skipSpaces();
                in.string();
            }
            in.skipSpaces();
            in.expect(')');
            in.skipSpaces();
        }
    }

    /** The date of the message; empty if there is none or it cannot be read. */
    public Optional<OffsetDateTime> date() {
        return text(DATE).flatMap(MailDate::read);
    }

    /** The Date field as it stands in the message. */
    public Optional<String> dateText() {
        return text(DATE);
    }

    /** The subject. */
    public Optional<String> subject() {
        return text(SUBJECT).map(ImapText::decoded);
    }

    /** Who wrote the message. */
    public List<Address> from() {
        return addresses(FROM);
    }

    /** Who sent it; the server gives the same as {@link #from} where the message does not say. */
    public List<Address> sender() {
        return addresses(SENDER);
    }

    /** Where answers go; the server gives the same as {@link #from} where the message does not say. */
    public List<Address> replyTo() {
        return addresses(REPLY_TO);
    }

    /** To whom it went. The members of a group are listed, its name is not. */
    public List<Address> to() {
        return addresses(TO);
    }

    /** Who got a copy. */
    public List<Address> cc() {
        return addresses(CC);
    }

    /** Who got a blind copy. */
    public List<Address> bcc() {
        return addresses(BCC);
    }

    /** The message that it answers. */
    public Optional<String> inReplyTo() {
        return text(IN_REPLY_TO);
    }

    /** The Message-ID, angle brackets included. */
    public Optional<String> messageId() {
        return text(MESSAGE_ID);
    }

    private Optional<String> text(int index) {
        try {
            ListReader in = at(index);
            if (in.peek() == ')') {
                return Optional.empty();
            }
            in.string();
            return in.value();
        } catch (Malformed impossible) {
            throw new AssertionError("checked when it was read", impossible);
        }
    }

    private List<Address> addresses(int index) {
        try {
            ListReader in = at(index);
            if (in.peek() == SAME_AS_FROM) {
                in = at(FROM);
            }
            List<Address> out = new ArrayList<>(2);
            if (in.take('(')) {
                in.skipSpaces();
                while (in.take('(')) {
                    address(in).ifPresent(out::add);
                }
            }
            return List.copyOf(out);
        } catch (Malformed impossible) {
            throw new AssertionError("checked when it was read", impossible);
        }
    }

    /** One address; empty for the markers at the begin and end of a group, which have no host (RFC 9051 7.5.2). */
    private static Optional<Address> address(ListReader in) throws Malformed {
        String name = part(in);
        part(in);
        String mailbox = part(in);
        in.string();
        boolean marker = in.isNil();
        String host = in.value().orElse("");
        in.skipSpaces();
        in.expect(')');
        in.skipSpaces();
        return marker ? Optional.empty() : Optional.of(shown(name, mailbox, host));
    }

    /** Without a mailbox there is nobody to write to, although {@code ""@host} would be an address to RFC 5321. */
    private static Address shown(String name, String mailbox, String host) {
        return mailbox.isEmpty() && !host.isEmpty()
                ? Address.read(name, "@" + host, "")
                : Address.read(name, mailbox, host);
    }

    private static String part(ListReader in) throws Malformed {
        in.skipSpaces();
        in.string();
        String text = in.value().orElse("");
        in.skipSpaces();
        return text;
    }

    private ListReader at(int index) throws Malformed {
        ListReader in = new ListReader(fields, 0, fields.length);
        in.expect('(');
        in.skipSpaces();
        for (int i = 0; i < index; i++) {
            if (in.peek() == SAME_AS_FROM && (i == SENDER || i == REPLY_TO)) {
                in.take((char) SAME_AS_FROM);
            } else {
                field(in, i);
            }
        }
        return in;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MessageEnvelope envelope && Arrays.equals(envelope.fields, fields);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(fields);
    }

    /** Date, sender and subject in one line, escaped for a terminal. */
    @Override
    public String toString() {
        return protocols.Text.printable(
                dateText().orElse("") + " " + from() + " " + subject().orElse(""));
    }
}
