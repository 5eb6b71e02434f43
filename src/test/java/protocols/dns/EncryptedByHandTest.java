package protocols.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import protocols.Tls;
import protocols.Trust;
import protocols.WireException;
import protocols.peers.Knot;
import protocols.peers.RealServer;
import protocols.peers.RequiresServer;
import protocols.peers.SharedKey;
import protocols.peers.TestCa;
import protocols.peers.TlsFront;
import protocols.peers.TsigSigner;

/** Messages of the caller's making within TLS (RFC 7858, RFC 9103) and over HTTPS (RFC 8484). */
@Timeout(60)
class EncryptedByHandTest {

    private static final SharedKey KEY = new SharedKey("both.key.", "hmac-sha256", "YSBzZWNyZXQgb2YgYm90aCBzaWRlcw==");
    private static final DnsRecord A = DnsRecord.parse("new.example.org. 300 IN A 192.0.2.7");
    private static final String ZONE = "@ 300 SOA ns admin 1 3600 600 86400 300\n@ 300 NS ns\nns 300 A 192.0.2.53\n";

    @TempDir
    private Path folder;

    @Test
    @RequiresServer({RealServer.KNOT, RealServer.NGINX_STREAM})
    void anUpdateATransferAndAQueryAreSignedWithinTls() throws Exception {
        try (Knot knot = Knot.start(Map.of("example.org.", ZONE), KEY);
                TlsFront front = TlsFront.before(knot.port());
                DnsSession session = Dns.at("localhost")
                        .port(front.port())
                        .tls(Tls.IMPLICIT)
                        .trust(Trust.pem(TestCa.shared().writeTo(folder)))
                        .timeout(Duration.ofSeconds(20))
                        .key(TsigKey.parse(KEY.text()))
                        .connect()) {
            session.update(Update.of("example.org").add(A)).orThrow();
            List<ZoneChange> changes = new ArrayList<>();
            assertThat(session.changes(Name.of("example.org"), 1, changes::add).serial())
                    .isEqualTo(2);
            assertThat(changes).extracting(ZoneChange::record).contains(A);
            List<DnsRecord> zone = new ArrayList<>();
            assertThat(session.transfer("example.org", zone::add)).isEqualTo(4);
            assertThat(session.exchange(Message.query(A.name(), RecordType.A).build())
                            .section(DnsSection.ANSWER))
                    .containsExactly(A);
            assertThat(session.transcript().toString()).doesNotContain(" udp");
        }
    }

    @Test
    void overHttpsQueriesGoAndNothingElse() throws Exception {
        List<byte[]> asked = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/dns-query", exchange -> {
            byte[] request = exchange.getRequestBody().readAllBytes();
            asked.add(request);
            byte[] plain = Message.decode(request)
                    .reply()
                    .rcode(Rcode.REFUSED)
                    .withoutEdns()
                    .answer(A)
                    .encode();
            boolean signed =
                    Message.decode(request).section(DnsSection.ADDITIONAL).size() == 1;
            byte[] body = signed ? TsigSigner.answering(request, KEY).sign(plain) : plain;
            exchange.getResponseHeaders().add("Content-Type", "application/dns-message");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        Dns dns = Dns.atUrl("http://127.0.0.1:" + server.getAddress().getPort() + "/dns-query");
        Message query = Message.query(A.name(), RecordType.A).set(DnsFlag.CD).build();
        try (DnsSession session = dns.connect();
                DnsSession signing = dns.key(TsigKey.parse(KEY.text())).connect();
                DnsSession other =
                        dns.key(TsigKey.parse("hmac-sha256:both.key:AAAA")).connect()) {
            assertThat(session.exchange(query).rcode()).isEqualTo(Rcode.REFUSED);
            assertThat(asked).singleElement().isEqualTo(query.toBytes());
            assertThat(signing.exchange(query).section(DnsSection.ANSWER)).containsExactly(A);
            assertThatThrownBy(() -> other.exchange(query)).isInstanceOf(WireException.Insecure.class);
            assertThatThrownBy(() -> session.update(Update.of("example.org").add(A)))
                    .isInstanceOf(WireException.Unsupported.class)
                    .hasMessageContaining("UPDATE over HTTPS");
            assertThatThrownBy(() -> session.notify(A.name())).isInstanceOf(WireException.Unsupported.class);
            assertThatThrownBy(() -> session.changes(A.name(), 1, one -> {}))
                    .isInstanceOf(WireException.Unsupported.class);
            assertThat(asked).hasSize(3);
        } finally {
            server.stop(0);
        }
    }
}
