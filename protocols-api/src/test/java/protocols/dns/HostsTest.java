package protocols.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import protocols.Attempt;

class HostsTest {

    private static final Hosts HOSTS = Hosts.read(
            """
            # made by hand
            127.0.0.1\tlocalhost
            ::1 localhost ip6-localhost
            192.0.2.1 Host.Example.org host  # and a remark
            192.0.2.2 host.example.org
            2001:db8::1 host.example.org\r
            fe80::1%2 link
            fe80::2%eth0 passed.over
            192.0.2 no.address
            192.0.2.3
            192.0.2.4 bad..name good
            """);

    private static Outcome ask(String name, RecordType type) {
        return HOSTS.answer(Question.of(Name.of(name), type)).orElseThrow();
    }

    @Test
    void namesHaveTheirAddressesInOrder() throws Exception {
        assertThat(HOSTS.addresses(Name.of("HOST.example.org")))
                .containsExactly(
                        InetAddress.getByName("192.0.2.1"),
                        InetAddress.getByName("192.0.2.2"),
                        InetAddress.getByName("2001:db8::1"));
        assertThat(HOSTS.addresses(Name.of("link"))).containsExactly(InetAddress.getByName("fe80::1%2"));
        assertThat(HOSTS.addresses(Name.of("good"))).containsExactly(InetAddress.getByName("192.0.2.4"));
    }

    @Test
    void whatMakesNoSenseIsPassedOver() {
        assertThat(HOSTS.addresses(Name.of("passed.over"))).isEmpty();
        assertThat(HOSTS.addresses(Name.of("no.address"))).isEmpty();
        assertThat(HOSTS.size()).isEqualTo(6);
        assertThat(Hosts.read("\u0000\n\n%\n1.2.3.4").size()).isZero();
    }

    @Test
    void addressesHaveTheirNamesInOrder() throws Exception {
        assertThat(HOSTS.names(InetAddress.getByName("192.0.2.1")))
                .containsExactly(Name.of("host.example.org"), Name.of("host"));
        assertThat(HOSTS.names(InetAddress.getByName("192.0.2.99"))).isEmpty();
    }

    @Test
    void questionsAreAnswered() throws Exception {
        assertThat(ask("host.example.org", RecordType.A).data(Rdata.A.class))
                .extracting(one -> one.address().getHostAddress())
                .containsExactly("192.0.2.1", "192.0.2.2");
        assertThat(ask("host.example.org", RecordType.AAAA).records()).hasSize(1);
        Outcome reverse = HOSTS.answer(
                        Question.of(Name.ofAddress(InetAddress.getByName("2001:db8::1")), RecordType.PTR))
                .orElseThrow();
        assertThat(reverse.data(Rdata.Ptr.class)).containsExactly(new Rdata.Ptr(Name.of("host.example.org")));
        assertThat(reverse.attempts()).extracting(Attempt::transport).containsExactly("");
    }

    @Test
    void aNameWithOneFamilyHasNoneOfTheOther() {
        assertThat(ask("host", RecordType.AAAA)).isInstanceOf(Outcome.NoData.class);
    }

    @Test
    void otherQuestionsAreNotItsBusiness() {
        assertThat(HOSTS.answer(Question.of(Name.of("host"), RecordType.MX))).isEmpty();
        assertThat(HOSTS.answer(Question.of(Name.of("other"), RecordType.A))).isEmpty();
        assertThat(HOSTS.answer(Question.of(Name.of("1.2.0.192.IN-ADDR.arpa"), RecordType.PTR)))
                .isPresent();
        assertThat(HOSTS.answer(Question.of(Name.of("01.2.0.192.in-addr.arpa"), RecordType.PTR)))
                .isEmpty();
        assertThat(HOSTS.answer(Question.of(Name.of("x.2.0.192.in-addr.arpa"), RecordType.PTR)))
                .isEmpty();
        assertThat(HOSTS.answer(new Question(Name.of("host"), RecordType.A, RecordClass.CH)))
                .isEmpty();
    }

    /** A list of blocked names has one address for all; what is quadratic in it would take minutes. */
    @Test
    void aBigFileIsReadInLinearTime() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 200_000; i++) {
            text.append("0.0.0.0 blocked").append(i).append(".example\n");
        }
        for (int i = 0; i < 50_000; i++) {
            text.append("10.0.").append(i / 250).append('.').append(i % 250).append(" many\n");
        }
        Hosts hosts = assertTimeout(Duration.ofSeconds(30), () -> Hosts.read(text.toString()));
        assertThat(hosts.size()).isEqualTo(200_001);
        assertThat(hosts.addresses(Name.of("many"))).hasSize(50_000);
        List<DnsRecord> some = hosts.answer(Question.of(Name.of("many"), RecordType.A))
                .orElseThrow()
                .records();
        assertThat(some).hasSize(200);
    }
}
