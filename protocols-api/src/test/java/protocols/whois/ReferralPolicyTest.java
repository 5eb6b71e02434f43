package protocols.whois;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferralPolicyTest {

    private static final WhoisQuery QUERY = WhoisQuery.of("example.com");
    private final ReferralPolicy policy = ReferralPolicy.DEFAULT;

    private static WhoisReferral next(ReferralPolicy policy, String text) {
        return policy.next(QUERY, List.of(Answers.step("whois.first.example", text)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "refer:        whois.next.example | whois.next.example",
                "whois:        WHOIS.NEXT.EXAMPLE | whois.next.example",
                "   Registrar WHOIS Server: whois.next.example | whois.next.example",
                "Whois Server: whois.next.example | whois.next.example",
                "ReferralServer:  whois://whois.next.example | whois.next.example",
                "ReferralServer:  whois://whois.next.example:43/ | whois.next.example",
            })
    void referralIsFoundUnderEveryLabelInUse(String text, String server) {
        assertThat(next(policy, text + "\n"))
                .isInstanceOfSatisfying(
                        WhoisReferral.To.class, to -> assertThat(to.server()).hasToString(server));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ReferralServer: rwhois://rwhois.next.example:4321 | not WHOIS but rwhois",
                "Registrar WHOIS Server: https://www.next.example/whois | not WHOIS but https",
                "refer: whois.next.example:25 | port 25",
                "refer: whois.first.example | already asked",
                "refer: localhost | a name without a dot",
                "refer: whois.next.example; rm -rf | not a host",
                "refer: -oProxyCommand=x | not a host",
                "refer: whois.next.example:99999 | not a host",
            })
    void referralThatIsNotFollowedSaysWhy(String text, String reason) {
        assertThat(next(policy, text + "\n"))
                .isInstanceOfSatisfying(WhoisReferral.Ignored.class, ignored -> assertThat(ignored.reason())
                        .isEqualTo(reason));
    }

    /** What APNIC keeps of a block that went to another registry. */
    @ParameterizedTest
    @CsvSource({
        "RIPE, whois.ripe.net",
        "ARIN, whois.arin.net",
        "LACNIC, whois.lacnic.net",
        "AFRINIC, whois.afrinic.net",
        "APNIC, whois.apnic.net",
    })
    void blockThatWentToAnotherRegistryIsFollowed(String region, String server) {
        String stub =
                """
                inetnum:        192.0.2.0 - 192.0.2.255
                netname:        STUB-192-0-2-0
                descr:          Transferred to the %s region on 2018-09-27T03:19:32Z.
                country:        ZZ
                """
                        .formatted(region);
        assertThat(next(policy, stub)).isInstanceOfSatisfying(WhoisReferral.To.class, to -> {
            assertThat(to.server()).hasToString(server);
            assertThat(to.line()).contains("Transferred to the");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "descr: Transferred to the moon\n",
                "descr: transferred to the RIPE NCC as a whole\n",
                "address: Transferred to the RIPE region on 2018-09-27\n",
            })
    void otherWordsOfATransferAreNoReferral(String text) {
        assertThat(next(policy, text)).isInstanceOf(WhoisReferral.None.class);
    }

    @Test
    void answerWithoutAReferralIsTheLast() {
        assertThat(next(policy, "No match\n")).isInstanceOf(WhoisReferral.None.class);
        assertThat(policy.next(WhoisQuery.of("com"), List.of(Answers.step("whois.iana.org", Answers.IANA_COM))))
                .isInstanceOf(WhoisReferral.None.class);
    }

    @Test
    void closestWhoisServerOfSeveralIsTaken() {
        WhoisReferral referral =
                policy.next(WhoisQuery.of("198.51.100.7"), List.of(Answers.step("whois.arin.net", Answers.ARIN)));
        assertThat(referral).isInstanceOfSatisfying(WhoisReferral.To.class, to -> assertThat(to.server())
                .hasToString("whois.small.example"));
    }

    @Test
    void chainEndsAfterThreeHopsAndNeverTurnsBack() {
        WhoisStep a = Answers.step("a.example", "refer: b.example\n");
        WhoisStep b = Answers.step("b.example", "refer: c.example\n");
        WhoisStep c = Answers.step("c.example", "refer: d.example\n");
        WhoisStep d = Answers.step("d.example", "refer: e.example\n");
        WhoisStep back = Answers.step("c.example", "refer: a.example\n");
        assertThat(policy.next(QUERY, List.of(a, b, c))).isInstanceOf(WhoisReferral.To.class);
        assertThat(policy.next(QUERY, List.of(a, b, c, d))).isInstanceOf(WhoisReferral.Ignored.class);
        assertThat(policy.next(QUERY, List.of(a, b, back))).isInstanceOf(WhoisReferral.Ignored.class);
        assertThat(policy.withMaxHops(0).next(QUERY, List.of(a))).isInstanceOf(WhoisReferral.Ignored.class);
        assertThat(policy.withMaxHops(4).next(QUERY, List.of(a, b, c, d))).isInstanceOf(WhoisReferral.To.class);
    }

    @Test
    void otherPortsAndLocalNamesAreFollowedWhenAllowed() {
        ReferralPolicy open = policy.withAnyPort().withPrivateAddresses();
        assertThat(next(open, "refer: localhost:4343\n")).isInstanceOf(WhoisReferral.To.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.2.3",
                "172.16.0.1",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "0.0.0.0",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "ff02::1",
                "2002:7f00:1::",
                "64:ff9b::7f00:1",
                "::ffff:10.0.0.1",
                "2001:0:7f00:1::1",
                "198.18.0.1",
                "198.19.255.255",
                "192.0.0.8"
            })
    void addressInsideIsNotConnectedTo(String address) throws UnknownHostException {
        assertThat(policy.allows(InetAddress.getByName(address))).isFalse();
        assertThat(policy.withPrivateAddresses().allows(InetAddress.getByName(address)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"192.0.32.59", "172.32.0.1", "100.128.0.1", "198.20.0.1", "2001:1::1", "2620:0:2d0:200::59"})
    void publicAddressIs(String address) throws UnknownHostException {
        assertThat(policy.allows(InetAddress.getByName(address))).isTrue();
    }
}
