package protocols.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import protocols.Transcript;
import protocols.WireException;
import protocols.peers.Knot;
import protocols.peers.RealServer;
import protocols.peers.RequiresServer;

@RequiresServer(RealServer.KNOT)
@Timeout(60)
class KnotTransferTest {

    private static final int HOSTS = 2000;

    private static String zone() {
        StringBuilder zone = new StringBuilder(
                """
                $ORIGIN example.net.
                @ 300 IN SOA ns admin 1 3600 600 86400 300
                @ 300 IN NS ns
                ns 300 IN A 192.0.2.53
                """);
        for (int i = 0; i < HOSTS; i++) {
            zone.append("host")
                    .append(i)
                    .append(" 300 IN A 192.0.2.")
                    .append(i % 256)
                    .append('\n');
        }
        return zone.toString();
    }

    @Test
    void aZoneOfTwoThousandHostsComesWholeAndReplays() throws Exception {
        Transcript recorded;
        List<DnsRecord> live = new ArrayList<>();
        List<DnsRecord> replayed = new ArrayList<>();
        Dns dns;
        try (Knot knot = Knot.start(Map.of("example.net.", zone()))) {
            dns = Dns.at("127.0.0.1")
                    .port(knot.port())
                    .timeout(Duration.ofSeconds(30))
                    .keep(Transcript.Keep.EVERYTHING);
            try (DnsSession session = dns.connect()) {
                assertThat(session.transfer("example.net", live::add)).isEqualTo(HOSTS + 3);
                assertThatThrownBy(() -> session.transfer("example.com", live::add))
                        .isInstanceOf(WireException.Refused.class);
                recorded = Transcript.parse(session.transcript().toString());
            }
        }
        assertThat(live).hasSize(HOSTS + 3).doesNotHaveDuplicates();
        assertThat(live.get(0).type()).isEqualTo(RecordType.SOA);
        assertThat(live).contains(DnsRecord.parse("host1999.example.net. 300 IN A 192.0.2.207"));
        try (DnsSession session = dns.via(recorded.replay()).connect()) {
            assertThat(session.transfer("example.net", replayed::add)).isEqualTo(HOSTS + 3);
        }
        assertThat(replayed).isEqualTo(live);
    }
}
