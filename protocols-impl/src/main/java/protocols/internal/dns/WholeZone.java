package protocols.internal.dns;

import java.util.List;
import java.util.Optional;
import protocols.Receiver;
import protocols.WireException;
import protocols.dns.DnsFlag;
import protocols.dns.DnsRecord;
import protocols.dns.Message;
import protocols.dns.Name;
import protocols.dns.Rdata;
import protocols.dns.RecordType;
import protocols.internal.wire.Lent;

/** All records of a zone: from its SOA record to the same one again (RFC 5936 section 2.2). */
final class WholeZone implements TransferOrder {

    private final Name name;
    private final Receiver<DnsRecord> to;
    private Optional<Rdata> soa = Optional.empty();
    private boolean ended;

    WholeZone(Name name, Receiver<DnsRecord> to) {
        this.name = name;
        this.to = to;
    }

    @Override
    public Message query() {
        return Message.query(name, RecordType.AXFR)
                .clear(DnsFlag.RD)
                .withoutEdns()
                .build();
    }

    @Override
    public List<Lent.Code> take(DnsRecord record, boolean isSoa) throws WireException.Malformed {
        if (soa.isEmpty() && !isSoa) {
            throw new WireException.Malformed("zone does not begin with its SOA record", record.toString());
        }
        if (soa.isPresent() && isSoa) {
            requireSame(soa.get(), record);
            ended = true;
            return List.of();
        }
        soa = soa.or(() -> Optional.of(record.data()));
        return List.of(() -> to.take(record));
    }

    static void requireSame(Rdata first, DnsRecord last) throws WireException.Malformed {
        if (!last.data().equals(first)) {
            throw new WireException.Malformed(
                    "zone does not end with the SOA record that it began with", last.toString());
        }
    }

    @Override
    public boolean hasEnded() {
        return ended;
    }

    @Override
    public boolean isDeaf() {
        return false;
    }
}
