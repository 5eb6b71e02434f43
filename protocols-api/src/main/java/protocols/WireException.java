// House size: the kinds are sealed, and stand together.
package protocols;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import protocols.net.Deadline;

/**
 * What can go wrong on the line, told apart by whose fault it is and what the caller can do about it.
 *
 * <p>Every message says who the peer was, what was being done, after how long, and why it failed; text that came from
 * the peer is escaped and cut, in whatever it stands. {@link #transcript()} holds the conversation up to the failure,
 * secrets redacted.
 *
 * <p>An error can be serialized, and comes back with all that it holds. Of a {@link #batch()} what is not itself
 * {@link Serializable} comes back as its text; so does such a cause, as an {@link IOException}.
 *
 * <p>A caller's own mistake is never one of these: it is an {@link IllegalArgumentException} or an
 * {@link IllegalStateException}, thrown before a byte is written.
 *
 * <p>What a program does about each kind, tried with errors that a test makes itself:
 *
 * <!-- run: errors -->
 * <pre>{@code
 * Deadline limit = Deadline.after("timeout", Duration.ofSeconds(30));
 * WireException broken = new WireException.Hangup("the peer closed the connection");
 * for (WireException e : List.of(
 *         new WireException.Refused(Reply.of("550", "No such user")),
 *         new WireException.Malformed("a reply begins with three digits", "hello"),
 *         new WireException.LimitExceeded("line", 65_536),
 *         new WireException.Unsupported("VRFY"),
 *         new WireException.Insecure("no STARTTLS"),
 *         new WireException.Unreachable("nobody there", List.of()),
 *         new WireException.TimedOut(limit),
 *         new WireException.Cancelled("the thread was interrupted"),
 *         new WireException.OutcomeUnknown("DATA", broken))) {
 *     String advice = "try again later";
 *     if (e instanceof WireException.Refused no && !no.isTransient()) {
 *         advice = "give up: " + no.reply().text();
 *     } else if (e instanceof WireException.Malformed bad) {
 *         advice = "report it: " + bad.rule() + ", not " + bad.excerpt();
 *     } else if (e instanceof WireException.LimitExceeded over) {
 *         advice = "allow more than " + over.cap() + " for a " + over.limit();
 *     } else if (e instanceof WireException.OutcomeUnknown) {
 *         advice = "ask before it is done twice";
 *     }
 *     advice += e.attempts().isEmpty() ? "" : ", tried " + e.attempts();
 *     out.println(e.kind() + ": " + advice + e.where().map(place -> " at " + place.peer()).orElse(""));
 * }
 * }</pre>
 */
