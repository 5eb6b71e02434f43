package protocols.internal.dns;

import java.util.List;
import java.util.function.Supplier;
import protocols.WireException;
import protocols.dns.Hosts;
import protocols.dns.Outcome;
import protocols.dns.Question;
import protocols.net.Deadline;

/**
 * The hosts file, and others for what it does not know.
 *
 * @param hosts what the file says now
 * @param others who are asked then
 */
record HostsFirst(Supplier<Hosts> hosts, Source others) implements Source {

    @Override
    public List<Outcome> lookupAll(List<Question> questions, Deadline deadline) throws WireException {
        return Source.completed(questions, hosts.get()::answer, others, deadline);
    }
}
