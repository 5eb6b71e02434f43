package protocols.internal.dns;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import protocols.Transcript.Side;
import protocols.WireException;
import protocols.dns.Message;
import protocols.internal.wire.DatagramPort;

/** One socket to one server, and the questions that wait there for their answers. */
final class UdpPort {

    private static final int HEADER = 12;
    private static final int MAX_QUESTIONS = 1000;
    private static final int NOBODY = -1;
    private static final int USED = 0x10000;
    private static final int REMEMBERED = 64;
    private static final int FIRST_GUESS = 16;

    private final UdpPool pool;
    private final DatagramPort socket;
    private Query[] queries = new Query[FIRST_GUESS];
    private Flight[] flights = new Flight[FIRST_GUESS];
    private int[] ids = new int[FIRST_GUESS];
    private int waiting;
    private final int[] earlier = new int[REMEMBERED];
    private int left;
    private int asked;
    private boolean silent;
    private boolean retired;
    private boolean closed;

    UdpPort(UdpPool pool, DatagramPort socket) {
        this.pool = pool;
        this.socket = socket;
    }

    UdpPool pool() {
        return pool;
    }

    DatagramPort socket() {
        return socket;
    }

    /** Whether another question may go out from here: the port is not well known yet, and not a dead end. */
    boolean isFresh() {
        return asked < MAX_QUESTIONS && !silent && !retired;
    }

    /** Nothing came here in time for one: the way back may be blocked. */
    void fellSilent() {
        silent = true;
    }

    /** No further question goes out from here; it closes with the last answer. */
    void retire() {
        retired = true;
        closeIfDone();
    }

    boolean isWaiting() {
        return waiting > 0;
    }

    /** Where the question of this id waits, or a negative number. */
    int find(int id) {
        for (int i = 0; i < waiting; i++) {
            if (ids[i] == id) {
                return i;
            }
        }
        return NOBODY;
    }

    Flight flight(int index) {
        return flights[index];
    }

    Query query(int index) {
        return queries[index];
    }

    /** Sends a question, which waits from now on. */
    void send(Flight flight, Query query, ByteBuffer buffer) throws WireException {
        byte[] bytes = query.bytes();
        buffer.clear().put(bytes).flip();
        asked++;
        socket.said(Side.CLIENT, bytes, bytes.length);
        socket.send(buffer);
        if (waiting == ids.length) {
            ids = Arrays.copyOf(ids, 2 * waiting);
            queries = Arrays.copyOf(queries, 2 * waiting);
            flights = Arrays.copyOf(flights, 2 * waiting);
        }
        ids[waiting] = query.id();
        queries[waiting] = query;
        flights[waiting++] = flight;
        flight.waitsAt(this);
    }

    /** What a datagram is to the question of its id; silence is what it makes if it is nothing at all. */
    Reply judge(int index, byte[] bytes, ByteBuffer in) {
        int length = in.remaining();
        int discarded = flights[index].discarded;
        if (length == bytes.length) {
            return Reply.without(Reply.Kind.TOO_LONG, discarded);
        }
        boolean answers = isEcho(index, bytes, length) || queries[index].match(bytes, 0, length) == Query.Match.YES;
        try {
            Message message = Message.decode(in);
            return answers
                    ? Reply.answered(message, discarded)
                    : Reply.without(Reply.Kind.FORGED, ++flights[index].discarded);
        } catch (WireException.Malformed e) {
            if (answers) {
                return Reply.malformed(e, discarded);
            }
            socket.note("discarded: " + e.reason());
            return Reply.without(Reply.Kind.SILENT, discarded);
        }
    }

    /** Whether a response carries the very bytes of the question: what nearly every server gives back. */
    boolean isEcho(int index, byte[] response, int length) {
        byte[] asked = queries[index].bytes();
        int end = HEADER + queries[index].question().name().length() + 4;
        boolean oneAnswer = length >= end && (response[2] & 0xf8) == 0x80 && response[4] == 0 && response[5] == 1;
        return oneAnswer && Arrays.equals(response, HEADER, end, asked, HEADER, end);
    }

    /** An answer to a question before, or the same answer twice. */
    boolean isLate(int id) {
        for (int one : earlier) {
            if (one == (id | USED)) {
                return true;
            }
        }
        return false;
    }

    /** A flight has its answer, or needs none: whatever comes for it is late from now on. */
    void forget(Flight flight) {
        for (int i = waiting - 1; i >= 0; i--) {
            if (flights[i] == flight) {
                remove(i);
            }
        }
        closeIfDone();
    }

    @SuppressWarnings("NullAway") // What lies beyond those that wait is never looked at.
    private void remove(int index) {
        earlier[left++ % REMEMBERED] = ids[index] | USED;
        waiting--;
        ids[index] = ids[waiting];
        queries[index] = queries[waiting];
        flights[index] = flights[waiting];
        queries[waiting] = null;
        flights[waiting] = null;
    }

    /** All that wait here now. */
    List<Flight> all() {
        List<Flight> all = new ArrayList<>(waiting);
        for (int i = 0; i < waiting; i++) {
            all.add(flights[i]);
        }
        return all;
    }

    /** The flight of the question that a response carries. */
    Optional<Flight> asking(byte[] response, int length) {
        for (int i = 0; i < waiting; i++) {
            if (isEcho(i, response, length)) {
                return Optional.of(flights[i]);
            }
        }
        return Optional.empty();
    }

    private void closeIfDone() {
        if (retired && waiting == 0 && !closed) {
            closed = true;
            pool.drained();
            socket.close();
        }
    }
}
