package protocols.imap;

import java.io.InputStream;

/**
 * One section of a message as it comes, straight from the connection: what a receiver of sections takes. It is good until
 * the receiver returns; what is left unread of it then is read over.
 *
 * <p>A receiver is tried without a server:
 *
 * <!-- run: section -->
 * <pre>{@code
 * Receiver<Section> each = section -> out.println(section.message().uid().orElse(0) + " [" + section.name() + "]");
 * each.take(Section.of(FetchedMessage.of(1, 7), "1.2", new byte[3]));
 * out.println(Fetch.message().and(Fetch.flags()));
 * out.println(MailboxStatus.of("INBOX").value("UNSEEN", 3).values());
 * }</pre>
 */
public final class Section {

    private final FetchedMessage message;
    private final String name;
    private final long size;
    private final InputStream bytes;

    Section(FetchedMessage message, String name, long size, InputStream bytes) {
        this.message = message;
        this.name = name;
        this.size = size;
        this.bytes = bytes;
    }

    /**
     * A section as a server would send it, for tests of a receiver.
     *
     * @param message what is known of the message before the section comes
     * @param name the specification in capitals; empty for the whole message
     */
    public static Section of(FetchedMessage message, String name, byte[] bytes) {
        return new Section(message, name, bytes.length, new java.io.ByteArrayInputStream(bytes.clone()));
    }

    /** What is known of the message so far: its UID at least, where messages were asked for by UID. */
    public FetchedMessage message() {
        return message;
    }

    /** The specification in capitals: {@code 1.2}, {@code HEADER}; empty for the whole message. */
    public String name() {
        return name;
    }

    /** How many bytes it has. */
    public long size() {
        return size;
    }

    /** The bytes; closing the stream closes nothing. */
    public InputStream bytes() {
        return bytes;
    }

    /** The message, the section and its size. */
    @Override
    public String toString() {
        return message + "[" + protocols.Text.printable(name) + "], " + size + " bytes";
    }
}
