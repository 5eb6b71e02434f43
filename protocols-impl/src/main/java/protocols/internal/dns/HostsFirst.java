package protocols.internal.dns;

import java.util.Optional;
import java.util.function.Supplier;
import protocols.Deadline;
import protocols.WireException;
import protocols.dns.Hosts;
import protocols.dns.Outcome;
import protocols.dns.Question;

/**
 * The hosts file, and others for what it does not know.
 *
 * @param hosts what the file says now
 * @param others who are asked then
 */
record HostsFirst(Supplier<Hosts> hosts, Source others) implements Source {

    @Override
    public Outcome lookup(Question question, Deadline deadline) throws WireException {
        Optional<Outcome> known = hosts.get().answer(question);
        return known.isPresent() ? known.get() : others.lookup(question, deadline);
    }
}
