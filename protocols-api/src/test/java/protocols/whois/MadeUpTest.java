package protocols.whois;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import protocols.WireException;
import protocols.http.Url;
import protocols.whois.Registration.State;
import protocols.whois.WhoisContact.Role;
import protocols.whois.WhoisField.Key;

/** What the tests of a program make up instead of asking: it is told apart by what it says. */
class MadeUpTest {

    private static final WhoisServer REGISTRY = WhoisServer.of("whois.nic.example", 4343);
    private static final WhoisStep STEP =
            WhoisStep.of(REGISTRY, "name.example", "Domain Name: name.example\nRegistrar: R\n", UTF_8);

    @Test
    void aRegistrationIsMadeUpOfTheTextsOfServers() {
        Registration found = Registration.of(WhoisQuery.of("name.example"), List.of(STEP));
        assertThat(found.state()).isEqualTo(State.REGISTERED);
        assertThat(found.registrar()).contains("R");
        assertThat(found.source()).isEqualTo(REGISTRY);
        assertThat(found.transcript().entries()).isEmpty();
        assertThat(found.end()).isInstanceOf(WhoisReferral.None.class).hasToString("none");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Registration.of(WhoisQuery.of("name.example"), List.of()));
    }

    @Test
    void aServiceIsMadeUpOfAFunction() throws WireException {
        RegistrationService service = (query, total) -> {
            assertThat(total).isEqualTo(Duration.ofSeconds(60));
            return Registration.of(query, List.of(STEP));
        };
        assertThat(service.lookup("name.example").registrar()).contains("R");
    }

    @Test
    void valuesThatSayTheSameAreEqual() {
        WhoisField name = WhoisField.of(Key.NAME, "Alice", WhoisText.Line.of(7, "Name: Alice"), REGISTRY);
        assertThat(name)
                .isEqualTo(WhoisField.of(Key.NAME, "Alice", WhoisText.Line.of(7, "Name: Alice"), REGISTRY))
                .hasSameHashCodeAs(WhoisField.of(Key.NAME, "Alice", WhoisText.Line.of(7, "Name: Alice"), REGISTRY))
                .isNotEqualTo(WhoisField.of(Key.NAME, "Alice", WhoisText.Line.of(8, "Name: Alice"), REGISTRY))
                .hasToString("name: Alice");
        WhoisContact alice = WhoisContact.of(Role.TECHNICAL, List.of(name), List.of());
        assertThat(alice)
                .isEqualTo(WhoisContact.of(Role.TECHNICAL, List.of(name), List.of()))
                .isNotEqualTo(WhoisContact.of(Role.BILLING, List.of(name), List.of()));
        assertThat(STEP)
                .isEqualTo(WhoisStep.of(REGISTRY, "name.example", STEP.text(), UTF_8))
                .isNotEqualTo(WhoisStep.of(REGISTRY, "name.example", "", UTF_8));
        assertThat(WhoisDate.read("2030-08-13"))
                .isEqualTo(WhoisDate.read("2030-08-13"))
                .isNotEqualTo(WhoisDate.read("2030-08-14"));
        Url url = Url.parse("https://rdap.example/");
        assertThat(WhoisSource.Rdap.of(url)).isEqualTo(WhoisSource.Rdap.of(url)).hasToString("https://rdap.example/");
    }

    @Test
    void referralsThatSayTheSameAreEqual() {
        WhoisReferral to = new WhoisReferral.To(REGISTRY, "refer: x");
        assertThat(to)
                .isEqualTo(new WhoisReferral.To(REGISTRY, "refer: x"))
                .isNotEqualTo(new WhoisReferral.To(REGISTRY, "refer: y"))
                .hasToString("on to whois.nic.example:4343");
        assertThat(new WhoisReferral.Ignored("refer: x\033", "port 25"))
                .isNotEqualTo(to)
                .hasToString("not followed (port 25): refer: x\\x1b");
        WireException reset = new WireException.Hangup("reset");
        assertThat(new WhoisReferral.Unanswered(REGISTRY, "refer: x", reset))
                .isEqualTo(new WhoisReferral.Unanswered(REGISTRY, "refer: x", reset))
                .isNotEqualTo(new WhoisReferral.Unanswered(REGISTRY, "refer: x", new WireException.Hangup("reset")));
    }

    @Test
    void whatCannotBeIsRefusedAtOnce() {
        Duration negative = Duration.ofSeconds(-1);
        assertThatIllegalArgumentException().isThrownBy(() -> Whois.iana().follow(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> Whois.iana().remember(negative));
        assertThatIllegalArgumentException().isThrownBy(() -> Whois.iana().server("uk", "whois.nic.uk", 0));
        assertThatIllegalArgumentException().isThrownBy(() -> Rdap.iana().follow(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> Rdap.iana().remember(negative));
        assertThatIllegalArgumentException().isThrownBy(() -> Rdap.iana().registries("gopher://x/"));
        assertThatIllegalArgumentException().isThrownBy(() -> Rdap.at("rdap.example"));
    }

    @Test
    void registriesCountInsteadOfAServiceAndKeepEverySetting() {
        Rdap rdap =
                Rdap.at("https://rdap.example/").timeout(Duration.ofSeconds(7)).follow(1);
        Rdap moved = rdap.registries("http://[::1]:8080/rdap");
        assertThat(moved).hasToString("RDAP http://[::1]:8080/rdap/");
        assertThat(moved.timeout()).isEqualTo(Duration.ofSeconds(7));
        assertThat(moved.policy()).isEqualTo(rdap.policy());
        assertThat(moved.bootstrap()).isPresent();
        assertThat(moved.port(8081)).hasToString("RDAP http://[::1]:8081/rdap/");
    }
}
