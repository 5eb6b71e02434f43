package protocols.imap;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import protocols.Text;

/**
 * The name of a mailbox: Unicode for people, modified UTF-7 for the wire (RFC 3501 section 5.1.3). {@code INBOX} is
 * the same in any case. A name that a server sent in some other encoding keeps its bytes, so that it can be sent back
 * as it came.
 */
public final class MailboxName {

    /** The mailbox that every user has. */
    public static final MailboxName INBOX = new MailboxName("INBOX", "INBOX");

    private final String name;
    private final String encoded;

    private MailboxName(String name, String encoded) {
        this.name = name;
        this.encoded = encoded;
    }

    /**
     * A mailbox by its name as people write it: {@code Entwürfe/2024}.
     *
     * @throws IllegalArgumentException if the name is empty, has a control character or half of a surrogate pair
     */
    public static MailboxName of(String name) {
        if (name.isEmpty() || name.chars().anyMatch(Character::isISOControl) || !isWellFormed(name)) {
            throw new IllegalArgumentException("not a mailbox name: " + Text.printable(name));
        }
        return name.equalsIgnoreCase("INBOX") ? INBOX : new MailboxName(name, ModifiedUtf7.encode(name));
    }

    private static boolean isWellFormed(String name) {
        return StandardCharsets.UTF_16BE.newEncoder().canEncode(name);
    }

    /**
     * A mailbox by its name as a server sent it. Nothing is refused: where the bytes are not modified UTF-7, the name
     * is the bytes read as UTF-8 or, if they are not that either, one character a byte.
     */
    static MailboxName ofWire(byte[] wire) {
        String encoded = new String(wire, StandardCharsets.ISO_8859_1);
        if (encoded.toUpperCase(Locale.ROOT).equals("INBOX")) {
            return INBOX;
        }
        return new MailboxName(ModifiedUtf7.decode(encoded).orElseGet(() -> ImapText.text(wire)), encoded);
    }

    /** The name in Unicode; not escaped for a terminal. */
    public String name() {
        return name;
    }

    /** The bytes that go over the wire, before any quoting. */
    byte[] wire() {
        return encoded.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Whether two names mean the same mailbox: their bytes on the wire are the same. */
    @Override
    public boolean equals(Object other) {
        return other instanceof MailboxName mailbox && mailbox.encoded.equals(encoded);
    }

    @Override
    public int hashCode() {
        return encoded.hashCode();
    }

    /** The name in Unicode, escaped for a terminal. */
    @Override
    public String toString() {
        return Text.escaped(name);
    }
}
