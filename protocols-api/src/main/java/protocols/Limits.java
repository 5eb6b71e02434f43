package protocols;

/**
 * How much a peer may send before a client gives up with {@link WireException.LimitExceeded}. Nothing is ever allocated
 * by what a peer claims; these are the caps on what really arrives. Bodies that are streamed have no limit.
 *
 * <p>A {@link WireException.LimitExceeded} names the limit as its accessor here is named. Some have no accessor, because no
 * honest peer comes near them:
 *
 * <ul>
 *   <li>{@code redirects}: as many as {@link protocols.http.Http#follow} says; 5 from one question of RDAP
 *   <li>{@code informational responses}: 8 to one request of HTTP (RFC 9110 section 15.2)
 *   <li>{@code chunk extension}: 256 bytes to one chunk (RFC 9112 section 7.1.1)
 *   <li>{@code proxy response head}: 65,536 bytes of a proxy's answer to CONNECT
 *   <li>{@code unmatched text}: as many characters as {@link #reply} says, which a terminal holds until somebody takes them
 *   <li>{@code TELNET negotiations}: 1,000 in the life of a connection, and of one option, which is named, 64
 *   <li>{@code JSON values} and {@code JSON depth}: 100,000 in one text, and 64 within each other
 * </ul>
 *
 * <p>Each wither throws {@link IllegalArgumentException} for a limit that is not positive.
 *
 * <p>Less for a small machine:
 *
 * <!-- run: limits -->
 * <pre>{@code
 * Limits small = Limits.DEFAULT.body(Limits.DEFAULT.body() / 4).transcript(Limits.DEFAULT.transcript() / 4);
 * try (var drop = Pop3.at("mail.example.org").limits(small).connect().login("alice", password)) {
 *     out.println(drop.stat().messages());
 * }
 * }</pre>
 */
public final class Limits {

    /** The defaults. */
    public static final Limits DEFAULT = new Limits();

    private int line = 65_536;
    private int reply = 1_048_576;
    private int literal = 1_048_576;
    private int listing = 33_554_432;
    private int entries = 250_000;
    private int fields = 256;
    private long body = 67_108_864;
    private int transcript = 32_768;

    private Limits() {}

    private Limits copy() {
        Limits copy = new Limits();
        copy.line = line;
        copy.reply = reply;
        copy.literal = literal;
        copy.listing = listing;
        copy.entries = entries;
        copy.fields = fields;
        copy.body = body;
        copy.transcript = transcript;
        return copy;
    }

    private static long positive(long limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("a limit must be positive: " + limit);
        }
        return limit;
    }

    /** Bytes in one line, its end not counted; default 65,536. */
    public int line() {
        return line;
    }

    /** Bytes in one reply of several lines, one response head or one IMAP response; default 1,048,576. */
    public int reply() {
        return reply;
    }

    /** Bytes in one IMAP literal that is not a streamed body; default 1,048,576. */
    public int literal() {
        return literal;
    }

    /**
     * Bytes of one listing that is held in memory: of a directory, a maildrop, mailboxes, what a search found; default
     * 33,554,432. A listing that is handed on entry by entry has no such limit.
     */
    public int listing() {
        return listing;
    }

    /** Entries of one listing that is held in memory; default 250,000. */
    public int entries() {
        return entries;
    }

    /** Header fields in one HTTP head; default 256. */
    public int fields() {
        return fields;
    }

    /** Bytes that one call holds in memory of a body that could be streamed; default 67,108,864. */
    public long body() {
        return body;
    }

    /** Bytes that a session keeps for its transcript unless it keeps everything: the last thousand lines or so; default 32,768. */
    public int transcript() {
        return transcript;
    }

    /** With another limit for a line. */
    public Limits line(int bytes) {
        Limits copy = copy();
        copy.line = (int) positive(bytes);
        return copy;
    }

    /** With another limit for a reply. */
    public Limits reply(int bytes) {
        Limits copy = copy();
        copy.reply = (int) positive(bytes);
        return copy;
    }

    /** With another limit for a literal. */
    public Limits literal(int bytes) {
        Limits copy = copy();
        copy.literal = (int) positive(bytes);
        return copy;
    }

    /** With another limit for the bytes of a listing in memory. */
    public Limits listing(int bytes) {
        Limits copy = copy();
        copy.listing = (int) positive(bytes);
        return copy;
    }

    /** With another limit for the entries of a listing in memory. */
    public Limits entries(int count) {
        Limits copy = copy();
        copy.entries = (int) positive(count);
        return copy;
    }

    /** With another limit for the number of header fields. */
    public Limits fields(int count) {
        Limits copy = copy();
        copy.fields = (int) positive(count);
        return copy;
    }

    /** With another limit for a body in memory. */
    public Limits body(long bytes) {
        Limits copy = copy();
        copy.body = positive(bytes);
        return copy;
    }

    /** With another limit for the transcript. */
    public Limits transcript(int bytes) {
        Limits copy = copy();
        copy.transcript = (int) positive(bytes);
        return copy;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Limits that
                && line == that.line
                && reply == that.reply
                && literal == that.literal
                && listing == that.listing
                && entries == that.entries
                && fields == that.fields
                && body == that.body
                && transcript == that.transcript;
    }

    @Override
    public int hashCode() {
        return java.util.Objects.hash(line, reply, literal, listing, entries, fields, body, transcript);
    }

    /** Each limit with its name. */
    @Override
    public String toString() {
        return "line " + line + ", reply " + reply + ", literal " + literal + ", listing " + listing + ", entries "
                + entries + ", fields " + fields + ", body " + body + ", transcript " + transcript;
    }
}
