package protocols.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import protocols.dns.MailRoute.Kind;

class MailRouteTest {

    private final FakeSession session = new FakeSession(Dns.at("192.0.2.53"));

    private static List<String> hosts(MailRoute route) {
        return route.hosts().stream().map(Name::toString).toList();
    }

    @Test
    void theLowestPreferenceIsFirst() throws Exception {
        session.answers(
                RecordType.MX,
                "example.org. 60 MX 20 backup.example.net.",
                "example.org. 60 MX 5 mx.example.org.",
                "example.org. 60 MX 100 last.example.");
        MailRoute route = session.mail("example.org");
        assertThat(route.kind()).isEqualTo(Kind.LISTED);
        assertThat(hosts(route)).containsExactly("mx.example.org.", "backup.example.net.", "last.example.");
        assertThat(session.asked()).containsExactly("example.org. MX");
    }

    @Test
    void equalPreferencesAreMixed() {
        Outcome mx = Outcomes.answer(
                RecordType.MX,
                "example.org. 60 MX 10 a.example.",
                "example.org. 60 MX 10 b.example.",
                "example.org. 60 MX 10 c.example.",
                "example.org. 60 MX 1 first.example.");
        Set<List<String>> orders = new HashSet<>();
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            List<String> order = hosts(MailRoute.of(mx, random));
            assertThat(order.get(0)).isEqualTo("first.example.");
            orders.add(order);
        }
        assertThat(orders).as("all ways to put three in a row").hasSize(6);
    }

    @Test
    void aNullMxTakesNoMail() throws Exception {
        session.answers(RecordType.MX, "example.org. 60 MX 0 .").answers(RecordType.A, "example.org. 60 A 192.0.2.1");
        MailRoute route = session.mail("example.org");
        assertThat(route.kind()).isEqualTo(Kind.NO_MAIL);
        assertThat(route.hosts()).isEmpty();
        assertThat(session.asked()).as("the address is not even looked at").hasSize(1);
    }

    @Test
    void aNullMxAmongOthersIsPassedOver() {
        Outcome mx = Outcomes.answer(RecordType.MX, "example.org. 60 MX 0 .", "example.org. 60 MX 10 mx.example.org.");
        assertThat(hosts(MailRoute.of(mx, new Random(1)))).containsExactly("mx.example.org.");
    }

    @Test
    void aDomainWithoutMxIsItsOwnHost() throws Exception {
        session.says(Outcomes.noData(Outcomes.question("example.org", RecordType.MX)))
                .answers(RecordType.A, "example.org. 60 A 192.0.2.1");
        MailRoute route = session.mail("example.org");
        assertThat(route.kind()).isEqualTo(Kind.IMPLICIT);
        assertThat(hosts(route)).containsExactly("example.org.");
    }

    @Test
    void withoutMxAndAddressThereIsNobody() throws Exception {
        session.says(Outcomes.noData(Outcomes.question("example.org", RecordType.MX)));
        assertThat(session.mail("example.org").kind()).isEqualTo(Kind.NO_DOMAIN);
        assertThat(session.mail("nothing.example").kind()).isEqualTo(Kind.NO_DOMAIN);
    }

    @Test
    void whatNobodyCouldSayIsNotTakenForNothing() throws Exception {
        session.says(Outcomes.of(Outcomes.question("example.org", RecordType.MX), Rcode.SERVFAIL))
                .says(Outcomes.noData(Outcomes.question("example.net", RecordType.MX)))
                .says(Outcomes.timedOut(Outcomes.question("example.net", RecordType.A)));
        assertThat(session.mail("example.org").kind()).isEqualTo(Kind.UNKNOWN);
        assertThat(session.mail("example.net").kind()).isEqualTo(Kind.UNKNOWN);
    }
}