public abstract sealed class WireException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String kind;
    private String reason;
    private @Nullable Where where;
    private List<Attempt> attempts = List.of();
    private transient Batch<?, ?> batch = Batch.empty();
    private transient @Nullable Throwable cause;

    /** The reason as it was given: it may hold a secret, and is forgotten once the fault has its place. */
    private transient String raw;

    private WireException(String kind, String reason, Optional<Throwable> cause) {
        super(kind, null);
        this.kind = kind;
        this.raw = reason;
        this.reason = Text.printable(reason);
        this.cause = cause.map(Written::safe).orElse(null);
    }

    /** Where, the kind and the reason: one line, escaped. */
    @Override
    public String getMessage() {
        return where().map(place -> place + ": ").orElse("") + kind + ": " + reason;
    }

    /** What led to it, if it is known; where its own text is not safe to show, an {@link IOException} with that escaped. */
    @Override
    public synchronized @Nullable Throwable getCause() {
        return cause;
    }

    /** The kind of failure in words: {@code refused}, {@code timed out}. */
    public String kind() {
        return kind;
    }

    /** Why it failed, without the place and the kind: one line, escaped. */
    public String reason() {
        return reason;
    }

    /** Where it happened; empty for an error of a codec that was used without a connection. */
    public Optional<Where> where() {
        return Optional.ofNullable(where);
    }

    /** The conversation up to the failure, secrets redacted; empty where nothing was said. */
    public Transcript transcript() {
        return where().map(Where::transcript).orElse(Transcript.EMPTY);
    }

    /** The tries that led to it, in their order: each address of a host, each server; empty where there was but one way. */
    public List<Attempt> attempts() {
        return attempts;
    }

    /** What had become of the things that were asked for together when it broke; empty where it was no batch. */
    public Batch<?, ?> batch() {
        return batch;
    }

    /** Fills in its place, unless that is known already. */
    void at(Where whereItHappened) {
        if (where().isEmpty()) {
            where = whereItHappened;
            raw = reason;
        }
    }

    /** Passes on what the peer said, as it came, to be shown in another form: without the secrets that it repeated. */
    void show(UnaryOperator<String> form) {
        say(form.apply(raw));
    }

    private void say(String text) {
        raw = text;
        reason = Text.printable(text);
    }

    /** Fills in the transcript of all that it ended, if its place is known. */
    void with(Transcript whole) {
        where().ifPresent(known -> where = known.transcript(whole));
    }

    /** Fills in the tries that led to it, unless they are known already. */
    void with(List<Attempt> tries) {
        if (attempts().isEmpty()) {
            attempts = List.copyOf(tries);
        }
    }

    /** All tries that led to it, where those that it knows are but some of them. */
    void tried(List<Attempt> all) {
        attempts = List.copyOf(all);
    }

    /** Fills in what had become of a batch, unless that is known already. */
    WireException with(Batch<?, ?> soFar) {
        if (batch().isEmpty()) {
            batch = soFar;
        }
        return this;
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
        out.defaultWriteObject();
        Written.write(Optional.ofNullable(cause), out);
        Written.write(batch, out);
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        raw = reason;
        cause = (Throwable) in.readObject();
        batch = Written.readBatch(in);
    }

    /** The place of a failure. */
    public static final class Where implements Serializable {
        private static final long serialVersionUID = 1L;
        private final String peer;
        private final String doing;
        private final Duration elapsed;
        private final long bytes;
        private final transient Transcript transcript;

        private Where(String peer, String doing, Duration elapsed, long bytes, Transcript transcript) {
            this.peer = peer;
            this.doing = doing;
            this.elapsed = elapsed;
            this.bytes = bytes;
            this.transcript = transcript;
        }

        /**
         * A place where nothing has been said yet.
         *
         * @param peer see {@link #peer}
         * @param doing see {@link #doing}
         * @param elapsed see {@link #elapsed}
         */
        public static Where of(String peer, String doing, Duration elapsed) {
            return new Where(Text.printable(peer), Text.printable(doing), elapsed, 0, Transcript.EMPTY);
        }

        /** With the conversation so far. */
        public Where transcript(Transcript soFar) {
            return new Where(peer, doing, elapsed, bytes, soFar);
        }

        /** The same place, where something else was done. */
        Where doing(String other) {
            return new Where(peer, Text.printable(other), elapsed, bytes, transcript);
        }

        /** With how much of a body had come or gone. */
        public Where bytes(long moved) {
            return new Where(peer, doing, elapsed, moved, transcript);
        }

        /** The host and port, or the path, that was spoken to; escaped and cut. */
        public String peer() {
            return peer;
        }

        /** What was being done, in the protocol's words: {@code connect}, {@code RCPT TO}. */
        public String doing() {
            return doing;
        }

        /** The time since that operation began, or the body in the middle of which it broke. */
        public Duration elapsed() {
            return elapsed;
        }

        /** How much of a body, such as a file or a message, had come or gone by then, in bytes; 0 outside of one. */
        public long bytes() {
            return bytes;
        }

        /** The conversation so far, secrets redacted. */
        public Transcript transcript() {
            return transcript;
        }

        private Object writeReplace() {
            return Written.Place.of(this);
        }

        /** Such as {@code mx.example.org:25: RCPT TO, after 12 ms}. */
        @Override
        public String toString() {
            String place = peer + ": " + doing + ", after " + elapsed.toMillis() + " ms";
            return bytes == 0 ? place : place + " and " + bytes + (bytes == 1 ? " byte" : " bytes");
        }
    }

    /**
     * The peer understood and said no. The connection is still good unless the peer closed it. A protocol whose answers
     * hold more extends it.
     */
    public static non-sealed class Refused extends WireException {
        private static final long serialVersionUID = 1L;
        private Reply reply;

        public Refused(Reply reply) {
            super("refused", reply.raw(), Optional.empty());
            this.reply = reply;
        }

        @Override
        void show(UnaryOperator<String> form) {
            reply = new Reply(reply.status(), reply.lines().stream().map(form).toList());
            super.say(reply.raw());
        }

        /** What the peer answered. */
        public Reply reply() {
            return reply;
        }

        /** Whether the peer says that the same request may work later (4yz, {@code [SYS/TEMP]}, {@code [UNAVAILABLE]}). */
        public boolean isTransient() {
            return reply.isTransient();
        }
    }

    /** The peer broke the grammar of its protocol: nothing it says after that can be trusted. */
    public static final class Malformed extends WireException {
        private static final long serialVersionUID = 1L;
        private final String rule;
        private String excerpt;
        private transient String line;

        /**
         * @param rule the rule that was broken, in a few words
         * @param excerpt what stood there instead; its first line, escaped and cut here. That a line ends with something
         *     else than CR LF is shown
         */
        public Malformed(String rule, String excerpt) {
            super("malformed", text(rule, firstLine(excerpt)), Optional.empty());
            this.rule = Text.printable(rule);
            this.line = firstLine(excerpt);
            this.excerpt = Text.printable(line);
        }

        private static String text(String rule, String excerpt) {
            return rule + (excerpt.isEmpty() ? "" : ": " + excerpt);
        }

        private static String firstLine(String text) {
            int end = 0;
            while (end < text.length() && text.charAt(end) != '\r' && text.charAt(end) != '\n') {
                end++;
            }
            return text.substring(0, text.startsWith("\r\n", end) ? end : Math.min(end + 1, text.length()));
        }

        @Override
        void at(Where whereItHappened) {
            super.at(whereItHappened);
            line = excerpt;
        }

        @Override
        void show(UnaryOperator<String> form) {
            line = form.apply(line);
            excerpt = Text.printable(line);
            super.say(text(rule, line));
        }

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            line = excerpt;
        }

        /** The rule that was broken. */
        public String rule() {
            return rule;
        }

        /** What stood there instead, escaped and cut. */
        public String excerpt() {
            return excerpt;
        }
    }

    /** The peer does not offer what was asked for, so it was not even sent. The connection is still good. */
    public static final class Unsupported extends WireException {
        private static final long serialVersionUID = 1L;

        public Unsupported(String reason) {
            super("unsupported", reason, Optional.empty());
        }
    }

    /** No connection came about: the name is unknown, or every address refused or could not be reached. */
    public static final class Unreachable extends WireException {
        private static final long serialVersionUID = 1L;

        /**
         * @param reason why, in a few words
         * @param attempts each address tried, with its own reason
         */
        public Unreachable(String reason, List<Attempt> attempts) {
            super("unreachable", reason, Optional.empty());
            with(attempts);
        }

        /** As above, with what the network said last. */
        public Unreachable(String reason, List<Attempt> attempts, Throwable cause) {
            super("unreachable", reason, Optional.of(cause));
            with(attempts);
        }
    }

    /** The peer closed or reset the connection in the middle. What arrived before is not a whole answer. */
    public static final class Hangup extends WireException {
        private static final long serialVersionUID = 1L;

        public Hangup(String reason) {
            super("hung up", reason, Optional.empty());
        }

        public Hangup(String reason, Throwable cause) {
            super("hung up", reason, Optional.of(cause));
        }
    }

    /** A limit of time ran out. */
    public static final class TimedOut extends WireException {
        private static final long serialVersionUID = 1L;
        private final String limit;
        private final Duration length;

        public TimedOut(Deadline limit) {
            super("timed out", limit.toString(), Optional.empty());
            this.limit = Text.printable(limit.name());
            this.length = limit.length();
        }

        /**
         * @param detail what was waited for, and what came instead
         */
        public TimedOut(Deadline limit, String detail) {
            super("timed out", limit + ": " + detail, Optional.empty());
            this.limit = Text.printable(limit.name());
            this.length = limit.length();
        }

        /** The name of the limit: {@code timeout}, {@code idleTimeout}, {@code transferTimeout}. */
        public String limit() {
            return limit;
        }

        /** How long the limit was. */
        public Duration length() {
            return length;
        }
    }

    /** The peer sent more than {@link Limits} allow. */
    public static final class LimitExceeded extends WireException {
        private static final long serialVersionUID = 1L;
        private final String limit;
        private final long cap;

        /**
         * @param limit the name of the limit, as in {@link Limits}
         * @param cap its value
         */
        public LimitExceeded(String limit, long cap) {
            super("limit exceeded", limit + " " + cap, Optional.empty());
            this.limit = Text.printable(limit);
            this.cap = cap;
        }

        /** The name of the limit. */
        public String limit() {
            return limit;
        }

        /** The value of the limit. */
        public long cap() {
            return cap;
        }
    }

    /** Going on would not be safe: TLS missing, injected, cut short or not trusted, or credentials in the clear. */
    public static final class Insecure extends WireException {
        private static final long serialVersionUID = 1L;

        public Insecure(String reason) {
            super("insecure", reason, Optional.empty());
        }

        public Insecure(String reason, Throwable cause) {
            super("insecure", reason, Optional.of(cause));
        }
    }

    /** The caller ended it: the thread was interrupted (its flag stays set), or another thread closed the session. */
    public static final class Cancelled extends WireException {
        private static final long serialVersionUID = 1L;

        public Cancelled(String reason) {
            super("cancelled", reason, Optional.empty());
        }

        public Cancelled(String reason, Throwable cause) {
            super("cancelled", reason, Optional.of(cause));
        }
    }

    /**
     * The line broke where the peer may already have acted: SMTP after the final dot, IMAP APPEND, COPY and
     * CREATE, FTP STOR and DELE, POP3 QUIT after DELE, HTTP POST. Whether it was done can only be found out by asking again;
     * the cause says how it broke.
     */
    public static final class OutcomeUnknown extends WireException {
        private static final long serialVersionUID = 1L;

        /**
         * @param operation what may or may not have been done
         * @param cause how the line broke
         */
        public OutcomeUnknown(String operation, WireException cause) {
            super("outcome unknown", operation + ": " + cause.kind() + ": " + cause.reason(), Optional.of(cause));
            cause.where().ifPresent(this::at);
            with(cause.attempts());
            with(cause.batch());
        }
    }
}
