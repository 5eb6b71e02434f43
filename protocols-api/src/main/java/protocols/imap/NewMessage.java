package protocols.imap;

import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import protocols.Content;
import protocols.mail.MailMessage;
import protocols.spi.NewMessageParts;

/**
 * A message to be put into a mailbox (RFC 9051 section 6.3.12). Immutable:
 * {@code NewMessage.of(path).flags(Flag.SEEN).date(when)}.
 */
public final class NewMessage {

    private final NewMessageParts parts;

    private NewMessage(NewMessageParts parts) {
        this.parts = parts;
    }

    /** A message in memory, copied: lines end with CR LF. */
    public static NewMessage of(byte[] bytes) {
        return of(Content.bytes(bytes));
    }

    /** A message in a file, as long as the file is when it is sent. */
    public static NewMessage of(Path file) {
        return of(Content.file(file));
    }

    /**
     * A message from elsewhere.
     *
     * @param bytes of a length that is known: APPEND says it first
     */
    public static NewMessage of(Content bytes) {
        return new NewMessage(new NewMessageParts(Optional.of(bytes), Optional.empty(), List.of(), Optional.empty()));
    }

    /** A message that was written or received; where its size is not known, it is written twice, once to be counted. */
    public static NewMessage of(MailMessage message) {
        return new NewMessage(new NewMessageParts(Optional.empty(), Optional.of(message), List.of(), Optional.empty()));
    }

    /** The same message with these flags. */
    public NewMessage flags(Flag... set) {
        return new NewMessage(new NewMessageParts(parts.content(), parts.mail(), List.of(set), parts.date()));
    }

    /** The same message with this as the time when it was received; else the server takes the present. */
    public NewMessage date(OffsetDateTime received) {
        return new NewMessage(new NewMessageParts(parts.content(), parts.mail(), parts.flags(), Optional.of(received)));
    }

    NewMessageParts parts() {
        return parts;
    }

    /** Whether it is the same message with the same flags and the same date. */
    @Override
    public boolean equals(Object other) {
        return other instanceof NewMessage message && message.parts.equals(parts);
    }

    @Override
    public int hashCode() {
        return Objects.hash(parts);
    }

    /** The flags and the date. */
    @Override
    public String toString() {
        return "NewMessage" + parts.flags()
                + parts.date().map(date -> " of " + date).orElse("");
    }
}
