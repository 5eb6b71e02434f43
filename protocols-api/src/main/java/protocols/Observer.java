package protocols;

import java.util.function.Consumer;

/**
 * Is told what happens in the sessions of a client ({@link Client#observe}), as it happens and on the thread of the
 * session, secrets redacted. A RuntimeException of its own breaks nothing. Each method is empty unless it is overridden, and more may
 * come.
 *
 * <p>Whoever wants to see one kind of event overrides one method:
 *
 * <!-- run: observer -->
 * <pre>{@code
 * Observer counter = new Observer() {
 *     @Override
 *     public void connected(Transcript.Opened connection) {
 *         out.println("connection " + connection.channel());
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
    default void connected(Transcript.Opened connection) {}

    /** TLS runs on a connection. */
    default void secured(Transcript.Secured tls) {}

    /** A connection ended. */
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

    /** Logs each line at {@link System.Logger.Level#DEBUG}. */
    static Observer logging(System.Logger logger) {
        return new Observer() {
            @Override
            public void line(Transcript.Entry entry) {
                if (logger.isLoggable(System.Logger.Level.DEBUG)) {
                    logger.log(System.Logger.Level.DEBUG, entry.line());
                }
            }
        };
    }

    /** This one, and then the other; that one fails does not keep the other from being told. */
    default Observer and(Observer other) {
        return new Both(this, other);
    }
}
