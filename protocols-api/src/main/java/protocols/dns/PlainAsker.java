package protocols.dns;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import protocols.WireException;
import protocols.net.Deadline;
import protocols.spi.DnsAsker;
import protocols.spi.StubOptions;

/**
 * A session that is not of the engine, such as one of a test: it can look one question up after another, and that is all
 * that is known of it.
 */
record PlainAsker(DnsSession session) implements DnsAsker {

    @Override
    public Duration timeout() {
        return Dns.TIMEOUT;
    }

    @Override
    public StubOptions stub() {
        return StubOptions.NONE;
    }

    @Override
    public Hosts hosts() {
        return Hosts.EMPTY;
    }

    @Override
    public List<Outcome> ask(List<Question> questions, Deadline deadline) throws WireException {
        List<Outcome> outcomes = new ArrayList<>(questions.size());
        for (Question question : questions) {
            outcomes.add(session.lookup(question));
        }
        return outcomes;
    }
}
