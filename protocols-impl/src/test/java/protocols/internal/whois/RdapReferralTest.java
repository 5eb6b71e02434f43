package protocols.internal.whois;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import protocols.Transcript;
import protocols.WireException;
import protocols.whois.Rdap;
import protocols.whois.Registration;
import protocols.whois.Registration.State;
import protocols.whois.WhoisReferral;

/** Redirects, links and registries must not be a way to reach what only we can reach. */
class RdapReferralTest {

    private final ScriptedNetwork network = new ScriptedNetwork()
            .address("inner.example.net", "10.0.0.5")
            .address("10.0.0.5", "10.0.0.5")
            .address("127.0.0.1", "127.0.0.1");

    private static String json(String body) {
        return "HTTP/1.1 200 OK\nContent-Type: application/rdap+json\nConnection: close\n\n" + body;
    }

    private static String domain(String link) {
        return json("{\"objectClassName\":\"domain\",\"ldhName\":\"EXAMPLE.COM\",\"links\":[{\"rel\":\"related\","
                + "\"type\":\"application/rdap+json\",\"href\":\"" + link + "\"}]}");
    }

    private static String redirect(String location) {
        return "HTTP/1.1 302 Found\nContent-Length: 0\nLocation: " + location + "\n\n";
    }

    private Registration lookup() throws WireException {
        return Rdap.at("http://rdap.example/").via(network).lookup("example.com");
    }

    private void assertRefused(String location, String why) {
        network.answer("rdap.example", redirect(location));
        assertThatThrownBy(this::lookup)
                .isInstanceOf(WireException.Insecure.class)
                .hasMessageContaining(why);
    }

    private void assertIgnored(Registration found, String why) {
        assertThat(found.state()).isEqualTo(State.REGISTERED);
        assertThat(found.chain()).hasSize(1);
        assertThat(found.end()).isInstanceOfSatisfying(WhoisReferral.Ignored.class, end -> assertThat(end.reason())
                .contains(why));
    }

    @Test
    void aRedirectToAPrivateAddressIsNotEvenConnectedTo() {
        assertRefused("http://10.0.0.5/domain/example.com", "a private address");
        assertRefused("http://[::1]/", "a private address");
        assertRefused("http://localhost/", "a private address");
        assertThat(network.opened).containsOnly("rdap.example");
    }

    @Test
    void aRedirectToANameThatLeadsThereIsAskedNothing() {
        network.answer("inner.example.net", json("{}"));
        assertRefused("http://inner.example.net/", "inner.example.net leads to a private address");
        assertThat(network.asked).noneMatch(line -> line.startsWith("inner"));
    }

    @Test
    void aRedirectToAnotherPortIsNotFollowed() {
        assertRefused("http://other.example:8080/", "port 8080");
    }

    @Test
    void aRedirectInACircleIsNotFollowed() {
        assertRefused("/domain/example.com", "already asked");
    }

    @Test
    void aRedirectToNoUrlIsMalformed() {
        network.answer("rdap.example", redirect("gopher://x/"));
        assertThatThrownBy(this::lookup).isInstanceOf(WireException.Malformed.class);
    }

    @Test
    void aSixthRedirectIsTooMany() {
        network.answer("rdap.example", redirect("http://r1.example/"));
        for (int i = 1; i < 7; i++) {
            network.answer("r" + i + ".example", redirect("http://r" + (i + 1) + ".example/"));
        }
        assertThatThrownBy(this::lookup)
                .isInstanceOfSatisfying(WireException.LimitExceeded.class, e -> assertThat(e.cap())
                        .isEqualTo(5));
        assertThat(network.opened).hasSize(6);
    }

    @Test
    void aRedirectToAnotherServiceIsFollowed() throws Exception {
        network.answer("rdap.example", redirect("http://other.example/v2/domain/example.com"));
        network.answer("other.example", domain("http://rdap.example/domain/example.com"));
        Registration found = lookup();
        assertThat(found.source()).hasToString("http://other.example/v2/domain/example.com");
        assertIgnored(found, "already asked");
    }

