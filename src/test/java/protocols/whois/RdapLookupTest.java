package protocols.whois;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import protocols.Fault;
import protocols.Limits;
import protocols.Script;
import protocols.Transcript;
import protocols.WireException;
import protocols.peers.Scripted;
import protocols.whois.Registration.State;

/** Lookups over HTTP on real sockets: registries, services, links, errors, and WHOIS where RDAP fails. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RdapLookupTest {

    private static final String RDAP = "application/rdap+json";

    private static final String NETWORK =
            """
            {"objectClassName":"ip network","startAddress":"2001:db8::","endAddress":"2001:db8:ffff:ffff:ffff:ffff:ffff:ffff",\
            "name":"DOC-NET","country":"ZZ"}""";

    private static final String AUTNUM =
            """
            {"objectClassName":"autnum","startAutnum":64496,"endAutnum":64496,"name":"DOC-AS"}""";

    private static final String WHOIS =
            """
            C: example.com
            S: Domain Name: EXAMPLE.COM
            S: Registrar: Example Registrar, Inc.
            S: Registry Expiry Date: 2029-08-13T04:00:00Z
            S: Name Server: NS1.EXAMPLE.NET
            * closed by peer
            """;

    private static String domain(String more) {
        return "{\"objectClassName\":\"domain\",\"ldhName\":\"EXAMPLE.COM\"," + more + "}";
    }

    private static String linkTo(String url) {
        return "\"links\":[{\"rel\":\"related\",\"type\":\"application/rdap+json\",\"href\":\"" + url + "\"}]";
    }

    private static String registry(String entry, int port) {
        return "{\"services\":[[[\"" + entry + "\"],[\"http://127.0.0.1:" + port + "/rdap/\"]]]}";
    }

    /** One request and its answer, on a connection of its own. */
    private static String exchange(String path, String accept, String status, String body) {
        return """
                C: GET %s HTTP/1.1
                C: Host: ${host}:${port}
                C: Accept: %s
                C: User-Agent: protocols
                C:
                S: HTTP/1.1 %s
                S: Content-Type: application/rdap+json
                S: Content-Length: %d
                S:
                """
                        .formatted(path, accept, status, body.getBytes(UTF_8).length)
                        .replace("${host}", "127.0.0.1")
                + (body.isEmpty() ? "" : "S: " + body + "\\\n");
    }

    private static Scripted service(String path, String status, String body) throws IOException {
        return Scripted.play(exchange("/rdap/" + path, RDAP, status, body));
    }

    private static Scripted registries(String file, String body) throws IOException {
        return Scripted.play(exchange("/" + file, "application/json", "200 OK", body));
    }

    private static Rdap rdap(Scripted registries) {
        return patient(Rdap.iana().registries("http://127.0.0.1:" + registries.port()));
    }

    private static Rdap at(Scripted service) {
        return patient(Rdap.at("http://127.0.0.1:" + service.port() + "/rdap"));
    }

    private static Rdap patient(Rdap rdap) {
        return rdap.timeout(Duration.ofSeconds(20)).followAnyPort();
    }

    private static Whois whois(Scripted server) {
        return Whois.at("127.0.0.1").port(server.port()).timeout(Duration.ofSeconds(20));
    }

    @Test
    void aDomainIsFollowedFromTheRegistriesByRegistryToRegistrar() throws Exception {
        String events = "\"events\":[{\"eventAction\":\"expiration\",\"eventDate\":\"20%s-08-13T04:00:00Z\"}]";
        try (Scripted registrar = service("domain/EXAMPLE.COM", "200 OK", domain(events.formatted("30")));
                Scripted registry = service(
                        "domain/example.com",
                        "200 OK",
                        domain(events.formatted("29") + ",\"nameservers\":[{\"ldhName\":\"ns1.example.net\"}],"
                                + linkTo("http://127.0.0.1:" + registrar.port() + "/rdap/domain/EXAMPLE.COM")));
                Scripted registries = registries("dns.json", registry("com", registry.port()))) {
            Registration found = rdap(registries).lookup("Example.COM");

            assertThat(found.state()).isEqualTo(State.REGISTERED);
            assertThat(found.nameservers()).containsExactly("ns1.example.net");
            assertThat(found.expires()).map(WhoisDate::toString).contains("2030-08-13T04:00:00Z");
            assertThat(found.chain()).hasSize(2);
            assertThat(found.source()).hasToString("http://127.0.0.1:" + registrar.port() + "/rdap/domain/EXAMPLE.COM");
            assertThat(found.end()).isInstanceOf(WhoisReferral.None.class);
            assertThat(found.failures()).isEmpty();
            assertThat(found.stats().roundTrips()).isEqualTo(3);
            assertThat(found.transcript().toString())
                    .contains("C: GET /dns.json HTTP/1.1", "C2: GET /rdap/domain/example.com HTTP/1.1", "*3 connected");
        }
    }

    @Test
    void whatTheRegistriesSayIsAskedOnce() throws Exception {
        try (Scripted service = Scripted.play(Scripted.of(exchange("/rdap/autnum/64496", RDAP, "200 OK", AUTNUM))
                        .forever());
                Scripted registries = registries("asn.json", registry("64496-64511", service.port()))) {
            Rdap rdap = rdap(registries);
            assertThat(rdap.lookup("AS64496").name()).contains("DOC-AS");
            assertThat(rdap.timeout(Duration.ofSeconds(19)).lookup("AS64496").range())
                    .contains("AS64496");
            assertThat(registries.connections()).isEqualTo(1);
            assertThat(service.connections()).isEqualTo(2);
        }
    }

    @Test
    void anAddressIsAskedOfTheServiceOfItsBlock() throws Exception {
        try (Scripted service = service("ip/2001:db8::1", "200 OK", NETWORK);
                Scripted registries = registries("ipv6.json", registry("2001:db8::/32", service.port()))) {
            Registration found = rdap(registries).lookup("2001:DB8::1");
            assertThat(found.name()).contains("DOC-NET");
            assertThat(found.country()).contains("ZZ");
        }
    }

    @Test
    void aDomainThatTheServiceDoesNotHaveIsAvailable() throws Exception {
        try (Scripted service = service("domain/example.com", "404 Not Found", "")) {
            assertThat(at(service).lookup("example.com").state()).isEqualTo(State.AVAILABLE);
        }
    }

    @Test
    void aServiceThatHasEnoughOfUsSaysUntilWhen() throws Exception {
        String answer = exchange("/rdap/domain/example.com", RDAP, "429 Too Many Requests", "")
                .replace("S: Content-Length", "S: Retry-After: 90\nS: Content-Length");
        try (Scripted service = Scripted.play(answer)) {
            Registration found = at(service).lookup("example.com");
            assertThat(found.state()).isEqualTo(State.RATE_LIMITED);
            assertThat(found.retryAfter()).contains(Duration.ofSeconds(90));
        }
    }

    @Test
    void garbageAndTooDeepTextsAreAnswersThatNobodyUnderstands() throws Exception {
        for (String body : List.of("<html>?</html>", "{\"objectClassName\":", "[".repeat(5000))) {
            try (Scripted service = service("domain/example.com", "200 OK", body)) {
                Registration found = at(service).lookup("example.com");
                assertThat(found.state()).isEqualTo(State.UNPARSED);
                assertThat(found.text()).isEqualTo(body);
            }
        }
    }

    @Test
    void anAnswerAtTheCapIsTakenAndOneByteMoreIsNot() throws Exception {
        String body = domain("\"x\":\"" + "x".repeat(900) + "\"");
        Script plan = Scripted.of(exchange("/rdap/domain/example.com", RDAP, "200 OK", body));
        try (Scripted service = Scripted.play(plan)) {
            Rdap rdap = at(service).limits(Limits.DEFAULT.reply(body.length()));
            assertThat(rdap.lookup("example.com").state()).isEqualTo(State.REGISTERED);
        }
        try (Scripted service = Scripted.play(plan)) {
            Rdap rdap = at(service).limits(Limits.DEFAULT.reply(body.length() - 1));
            assertThatThrownBy(() -> rdap.lookup("example.com"))
                    .isInstanceOfSatisfying(WireException.LimitExceeded.class, e -> assertThat(e.cap())
                            .isEqualTo(body.length() - 1));
        }
    }

    @Test
    void aServiceThatDripsCannotStretchTheTotal() throws Exception {
        String answer =
                exchange("/rdap/domain/example.com", RDAP, "200 OK", domain("\"x\":\"" + "x".repeat(2000) + "\""));
        try (Scripted service = Scripted.play(Scripted.of(answer).drip(Duration.ofMillis(20)))) {
            Rdap rdap = at(service).timeout(Duration.ofSeconds(1));
            long began = System.nanoTime();
            assertThatThrownBy(() -> rdap.lookup("example.com"))
                    .isInstanceOf(WireException.TimedOut.class)
                    .hasMessageContaining("timeout 1s");
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
        }
    }

    @Test
    void overTlsTheCertificateIsChecked() throws Exception {
        String answer =
                "* tls\n" + exchange("/rdap/domain/example.com", RDAP, "200 OK", domain("\"status\":[\"active\"]"));
        try (Scripted service = Scripted.play(answer)) {
            Rdap rdap = patient(Rdap.at("https://127.0.0.1:" + service.port() + "/rdap/"));
            Registration found = rdap.trust(service.trust()).lookup("example.com");
            assertThat(found.statuses()).containsExactly("ok");
        }
        try (Scripted service = Scripted.play(Scripted.of(answer).certified("127.0.0.1"))) {
            Rdap rdap = patient(Rdap.at("https://127.0.0.1:" + service.port() + "/rdap/"));
            assertThatThrownBy(() -> rdap.lookup("example.com")).isInstanceOf(WireException.Insecure.class);
        }
    }

    @Test
    void whoisAnswersWhereNoServiceIsKnown() throws Exception {
        try (Scripted whois = Scripted.play(WHOIS);
                Scripted registries = registries("dns.json", "{\"services\":[]}")) {
            Registration found = rdap(registries).orElse(whois(whois)).lookup("example.com");
            assertThat(found.state()).isEqualTo(State.REGISTERED);
            assertThat(found.registrar()).contains("Example Registrar, Inc.");
            assertThat(found.failures()).singleElement().isInstanceOf(WireException.Unsupported.class);
            assertThat(found.transcript().toString()).contains("C: GET /dns.json", "C2: example.com");
        }
    }

    @Test
    void whoisAnswersWhereTheServiceIsDownOrNotUnderstood() throws Exception {
        int nobody = unusedPort();
        try (Scripted whois = Scripted.play(WHOIS)) {
            Rdap down = patient(Rdap.at("http://127.0.0.1:" + nobody));
            Registration found = down.orElse(whois(whois)).lookup("example.com");
            assertThat(found.state()).isEqualTo(State.REGISTERED);
            assertThat(found.failures()).singleElement().isInstanceOf(WireException.Unreachable.class);
        }
        try (Scripted whois = Scripted.play(WHOIS);
                Scripted service = service("domain/example.com", "200 OK", "<html/>")) {
            Registration found = at(service).orElse(whois(whois)).lookup("example.com");
            assertThat(found.state()).isEqualTo(State.REGISTERED);
            assertThat(found.answers())
                    .extracting(WhoisAnswer::state)
                    .containsExactly(State.UNPARSED, State.REGISTERED);
        }
    }

    @Test
    void aServiceThatIsSilentLeavesTimeForWhois() throws Exception {
        Duration total = Duration.ofSeconds(2);
        try (Scripted whois = Scripted.play(WHOIS);
                Scripted silent =
                        Scripted.play(Scripted.of("C: GET /domain/example.com").fault(Fault.stall()))) {
            Registration found = at(silent)
                    .timeout(total)
                    .orElse(whois(whois).timeout(total))
                    .lookup("example.com");
            assertThat(found.state()).isEqualTo(State.REGISTERED);
            assertThat(found.failures())
                    .singleElement()
                    .isInstanceOf(WireException.TimedOut.class)
                    .asString()
                    .contains("half of the timeout");
        }
    }

    @Test
    void twoThatAreSilentHaveOneDeadline() throws Exception {
        Duration total = Duration.ofSeconds(1);
        try (Scripted whois = Scripted.play(Scripted.of("C: example.com").fault(Fault.stall()));
                Scripted silent =
                        Scripted.play(Scripted.of("C: GET /domain/example.com").fault(Fault.stall()))) {
            RegistrationService both =
                    at(silent).timeout(total).orElse(whois(whois).timeout(total));
            assertThatThrownBy(() -> both.lookup("example.com"))
                    .isInstanceOf(WireException.TimedOut.class)
                    .hasMessageContaining("timed out: timeout 1s")
                    .satisfies(e -> assertThat(e.getSuppressed())
                            .singleElement()
                            .asString()
                            .contains("timed out: half of the timeout"));
        }
    }

    @Test
    void whereWhoisFailsTooBothErrorsAreTold() throws Exception {
        int nobody = unusedPort();
        RegistrationService both = patient(Rdap.at("http://127.0.0.1:" + nobody))
                .orElse(Whois.at("127.0.0.1").port(nobody));
        assertThatThrownBy(() -> both.lookup("example.com"))
                .isInstanceOf(WireException.Unreachable.class)
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
        try (Scripted service = service("domain/example.com", "403 Forbidden", "")) {
            Registration found =
                    at(service).orElse(Whois.at("127.0.0.1").port(nobody)).lookup("example.com");
            assertThat(found.state()).isEqualTo(State.REFUSED);
            assertThat(found.failures()).hasSize(1);
        }
    }

    @Test
    void anAnswerOfTheFirstIsEnough() throws Exception {
        try (Scripted service = service("domain/example.com", "404 Not Found", "")) {
            RegistrationService both = at(service).orElse((query, total) -> {
                throw new AssertionError("asked for " + query);
            });
            assertThat(both.lookup("example.com").state()).isEqualTo(State.AVAILABLE);
        }
    }

    @Test
    void aLookupIsReplayedFromItsTranscript() throws Exception {
        Registration live;
        Rdap rdap;
        Whois whois;
        try (Scripted second = Scripted.play(WHOIS);
                Scripted service = service("domain/example.com", "500 Oops", "{\"errorCode\":500,\"title\":\"Oops\"}");
                Scripted registries = registries("dns.json", registry("com", service.port()))) {
            rdap = rdap(registries).keep(Transcript.Keep.EVERYTHING);
            whois = whois(second).keep(Transcript.Keep.EVERYTHING);
            live = rdap.orElse(whois).lookup("example.com");
        }
        Transcript parsed = Transcript.parse(live.transcript().toString());
        protocols.net.Connector replay = parsed.replay();
        Registration replayed = rdap.via(replay).orElse(whois.via(replay)).lookup("example.com");
        assertThat(replayed.lines()).isEqualTo(live.lines());
        assertThat(replayed.chain()).isEqualTo(live.chain());
        assertThat(replayed.transcript()).isEqualTo(parsed);
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket held = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return held.getLocalPort();
        }
    }
}
