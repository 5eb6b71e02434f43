package protocols.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class WebHostsTest {

    private final FakeSession session = new FakeSession(Dns.at("192.0.2.53"));

    private List<String> hosts(String host, int port) throws Exception {
        return session.web(host, port).hosts().stream()
                .map(one -> one.target() + ":" + one.port() + " " + one.alpn())
                .toList();
    }

    @Test
    void withoutRecordsTheOriginIsItsOwnHost() throws Exception {
        assertThat(hosts("example.org", 443)).containsExactly("example.org.:443 [http/1.1]");
        assertThat(session.asked()).containsExactly("example.org. HTTPS");
    }

    @Test
    void recordsAreTriedByPriorityAndThenTheOrigin() throws Exception {
        session.answers(
                RecordType.HTTPS,
                "example.org. 60 HTTPS 2 backup.example. alpn=h2 port=8443",
                "example.org. 60 HTTPS 1 . alpn=h3,h2 no-default-alpn ipv4hint=192.0.2.1");
        assertThat(hosts("example.org", 443))
                .containsExactly(
                        "example.org.:443 [h3, h2]",
                        "backup.example.:8443 [h2, http/1.1]",
                        "example.org.:443 [http/1.1]");
        assertThat(session.web("example.org", 443).hosts().get(0).params().ipv4Hints())
                .extracting(InetAddress::getHostAddress)
                .containsExactly("192.0.2.1");
    }

    @Test
    void anotherPortStandsBeforeTheName() throws Exception {
        session.answers(RecordType.HTTPS, "_8443._https.example.org. 60 HTTPS 1 web.example. alpn=h2");
        assertThat(hosts("example.org", 8443))
                .containsExactly("web.example.:8443 [h2, http/1.1]", "example.org.:8443 [http/1.1]");
        assertThatThrownBy(() -> session.web("example.org", 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAliasIsFollowedAndHidesTheRest() throws Exception {
        session.answers(
                        RecordType.HTTPS,
                        "example.org. 60 HTTPS 0 pool.example.",
                        "example.org. 60 HTTPS 1 ignored.example.")
                .answers(RecordType.HTTPS, "pool.example. 60 HTTPS 1 . alpn=h2");
        assertThat(hosts("example.org", 443))
                .containsExactly("pool.example.:443 [h2, http/1.1]", "pool.example.:443 [http/1.1]");
        assertThat(session.web("example.org", 443).outcomes()).hasSize(2);
    }

    @Test
    void anAliasOfTheRootHasNoServer() throws Exception {
        session.answers(RecordType.HTTPS, "example.org. 60 HTTPS 0 .");
        assertThat(session.web("example.org", 443).isRefused()).isTrue();
    }

    @Test
    void aliasesThatGoInCirclesEnd() throws Exception {
        session.answers(RecordType.HTTPS, "a.example. 60 HTTPS 0 b.example.")
                .answers(RecordType.HTTPS, "b.example. 60 HTTPS 0 a.example.");
        assertThat(hosts("a.example", 443)).containsExactly("a.example.:443 [http/1.1]");
        assertThat(session.asked()).hasSize(9);
    }

    @Test
    void aRecordThatDemandsWhatIsNotKnownIsLeftOut() throws Exception {
        session.answers(
                RecordType.HTTPS,
                "example.org. 60 HTTPS 1 new.example. mandatory=key667 key667=x",
                "example.org. 60 HTTPS 2 old.example. mandatory=port port=444");
        assertThat(hosts("example.org", 443))
                .containsExactly("old.example.:444 [http/1.1]", "example.org.:443 [http/1.1]");
    }

    @Test
    void aCnameOnTheWayOwnsTheRecords() throws Exception {
        session.answers(
                RecordType.HTTPS, "www.example.org. 60 CNAME web.example.", "web.example. 60 HTTPS 1 . alpn=h2");
        assertThat(hosts("www.example.org", 443))
                .containsExactly("web.example.:443 [h2, http/1.1]", "www.example.org.:443 [http/1.1]");
    }
}
