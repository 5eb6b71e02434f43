package protocols.imap;

import protocols.Text;
import protocols.WireException;

/**
 * A response of which the end is known and not all of the meaning: it breaks the grammar, or is longer than
 * {@link protocols.Limits} allow. It was read over, and what came after it is not touched by it. Immutable.
 *
 * <p>It stands where what it tells of would: among mailboxes, with a message, or with the news, as a test of your own makes
 * them:
 *
 * <!-- run: unreadable -->
 * <pre>{@code
 * UnreadableResponse lost = UnreadableResponse.of(
 *         "LIST", new WireException.Malformed("the name of a mailbox", "Folder"), "* LIST () NIL My Folder");
 * for (UnreadableResponse line : Mailboxes.of(List.of(MailboxInfo.of("INBOX")), List.of(lost)).unreadable()) {
 *     out.println(line.name() + ", " + line.why().kind() + ": " + line.raw());
 * }
 * MailboxEvent event = MailboxEvent.Unreadable.of(lost);
 * if (event instanceof MailboxEvent.Unreadable news) {
 *     out.println("news of " + news.response().name());
 * }
 * FetchedMessage message = FetchedMessage.of(1, 7);
 * out.println(message.unreadable().isPresent() + " " + message.problems());
 * }</pre>
 */
public final class UnreadableResponse {

    /** How many bytes of a response are kept. */
    public static final int KEPT = 4_096;

    private final String name;
    private final WireException why;
    private final String raw;

    private UnreadableResponse(String name, WireException why, String raw) {
        this.name = name;
        this.why = why;
        this.raw = raw;
    }

    /**
     * A response.
     *
     * @param name see {@link #name}
     * @param why {@link WireException.Malformed} or {@link WireException.LimitExceeded}
     * @param raw see {@link #raw}
     */
    public static UnreadableResponse of(String name, WireException why, String raw) {
        return new UnreadableResponse(name, why, raw);
    }

    /** What it tells of, in capitals: {@code FETCH}, {@code LIST}; empty where not even that can be read. */
    public String name() {
        return name;
    }

    /** What is wrong with it: {@link WireException.Malformed} or {@link WireException.LimitExceeded}. */
    public WireException why() {
        return why;
    }

    /**
     * How it begins, as it was sent, at most {@value #KEPT} bytes; of a section that was streamed the bytes are left out.
     * Text is UTF-8 where it is that, and one character a byte where it is not; not escaped.
     */
    public String raw() {
        return raw;
    }

    /** What is wrong with it, and how it begins, escaped and cut. */
    @Override
    public String toString() {
        return Text.printable(name + ": " + why.kind() + ": " + why.reason() + ": " + raw);
    }
}
