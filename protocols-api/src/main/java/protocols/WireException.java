package protocols;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import protocols.net.Deadline;

/**
 * What can go wrong on the line, told apart by whose fault it is and what the caller can do about it.
 *
 * <p>Every message says who the peer was, what was being done, after how long, and why it failed; text that came from
 * the peer is escaped and cut. {@link #transcript()} holds the conversation up to the failure, secrets redacted.
 *
 * <p>A caller's own mistake is never one of these: it is an {@link IllegalArgumentException} or an
 * {@link IllegalStateException}, thrown before a byte is written.
 */
public abstract sealed class WireException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String kind;
    private final String reason;
    private final transient Optional<Where> where;

    private WireException(String kind, String reason, Optional<Throwable> cause, Optional<Where> where) {
        super(where.map(w -> w.describe() + ": ").orElse("") + kind + ": " + reason, cause.orElse(null));
        this.kind = kind;
        this.reason = reason;
        this.where = where;
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
        return where == null ? Optional.empty() : where;
    }

    /** The conversation up to the failure, secrets redacted; empty where nothing was said. */
    public Transcript transcript() {
        return where().map(Where::transcript).orElse(Transcript.EMPTY);
    }

    /** The same error with its place filled in; {@code this} if the place is known already. */
    public WireException at(Where place) {
        if (where().isPresent()) {
            return this;
        }
        WireException placed = placed(Optional.of(place));
        placed.setStackTrace(getStackTrace());
        return placed;
    }

    /** The same error with the transcript of all that it ended; {@code this} if its place is not known. */
    public WireException with(Transcript whole) {
        if (where().isEmpty()) {
            return this;
        }
        Where place = where().get();
        WireException placed = placed(Optional.of(new Where(place.peer(), place.doing(), place.elapsed(), whole)));
        placed.setStackTrace(getStackTrace());
        for (Throwable suppressed : getSuppressed()) {
            placed.addSuppressed(suppressed);
        }
        return placed;
    }

    abstract WireException placed(Optional<Where> place);

    /**
     * The place of a failure.
     *
     * @param peer the host and port, or the path, that was spoken to
     * @param doing what was being done, in the protocol's words: {@code connect}, {@code RCPT TO}
     * @param elapsed the time since that operation began
     * @param transcript the conversation so far
     */
    public record Where(String peer, String doing, Duration elapsed, Transcript transcript) {
        String describe() {
            return peer + ": " + doing + ", after " + elapsed.toMillis() + " ms";
        }
    }

    /** The peer understood and said no. The connection is still good unless the peer closed it. */
    public static final class Refused extends WireException {
        private static final long serialVersionUID = 1L;
        private final transient Reply reply;

        public Refused(Reply reply) {
            this(reply, Optional.empty());
        }

        private Refused(Reply reply, Optional<Where> where) {
            super("refused", Text.printable(reply.toString()), Optional.empty(), where);
            this.reply = reply;
        }

        /** What the peer answered. */
        public Reply reply() {
            return reply;
        }

        /** Whether the peer says that the same request may work later (4yz, {@code [SYS/TEMP]}, {@code [UNAVAILABLE]}). */
        public boolean isTransient() {
            return reply.isTransient();
        }

        @Override
        WireException placed(Optional<Where> place) {
            return new Refused(reply, place);
        }
    }

    /** The peer broke the grammar of its protocol: nothing it says after that can be trusted. */
    public static final class Malformed extends WireException {
        private static final long serialVersionUID = 1L;
        private final String rule;
        private final String excerpt;

        /**
         * @param rule the rule that was broken, in a few words
         * @param excerpt what stood there instead; escaped and cut here
         */
        public Malformed(String rule, String excerpt) {
            this(rule, Text.printable(excerpt), Optional.empty());
        }

        private Malformed(String rule, String printable, Optional<Where> where) {
            super("malformed", rule + (printable.isEmpty() ? "" : ": " + printable), Optional.empty(), where);
            this.rule = rule;
            this.excerpt = printable;
        }

        /** The rule that was broken. */
        public String rule() {
            return rule;
        }

        /** What stood there instead, escaped and cut. */
        public String excerpt() {
            return excerpt;
        }

        @Override
        WireException placed(Optional<Where> place) {
            return new Malformed(rule, excerpt, place);
        }
    }

    /** The peer does not offer what was asked for, so it was not even sent. The connection is still good. */
    public static final class Unsupported extends WireException {
        private static final long serialVersionUID = 1L;

        public Unsupported(String reason) {
            this(reason, Optional.empty());
        }

        private Unsupported(String reason, Optional<Where> where) {
            super("unsupported", reason, Optional.empty(), where);
        }

        @Override
        WireException placed(Optional<Where> place) {
            return new Unsupported(reason(), place);
        }
    }

    /** No connection came about: the name is unknown, or every address refused or could not be reached. */
    public static final class Unreachable extends WireException {
        private static final long serialVersionUID = 1L;
        private final List<String> attempts;

        /**
         * @param reason why, in a few words
         * @param attempts one line for each address tried, with its own reason
         */
        public Unreachable(String reason, List<String> attempts) {
            this(reason, List.copyOf(attempts), Optional.empty(), Optional.empty());
        }

        /** As above, with what the network said last. */
        public Unreachable(String reason, List<String> attempts, Throwable cause) {
            this(reason, List.copyOf(attempts), Optional.of(cause), Optional.empty());
        }

        private Unreachable(String reason, List<String> attempts, Optional<Throwable> cause, Optional<Where> where) {
            super("unreachable", reason, cause, where);
            this.attempts = attempts;
        }

        /** One line for each address tried, with its own reason. */
        public List<String> attempts() {
            return attempts;
        }

        @Override
        WireException placed(Optional<Where> place) {
            return new Unreachable(reason(), attempts, Optional.ofNullable(getCause()), place);
        }
    }

    /** The peer closed or reset the connection in the middle. What arrived before is not a whole answer. */
    public static final class Hangup extends WireException {
        private static final long serialVersionUID = 1L;

        public Hangup(String reason) {
            this(reason, Optional.empty(), Optional.empty());
        }

        public Hangup(String reason, Throwable cause) {
            this(reason, Optional.of(cause), Optional.empty());
        }

        private Hangup(String reason, Optional<Throwable> cause, Optional<Where> where) {
            super("hung up", reason, cause, where);
        }

        @Override
        WireException placed(Optional<Where> place) {
            return new Hangup(reason(), Optional.ofNullable(getCause()), place);
        }
    }

    /** A limit of time ran out. */
    public static final class TimedOut extends WireException {
        private static final long serialVersionUID = 1L;
        private final Deadline limit;

        public TimedOut(Deadline limit) {
            this(limit, limit.toString(), Optional.empty());
        }

        /**
         * @param detail what was waited for, and what came instead
         */
        public TimedOut(Deadline limit, String detail) {
            this(limit, limit + ": " + detail, Optional.empty());
        }

        private TimedOut(Deadline limit, String reason, Optional<Where> where) {
            super("timed out", reason, Optional.empty(), where);
            this.limit = limit;
        }

        /** Which limit, and how long it was. */
        public Deadline limit() {
            return limit;
        }

        @Override
        WireException placed(Optional<Where> place) {
            return new TimedOut(limit, reason(), place);
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
            this(limit, cap, Optional.empty());
        }

        private LimitExceeded(String limit, long cap, Optional<Where> where) {
            super("limit exceeded", limit + " " + cap, Optional.empty(), where);
            this.limit = limit;
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

        @Override
        WireException placed(Optional<Where> place) {
            return new LimitExceeded(limit, cap, place);
        }
    }

    /** Going on would not be safe: TLS missing, injected, cut short or not trusted, or credentials in the clear. */
    public static final class Insecure extends WireException {
        private static final long serialVersionUID = 1L;

        public Insecure(String reason) {
            this(reason, Optional.empty(), Optional.empty());
        }

        public Insecure(String reason, Throwable cause) {
            this(reason, Optional.of(cause), Optional.empty());
        }

        private Insecure(String reason, Optional<Throwable> cause, Optional<Where> where) {
            super("insecure", reason, cause, where);
        }

        @Override
        WireException placed(Optional<Where> place) {
            return new Insecure(reason(), Optional.ofNullable(getCause()), place);
        }
    }

    /** The caller ended it: the thread was interrupted (its flag stays set), or another thread closed the session. */
    public static final class Cancelled extends WireException {
        private static final long serialVersionUID = 1L;

        public Cancelled(String reason) {
            this(reason, Optional.empty(), Optional.empty());
        }

        public Cancelled(String reason, Throwable cause) {
            this(reason, Optional.of(cause), Optional.empty());
        }

        private Cancelled(String reason, Optional<Throwable> cause, Optional<Where> where) {
            super("cancelled", reason, cause, where);
        }

        @Override
        WireException placed(Optional<Where> place) {
            return new Cancelled(reason(), Optional.ofNullable(getCause()), place);
        }
    }

    /**
     * The line broke where the peer may already have acted: SMTP after the final dot, IMAP APPEND, FTP STOR, POP3 QUIT
     * after DELE, HTTP POST. Whether it was done can only be found out by asking again; the cause says how it broke.
     */
    public static final class OutcomeUnknown extends WireException {
        private static final long serialVersionUID = 1L;

        /**
         * @param operation what may or may not have been done
         * @param cause how the line broke
         */
        public OutcomeUnknown(String operation, WireException cause) {
            this(operation + ": " + cause.kind() + ": " + cause.reason(), Optional.of(cause), cause.where());
        }

        private OutcomeUnknown(String reason, Optional<Throwable> cause, Optional<Where> where) {
            super("outcome unknown", reason, cause, where);
        }

        @Override
        WireException placed(Optional<Where> place) {
            return new OutcomeUnknown(reason(), Optional.ofNullable(getCause()), place);
        }
    }
}
