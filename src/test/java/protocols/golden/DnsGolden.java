package protocols.golden;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import protocols.WireException;
import protocols.dns.Dns;
import protocols.dns.DnsSession;
import protocols.dns.Message;
import protocols.dns.Outcome;
import protocols.dns.RecordType;
import protocols.net.Connector;

/** DNS: answers of several types, an alias, what does not exist, and an answer that takes TCP. */
final class DnsGolden implements Golden {

    @Override
    public String name() {
        return "dns";
    }

    @Override
    public Object run(Connector via, Duration timeout) throws Exception {
        List<Object> learned = new ArrayList<>();
        try (DnsSession resolver = Dns.at("192.0.2.53")
                .mixedCase(false)
                .cookies(false)
                .via(via)
                .timeout(timeout)
                .connect()) {
            learned.add(answer(resolver.lookup("example.org", RecordType.MX)));
            learned.add(answer(resolver.lookup("www.example.org", RecordType.AAAA)));
            learned.add(answer(resolver.reverse(InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 1}))));
            learned.add(negative(resolver.lookup("missing.example.org", RecordType.A)));
            learned.add(negative(resolver.lookup("example.org", RecordType.SRV)));
            learned.add(answer(resolver.lookup("example.org", RecordType.TXT)));
        }
        return learned;
    }

    private static Message answer(Outcome outcome) throws WireException {
        return outcome.orThrow().message();
    }

    private static String negative(Outcome outcome) throws WireException {
        return outcome instanceof Outcome.NxDomain || outcome instanceof Outcome.NoData
                ? outcome.summary()
                : outcome.orThrow().summary();
    }
}
