package protocols.whois;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import protocols.Stats;
import protocols.Transcript;
import protocols.WireException;
import protocols.net.Deadline;
import protocols.spi.CoreFriend;
import protocols.spi.Engine;
import protocols.spi.WhoisFriend.Lookup;

/** One service, and another for what the first has no answer to. */
record FirstThen(RegistrationService first, RegistrationService next) implements RegistrationService {

    @Override
    public Registration lookup(WhoisQuery query, Duration total) throws WireException {
        return lookup(query, Deadline.after("timeout", total));
    }

    private Registration lookup(WhoisQuery query, Deadline deadline) throws WireException {
        Registration found;
        try {
            found = within(first, query, share(deadline));
        } catch (WireException.Cancelled e) {
            throw e;
        } catch (WireException e) {
            return instead(query, deadline, e);
        }
        return switch (found.state()) {
            case REGISTERED, AVAILABLE, RESERVED -> found;
            case RATE_LIMITED, REFUSED, UNPARSED -> further(query, deadline, found);
        };
    }

    @Override
    public Duration timeout() {
        return first.timeout().compareTo(next.timeout()) > 0 ? first.timeout() : next.timeout();
    }

    /** Ours say which limit ended them; to anybody else's the limit is what is left of it. */
    private static Registration within(RegistrationService service, WhoisQuery query, Deadline deadline)
            throws WireException {
        if (service instanceof Whois whois) {
            return Engine.get().lookup(whois, query, deadline);
        }
        if (service instanceof Rdap rdap) {
            return Engine.get().lookup(rdap, query, deadline);
        }
        if (service instanceof FirstThen both) {
            return both.lookup(query, deadline);
        }
        return service.lookup(query, Duration.ofNanos(Math.max(0, deadline.remainingNanos())));
    }

    /** A service that is silent leaves time for the one behind it. */
    private Deadline share(Deadline whole) {
        Duration half =
                Duration.ofNanos(Math.max(0, whole.remainingNanos() / 2)).truncatedTo(ChronoUnit.MILLIS);
        return Deadline.after("timeout", first.timeout()).earlier(Deadline.after("half of the timeout", half));
    }

    private Registration instead(WhoisQuery query, Deadline deadline, WireException failure) throws WireException {
        try {
            Registration found = within(next, query, deadline);
            List<WireException> failures = new ArrayList<>(List.of(failure));
            failures.addAll(found.failures());
            Transcript transcript = failure.transcript().then(found.transcript());
            Lookup lookup = new Lookup(found.end(), transcript, found.stats(), failures);
            return Registration.ofAnswers(query, found.answers(), lookup);
        } catch (WireException e) {
            WireException whole = CoreFriend.get().with(e, failure.transcript().then(e.transcript()));
            whole.addSuppressed(failure);
            throw whole;
        }
    }

    /** The first has said something, which is better than nothing. */
    private Registration further(WhoisQuery query, Deadline deadline, Registration before) throws WireException {
        List<WhoisAnswer> answers = new ArrayList<>(before.answers());
        List<WireException> failures = new ArrayList<>(before.failures());
        WhoisReferral end = before.end();
        Transcript transcript = before.transcript();
        Stats stats = before.stats();
        try {
            Registration found = within(next, query, deadline);
            answers.addAll(found.answers());
            failures.addAll(found.failures());
            end = found.end();
            transcript = transcript.then(found.transcript());
            stats = stats.plus(found.stats());
        } catch (WireException.Cancelled e) {
            throw CoreFriend.get().with(e, transcript.then(e.transcript()));
        } catch (WireException e) {
            failures.add(e);
            transcript = transcript.then(e.transcript());
        }
        return Registration.ofAnswers(query, answers, new Lookup(end, transcript, stats, failures));
    }

    /** Both, in their order. */
    @Override
    public String toString() {
        return first + ", else " + next;
    }
}
