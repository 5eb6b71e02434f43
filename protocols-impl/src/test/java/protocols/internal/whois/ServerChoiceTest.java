package protocols.internal.whois;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import protocols.Transcript;
import protocols.WireException;
import protocols.whois.Registration;
import protocols.whois.Registration.State;
import protocols.whois.Whois;
import protocols.whois.WhoisReferral;
import protocols.whois.WhoisServer;

/** From what is asked for to the server that knows, in the words that each server wants. */
class ServerChoiceTest {

    private static final String IANA = "whois.iana.org";

    private final ScriptedNetwork network = new ScriptedNetwork();
    private final Whois whois = Whois.iana().via(network);

    @Test
    void ianaIsAskedOnceForATopLevelDomain() throws Exception {
        network.answer(IANA, "refer: whois.nic.example\n\ndomain: EXAMPLE\n").answer("whois.nic.example", "No match\n");
        assertThat(whois.lookup("one.example").state()).isEqualTo(State.AVAILABLE);
        Registration second = whois.timeout(Duration.ofSeconds(5)).lookup("two.example");
        assertThat(network.asked)
                .containsExactly(
                        "whois.iana.org: one.example",
                        "whois.nic.example: one.example",
                        "whois.nic.example: two.example");
        assertThat(second.transcript().toString()).contains("# begins at whois.nic.example (cache)");
    }

    @Test
    void serverThatIanaNoLongerMeansIsReplacedWhenItFails() throws Exception {
        network.answer(IANA, "refer: old.example\n\ndomain: EXAMPLE\n").answer("old.example", "No match\n");
        whois.lookup("one.example");
        network.takeDown("old.example");
        network.answer(IANA, "refer: new.example\n\ndomain: EXAMPLE\n").answer("new.example", "No match\n");
        assertThat(whois.lookup("two.example").source()).isEqualTo(WhoisServer.of("new.example"));
        assertThat(whois.lookup("three.example").chain()).hasSize(1);
    }

    @Test
    void whoRemembersNothingAsksIanaEveryTime() throws Exception {
        network.answer(IANA, "refer: whois.nic.example\n\ndomain: EXAMPLE\n").answer("whois.nic.example", "No match\n");
        Whois forgetful = whois.remember(Duration.ZERO);
        forgetful.lookup("one.example");
        forgetful.lookup("two.example");
        assertThat(network.opened).filteredOn(IANA::equals).hasSize(2);
    }

    @Test
    void whatAnotherServerRefersToIsNotKept() throws Exception {
        network.answer(IANA, "refer: whois.nic.example\n\ndomain: EXAMPLE\n")
                .answer("whois.nic.example", "refer: evil.example\n\ndomain: EXAMPLE\n")
                .answer("evil.example", "No match\n");
        whois.lookup("one.example");
        assertThat(whois.lookup("two.example").chain().get(0).source()).isEqualTo(WhoisServer.of("whois.nic.example"));
    }

    @Test
    void overrideIsAskedBeforeIana() throws Exception {
        network.answer("whois.nic.uk", "No match\n");
        Registration found = whois.server("uk", "whois.nic.uk").lookup("example.co.uk");
        assertThat(network.opened).containsExactly("whois.nic.uk");
        assertThat(found.transcript().toString()).contains("# begins at whois.nic.uk (override)");
        network.takeDown("whois.nic.uk");
        assertThatThrownBy(() -> whois.server("uk", "whois.nic.uk").lookup("example.co.uk"))
                .isInstanceOf(WireException.Unreachable.class);
    }

    @Test
    void eachServerOfAChainIsAskedInItsOwnWords() throws Exception {
        network.answer(IANA, "refer: whois.arin.net\n\ninetnum: 198.0.0.0 - 198.255.255.255\n")
                .answer(
                        "whois.arin.net",
                        "NetRange: 198.51.100.0 - 198.51.100.255\nReferralServer: whois://isp.example\n")
                .answer("isp.example", "inetnum: 198.51.100.0/28\nnetname: SMALL\n");
        assertThat(whois.lookup("198.51.100.1").name()).contains("SMALL");
        assertThat(network.asked)
                .containsExactly(
                        "whois.iana.org: 198.51.100.1",
                        "whois.arin.net: n + 198.51.100.1",
                        "isp.example: 198.51.100.1");
    }

    @Test
    void whatBecameOfEachReferralStandsInTheStep() throws Exception {
        network.answer(
                        "first.example",
                        "inetnum: 192.0.2.0/24\nrefer: inside\nReferralServer: rwhois://r.example:4321\n"
                                + "whois: second.example:4343\n")
                .answer("second.example", "x\n");
        Registration found = Whois.at("first.example").via(network).lookup("192.0.2.1");
        assertThat(found.chain().get(0).referrals())
                .extracting(referral -> ((WhoisReferral.Ignored) referral).reason())
                .containsExactly("a name without a dot", "not WHOIS but rwhois", "port 4343");
        assertThat(found.end()).isInstanceOf(WhoisReferral.Ignored.class);
        assertThat(network.opened).containsExactly("first.example");
    }

    @Test
    void lookupThatBeganInTheCacheIsReplayedByWhoSharesIt() throws Exception {
        network.answer(IANA, "refer: whois.nic.example\n\ndomain: EXAMPLE\n").answer("whois.nic.example", "No match\n");
        whois.lookup("one.example");
        Registration live = whois.lookup("two.example");
        Transcript said = Transcript.parse(live.transcript().toString());
        Registration replayed = whois.via(said.replay()).share(whois).lookup("two.example");
        assertThat(replayed.lines()).isEqualTo(live.lines());
        assertThat(replayed.chain()).isEqualTo(live.chain());
        assertThat(replayed.transcript()).isEqualTo(said);
    }
}
