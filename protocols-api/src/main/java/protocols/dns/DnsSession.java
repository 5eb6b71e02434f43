package protocols.dns;

import java.net.InetAddress;
import java.util.stream.Stream;
import protocols.Session;
import protocols.WireException;

/**
 * Sockets to the servers of a {@link Dns}, kept between lookups. A socket opens when it is first needed, and is given up
 * after 1,000 questions or an answer that did not come, so that the port it has cannot be learnt and cannot stay dead.
 */
public interface DnsSession extends Session {

    /**
     * Asks a question and waits for the outcome.
     *
     * <p>A server that keeps silent, or answers SERVFAIL, REFUSED or NOTIMP, is followed by the next one; a truncated
     * answer is asked for again over TCP, and so is one that somebody seems to forge (RFC 5452). A server that does not
     * know EDNS is asked again without it.
     *
     * @return what the servers say; that the name does not exist or that no server answered in time is one of the outcomes
     * @throws WireException.Unreachable if no server could be reached at all
     * @throws WireException.Hangup if the only thing that servers did was to close the connection
     * @throws WireException.Cancelled if the thread was interrupted, or the session closed meanwhile
     */
    Outcome lookup(Question question) throws WireException;

    /** As {@link #lookup(Question)}, in class IN. */
    default Outcome lookup(Name name, RecordType type) throws WireException {
        return lookup(Question.of(name, type));
    }

    /**
     * As {@link #lookup(Question)}, in class IN.
     *
     * @param name as {@link Name#of} reads it; it is taken as a whole name, with or without the dot at its end
     */
    default Outcome lookup(String name, RecordType type) throws WireException {
        return lookup(Name.of(name), type);
    }

    /**
     * Asks many questions, with up to so many in flight at a time, and gives their outcomes as they come, not in the order
     * of the questions: each says which question it is of.
     *
     * <pre>{@code
     * try (Stream<Outcome> all = session.resolveAll(names.map(name -> Question.of(name, RecordType.A)), 256)) {
     *     all.forEach(outcome -> out.println(outcome.summary()));
     * }
     * }</pre>
     *
     * <p>Each outcome is what {@link #lookup(Question)} gives, with its own timeout and attempts; where that throws, it is
     * an {@link Outcome.Failed}, so that no question ends the stream. Memory depends on the window alone: a question is
     * taken from the input when there is room for it, and nothing is taken or received while the caller looks at
     * outcomes; that time is counted for no timeout. All work is done by the thread that takes the outcomes, and there is
     * no other; a source of questions that waits therefore makes answers wait. What must be asked over TCP is asked one
     * question after another. So is everything where datagrams cannot wait together: through a proxy, a connector with
     * wires of its own or a recording, {@link Dns#overTcp()}, and while {@link protocols.Transcript.Keep#EVERYTHING} is
     * recorded, so that it can be replayed.
     *
     * <p>Sockets of its own serve the stream, so that lookups can be made meanwhile; up to 32 are in use to each server,
     * each for 1,000 questions. They are closed at the end of the stream, and by closing it or the session: use it in a
     * {@code try}. Closing it closes the stream of questions. An interrupt, or closing from another thread, ends it with
     * an {@link java.io.UncheckedIOException} whose cause is {@link WireException.Cancelled}.
     *
     * @param questions may be without end; read by the thread that takes the outcomes, never by two at once
     * @param window how many questions are in flight at most, 1 to 10,000; beyond 64 it opens with the answers, and stays
     *     smaller where more would only queue at the server or get lost
     * @throws IllegalArgumentException if that is no window
     */
    Stream<Outcome> resolveAll(Stream<Question> questions, int window);

    /** The names of an address: its PTR records (RFC 1035 section 3.5, RFC 3596 section 2.5). */
    default Outcome reverse(InetAddress address) throws WireException {
        return lookup(Name.reverse(address), RecordType.PTR);
    }
}
