package protocols.internal.dns;

import java.io.IOException;
import java.util.stream.Stream;
import protocols.Receiver;
import protocols.WireException;
import protocols.dns.Dns;
import protocols.dns.DnsRecord;
import protocols.dns.IncrementalTransfer;
import protocols.dns.Message;
import protocols.dns.Name;
import protocols.dns.Outcome;
import protocols.dns.Question;
import protocols.dns.ZoneChange;

/** Those whom a client names, past all that stands before them. */
interface Servers extends Source {

    /** The client that names them. */
    Dns client();

    /** See {@link protocols.dns.DnsSession#resolveAll}. */
    Stream<Outcome> resolveAll(Stream<Question> questions, int window);

    /** See {@link protocols.dns.DnsSession#transfer(Name, Receiver)}. */
    long transfer(Name zone, Receiver<DnsRecord> to) throws IOException;

    /** See {@link protocols.dns.DnsSession#changes}. */
    IncrementalTransfer changes(Name zone, long serial, Receiver<ZoneChange> to) throws IOException;

    /** See {@link protocols.dns.DnsSession#exchange}. */
    Message exchange(Message message) throws WireException;

    /** At once, from any thread. */
    void close();
}
