package protocols.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;
import protocols.Peer;
import protocols.Script;
import protocols.Transcript;
import protocols.dns.Dns;
import protocols.dns.DnsSession;
import protocols.dns.RecordType;

/** dnsjava talks to served transcripts. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DnsJavaTest {

    private static final Transcript ZONE = Transcript.parse(
            """
            * connected dns
            C: example.org. IN MX
            S: example.org. 300 IN MX 10 a.mx.example.org.
            S: example.org. 300 IN MX 20 b.mx.example.org.
            C: none.example.org. IN A
            S: ;; ->>HEADER<<- opcode: QUERY, status: NXDOMAIN, id: 0
            S: ;; AUTHORITY SECTION:
            S: example.org. 300 IN SOA ns.example.org. host.example.org. 1 2 3 4 5
            C: big.example.org. IN TXT
            S: ;; flags: qr tc
            S: big.example.org. 300 IN TXT "one"
            C: big.example.org. IN TXT
            S: big.example.org. 300 IN TXT "one"
            """);

    private static Message ask(Peer peer, String name, int type, boolean tcp) throws Exception {
        SimpleResolver resolver = new SimpleResolver(peer.host());
        resolver.setPort(peer.port());
        resolver.setTCP(tcp);
        resolver.setTimeout(Duration.ofSeconds(10));
        return resolver.send(Message.newQuery(Record.newRecord(Name.fromString(name), type, DClass.IN)));
    }

    private static void asks(Peer peer, boolean tcp) throws Exception {
        assertThat(ask(peer, "example.org.", Type.MX, tcp).getSection(Section.ANSWER))
                .extracting(record -> ((MXRecord) record).getPriority())
                .containsExactly(10, 20);
        Message missing = ask(peer, "none.example.org.", Type.A, tcp);
        assertThat(missing.getRcode()).isEqualTo(Rcode.NXDOMAIN);
        assertThat(missing.getSection(Section.AUTHORITY)).hasSize(1);
        Message big = ask(peer, "big.example.org.", Type.TXT, tcp);
        assertThat(big.getHeader().getFlag(Flags.TC)).isFalse();
        assertThat(big.getSection(Section.ANSWER)).hasSize(1);
    }

    /** The answer over UDP is truncated, so the same is asked over TCP. */
    @Test
    void asksOverUdpAndAgainOverTcp() throws Exception {
        try (Peer peer = ZONE.serve()) {
            asks(peer, false);
            peer.verify();
            assertThat(peer.received().toString()).contains(" udp\n").contains(" tcp\n");
        }
    }

    @Test
    void asksOverTcp() throws Exception {
        try (Peer peer = Script.of(ZONE).forever().serve()) {
            asks(peer, true);
            peer.verify();
            assertThat(peer.received().toString()).doesNotContain(" udp\n");
        }
    }

    @Test
    void isRefusedWhatTheTranscriptLacks() throws Exception {
        try (Peer peer = ZONE.serve()) {
            assertThat(ask(peer, "other.example.org.", Type.A, false).getRcode())
                    .isEqualTo(Rcode.REFUSED);
        }
    }

    /** Recorded with our client: with a cookie, an id and mixed case that dnsjava has not. */
    @Test
    void isServedARecordingOfOurs() throws Exception {
        Transcript recording;
        try (Peer peer = Script.of(ZONE).forever().serve()) {
            DnsSession dns = Dns.at(peer.host())
                    .port(peer.port())
                    .keep(Transcript.Keep.EVERYTHING)
                    .connect();
            try (dns) {
                dns.lookup("example.org", RecordType.MX).orThrow();
                dns.lookup("none.example.org", RecordType.A);
                dns.lookup("big.example.org", RecordType.TXT).orThrow();
            }
            recording = dns.transcript();
        }
        try (Peer peer = recording.serve()) {
            asks(peer, false);
            peer.verify();
        }
    }
}
