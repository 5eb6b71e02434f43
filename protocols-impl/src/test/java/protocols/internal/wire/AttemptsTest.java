package protocols.internal.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import protocols.Attempt;
import protocols.Credentials;
import protocols.Protocol.Transport;
import protocols.Transcript;
import protocols.WireException;
import protocols.dns.Dns;
import protocols.dns.DnsSession;
import protocols.http.Http;
import protocols.http.HttpSession;
import protocols.net.Connector;
import protocols.net.Deadline;
import protocols.net.Endpoint;

/** An error that several tries led to names each; so does one that a single try led to, where a proxy or a name made it. */
class AttemptsTest {

    private static final Endpoint PROXY = new Endpoint("127.0.0.1", 1080, Transport.TCP);
    private static final Endpoint PEER = new Endpoint("mx.example.org", 25, Transport.TCP);
    private static final Credentials.Password ALICE = Credentials.password("alice", "zyxwvuts");

    private List<byte[]> written = List.of();

    private static Deadline soon() {
        return Deadline.after("timeout", Duration.ofSeconds(5));
    }

    @Test
    void ofASocksProxy() {
        WireException fault = through(new Socks5Connector(answering("\5\0\5\4\0\1"), PROXY, Optional.empty()));

        assertThat(fault).isInstanceOf(WireException.Unreachable.class);
        assertThat(fault.attempts())
                .extracting(Attempt::target, Attempt::transport, Attempt::result)
                .containsExactly(tuple("mx.example.org:25", "SOCKS5", "proxy 127.0.0.1:1080: host unreachable"));
    }

    @Test
    void ofASocksProxyThatSpeaksAnotherTongue() {
        WireException fault = through(new Socks5Connector(answering("HTTP/1.1 400 no"), PROXY, Optional.empty()));

        assertThat(fault.attempts()).extracting(Attempt::transport).containsExactly("SOCKS5");
    }

    @Test
    void ofAnHttpProxyWhichRepeatsNoSecret() {
        String login = Base64.getEncoder().encodeToString("alice:zyxwvuts".getBytes(ISO_8859_1));
        WireException fault = through(new HttpConnectConnector(
                answering("HTTP/1.1 407 not \u001b[2J" + login + " zyxwvuts\r\n\r\n"), PROXY, Optional.of(ALICE)));

        assertThat(fault.reason()).contains("407 not \\x1b[2J******** ********").doesNotContain(login, "zyx");
        assertThat(fault.attempts()).singleElement().satisfies(attempt -> {
            assertThat(attempt.transport()).isEqualTo("CONNECT");
            assertThat(attempt.result()).contains("407").doesNotContain(login, "zyx");
        });
        assertThat(written).isNotEmpty().allSatisfy(request -> assertThat(request)
                .containsOnly(0));
    }

    @Test
    void whatASocksProxyWasToldIsOverwritten() {
        through(new Socks5Connector(answering("\5\2\1\1"), PROXY, Optional.of(ALICE)));

        assertThat(written).hasSize(2);
        assertThat(written.get(1)).containsOnly(0);
    }

    @Test
    void ofANameThatHasNoAddress() {
        WireException fault = through(new DirectConnector().with((host, deadline) -> List.of()));

        assertThat(fault.attempts())
                .extracting(Attempt::target, Attempt::transport)
                .containsExactly(tuple("mx.example.org", "resolver"));
    }

    @Test
    void ofAddressesThatMayNotBeConnectedTo() throws IOException {
        List<InetAddress> both = List.of(InetAddress.getByName("127.0.0.1"), InetAddress.getByName("::1"));
        Connector nowhere = new DirectConnector().only(address -> false).with((host, deadline) -> both);

        assertThat(through(nowhere).attempts())
                .hasSize(2)
                .extracting(Attempt::result)
                .containsOnly("may not be connected to");
    }

    @Test
    void ofAKeptConnectionAndTheOneAfterIt() throws IOException {
        String recorded =
                """
                C: GET /a HTTP/1.1
                C: Host: h
                C: User-Agent: protocols
                C:
                S: HTTP/1.1 200 OK
                S: Content-Length: 0
                S:
                C: GET /b HTTP/1.1
                C: Host: h
                C: User-Agent: protocols
                C:
                * closed by peer
                *2 closed by peer
                """;
        try (HttpSession session =
                Http.at("http://h/").via(Transcript.parse(recorded).replay()).connect()) {
            session.get("/a").send();
            WireException fault = catchThrowableOfType(
                    WireException.class, () -> session.get("/b").send());

            assertThat(fault.attempts()).isNotEmpty();
            assertThat(fault.attempts().get(0).result()).contains("the peer closed the connection");
        }
    }

    @Test
    void ofEachServerOfAZone() throws IOException {
        try (DnsSession session = Dns.at("127.0.0.1")
                .or("127.0.0.2")
                .via(Transcript.parse("* closed by peer\n*2 closed by peer\n").replay())
                .connect()) {
            WireException fault =
                    catchThrowableOfType(WireException.class, () -> session.transfer("example.org", record -> {}));

            assertThat(fault.attempts())
                    .extracting(Attempt::target, Attempt::transport)
                    .containsExactly(tuple("127.0.0.1:53", "TCP"), tuple("127.0.0.2:53", "TCP"));
        }
    }

    @Test
    void ofWhatLeftTheOutcomeUnknown() {
        WireException broken = new WireException.Unreachable(
                "nobody", List.of(Attempt.of("127.0.0.1:1", "TCP", Duration.ZERO, "connection refused")));

        assertThat(new WireException.OutcomeUnknown("STOR", broken).attempts()).isEqualTo(broken.attempts());
    }

    private static WireException through(Connector connector) {
        return catchThrowableOfType(WireException.class, () -> connector.open(PEER, soon()));
    }

    /** To a peer that has said this already, and hears all. */
    private Connector answering(String bytes) {
        SaidWire wire = new SaidWire(bytes.getBytes(ISO_8859_1), 1);
        written = wire.written();
        return (endpoint, deadline) -> wire;
    }
}
