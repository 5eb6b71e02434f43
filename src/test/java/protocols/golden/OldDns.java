package protocols.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.IntStream;
import protocols.Tls;
import protocols.Transcript;
import protocols.dns.Dns;
import protocols.dns.DnsSession;
import protocols.dns.Name;
import protocols.dns.Outcome;
import protocols.dns.Question;
import protocols.dns.Rdata;
import protocols.dns.RecordType;

/** The programs of the recordings of DNS; the zones are those of the tests' own server. */
final class OldDns {

    private OldDns() {}

    private static Dns at(OldPlace place) {
        return Dns.at(place.host()).port(place.port()).via(place.via()).keep(Transcript.Keep.EVERYTHING);
    }

    /** As a client is by default: random ids, names in random case, a cookie. */
    static void asksOverUdp(OldPlace place) throws Exception {
        asks(at(place), place);
    }

    /** The case and the cookie stay the same. */
    static void asksPlainlyOverUdp(OldPlace place) throws Exception {
        asks(at(place).mixedCase(false).cookies(false), place);
    }

    static void asksOverTcp(OldPlace place) throws Exception {
        asks(at(place).overTcp(), place);
    }

    static void asksOverTls(OldPlace place) throws Exception {
        asks(at(place).tls(Tls.IMPLICIT).trust(place.trust()), place);
    }

    private static void asks(Dns dns, OldPlace place) throws Exception {
        DnsSession session = dns.connect();
        try (session) {
            assertThat(session.lookup("example.org", RecordType.MX).data(Rdata.Mx.class))
                    .extracting(Rdata.Mx::preference)
                    .containsExactlyInAnyOrder(10, 20);
            assertThat(session.lookup("chain.example.org", RecordType.AAAA)
                            .orThrow()
                            .addresses())
                    .hasSize(1);
            assertThat(session.lookup("missing.example.org", RecordType.A)).isInstanceOf(Outcome.NxDomain.class);
            assertThat(session.lookup("nodata.example.org", RecordType.A)).isInstanceOf(Outcome.NoData.class);
            assertThat(session.lookup("example.com", RecordType.A)).isInstanceOf(Outcome.ServerError.class);
            assertThat(session.reverse(InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 1}))
                            .data(Rdata.Ptr.class))
                    .hasSize(1);
            assertThat(session.lookup("big.example.org", RecordType.A).orThrow().addresses())
                    .hasSize(200);
            assertThat(session.lookup("strings.example.org", RecordType.TXT).records())
                    .hasSize(1);
        }
        place.kept().accept(session.transcript());
    }

    /** Questions that are under way together: A and AAAA, a batch, the servers of a mail domain. */
    static void asksManyAtOnce(OldPlace place) throws Exception {
        many(at(place), place);
    }

    static void asksManyAtOnceOverTcp(OldPlace place) throws Exception {
        many(at(place).overTcp(), place);
    }

    private static void many(Dns dns, OldPlace place) throws Exception {
        DnsSession session = dns.connect();
        try (session) {
            assertThat(session.addresses("www.example.org").orThrow()).hasSize(2);
            List<Question> questions = IntStream.range(0, 20)
                    .mapToObj(i -> Question.of(Name.of("h" + i + ".wild.example.org"), RecordType.A))
                    .toList();
            assertThat(session.lookupAll(questions, 8).done()).hasSize(20);
            assertThat(session.resolveAll(questions.stream(), 8)
                            .filter(outcome -> outcome instanceof Outcome.Answer)
                            .count())
                    .isEqualTo(20);
        }
        place.kept().accept(session.transcript());
    }

    /** A zone, record by record. */
    static void readsAZone(OldPlace place) throws Exception {
        DnsSession session = at(place).connect();
        try (session) {
            assertThat(session.transfer("2.0.192.in-addr.arpa", record -> {})).isGreaterThan(3);
        }
        place.kept().accept(session.transcript());
    }
}
