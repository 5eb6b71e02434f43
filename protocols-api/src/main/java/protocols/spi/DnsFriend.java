package protocols.spi;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import protocols.Attempt;
import protocols.Reply;
import protocols.WireException;
import protocols.dns.Dns;
import protocols.dns.DnsCache;
import protocols.dns.DnsFlag;
import protocols.dns.DnsRecord;
import protocols.dns.IncrementalTransfer;
import protocols.dns.Message;
import protocols.dns.Name;
import protocols.dns.Outcome;
import protocols.dns.Question;
import protocols.dns.ResolvConf;
import protocols.dns.TsigKey;
import protocols.dns.TsigRefused;
import protocols.dns.ZoneChange;
import protocols.net.Deadline;

/** What the engine may do with the values of the DNS room and users may not. */
public interface DnsFriend {

    /** The one there is. */
    static DnsFriend get() {
        return Dns.friend();
    }

    /** What is said of a client about DNS alone. */
    DnsOptions options(Dns dns);

    /** A client with what a file says where nothing was said by itself. */
    Dns configured(Dns dns, ResolvConf file);

    /**
     * The message that a response is, with the letters of the name that the caller asked with wherever the server has taken
     * the mixed ones from the question.
     *
     * @param response to that name, in mixed letters
     */
    Message unmixed(byte[] response, Name asked) throws WireException.Malformed;

    /** No server answered in time. */
    Outcome timedOut(Question question, Deadline deadline, List<Attempt> attempts);

    /** The same message without a flag. */
    Message without(DnsFlag flag, Message message);

    /** What is to be asked next, where an alias stands alone. */
    Optional<Question> open(Outcome outcome);

    /** That steps along an alias lead in a circle, or too far. */
    Outcome endless(List<Outcome> steps);

    /** What the steps along an alias say together to the question of the first. */
    Outcome joined(List<Outcome> steps);

    /** The outcome of a question, if a fresh one is kept. */
    Optional<Outcome> find(DnsCache cache, Question question);

    /** An outcome that is past its time, but not longer than the rules of the cache allow (RFC 8767). */
    Optional<Outcome> findStale(DnsCache cache, Question question);

    /** Keeps an outcome, if it is one that may be kept. */
    void keep(DnsCache cache, Outcome outcome);

    /** What signs with a key. */
    SigningKey signing(TsigKey key);

    /** See {@link TsigRefused#isSigned}. */
    boolean isSigned(TsigRefused refused);

    /** What an error in a signature means. */
    TsigRefused.Code code(int number);

    /** The server did not take a signature; {@code ahead} is how far its clock is before ours, where it says so. */
    TsigRefused refused(Reply reply, TsigRefused.Code code, boolean signed, Optional<Duration> ahead);

    /** One record of what has changed. */
    ZoneChange change(ZoneChange.Kind kind, DnsRecord record);

    /** What has changed, all of which was handed out. */
    IncrementalTransfer changes(IncrementalTransfer.Kind kind, long serial, long records);
}
