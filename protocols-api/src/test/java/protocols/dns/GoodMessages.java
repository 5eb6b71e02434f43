package protocols.dns;

import java.util.ArrayList;
import java.util.List;

/** Messages as a good server would send them. */
final class GoodMessages {

    private GoodMessages() {}

    static List<DnsRecord> oneOfEveryType() {
        List<DnsRecord> records = new ArrayList<>(EveryTypeTest.records());
        records.add(DnsRecord.parse("www.example.org. 60 IN CNAME example.org."));
        records.add(DnsRecord.parse("1.2.0.192.in-addr.arpa. 3600 IN PTR www.example.org."));
        records.add(DnsRecord.parse("_sip._tcp.example.org. 3600 IN SRV 0 5 5060 sip.example.org."));
        return List.copyOf(records);
    }

    static Message response(List<DnsRecord> answer) {
        return Message.query(Name.of("example.org"), RecordType.ANY)
                .set(DnsFlag.QR, DnsFlag.RA)
                .answer(answer.toArray(DnsRecord[]::new))
                .build();
    }
}
