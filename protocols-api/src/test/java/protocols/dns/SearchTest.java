package protocols.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import protocols.WireException;
import protocols.dns.HostAddresses.Source;
import protocols.net.Deadline;

/** What a session makes of several lookups: the search list and addresses. */
class SearchTest {

    private static final Dns DNS = Dns.at("192.0.2.53").searchList(SearchList.of("a.example", "b.example"));

    private final FakeSession session = new FakeSession(DNS);

    private static Question a(String name) {
        return Outcomes.question(name, RecordType.A);
    }

    @Test
    void theFirstAnswerEndsTheSearch() throws Exception {
        session.answers(RecordType.A, "host.b.example. 60 A 192.0.2.1");
        Searched found = session.search("host", RecordType.A);
        assertThat(found.names()).containsExactly(Name.of("host.a.example"), Name.of("host.b.example"));
        assertThat(found.records()).hasSize(1);
        assertThat(found.outcome()).isInstanceOf(Outcome.Answer.class);
        assertThat(found.toString()).isEqualTo(";; NXDOMAIN: host.a.example. IN A\n;; NOERROR: host.b.example. IN A\n");
    }

    @Test
    void lookupTakesTheNameWhole() throws Exception {
        session.lookup("host", RecordType.A);
        assertThat(session.asked()).containsExactly("host. A");
    }

    @Test
    void noDataAndServfailGoOnAndAreRemembered() throws Exception {
        session.says(Outcomes.of(a("host.a.example"), Rcode.SERVFAIL));
        Searched failed = session.search("host", RecordType.A);
        assertThat(failed.names()).hasSize(3);
        assertThat(failed.outcome()).isInstanceOf(Outcome.ServerError.class);

        session.says(Outcomes.noData(a("host.b.example")));
        assertThat(session.search("host", RecordType.A).outcome()).isInstanceOf(Outcome.NoData.class);
    }

    @Test
    void silenceEndsTheSearch() throws Exception {
        session.says(Outcomes.timedOut(a("host.a.example")));
        Searched silent = session.search("host", RecordType.A);
        assertThat(silent.names()).hasSize(1);
        assertThatThrownBy(silent::orThrow).isInstanceOf(WireException.TimedOut.class);
    }

    @Test
    void theNameAsGivenHasTheLastWordWhereItWasFirst() throws Exception {
        session.says(Outcomes.of(a("www.host.b.example"), Rcode.SERVFAIL));
        Searched searched = session.search("www.host", RecordType.A);
        assertThat(searched.names()).hasSize(3);
        assertThat(searched.outcome().summary()).isEqualTo("NXDOMAIN: www.host. IN A");
    }

    @Test
    void addressesAreOfBothFamiliesSixFirst() throws Exception {
        session.answers(RecordType.A, "host.a.example. 60 A 192.0.2.1")
                .answers(
                        RecordType.AAAA, "host.a.example. 60 CNAME real.example.", "real.example. 60 AAAA 2001:db8::1");
        HostAddresses found = session.addresses("host");
        assertThat(found.source()).isEqualTo(Source.DNS);
        assertThat(found.orThrow())
                .containsExactly(InetAddress.getByName("2001:db8::1"), InetAddress.getByName("192.0.2.1"));
        assertThat(session.asked()).containsExactly("host.a.example. AAAA", "host.a.example. A");
    }

    @Test
    void oneFamilyIsEnough() throws Exception {
        session.answers(RecordType.A, "host.a.example. 60 A 192.0.2.1")
                .says(Outcomes.timedOut(Outcomes.question("host.a.example", RecordType.AAAA)));
        assertThat(session.addresses("host").orThrow()).containsExactly(InetAddress.getByName("192.0.2.1"));
    }

    @Test
    void ipv6IsNotAskedForWhereItIsNotWanted() throws Exception {
        FakeSession four = new FakeSession(DNS.ipv4Only());
        four.addresses("host.");
        assertThat(four.asked()).containsExactly("host. A");
        assertThat(four.addresses("localhost").orThrow()).containsExactly(InetAddress.getByName("127.0.0.1"));
    }

    @Test
    void addressesHostsFileAndLocalhostAskNobody() throws Exception {
        session.with(Hosts.read("192.0.2.7 host\n2001:db8::7 host\n"));
        assertThat(session.addresses("192.0.2.1").source()).isEqualTo(Source.LITERAL);
        assertThat(session.addresses("2001:db8::1").source()).isEqualTo(Source.LITERAL);
        assertThat(session.addresses("host").source()).isEqualTo(Source.HOSTS);
        assertThat(session.addresses("host").orThrow())
                .containsExactly(InetAddress.getByName("2001:db8::7"), InetAddress.getByName("192.0.2.7"));
        assertThat(session.addresses("a.LOCALHOST.").source()).isEqualTo(Source.LOCALHOST);
        assertThat(session.asked()).isEmpty();
    }

    @Test
    void aHostWithoutAnAddressSaysWhy() {
        assertThatThrownBy(() -> session.addresses("host.", Deadline.after("timeout", Duration.ofSeconds(5))))
                .isInstanceOf(WireException.Unreachable.class)
                .hasMessageContaining("no address of host.: NXDOMAIN: host. IN AAAA; NXDOMAIN: host. IN A");
        assertThatThrownBy(() -> session.addresses("no..name", Deadline.NEVER))
                .isInstanceOf(WireException.Unreachable.class);
        assertThatThrownBy(() -> session.addresses("no..name")).isInstanceOf(IllegalArgumentException.class);
    }
}
