package protocols.whois;

import java.time.Duration;
import protocols.WireException;

/**
 * A way to look up who holds a name or a number: {@link Rdap}, {@link Whois}, or one where the other fails:
 *
 * <pre>
 * RegistrationService both = Rdap.iana().orElse(Whois.iana());
 * Registration found = both.lookup("example.org");
 * </pre>
 */
public interface RegistrationService {

    /**
     * Looks it up within this time, whatever {@link #timeout()} says. What a server says is data, that it has no such
     * object and that it will not answer too: see {@link Registration#state()}.
     *
     * @param total the time for all of it; nobody is asked if it is zero
     * @throws WireException if nobody gave a whole answer in time, or the caller interrupts
     */
    Registration lookup(WhoisQuery query, Duration total) throws WireException;

    /** As {@link #lookup(WhoisQuery, Duration)}, within the timeout. */
    default Registration lookup(WhoisQuery query) throws WireException {
        return lookup(query, timeout());
    }

    /** The total for one lookup; 60 seconds if nothing else is said. */
    default Duration timeout() {
        return Duration.ofSeconds(60);
    }

    /**
     * Looks up a domain, an address, a block, an AS number or a handle: see {@link WhoisQuery#of}.
     *
     * @throws IllegalArgumentException if it cannot be asked for
     * @throws WireException as {@link #lookup(WhoisQuery)} does
     */
    default Registration lookup(String query) throws WireException {
        return lookup(WhoisQuery.of(query));
    }

    /**
     * This one first, and the other where this one knows no server, gets no answer or understands none, or the server does
     * not want to answer. {@link Registration#failures()} has what went wrong before the answer, {@link
     * Registration#chain()} all that was said. Both have one timeout, the longer one of theirs; of it this one gets half,
     * and no more than its own, and the other what is left. If both fail, the error of the second has that of the first
     * among its suppressed ones.
     */
    default RegistrationService orElse(RegistrationService next) {
        return new FirstThen(this, next);
    }
}