    @Test
    void aLinkToAPrivateAddressIsNotFollowed() throws Exception {
        network.answer("rdap.example", domain("http://10.0.0.5/"));
        assertIgnored(lookup(), "a private address");
        assertThat(network.opened).containsExactly("rdap.example");
        network.answer("rdap.example", domain("http://inner.example.net/"));
        network.answer("inner.example.net", json("{}"));
        Registration found = lookup();
        assertIgnored(found, "leads to a private address");
        assertThat(found.failures()).singleElement().isInstanceOf(WireException.Insecure.class);
    }

    @Test
    void theCallerMayAllowItOrForbidLinks() throws Exception {
        network.answer("rdap.example", domain("http://inner.example.net/"));
        network.answer("inner.example.net", domain("http://inner.example.net/"));
        Rdap rdap = Rdap.at("http://rdap.example").via(network);
        assertThat(rdap.followPrivate().lookup("example.com").chain()).hasSize(2);
        assertIgnored(rdap.follow(0).lookup("example.com"), "more than 0 hops");
    }

    @Test
    void aRegistrarThatIsDownLosesNothing() throws Exception {
        network.answer("rdap.example", domain("http://down.example/"));
        Registration found = lookup();
        assertIgnored(found, "unreachable");
        assertThat(found.failures()).singleElement().isInstanceOf(WireException.Unreachable.class);
    }

    @Test
    void aServiceThatARegistryNamesMustBePublicToo() {
        network.answer("registry.example", json("{\"services\":[[[\"com\"],[\"http://inner.example.net/\"]]]}"));
        network.answer("inner.example.net", domain("x"));
        assertThatThrownBy(() -> Rdap.iana()
                        .registries("http://registry.example/")
                        .via(network)
                        .lookup("example.com"))
                .isInstanceOf(WireException.Insecure.class);
    }

    @Test
    void theNextUrlOfAServiceIsAskedWhereTheFirstFails() throws Exception {
        network.answer(
                "127.0.0.1",
                json("{\"services\":[[[\"com\"],[\"http://down.example/\",\"http://inner.example.net/\"]]]}"));
        network.answer("inner.example.net", domain("http://10.0.0.5/x"));
        Registration found =
                Rdap.iana().registries("http://127.0.0.1/").via(network).lookup("example.com");
        assertThat(found.state()).isEqualTo(State.REGISTERED);
        assertThat(found.failures()).hasSize(2);
        assertThat(network.opened).startsWith("127.0.0.1", "down.example", "inner.example.net");
    }

    @Test
    void aSuffixThatNoRegistryKnowsIsUnsupportedWithAllThatWasSaid() {
        network.answer("127.0.0.1", json("{\"services\":[]}"));
        assertThatThrownBy(() ->
                        Rdap.iana().registries("http://127.0.0.1/").via(network).lookup("example.com"))
                .isInstanceOfSatisfying(WireException.Unsupported.class, e -> assertThat(
                                e.transcript().said(Transcript.Side.CLIENT))
                        .contains("GET /dns.json HTTP/1.1"));
    }

    @Test
    void whatWasHttpsStaysHttps() {
        Transcript recording = Transcript.parse(
                """
                * connected rdap.example:443 tcp
                * tls recorded
                C: GET /domain/example.com HTTP/1.1
                C: Host: rdap.example
                C: Accept: application/rdap+json
                C: User-Agent: protocols
                C:
                S: HTTP/1.1 301 Moved
                S: Location: http://rdap.example/domain/example.com
                S: Content-Length: 0
                S:
                """);
        assertThatThrownBy(() ->
                        Rdap.at("https://rdap.example/").via(recording.replay()).lookup("example.com"))
                .isInstanceOf(WireException.Insecure.class)
                .hasMessageContaining("from https to http");
    }

    @Test
    void anErrorOfTheRegistriesIsARefusal() {
        network.answer("127.0.0.1", "HTTP/1.1 500 Oops\nContent-Length: 0\n\n");
        assertThatThrownBy(() ->
                        Rdap.iana().registries("http://127.0.0.1/").via(network).lookup("example.com"))
                .isInstanceOfSatisfying(
                        WireException.Refused.class,
                        e -> assertThat(e.reply().status()).isEqualTo("500"));
        assertThat(List.copyOf(network.opened)).containsExactly("127.0.0.1");
    }
}
