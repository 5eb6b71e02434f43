package protocols.dns;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import protocols.Attempt;
import protocols.Reply;
import protocols.WireException;
import protocols.dns.EdnsOption.ExtendedError;
import protocols.net.Deadline;
import protocols.spi.CoreFriend;

/**
 * How a lookup ended. That a name does not exist, or has no such records, or that no server could say, is no exception:
 * it is one of these; {@link #orThrow()} is for those who want an answer or an exception. There may be more kinds one day:
 * a {@code switch} over them wants a default.
 *
 * <p>{@code toString()} is what {@code dig} prints, and a line for each attempt; safe to show on a terminal.
 */
public abstract sealed class Outcome {

    private final Question question;
    private final @Nullable Message message;
    private final List<Attempt> attempts;

    private Outcome(Question question, @Nullable Message message, List<Attempt> attempts) {
        this.question = Objects.requireNonNull(question);
        this.message = message;
        this.attempts = List.copyOf(attempts);
    }

    /**
     * What a response says to a question, going by its response code and by what {@link Message#answers()} reaches.
     *
     * @param response a response to that question, not truncated
     * @param attempts every try to get it, in order
     * @throws IllegalArgumentException if the response is truncated, which answers nothing, or is a query
     */
    public static Outcome of(Question question, Message response, List<Attempt> attempts) {
        if (response.has(DnsFlag.TC) || !response.has(DnsFlag.QR)) {
            throw new IllegalArgumentException(
                    response.has(DnsFlag.TC) ? "response is truncated" : "message is a query");
        }
        if (response.rcode().equals(Rcode.NXDOMAIN)) {
            return new NxDomain(question, response, attempts);
        }
        if (!response.rcode().equals(Rcode.NOERROR)) {
            return new ServerError(question, response, attempts);
        }
        AnswerChain chain = AnswerChain.of(question, response.section(DnsSection.ANSWER));
        if (chain.complete()) {
            return new Answer(question, response, attempts);
        }
        Optional<WireException.Malformed> obstacle = chain.obstacle(response.section(DnsSection.ANSWER));
        if (obstacle.isPresent()) {
            return new Malformed(question, obstacle.get(), attempts);
        }
        return Aliases.isReferral(response)
                ? new Lame(question, response, attempts)
                : new NoData(question, response, attempts);
    }

    /**
     * What it says to a question that no response came: {@link TimedOut}, {@link Malformed}, or {@link Failed} for any
     * other error.
     *
     * @param attempts every try to get a response, in order
     */
    public static Outcome of(Question question, WireException error, List<Attempt> attempts) {
        if (error instanceof WireException.TimedOut late) {
            return new TimedOut(question, Deadline.after(late.limit(), late.length()), attempts);
        }
        return error instanceof WireException.Malformed malformed
                ? new Malformed(question, malformed, attempts)
                : new Failed(question, error, attempts);
    }

    /** What was asked. */
    public final Question question() {
        return question;
    }

    /** Every try to get an answer, in order; the last one is the one that decided. */
    public final List<Attempt> attempts() {
        return attempts;
    }

    /** The message that decided, where one came. */
    public final Optional<Message> response() {
        return Optional.ofNullable(message);
    }

    /** What happened, in one line, safe to show: {@code NXDOMAIN: example.org. IN A}. */
    public abstract String summary();

    /**
     * The answer.
     *
     * @throws WireException.Refused if there is no data, no such name, or an error of the server; the status of its reply
     *     is {@code NODATA} or the name of the response code
     * @throws WireException.TimedOut if no server answered in time
     * @throws WireException.Malformed if no server gave a message that can be read
     * @throws WireException the error of {@link Failed}; it carries {@link #attempts()} as all of these do
     */
    public Answer orThrow() throws WireException {
        String text = summary();
        String status = text.substring(0, text.indexOf(':'));
        throw CoreFriend.get()
                .with(new WireException.Refused(Reply.of(status, text.substring(status.length() + 2))), attempts);
    }

    /** The records asked for, if there is an answer; else empty. */
    public List<DnsRecord> records() {
        return List.of();
    }

