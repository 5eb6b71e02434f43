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
    private final String what;
    private final String excerpt;
    private final long cap;
    private final String raw;

    /** What is wrong is a rule and what stood there, or a limit and its value, which is 0 where it is a rule. */
    private UnreadableResponse(String name, String what, String excerpt, long cap, String raw) {
        this.name = name;
        this.what = what;
        this.excerpt = excerpt;
        this.cap = cap;
        this.raw = raw;
    }

    /**
     * A response.
     *
     * @param name see {@link #name}
     * @param why {@link WireException.Malformed} or {@link WireException.LimitExceeded}
     * @param raw see {@link #raw}
     * @throws IllegalArgumentException if {@code why} is something else
     */
    public static UnreadableResponse of(String name, WireException why, String raw) {
        if (why instanceof WireException.LimitExceeded limit) {
            return new UnreadableResponse(name, limit.limit(), "", limit.cap(), raw);
        }
        if (why instanceof WireException.Malformed broken) {
            return new UnreadableResponse(name, broken.rule(), broken.excerpt(), 0, raw);
        }
        throw new IllegalArgumentException("neither malformed nor too long: " + why.kind());
    }

    /** What it tells of, in capitals: {@code FETCH}, {@code LIST}; empty where not even that can be read. */
    public String name() {
        return name;
    }

    /** What is wrong with it: {@link WireException.Malformed} or {@link WireException.LimitExceeded}; made each time. */
    public WireException why() {
        return cap > 0 ? new WireException.LimitExceeded(what, cap) : new WireException.Malformed(what, excerpt);
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
        String wrong = cap > 0
                ? "limit exceeded: " + what + " " + cap
                : "malformed: " + what + (excerpt.isEmpty() ? "" : ": " + excerpt);
        return Text.printable(name + ": " + wrong + ": " + raw);
    }
}
