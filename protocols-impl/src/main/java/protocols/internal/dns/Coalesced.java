package protocols.internal.dns;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import protocols.WireException;
import protocols.dns.Outcome;
import protocols.dns.Question;
import protocols.net.Deadline;
import protocols.spi.DnsFriend;

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
    public List<Outcome> lookupAll(List<Question> questions, Deadline deadline) throws WireException {
        Map<Question, Outcome> outcomes = new HashMap<>();
        while (!outcomes.keySet().containsAll(questions)) {
            Map<Question, CompletableFuture<Outcome>> own = new LinkedHashMap<>();
            Map<Question, CompletableFuture<Outcome>> others = new LinkedHashMap<>();
            for (Question question : new LinkedHashSet<>(questions)) {
                if (!outcomes.containsKey(question)) {
                    CompletableFuture<Outcome> flight = new CompletableFuture<>();
                    CompletableFuture<Outcome> earlier = flights.putIfAbsent(question, flight);
                    (earlier == null ? own : others).put(question, earlier == null ? flight : earlier);
                }
            }
            // One's own first: who waits for others before has them wait, and they may wait for this one.
            outcomes.putAll(lead(own, deadline));
            for (Map.Entry<Question, CompletableFuture<Outcome>> other : others.entrySet()) {
                follow(other.getValue(), other.getKey(), deadline)
                        .ifPresent(outcome -> outcomes.put(other.getKey(), outcome));
            }
        }
        return questions.stream().map(outcomes::get).toList();
    }

    /** How many questions are asked now. */
    int flights() {
        return flights.size();
    }

    /** How many threads wait for an outcome that another one asked for. */
    int followers() {
        return followers.get();
    }

    private Map<Question, Outcome> lead(Map<Question, CompletableFuture<Outcome>> own, Deadline deadline)
            throws WireException {
        Throwable failure = new IllegalStateException("the thread that asked died");
        Map<Question, Outcome> outcomes = new HashMap<>();
        try {
            List<Question> questions = List.copyOf(own.keySet());
            List<Outcome> said = questions.isEmpty() ? List.of() : servers.lookupAll(questions, deadline);
            for (int i = 0; i < said.size(); i++) {
                outcomes.put(questions.get(i), said.get(i));
            }
            return outcomes;
        } catch (WireException | RuntimeException e) {
            failure = e;
            throw e;
        } finally {
            land(own, outcomes, failure);
        }
    }

    private void land(
            Map<Question, CompletableFuture<Outcome>> own, Map<Question, Outcome> outcomes, Throwable failure) {
        own.forEach((question, flight) -> {
            // Gone before it is complete, so that whoever is told to ask again finds no flight that has landed.
            flights.remove(question, flight);
            if (outcomes.containsKey(question)) {
                flight.complete(outcomes.get(question));
            } else {
                flight.completeExceptionally(failure);
            }
        });
    }

    /** The outcome of another thread's question; empty if it says nothing to this one. */
    private Optional<Outcome> follow(CompletableFuture<Outcome> flight, Question question, Deadline deadline)
            throws WireException {
        followers.incrementAndGet();
        try {
            Outcome outcome = flight.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
            boolean impatient = outcome instanceof Outcome.TimedOut && !deadline.hasPassed();
            return impatient ? Optional.empty() : Optional.of(outcome);
        } catch (TimeoutException e) {
            return Optional.of(DnsFriend.get().timedOut(question, deadline, List.of()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WireException.Cancelled("the thread was interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof WireException failure && !(failure instanceof WireException.Cancelled)) {
                throw failure;
            }
            return Optional.empty();
        } finally {
            followers.decrementAndGet();
        }
    }
}
