package protocols.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import protocols.Tls;
import protocols.WireException;
import protocols.http.Http;
import protocols.net.Connector;
import protocols.peers.ConnectProxy;
import protocols.peers.Scripted;
import protocols.peers.ScriptedDatagrams;
import protocols.peers.ScriptedDatagrams.Datagram;
import protocols.pop3.Pop3;
import protocols.smtp.Smtp;

/** The other clients reach their peers by names that only a scripted DNS server knows. */
@Timeout(60)
class ResolverForClientsTest {

    private static final String POP3 =
            """
            S: +OK ready
            C: CAPA
            S: +OK
            S: USER
            S: .
            * closed
            """;

    /** Knows that {@code host.example} is this machine, and that nothing else exists. */
    private static ScriptedDatagrams server() throws IOException {
        return ScriptedDatagrams.answering(
                query -> List.of(Datagram.of(response(query).encode())));
    }

    private static MessageBuilder response(byte[] query) {
        Message message;
        try {
            message = Message.decode(query);
        } catch (WireException.Malformed e) {
            throw new AssertionError(e);
        }
        Question question = message.question().orElseThrow();
        if (!question.name().equals(Name.of("host.example"))) {
            return message.reply().rcode(Rcode.NXDOMAIN);
        }
        return question.type().equals(RecordType.A)
                ? message.reply().answer(DnsRecord.parse("host.example. 60 A 127.0.0.1"))
                : message.reply();
    }

    private static Dns dns(ScriptedDatagrams udp) {
        return Dns.at("127.0.0.1").port(udp.port()).timeout(Duration.ofSeconds(20));
    }

    private static List<String> asked(ScriptedDatagrams udp) throws WireException {
        Set<String> names = new TreeSet<>();
        for (byte[] query : udp.received()) {
            Question question = Message.decode(query).question().orElseThrow();
            // In random case on the wire.
            names.add(question.name().toString().toLowerCase(Locale.ROOT) + " " + question.type());
        }
        return List.copyOf(names);
    }

    @Test
    void aMailDropIsFoundByItsName() throws Exception {
        try (ScriptedDatagrams udp = server();
                Scripted mail = Scripted.play(POP3)) {
            Pop3 pop3 = Pop3.at("host.example").port(mail.port()).tls(Tls.NONE).resolver(dns(udp));
            pop3.connect().close();
            assertThat(asked(udp)).containsExactly("host.example. A", "host.example. AAAA");
        }
    }

    @Test
    void oneSessionServesManyConnections() throws Exception {
        HttpServer web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write(new byte[] {'o', 'k'});
            exchange.close();
        });
        web.start();
        String url = "http://host.example:" + web.getAddress().getPort() + "/";
        DnsCache cache = DnsCache.of(CacheRules.DEFAULT);
        try (ScriptedDatagrams udp = server();
                DnsSession names = dns(udp).cache(cache).connect()) {
            for (int i = 0; i < 3; i++) {
                assertThat(Http.at(url).resolver(names).get().send().text()).isEqualTo("ok");
            }
            assertThat(cache.statistics().hits())
                    .as("the address; that there is no other was said without an SOA record")
                    .isEqualTo(2);
        } finally {
            web.stop(0);
        }
    }

    @Test
    void aNameThatDoesNotExistIsSaidInWords() throws Exception {
        try (ScriptedDatagrams udp = server()) {
            assertThatThrownBy(() ->
                            Smtp.at("mx.example").port(25).resolver(dns(udp)).connect())
                    .isInstanceOf(WireException.Unreachable.class)
                    .hasMessageContaining("mx.example:25: connect")
                    .hasMessageContaining("no address of mx.example: NXDOMAIN: mx.example. IN AAAA")
                    .extracting(e -> ((WireException.Unreachable) e).attempts().get(0))
                    .asString()
                    .startsWith("127.0.0.1:" + udp.port() + " UDP ")
                    .endsWith("NXDOMAIN");
        }
    }

    @Test
    void silentServersAreSaidInWords() throws Exception {
        try (ScriptedDatagrams udp = ScriptedDatagrams.answering(query -> List.of())) {
            Dns dns = dns(udp).timeout(Duration.ofMillis(300)).retry(Duration.ofMillis(100));
            assertThatThrownBy(
                            () -> Smtp.at("mx.example").port(25).resolver(dns).connect())
                    .isInstanceOf(WireException.Unreachable.class)
                    .hasMessageContaining("no address of mx.example: timed out: mx.example. IN AAAA, timeout 0.3s");
        }
    }

    @Test
    void anAddressIsNotAskedAbout() throws Exception {
        try (ScriptedDatagrams udp = server();
                Scripted mail = Scripted.play(POP3)) {
            Pop3.at("127.0.0.1")
                    .port(mail.port())
                    .tls(Tls.NONE)
                    .resolver(dns(udp))
                    .connect()
                    .close();
            assertThat(udp.received()).isEmpty();
        }
    }

    @Test
    void aProxyIsFoundByItsNameAndFindsThePeerItself() throws Exception {
        try (ScriptedDatagrams udp = server();
                ConnectProxy proxy = ConnectProxy.start();
                Scripted mail = Scripted.play(POP3)) {
            Pop3.at("only.the.proxy.knows.example")
                    .port(mail.port())
                    .tls(Tls.NONE)
                    .resolver(dns(udp))
                    .via(Connector.httpProxy("host.example", proxy.port()))
                    .connect()
                    .close();
            assertThat(asked(udp)).containsExactly("host.example. A", "host.example. AAAA");
        }
    }

    @Test
    void anyResolverWillDo() throws Exception {
        try (Scripted mail = Scripted.play(POP3)) {
            Pop3.at("my.own.name")
                    .port(mail.port())
                    .tls(Tls.NONE)
                    .resolver((name, deadline) -> List.of(InetAddress.getLoopbackAddress()))
                    .connect()
                    .close();
        }
        assertThatThrownBy(() -> Pop3.at("my.own.name")
                        .resolver((name, deadline) -> List.of())
                        .connect())
                .isInstanceOf(WireException.Unreachable.class);
    }
}