    /** The data of one kind among {@link #records()}, if there is an answer; else empty. */
    public final <R extends Rdata> List<R> data(Class<R> kind) {
        return records().stream()
                .map(DnsRecord::data)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /** Whatever decided: a message, a limit or an error. */
    Object decided() {
        return told();
    }

    final Message told() {
        return Objects.requireNonNull(message);
    }

    /** The same kind, question, attempts, and message, limit or error. */
    @Override
    public final boolean equals(Object other) {
        return other instanceof Outcome that
                && getClass() == that.getClass()
                && question.equals(that.question)
                && decided().equals(that.decided())
                && attempts.equals(that.attempts);
    }

    @Override
    public final int hashCode() {
        return 31 * question.hashCode() + decided().hashCode();
    }

    @Override
    public final String toString() {
        return OutcomeText.print(this);
    }

    /** There are records of the type asked for. */
    public static final class Answer extends Outcome {
        private Answer(Question question, Message message, List<Attempt> attempts) {
            super(question, message, attempts);
        }

        /** The response. */
        public Message message() {
            return told();
        }

        private AnswerChain chain() {
            return AnswerChain.of(question(), message().section(DnsSection.ANSWER));
        }

        /** The records that the question reaches, CNAME records on the way first. */
        @Override
        public List<DnsRecord> records() {
            return chain().records();
        }

        /** Those of one type. */
        public List<DnsRecord> records(RecordType type) {
            return records().stream().filter(one -> one.type().equals(type)).toList();
        }

        /** The addresses of all A and AAAA records, in the order of the response. */
        public List<InetAddress> addresses() {
            List<InetAddress> addresses = new ArrayList<>();
            for (DnsRecord one : records()) {
                if (one.data() instanceof Rdata.A a) {
                    addresses.add(a.address());
                } else if (one.data() instanceof Rdata.Aaaa aaaa) {
                    addresses.add(aaaa.address());
                }
            }
            return List.copyOf(addresses);
        }

        /** The name that has the records, at the end of the CNAME chain; without one the name asked for. */
        public Name canonicalName() {
            return chain().end();
        }

        /** How long the answer may be kept: the least TTL of all its records. */
        public Duration ttl() {
            return records().stream()
                    .map(DnsRecord::ttl)
                    .min(Duration::compareTo)
                    .orElse(Duration.ZERO);
        }

        @Override
        public String summary() {
            return "NOERROR: " + question();
        }

        @Override
        public Answer orThrow() {
            return this;
        }
    }

    /** The name exists, or is an alias of one that may, but has no records of the type asked for (RFC 2308 section 2.2). */
    public static final class NoData extends Outcome {
        private NoData(Question question, Message message, List<Attempt> attempts) {
            super(question, message, attempts);
        }

        /** The response. */
        public Message message() {
            return told();
        }

        @Override
        public String summary() {
            return "NODATA: " + question();
        }
    }

    /** The name, or the one that it is an alias of, does not exist (RFC 2308 section 2.1). */
    public static final class NxDomain extends Outcome {
        private NxDomain(Question question, Message message, List<Attempt> attempts) {
            super(question, message, attempts);
        }

        /** The response. */
        public Message message() {
            return told();
        }

        @Override
        public String summary() {
            return "NXDOMAIN: " + question();
        }
    }

    /** The server is not one for this name, and names others: no word about the name itself (RFC 2308 section 2.2). */
    public static final class Lame extends Outcome {
        Lame(Question question, Message message, List<Attempt> attempts) {
            super(question, message, attempts);
        }

        /** The referral. */
        public Message message() {
            return told();
        }

        @Override
        public String summary() {
            return "LAME: " + question() + ", referred to others";
        }
    }

    /** No server could or would say: SERVFAIL, REFUSED and the like. */
    public static final class ServerError extends Outcome {
        private ServerError(Question question, Message message, List<Attempt> attempts) {
            super(question, message, attempts);
        }

        /** The last response. */
        public Message message() {
            return told();
        }

        /** The response code. */
        public Rcode rcode() {
            return message().rcode();
        }

        /** Why, if the server says so (RFC 8914). */
        public Optional<ExtendedError> extendedError() {
            return message().edns().flatMap(edns -> edns.option(ExtendedError.class));
        }

        @Override
        public String summary() {
            return rcode() + ": " + question()
                    + extendedError().map(e -> ", " + e).orElse("");
        }
    }

    /** No server answered in time. */
    public static final class TimedOut extends Outcome {
        private final Deadline deadline;

        TimedOut(Question question, Deadline deadline, List<Attempt> attempts) {
            super(question, null, attempts);
            this.deadline = deadline;
        }

        /** The limit that ran out: {@code timeout}, if it was that of the client. */
        public String limit() {
            return deadline.name();
        }

        /** How long that limit was. */
        public Duration length() {
            return deadline.length();
        }

        @Override
        public String summary() {
            return "timed out: " + question() + ", " + deadline;
        }

        @Override
        public Answer orThrow() throws WireException {
            throw CoreFriend.get().with(new WireException.TimedOut(deadline), attempts());
        }

        @Override
        Object decided() {
            return deadline.toString();
        }
    }

    /**
     * What the last server sent, over a connection that nobody else could write to, was no message; or it was an alias that
     * cannot be read.
     */
    public static final class Malformed extends Outcome {
        private final WireException.Malformed error;

        private Malformed(Question question, WireException.Malformed error, List<Attempt> attempts) {
            super(question, null, attempts);
            this.error = error;
        }

        /** The rule that was broken. */
        public WireException.Malformed error() {
            return error;
        }

        @Override
        public String summary() {
            return "malformed: " + question() + ", " + error.rule();
        }

        @Override
        public Answer orThrow() throws WireException {
            throw CoreFriend.get().with(error, attempts());
        }

        @Override
        Object decided() {
            return error;
        }
    }

    /** The way to the answer is closed. That nobody could be asked at all a lookup throws, {@link DnsSession#resolveAll} gives. */
    public static final class Failed extends Outcome {
        private final WireException error;

        private Failed(Question question, WireException error, List<Attempt> attempts) {
            super(question, null, attempts);
            this.error = error;
        }

        /** Why. */
        public WireException error() {
            return error;
        }

        @Override
        public String summary() {
            return error.kind() + ": " + question() + ", " + error.reason();
        }

        @Override
        public Answer orThrow() throws WireException {
            throw CoreFriend.get().with(error, attempts());
        }

        @Override
        Object decided() {
            return error;
        }
    }
}
