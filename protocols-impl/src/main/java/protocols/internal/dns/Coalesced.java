package protocols.internal.dns;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import protocols.Deadline;
import protocols.WireException;
import protocols.dns.Outcome;
import protocols.dns.Question;

/**
 * Asks equal questions of several threads once: the first thread asks, the others wait for its outcome, each with its own
 * deadline. Where the first one gave up for a reason of its own, such as an interrupt, another takes its place.
 */
final class Coalesced implements Source {

    private final Source servers;
    private final ConcurrentMap<Question, CompletableFuture<Outcome>> flights = new ConcurrentHashMap<>();
    private final AtomicInteger followers = new AtomicInteger();

    Coalesced(Source servers) {
        this.servers = servers;
    }

    @Override
    public Outcome lookup(Question question, Deadline deadline) throws WireException {
        while (true) {
            CompletableFuture<Outcome> own = new CompletableFuture<>();
            CompletableFuture<Outcome> flight = flights.putIfAbsent(question, own);
            if (flight == null) {
                return lead(question, deadline, own);
            }
            Optional<Outcome> outcome;
            followers.incrementAndGet();
            try {
                outcome = follow(flight, question, deadline);
            } finally {
                followers.decrementAndGet();
            }
            if (outcome.isPresent()) {
                return outcome.get();
            }
        }
    }

    /** How many questions are asked now. */
    int flights() {
        return flights.size();
    }

    /** How many threads wait for an outcome that another one asked for. */
    int followers() {
        return followers.get();
    }

    private Outcome lead(Question question, Deadline deadline, CompletableFuture<Outcome> flight) throws WireException {
        Throwable failure = new IllegalStateException("the thread that asked died");
        try {
            Outcome outcome = servers.lookup(question, deadline);
            // Gone before it is complete, so that whoever is told to ask again finds no flight that has landed.
            flights.remove(question, flight);
            flight.complete(outcome);
            return outcome;
        } catch (WireException | RuntimeException e) {
            failure = e;
            throw e;
        } finally {
            flights.remove(question, flight);
            flight.completeExceptionally(failure);
        }
    }

    /** The outcome of another thread's question; empty if it says nothing to this one. */
    private static Optional<Outcome> follow(CompletableFuture<Outcome> flight, Question question, Deadline deadline)
            throws WireException {
        try {
            Outcome outcome = flight.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
            boolean impatient = outcome instanceof Outcome.TimedOut && !deadline.hasPassed();
            return impatient ? Optional.empty() : Optional.of(outcome);
        } catch (TimeoutException e) {
            return Optional.of(new Outcome.TimedOut(question, deadline, List.of()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WireException.Cancelled("the thread was interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof WireException failure && !(failure instanceof WireException.Cancelled)) {
                throw failure;
            }
            return Optional.empty();
        }
    }
}
