package protocols.dns;

import java.util.List;
import java.util.Optional;
import protocols.Attempt;
import protocols.net.Deadline;
import protocols.spi.DnsFriend;
import protocols.spi.DnsOptions;

/** What the engine may do. */
final class Friend implements DnsFriend {

    static final Friend INSTANCE = new Friend();

    private Friend() {}

    @Override
    public DnsOptions options(Dns dns) {
        return dns.options();
    }

    @Override
    public Dns configured(Dns dns, ResolvConf file) {
        return dns.configured(file);
    }

    @Override
    public Outcome timedOut(Question question, Deadline deadline, List<Attempt> attempts) {
        return new Outcome.TimedOut(question, deadline, attempts);
    }

    @Override
    public Message without(DnsFlag flag, Message message) {
        return message.without(flag);
    }

    @Override
    public Optional<Question> open(Outcome outcome) {
        return Aliases.open(outcome);
    }

    @Override
    public Outcome joined(List<Outcome> steps) {
        return Aliases.joined(steps);
    }

    @Override
    public Optional<Outcome> find(DnsCache cache, Question question) {
        return cache.find(question);
    }

    @Override
    public Optional<Outcome> findStale(DnsCache cache, Question question) {
        return cache.findStale(question);
    }

    @Override
    public void keep(DnsCache cache, Outcome outcome) {
        cache.keep(outcome);
    }
}
