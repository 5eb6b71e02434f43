package protocols.internal.dns;

import java.util.List;
import protocols.WireException;
import protocols.dns.DnsRecord;
import protocols.dns.Message;
import protocols.internal.wire.Lent;

/** What the records of a transfer are, by the order in which they come. */
interface TransferOrder {

    /** What is asked, with the id 0. */
    Message query();

    /**
     * Takes the next record, which is one of the zone.
     *
     * @param isSoa whether it is the SOA record of the zone
     * @return what hands out each record that is known now for what it is
     */
    List<Lent.Code> take(DnsRecord record, boolean isSoa) throws WireException.Malformed;

    /** Whether the last one has come. */
    boolean hasEnded();

    /** Whether a server may go on then, and nobody listens. */
    boolean isDeaf();
}
