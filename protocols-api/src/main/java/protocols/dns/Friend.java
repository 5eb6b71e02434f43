package protocols.dns;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import protocols.Attempt;
import protocols.Reply;
import protocols.WireException;
import protocols.net.Deadline;
import protocols.spi.DnsFriend;
import protocols.spi.DnsOptions;
import protocols.spi.SigningKey;

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
    public Message unmixed(byte[] response, Name asked) throws WireException.Malformed {
        return Message.decode(response, asked);
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
    public Outcome endless(List<Outcome> steps) {
        return Aliases.endless(steps);
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

    @Override
    public SigningKey signing(TsigKey key) {
        return new SigningKey(
                key.name(), key.algorithm().wireName(), (int) key.fudge().toSeconds(), key.macLength(), key::mac);
    }

    @Override
    public boolean isSigned(TsigRefused refused) {
        return refused.isSigned();
    }

    @Override
    public TsigRefused.Code code(int number) {
        return TsigRefused.Code.of(number);
    }

    @Override
    public TsigRefused refused(Reply reply, TsigRefused.Code code, boolean signed, Optional<Duration> ahead) {
        return new TsigRefused(reply, code, signed, ahead);
    }

    @Override
    public ZoneChange change(ZoneChange.Kind kind, DnsRecord record) {
        return ZoneChange.of(kind, record);
    }

    @Override
    public IncrementalTransfer changes(IncrementalTransfer.Kind kind, long serial, long records) {
        return IncrementalTransfer.of(kind, serial, records);
    }
}
