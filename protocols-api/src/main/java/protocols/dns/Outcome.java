package protocols.dns;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import protocols.Reply;
import protocols.WireException;
import protocols.dns.EdnsOption.ExtendedError;
import protocols.net.Deadline;

/**
 * How a lookup ended. That a name does not exist, or has no such records, or that no server could say, is no exception:
 * it is one of these; {@link #orThrow()} is for those who want an answer or an exception.
 *
 * <p>{@code toString()} is what {@code dig} prints, and a line for each attempt; safe to show on a terminal.
 */
public sealed interface Outcome {

    /** What was asked. */
    Question question();

    /** Every try to get an answer, in order; the last one is the one that decided. */
    List<Attempt> attempts();

    /** The message that decided, where one came. */
    Optional<Message> response();

    /** What happened, in one line, safe to show: {@code NXDOMAIN: example.org. IN A}. */
    String summary();

    /**
     * The answer.
     *
     * @throws WireException.Refused if there is no data, no such name, or an error of the server; the status of its reply
     *     is {@code NODATA} or the name of the response code
     * @throws WireException.TimedOut if no server answered in time
     * @throws WireException.Malformed if no server gave a message that can be read
     * @throws WireException the error of {@link Failed}
     */
    default Answer orThrow() throws WireException {
        String text = summary();
        String status = text.substring(0, text.indexOf(':'));
        throw new WireException.Refused(Reply.of(status, text.substring(status.length() + 2)));
    }

    /** The records asked for, if there is an answer; else empty. */
    default List<DnsRecord> records() {
        return List.of();
    }

