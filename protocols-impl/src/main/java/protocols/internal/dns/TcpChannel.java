package protocols.internal.dns;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import protocols.WireException;
import protocols.dns.DnsFlag;
import protocols.dns.EdnsOption.KeepAlive;
import protocols.dns.Message;
import protocols.internal.wire.Faults;
import protocols.internal.wire.Link;
import protocols.net.Deadline;

/**
 * One connection to one server, on which several lookups have their questions at once, answered in any order (RFC 7766
 * section 6.2.1.1). It has no thread of its own: of those that wait, one receives for all, until it has what it waits for
 * itself.
 */
final class TcpChannel {

    /** How many answered questions are remembered: a repeated answer comes soon. */
    private static final int REMEMBERED = 64;

    private final Link link;
    private final MessageStream stream;
    private final ReentrantLock sending = new ReentrantLock();

    /** Guards all below, and is not held while somebody sends or receives. */
    private final ReentrantLock state = new ReentrantLock();

    private final Map<Integer, Pending> pending = new HashMap<>();

    /** The ids of questions that nobody waits for any more, and whose answers may still come. */
    private final Set<Integer> abandoned = new HashSet<>();

    /** The ids of the questions that were answered last. */
    private final Deque<Integer> answered = new ArrayDeque<>();

    private boolean receiving;
    private boolean retired;
    private boolean ended;
    private boolean maySendElsewhere;

    /** A question that is under way here. */
    final class Pending {
        private final Ask ask;
        private final Query query;
        private final Condition news = state.newCondition();
        private final long began = System.nanoTime();
        private Optional<Message> answer = Optional.empty();
        private Optional<WireException> fault = Optional.empty();

        private Pending(Ask ask, Query query) {
            this.ask = ask;
            this.query = query;
        }

        private boolean isOver() {
            return answer.isPresent() || fault.isPresent();
        }
    }

    TcpChannel(Link link) {
        this.link = link;
        this.stream = new MessageStream(link, false);
    }

    /** Whether the next question may go out here: what came while none was under way is an answer to none. */
    boolean isFresh() {
        state.lock();
        try {
            boolean busy = receiving || !pending.isEmpty();
            return link.isAlive() && !ended && !retired && (busy || stream.isQuiet());
        } finally {
            state.unlock();
        }
    }

    /**
     * Whether a question that got no answer here may be asked on another connection: where the end of this one tells
     * nothing about the question, as a server may close a connection between answers (RFC 7766 section 6.2.4), or as it
     * was another question that ended it.
     */
    boolean maySendElsewhere() {
        state.lock();
        try {
            return maySendElsewhere;
        } finally {
            state.unlock();
        }
    }

    /** Sends a question, beside those that are under way. */
    Pending send(Ask ask, Manners manners, Deadline deadline) throws WireException {
        takeTurn(deadline);
        try {
            Pending mine = enter(ask, manners.on(link));
            send(mine, deadline);
            return mine;
        } finally {
            sending.unlock();
        }
    }

