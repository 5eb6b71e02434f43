package protocols.dns;

import java.util.List;

/** Messages as a good server would send them. */
final class GoodMessages {

    private GoodMessages() {}

    static List<DnsRecord> oneOfEveryType() {
        return """
                example.org. 3600 IN A 192.0.2.1
                example.org. 3600 IN AAAA 2001:db8::1
                www.example.org. 60 IN CNAME example.org.
                example.org. 86400 IN NS ns1.example.org.
                example.org. 900 IN SOA ns1.example.org. hostmaster.example.org. 2024010101 7200 3600 1209600 300
                1.2.0.192.in-addr.arpa. 3600 IN PTR www.example.org.
                example.org. 3600 IN MX 10 mail.example.org.
                example.org. 3600 IN TXT "v=spf1 mx -all" "\\000\\255\\""
                _sip._tcp.example.org. 3600 IN SRV 0 5 5060 sip.example.org.
                example.org. 3600 IN TYPE65534 \\# 4 DEADBEEF
                """
                .lines()
                .map(DnsRecord::parse)
                .toList();
    }

    static Message response(List<DnsRecord> answer) {
        return Message.query(Name.of("example.org"), RecordType.ANY)
                .set(Flag.QR, Flag.RA)
                .answer(answer.toArray(DnsRecord[]::new))
                .build();
    }
}
