package protocols.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import protocols.Peer;
import protocols.Script;
import protocols.Tls;
import protocols.Transcript;
import protocols.pop3.Maildrop;
import protocols.pop3.Pop3;

/** What is counted is the same each time, so that a test can assert it. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RoundTripsTest {

    /** Whatever the flights of a handshake are cut into: a round trip is not what the network makes of it. */
    @ParameterizedTest
    @CsvSource({"TLSv1.2, 2", "TLSv1.3, 2"})
    void aHandshakeCostsTheSameRoundTripsEachTime(String protocol, int more) throws Exception {
        Script script = Script.of(Transcript.parse("S: +OK ready\nC: USER a\nS: +OK\nC: PASS ********\nS: +OK in\n"))
                .forever();
        try (Peer clear = script.serve();
                Peer secure = script.tls().serve()) {
            long plain = roundTrips(
                    Pop3.at(clear.host()).port(clear.port()).tls(Tls.NONE).port(clear.port()));
            for (int i = 0; i < 40; i++) {
                // A trust of its own, so that nothing is resumed.
                Pop3 client = Pop3.at(secure.host())
                        .tls(Tls.IMPLICIT)
                        .port(secure.port())
                        .trust(secure.trust().alpn("a" + i).versions(protocol));
                assertThat(roundTrips(client)).isEqualTo(plain + more);
            }
        }
    }

    private static long roundTrips(Pop3 client) throws Exception {
        try (Maildrop drop = client.connect().login("a", "b")) {
            return drop.stats().roundTrips();
        }
    }
}