    private void takeTurn(Deadline deadline) throws WireException {
        try {
            if (!sending.tryLock(deadline.remainingNanos(), TimeUnit.NANOSECONDS)) {
                throw new WireException.TimedOut(deadline);
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private void send(Pending mine, Deadline deadline) throws WireException {
        try {
            stream.send(mine.ask.doing(), "query " + mine.ask.words(), mine.query.bytes(), deadline);
        } catch (WireException e) {
            broken(mine, e);
            throw e;
        }
    }

    private static WireException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new WireException.Cancelled("the thread was interrupted", e);
    }

    private Pending enter(Ask ask, Manner manner) throws WireException {
        state.lock();
        try {
            if (ended || !link.isAlive()) {
                maySendElsewhere = true;
                throw new WireException.Hangup("the connection has ended");
            }
            Pending mine = new Pending(ask, query(ask, manner));
            pending.put(mine.query.id(), mine);
            return mine;
        } finally {
            state.unlock();
        }
    }

    /** With an id that no other question here has (RFC 7766 section 6.2.1). */
    private Query query(Ask ask, Manner manner) {
        Query query;
        do {
            query = Query.of(ask.question(), manner, link.draw(Query.random(ask.question(), manner)));
        } while (pending.containsKey(query.id()) || abandoned.contains(query.id()));
        return query;
    }

    /**
     * Waits for the answer to a question.
     *
     * @return empty if it did not come in time; then no further question goes out here
     */
    Optional<Message> await(Pending mine, Deadline deadline) throws WireException {
        state.lock();
        try {
            while (!mine.isOver() && !deadline.hasPassed()) {
                if (receiving) {
                    mine.news.awaitNanos(deadline.remainingNanos());
                } else {
                    receiveFor(mine, deadline);
                }
            }
            return answer(mine);
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            leave(mine);
            state.unlock();
        }
    }

    private static Optional<Message> answer(Pending mine) throws WireException {
        if (mine.answer.isEmpty() && mine.fault.isPresent()) {
            throw mine.fault.get();
        }
        return mine.answer;
    }

    /** Nobody waits for the answer to this question any more. */
    void forget(Pending mine) {
        state.lock();
        try {
            leave(mine);
        } finally {
            state.unlock();
        }
    }

    private void leave(Pending mine) {
        if (pending.remove(mine.query.id(), mine)) {
            // The way to the server may be dead, which the next question need not find out again.
            retired = true;
            abandoned.add(mine.query.id());
        }
        closeIfDone();
        if (!receiving) {
            pending.values().stream()
                    .filter(one -> state.hasWaiters(one.news))
                    .findAny()
                    .ifPresent(one -> one.news.signal());
        }
    }

    /** No further question goes out here; it closes with the last answer. */
    void retire() {
        state.lock();
        try {
            retired = true;
            closeIfDone();
        } finally {
            state.unlock();
        }
    }

    private void closeIfDone() {
        if (retired && pending.isEmpty()) {
            link.close();
        }
    }

    /** Takes in one message, whosever it is, or none if none comes in time. */
    private void receiveFor(Pending mine, Deadline deadline) throws WireException {
        receiving = true;
        state.unlock();
        boolean intact = false;
        Optional<WireException> fault = Optional.empty();
        Optional<Message> message = Optional.empty();
        try {
            message = link.operation(mine.ask.doing(), deadline, () -> receive(deadline));
            intact = true;
        } catch (WireException e) {
            fault = Optional.of(e);
            throw e;
        } finally {
            state.lock();
            receiving = false;
            if (!intact) {
                broken(mine, fault.orElseGet(() -> new WireException.Cancelled("the caller's code failed")));
            }
        }
        message.ifPresent(this::deliver);
    }

    private Optional<Message> receive(Deadline deadline) throws IOException {
        if (!stream.await(deadline)) {
            return Optional.empty();
        }
        try {
            return Optional.of(stream.receive(this::requireExpected));
        } catch (WireException.Malformed e) {
            blame(stream.id(), e);
            return Optional.empty();
        }
    }

    private void requireExpected(Message message) throws WireException.Malformed {
        state.lock();
        try {
            Pending one = pending.get(message.id());
            if (one != null) {
                one.query.requireAnswer(message);
                if (message.has(DnsFlag.TC)) {
                    throw new WireException.Malformed("truncated response over TCP", "");
                }
            } else if (!abandoned.contains(message.id()) && !answered.contains(message.id())) {
                throw new WireException.Malformed("response to another query", "id " + message.id());
            }
        } finally {
            state.unlock();
        }
    }

    /** What is wrong with one answer is the matter of its question alone, as long as it has one. */
    private void blame(int id, WireException.Malformed fault) throws WireException.Malformed {
        state.lock();
        try {
            Pending one = pending.remove(id);
            if (one == null && pending.size() == 1) {
                throw fault;
            }
            retired = true;
            if (one == null) {
                // Of several nobody can say whose it was to be: each waits for its own.
                return;
            }
            one.fault = Optional.of(link.placed(fault));
            one.news.signal();
        } finally {
            state.unlock();
        }
    }

    private void deliver(Message message) {
        // A server that has too many connections wants none kept (RFC 7828 section 3.4).
        retired |= message.edns()
                .flatMap(said -> said.option(KeepAlive.class))
                .flatMap(KeepAlive::timeout)
                .filter(Duration::isZero)
                .isPresent();
        Pending one = pending.remove(message.id());
        if (one == null) {
            abandoned.remove(message.id());
        } else {
            maySendElsewhere = true;
            remember(message.id());
            one.answer = Optional.of(message);
            one.news.signal();
        }
    }

    /** An answer that comes twice says nothing of the other questions. */
    private void remember(int id) {
        answered.addLast(id);
        if (answered.size() > REMEMBERED) {
            answered.removeFirst();
        }
    }

    /** The connection is lost to all; whoever found out has the reason, and the others are told that it is. */
    private void broken(Pending finder, WireException fault) {
        state.lock();
        try {
            ended = true;
            maySendElsewhere |= !Faults.isEnd(fault);
            pending.remove(finder.query.id());
            for (Pending one : pending.values()) {
                WireException.Hangup lost = new WireException.Hangup("the connection ended: " + fault.reason(), fault);
                one.fault = Optional.of(Faults.at(lost, link.where(one.ask.doing(), one.began)));
                one.news.signal();
            }
            pending.clear();
        } finally {
            state.unlock();
        }
    }
}
