package protocols.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import protocols.Attempt;
import protocols.Transcript;
import protocols.peers.Knot;
import protocols.peers.RealServer;
import protocols.peers.RequiresServer;

@RequiresServer(RealServer.KNOT)
class KnotDnsTest {

    private static Knot knot;

    @BeforeAll
    static void start() throws Exception {
        knot = Knot.start();
    }

    @AfterAll
    static void stop() {
        if (knot != null) {
            knot.close();
        }
    }

    private static Dns dns() {
        return Dns.at("127.0.0.1").port(knot.port());
    }

    private static List<String> texts(Outcome outcome) {
        return outcome.records().stream()
                .map(one -> one.toString().replace("\t\t", "\t").replace('\t', ' '))
                .toList();
    }

    @Test
    void everyTypeIsReadOverUdpAndTcp() throws Exception {
        String[][] expected = {
            {"example.org", "A", "192.0.2.1"},
            {"example.org", "AAAA", "2001:db8::1"},
            {"www.example.org", "CNAME", "example.org."},
            {"example.org", "SOA", "ns1.example.org. hostmaster.example.org. 2026010101 7200 3600 1209600 300"},
            {"nodata.example.org", "TXT", "\"no address here\""},
            {
                "strings.example.org",
                "TXT",
                "\"first\" \"second part\" \"\" \"quote \\\" backslash \\\\ bytes \\000\\255\""
            },
            {"unknown.example.org", "TYPE65534", "\\# 4 01020304"},
            {"a\\.dot.example.org", "A", "192.0.2.77"},
            {"any.wild.example.org", "A", "192.0.2.99"},
        };
        for (Dns dns : List.of(dns(), dns().overTcp())) {
            try (DnsSession session = dns.connect()) {
                for (String[] one : expected) {
                    Outcome outcome = session.lookup(one[0], RecordType.parse(one[1]));
                    assertThat(outcome.records())
                            .extracting(found -> found.data().toPresentation())
                            .containsExactly(one[2]);
                }
                assertThat(session.lookup("example.org", RecordType.NS).data(Rdata.Ns.class))
                        .hasSize(2);
                assertThat(session.lookup("example.org", RecordType.MX).data(Rdata.Mx.class))
                        .extracting(Rdata.Mx::preference)
                        .containsExactlyInAnyOrder(10, 20);
                assertThat(session.lookup("_imap._tcp.example.org", RecordType.SRV)
                                .data(Rdata.Srv.class))
                        .extracting(Rdata.Srv::port)
                        .containsExactlyInAnyOrder(143, 1143);
                assertThat(session.stats().roundTrips()).isEqualTo(expected.length + 3);
            }
        }
    }

    @Test
    void aReverseLookupFindsTheName() throws Exception {
        Outcome outcome = dns().reverse(InetAddress.getByName("192.0.2.1"));
        assertThat(outcome.data(Rdata.Ptr.class))
                .extracting(ptr -> ptr.target().toString())
                .containsExactly("example.org.");
    }

    @Test
    void aChainOfAliasesIsFollowed() throws Exception {
        Outcome.Answer answer = dns().lookup("chain.example.org", RecordType.A).orThrow();
        assertThat(answer.canonicalName()).hasToString("example.org.");
        assertThat(texts(answer))
                .containsExactly(
                        "chain.example.org. 3600 IN CNAME www.example.org.",
                        "www.example.org. 3600 IN CNAME example.org.",
                        "example.org. 3600 IN A 192.0.2.1");
    }

    @Test
    void whatDoesNotExistIsToldApart() throws Exception {
        assertThat(dns().lookup("missing.example.org", RecordType.A)).isInstanceOf(Outcome.NxDomain.class);
        assertThat(dns().lookup("nodata.example.org", RecordType.A)).isInstanceOf(Outcome.NoData.class);
        assertThat(dns().lookup("example.com", RecordType.A))
                .isInstanceOfSatisfying(Outcome.ServerError.class, error -> assertThat(error.rcode())
                        .isEqualTo(Rcode.REFUSED));
    }

    @Test
    void whatDoesNotFitComesOverTcp() throws Exception {
        Outcome outcome = dns().lookup("big.example.org", RecordType.A);
        assertThat(outcome.orThrow().addresses()).hasSize(200);
        assertThat(outcome.attempts()).extracting(Attempt::transport).containsExactly("UDP", "TCP");
        assertThat(dns().lookup("long.example.org", RecordType.TXT)
                        .data(Rdata.Txt.class)
                        .get(0)
                        .joined())
                .hasSize(800);
    }

    @Test
    void aRecordingReplaysWithTheSameOutcomes() throws Exception {
        List<Question> questions = List.of(
                Question.of(Name.of("example.org"), RecordType.MX),
                Question.of(Name.of("big.example.org"), RecordType.A),
                Question.of(Name.of("missing.example.org"), RecordType.A));
        Dns dns = dns().keep(Transcript.Keep.EVERYTHING);
        try (DnsSession live = dns.connect()) {
            List<Outcome> first = all(live, questions);
            Transcript recorded = Transcript.parse(live.transcript().toString());
            assertThat(recorded).isEqualTo(live.transcript());
            try (DnsSession replayed = dns.via(recorded.replay()).connect()) {
                List<Outcome> second = all(replayed, questions);
                assertThat(second)
                        .extracting(Outcome::response)
                        .isEqualTo(first.stream().map(Outcome::response).toList());
                assertThat(second)
                        .extracting(Outcome::summary)
                        .isEqualTo(first.stream().map(Outcome::summary).toList());
                assertThat(replayed.stats().roundTrips())
                        .isEqualTo(live.stats().roundTrips())
                        .isEqualTo(4);
            }
        }
    }

    private static List<Outcome> all(DnsSession session, List<Question> questions) throws Exception {
        List<Outcome> outcomes = new ArrayList<>();
        for (Question question : questions) {
            outcomes.add(session.lookup(question));
        }
        return outcomes;
    }
}