    /** The data of one kind among {@link #records()}, if there is an answer; else empty. */
    default <R extends Rdata> List<R> data(Class<R> kind) {
        return records().stream()
                .map(DnsRecord::data)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /**
     * What a response says to a question, going by its response code and by what {@link Message#answers()} reaches.
     *
     * @param response a response to that question, not truncated
     * @throws IllegalArgumentException if the response is truncated, which answers nothing, or is a query
     */
    static Outcome of(Question question, Message response, List<Attempt> attempts) {
        if (response.has(DnsFlag.TC) || !response.has(DnsFlag.QR)) {
            throw new IllegalArgumentException(response.has(DnsFlag.TC) ? "response is truncated" : "message is a query");
        }
        if (response.rcode().equals(Rcode.NXDOMAIN)) {
            return new NxDomain(question, response, attempts);
        }
        if (!response.rcode().equals(Rcode.NOERROR)) {
            return new ServerError(question, response, attempts);
        }
        return AnswerChain.of(question, response.section(DnsSection.ANSWER)).complete()
                ? new Answer(question, response, attempts)
                : new NoData(question, response, attempts);
    }

    /**
     * There are records of the type asked for.
     *
     * @param question what was asked
     * @param message the response
     * @param attempts every try to get it
     */
    record Answer(Question question, Message message, List<Attempt> attempts) implements Outcome {
        public Answer {
            Objects.requireNonNull(message);
            attempts = List.copyOf(attempts);
        }

        private AnswerChain chain() {
            return AnswerChain.of(question, message.section(DnsSection.ANSWER));
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
        public Optional<Message> response() {
            return Optional.of(message);
        }

        @Override
        public String summary() {
            return "NOERROR: " + question;
        }

        @Override
        public Answer orThrow() {
            return this;
        }

        @Override
        public String toString() {
            return OutcomeText.print(this);
        }
    }

    /**
     * The name exists, or is an alias of one that may, but has no records of the type asked for (RFC 2308 section 2.2).
     *
     * @param question what was asked
     * @param message the response
     * @param attempts every try to get it
     */
    record NoData(Question question, Message message, List<Attempt> attempts) implements Outcome {
        public NoData {
            Objects.requireNonNull(message);
            attempts = List.copyOf(attempts);
        }

        @Override
        public Optional<Message> response() {
            return Optional.of(message);
        }

        @Override
        public String summary() {
            return "NODATA: " + question;
        }

        @Override
        public String toString() {
            return OutcomeText.print(this);
        }
    }

    /**
     * The name, or the one that it is an alias of, does not exist (RFC 2308 section 2.1).
     *
     * @param question what was asked
     * @param message the response
     * @param attempts every try to get it
     */
    record NxDomain(Question question, Message message, List<Attempt> attempts) implements Outcome {
        public NxDomain {
            Objects.requireNonNull(message);
            attempts = List.copyOf(attempts);
        }

        @Override
        public Optional<Message> response() {
            return Optional.of(message);
        }

        @Override
        public String summary() {
            return "NXDOMAIN: " + question;
        }

        @Override
        public String toString() {
            return OutcomeText.print(this);
        }
    }

    /**
     * No server could or would say: SERVFAIL, REFUSED and the like.
     *
     * @param question what was asked
     * @param message the last response
     * @param attempts every try to get an answer
     */
    record ServerError(Question question, Message message, List<Attempt> attempts) implements Outcome {
        public ServerError {
            Objects.requireNonNull(message);
            attempts = List.copyOf(attempts);
        }

        /** The response code. */
        public Rcode rcode() {
            return message.rcode();
        }

        /** Why, if the server says so (RFC 8914). */
        public Optional<ExtendedError> extendedError() {
            return message.edns().flatMap(edns -> edns.option(ExtendedError.class));
        }

        @Override
        public Optional<Message> response() {
            return Optional.of(message);
        }

        @Override
        public String summary() {
            return rcode() + ": " + question
                    + extendedError().map(e -> ", " + e).orElse("");
        }

        @Override
        public String toString() {
            return OutcomeText.print(this);
        }
    }

    /**
     * No server answered in time.
     *
     * @param question what was asked
     * @param limit the limit that ran out
     * @param attempts every try to get an answer
     */
    record TimedOut(Question question, Deadline limit, List<Attempt> attempts) implements Outcome {
        public TimedOut {
            Objects.requireNonNull(limit);
            attempts = List.copyOf(attempts);
        }

        @Override
        public Optional<Message> response() {
            return Optional.empty();
        }

        @Override
        public String summary() {
            return "timed out: " + question + ", " + limit;
        }

        @Override
        public Answer orThrow() throws WireException {
            throw new WireException.TimedOut(limit);
        }

        @Override
        public String toString() {
            return OutcomeText.print(this);
        }
    }

    /**
     * What the last server sent, over a connection that nobody else could write to, was no message.
     *
     * @param question what was asked
     * @param error the rule that was broken
     * @param attempts every try to get an answer
     */
    record Malformed(Question question, WireException.Malformed error, List<Attempt> attempts) implements Outcome {
        public Malformed {
            Objects.requireNonNull(error);
            attempts = List.copyOf(attempts);
        }

        @Override
        public Optional<Message> response() {
            return Optional.empty();
        }

        @Override
        public String summary() {
            return "malformed: " + question + ", " + error.rule();
        }

        @Override
        public Answer orThrow() throws WireException {
            throw error;
        }

        @Override
        public String toString() {
            return OutcomeText.print(this);
        }
    }

    /**
     * No server could be asked at all, as nobody listens there or none can be reached. Only
     * {@link DnsSession#resolveAll} gives this; {@link DnsSession#lookup(Question)} throws the error.
     *
     * @param question what was asked
     * @param error why
     * @param attempts every try to get an answer
     */
    record Failed(Question question, WireException error, List<Attempt> attempts) implements Outcome {
        public Failed {
            Objects.requireNonNull(error);
            attempts = List.copyOf(attempts);
        }

        @Override
        public Optional<Message> response() {
            return Optional.empty();
        }

        @Override
        public String summary() {
            return error.kind() + ": " + question + ", " + error.reason();
        }

        @Override
        public Answer orThrow() throws WireException {
            throw error;
        }

        @Override
        public String toString() {
            return OutcomeText.print(this);
        }
    }
}
