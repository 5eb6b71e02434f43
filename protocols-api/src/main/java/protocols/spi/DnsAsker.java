package protocols.spi;

import java.time.Duration;
import java.util.List;
import protocols.WireException;
import protocols.dns.DnsSession;
import protocols.dns.Hosts;
import protocols.dns.Outcome;
import protocols.dns.Question;
import protocols.net.Deadline;

/** What every {@link DnsSession} of the engine can do beside: ask within a deadline, and say what it goes by. */
public interface DnsAsker {

    /** The total for one operation. */
    Duration timeout();

    /** What stands around the servers, with what resolv.conf says now. */
    StubOptions stub();

    /** What the hosts file says now; {@link Hosts#EMPTY} if none is consulted. */
    Hosts hosts();

    /**
     * Asks questions, as far ahead as the way to the server allows.
     *
     * @return an outcome for each, in their order
     */
    List<Outcome> ask(List<Question> questions, Deadline deadline) throws WireException;

    /** Asks one question. */
    default Outcome ask(Question question, Deadline deadline) throws WireException {
        return ask(List.of(question), deadline).get(0);
    }

    /** The end of an operation that begins now. */
    default Deadline deadline() {
        return Deadline.after("timeout", timeout());
    }
}
