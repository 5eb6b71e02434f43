package protocols.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import protocols.Tls;
import protocols.WireException;

class ServiceHostsTest {

    private final FakeSession session = new FakeSession(Dns.at("192.0.2.53"));

    private static List<String> targets(ServiceHosts found) {
        return found.hosts().stream()
                .map(one -> one.target() + ":" + one.port())
                .toList();
    }

    @Test
    void thePriorityDecidesFirst() throws Exception {
        session.answers(
                RecordType.SRV,
                "_imaps._tcp.example.org. 60 SRV 10 100 993 second.example.",
                "_imaps._tcp.example.org. 60 SRV 0 0 9993 first.example.");
        ServiceHosts found = session.service("_imaps._tcp", "example.org");
        assertThat(targets(found)).containsExactly("first.example.:9993", "second.example.:993");
        assertThat(found.isRefused()).isFalse();
    }

    /** RFC 2782: the chance to be first is the share of the weight. */
    @Test
    void theWeightIsAShare() {
        Outcome srv = Outcomes.answer(
                RecordType.SRV,
                "_x._tcp.example. 60 SRV 1 60 1 a.example.",
                "_x._tcp.example. 60 SRV 1 20 2 b.example.",
                "_x._tcp.example. 60 SRV 1 20 3 c.example.",
                "_x._tcp.example. 60 SRV 1 0 4 rarely.example.");
        Random random = new Random(42);
        int[] first = new int[5];
        int runs = 20_000;
        for (int i = 0; i < runs; i++) {
            List<Rdata.Srv> order = ServiceHosts.of(srv, random).hosts();
            assertThat(order).hasSize(4).doesNotHaveDuplicates();
            first[order.get(0).port()]++;
        }
        assertThat(first[1]).isCloseTo(runs * 60 / 101, within(runs / 50));
        assertThat(first[2]).isCloseTo(runs * 20 / 101, within(runs / 50));
        assertThat(first[3]).isCloseTo(runs * 20 / 101, within(runs / 50));
        assertThat(first[4]).as("a small chance").isBetween(1, runs / 50);
    }

    @Test
    void theRootSaysThatThereIsNoSuchService() throws Exception {
        session.answers(RecordType.SRV, "_pop3._tcp.example.org. 60 SRV 0 0 0 .");
        ServiceHosts found = session.service("_pop3._tcp", "example.org");
        assertThat(found.hosts()).isEmpty();
        assertThat(found.isRefused()).isTrue();
        assertThat(session.service("_pop3s._tcp", "example.org").isRefused()).isFalse();
    }

    @Test
    void mailServersAreFoundByTheirDomain() throws Exception {
        session.answers(RecordType.SRV, "_imap._tcp.example.org. 60 SRV 0 1 143 imap.example.org.")
                .answers(RecordType.SRV, "_imaps._tcp.example.org. 60 SRV 0 1 993 imap.example.org.")
                .answers(RecordType.SRV, "_submissions._tcp.example.org. 60 SRV 0 1 465 mail.example.org.");
        List<MailServer> found = session.mailServers("example.org", MailService.IMAPS, MailService.IMAP);
        assertThat(found)
                .extracting(one ->
                        one.host() + ":" + one.port() + " " + one.service().tls())
                .containsExactly("imap.example.org:993 " + Tls.IMPLICIT, "imap.example.org:143 " + Tls.UPGRADE);
        assertThat(session.mailServers("example.org", MailService.SUBMISSIONS)).hasSize(1);
        assertThat(session.mailServers("example.net", MailService.values())).isEmpty();
    }

    @Test
    void aServerThatFailsIsNotTakenForNoService() {
        session.says(Outcomes.of(Outcomes.question("_imaps._tcp.example.org", RecordType.SRV), Rcode.SERVFAIL));
        assertThatThrownBy(() -> session.mailServers("example.org", MailService.IMAPS))
                .isInstanceOf(WireException.Refused.class);
    }
}
