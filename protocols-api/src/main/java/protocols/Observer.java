package protocols;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Is told what happens in the sessions of a client ({@link Client#observe}), as it happens and on the thread that does
 * it, secrets redacted: a client value may have sessions on several threads, and then so has its observer. A
 * RuntimeException of its own breaks nothing. Each method is empty unless it is overridden, and more may come.
 *
 * <p>Whoever wants to see one kind of event overrides one method:
 *
 * <!-- run: observer -->
 * <pre>{@code
 * Observer counter = new Observer() {
 *     @Override
 *     public void connected(Observer.Connected connection) {
 *         out.println("connection " + connection.channel() + " to " + connection.address());
 *     }
 *
 *     @Override
 *     public void finished(Observer.Finished operation) {
 *         out.println(operation.what() + ": " + operation.outcome());
 *     }
 * };
 * Observer both = counter.and(Observer.lines(out::println));
 * try (var drop = Pop3.at("mail.example.org").observe(both).idleTimeout(Duration.ofSeconds(20)).connect()) {
 *     out.println(drop.greeting());
 * }
 * }</pre>
 */
public interface Observer {

    /** Something was added to the transcript: a line said, a connection opened or closed, a note. */
    default void line(Transcript.Entry entry) {}

    /** A connection came about. */
    default void connected(Connected connection) {}

    /** TLS runs on a connection. */
    default void secured(Transcript.Secured tls) {}

    /**
     * An upload or a download has come further: of {@link Content}, of a message that is composed while it is sent, or into
     * a {@link Sink}. As often as {@link Progress} is told.
     */
    default void moved(Moved transfer) {}

    /**
     * An operation has ended, well or not: once a call of a session or client, however many commands it took. One that
     * lends a stream, such as the body of a response, ends when that is read or closed.
     */
    default void finished(Finished operation) {}

    /** A connection ended: once, with the side that ended it first. */
    default void closed(Transcript.Closed end) {}

    /** Prints each line as the transcript does: {@code Observer.lines(System.out::println)}. */
    static Observer lines(Consumer<String> printer) {
        return new Observer() {
            @Override
            public void line(Transcript.Entry entry) {
                printer.accept(entry.line());
            }
        };
    }

    /**
     * Logs each event in one line: operations that failed at {@link System.Logger.Level#WARNING}; connections, TLS and other
     * operations at {@link System.Logger.Level#INFO}, as who gives a logger wants to see what a client does; what was said,
     * which would bury that, and progress at {@link System.Logger.Level#DEBUG}.
     */
    static Observer logging(System.Logger logger) {
        return new Logging(logger);
    }

    /** This one, and then the other; that one fails does not keep the other from being told. */
    default Observer and(Observer other) {
        return new Both(this, other);
    }

    /** A connection as it came about. */
    final class Connected {

        private final int channel;
        private final String target;
        private final String address;
        private final Duration elapsed;

        private Connected(int channel, String target, String address, Duration elapsed) {
            this.channel = channel;
            this.target = Text.escaped(target);
            this.address = Text.escaped(address);
            this.elapsed = elapsed;
        }

        /** A connection; see the accessors. */
        public static Connected of(int channel, String target, String address, Duration elapsed) {
            return new Connected(channel, target, address, elapsed);
        }

        /** Its number within the session, from 1. */
        public int channel() {
            return channel;
        }

        /** What was asked for, as in {@link Transcript.Opened}: host, port and transport. */
        public String target() {
            return target;
        }

        /** What was reached: an address and port, of the proxy if there is one; the path of a unix socket. */
        public String address() {
            return address;
        }

        /**
         * How long it took, names looked up and addresses that did not answer included, TLS not; zero where the peer
         * connected to us.
         */
        public Duration elapsed() {
            return elapsed;
        }

        /** Such as {@code connected mx.example.org:25 tcp at 192.0.2.1:25 in 12 ms}. */
        @Override
        public String toString() {
            return "connected " + target + " at " + address + " in " + elapsed.toMillis() + " ms";
        }
    }

    /** How far a transfer of an operation has come. */
    final class Moved {

        private final String what;
        private final Progress progress;

        private Moved(String what, Progress progress) {
            this.what = Text.printable(what);
            this.progress = progress;
        }

        /** How far one has come; see the accessors. */
        public static Moved of(String what, Progress progress) {
            return new Moved(what, progress);
        }

        /** The operation, as in {@link Finished#what}. */
        public String what() {
            return what;
        }

        /** How far it has come. */
        public Progress progress() {
            return progress;
        }

        /** Such as {@code RETR: 1,024 of 4,096 bytes in 12 ms}. */
        @Override
        public String toString() {
            return what + ": " + progress;
        }
    }

    /** An operation at its end. */
    final class Finished {

        private final Protocol protocol;
        private final String peer;
        private final String what;
        private final Stats cost;
        private final Optional<Throwable> failure;

        private Finished(Protocol protocol, String peer, String what, Stats cost, Optional<Throwable> failure) {
            this.protocol = protocol;
            this.peer = Text.printable(peer);
            this.what = Text.printable(what);
            this.cost = cost;
            this.failure = failure;
        }

        /** One that went well; see the accessors. */
        public static Finished of(Protocol protocol, String peer, String what, Stats cost) {
            return new Finished(protocol, peer, what, cost, Optional.empty());
        }

        /** The same, ended by a failure. */
        public Finished failed(Throwable why) {
            return new Finished(protocol, peer, what, cost, Optional.of(why));
        }

        /** Of which client. */
        public Protocol protocol() {
            return protocol;
        }

        /** The host and port that the client was told to talk to. */
        public String peer() {
            return peer;
        }

        /**
         * What was done: the word of the protocol ({@code RETR}, {@code GET}, {@code UID FETCH}), or where it is more than
         * one command, that of the client: {@code connect}, {@code login}, {@code send}, {@code lookup}. Never an argument,
         * so that there are not many.
         */
        public String what() {
            return what;
        }

        /**
         * The bytes, round trips and time that it took. Where several operations of a session are under way, the bytes and
         * round trips of each hold those of all.
         */
        public Stats cost() {
            return cost;
        }

        /**
         * In a word or two: {@code ok}, the {@link WireException#kind()}, or {@code caller} where it was broken off by what
         * the caller's own code threw.
         */
        public String outcome() {
            return failure.map(Finished::kind).orElse("ok");
        }

        private static String kind(Throwable why) {
            return why instanceof WireException fault ? fault.kind() : "caller";
        }

        /** What was thrown, or what the outcome of a lookup holds that found out nothing; empty if all went well. */
        public Optional<Throwable> failure() {
            return failure;
        }

        /** Such as {@code SMTP mx.example.org:25 send: refused: 550 no, 120 bytes sent, ...}. */
        @Override
        public String toString() {
            return protocol + " " + peer + " " + what + ": " + outcome() + reason() + ", " + cost;
        }

        /** What the caller's own code throws may hold anything, so that only its kind is shown. */
        private String reason() {
            if (failure.isEmpty()) {
                return "";
            }
            Throwable why = failure.get();
            return ": "
                    + (why instanceof WireException fault
                            ? fault.reason()
                            : why.getClass().getName());
        }
    }
}
