package protocols.peer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import protocols.Fault;
import protocols.Peer;
import protocols.Script;
import protocols.Script.Pieces;
import protocols.Transcript;
import protocols.dns.Dns;
import protocols.dns.RecordType;

/** What goes wrong with a served peer, as a bare socket sees it. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ServedFaultsTest {

    private static final Transcript LINES = Transcript.parse("S: one\nS: two\nS: three\n");

    private static final Transcript QUESTION =
            Transcript.parse("* connected dns\nC: example.org. IN MX\nS: example.org. 300 IN MX 10 mx.example.org.\n");

    private static String heard(Peer peer) throws IOException {
        try (Socket client = new Socket(peer.host(), peer.port())) {
            return new String(client.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    @Test
    void whatIsSaidAsAWholeEndsAtTheLineAtWhichItGoesWrong() throws Exception {
        for (Pieces pieces : Pieces.values()) {
            Script script = Script.of(LINES).pieces(pieces).fault(Fault.cut().at("t*"));
            try (Peer peer = script.serve()) {
                assertThat(heard(peer)).as("%s", pieces).isEqualTo("one\r\n");
                assertThat(peer.received().toString())
                        .contains("S: one", "* closed by peer")
                        .doesNotContain("two");
            }
        }
    }

    @Test
    void whatIsSaidAsAWholeHasItsGarbageInItsPlace() throws Exception {
        Fault garbage = Fault.garbage("?!\r\n".getBytes(ISO_8859_1)).at("two");
        String text = LINES + "* closed by peer\n";
        for (Pieces pieces : Pieces.values()) {
            Script script = Script.of(Transcript.parse(text)).pieces(pieces).fault(garbage);
            try (Peer peer = script.serve()) {
                assertThat(heard(peer)).as("%s", pieces).isEqualTo("one\r\n?!\r\ntwo\r\nthree\r\n");
            }
        }
    }

    @Test
    void aPortThatRefusesIsNobodyElses() throws Exception {
        try (Peer peer = Script.of(LINES).fault(Fault.refuse()).serve()) {
            assertThatThrownBy(() -> heard(peer)).isInstanceOf(ConnectException.class);
            assertThatThrownBy(() -> Script.of(LINES).serve(peer.port())).hasMessageContaining("no peer on port");
            peer.verify();
        }
    }

    @Test
    void aClientOfDnsMayKeepItsConnectionWhenAllWasAsked() throws Exception {
        Duration patience = Duration.ofSeconds(20);
        try (Peer peer = Script.of(QUESTION).patience(patience).serve();
                var dns = Dns.at(peer.host()).port(peer.port()).overTcp().connect()) {
            assertThat(dns.lookup("example.org", RecordType.MX).records()).hasSize(1);
            long began = System.nanoTime();
            peer.verify();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(patience.dividedBy(2));
        }
    }

    @Test
    void anAnswerOfDnsIsHeldUpAtARecord() throws Exception {
        Duration wait = Duration.ofMillis(200);
        try (Peer peer = Script.of(QUESTION).delay("*mx.example.org.", wait).serve()) {
            long began = System.nanoTime();
            assertThat(Dns.at(peer.host())
                            .port(peer.port())
                            .overTcp()
                            .lookup("example.org", RecordType.MX)
                            .records())
                    .hasSize(1);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(wait);
        }
    }
}
