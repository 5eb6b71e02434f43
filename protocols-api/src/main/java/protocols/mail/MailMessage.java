package protocols.mail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.OptionalLong;
import protocols.spi.MailFriend;

/**
 * A message that can be sent or stored: one being written ({@link Draft}), one that was received
 * ({@link ReceivedMessage}), or a finished one that goes out as it is ({@link #raw(byte[])}).
 *
 * <pre>{@code
 * var message = MailMessage.from("alice@example.org").to("bob@example.net")
 *         .subject("Grüße").text("Hello").attach(Path.of("report.pdf"));
 * }</pre>
 */
public sealed interface MailMessage permits Draft, RawMessage, ReceivedMessage {

    /**
     * Begins a message.
     *
     * @param mailbox the author, as {@link Address#of(String)} takes it
     */
    static Draft from(String mailbox) {
        return from(Address.of(mailbox));
    }

    /**
     * Begins a message.
     *
     * @throws IllegalArgumentException if the address is not {@link Address#isDeliverable()}
     */
    static Draft from(Address author) {
        return Draft.by(author);
    }

    /** A finished message that goes out byte for byte. The array is copied. */
    static MailMessage raw(byte[] message) {
        return RawMessage.of(message);
    }

    /**
     * A finished message in a file, read through once here and again whenever it is written; it is never held whole.
     *
     * @throws IOException if the file cannot be read
     */
    static MailMessage raw(Path file) throws IOException {
        return RawMessage.of(file);
    }

    /**
     * Reads a message, in one pass. Whatever the bytes are, a message comes out, and nothing is thrown: what is over a
     * limit is told by {@link ReceivedMessage#problems()}. The array is not copied: leave it as it is.
     */
    static ReceivedMessage read(byte[] message) {
        return MimeParser.read(message);
    }

    /**
     * Writes the message; attachments are streamed through one buffer. The stream is not closed. Every call writes the
     * same bytes.
     *
     * @throws IOException if the stream fails, or an attachment cannot be read or is no longer as long as it was
     */
    void writeTo(OutputStream out) throws IOException;

    /**
     * The whole message in memory.
     *
     * @throws IOException if an attachment or file cannot be read
     */
    default byte[] bytes() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writeTo(out);
        return out.toByteArray();
    }

    /** How many bytes {@link #writeTo} will write; empty if only writing would tell. Reads nothing. */
    OptionalLong size();

    /** For the implementation alone: the type is exported to nobody else. */
    @SuppressWarnings("exports")
    static MailFriend friend() {
        return Friend.INSTANCE;
    }
}
