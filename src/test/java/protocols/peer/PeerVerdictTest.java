package protocols.peer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.Fault;
import protocols.Peer;
import protocols.Script;
import protocols.Transcript;
import protocols.Transcript.Side;
import protocols.dns.Dns;
import protocols.dns.Outcome;
import protocols.dns.RecordType;

/** What a peer makes of clients that it should not believe, of what never happened, and of secrets nobody foresaw. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PeerVerdictTest {

    private static final String TENANT =
            """
            C: GET /a HTTP/1.1
            C: X-Tenant: 17
            C:
            S: HTTP/1.1 200 OK
            S: Content-Length: 0
            S:
            """;

    private static Script script(String dialogue) {
        return Script.of(Transcript.parse(dialogue)).patience(Duration.ofSeconds(1));
    }

    /** Reads a line where one is due, and says the next; gives the lines that came. */
    private static void talk(Peer peer, boolean greeted, String... lines) throws IOException {
        try (Socket socket = new Socket(peer.host(), peer.port())) {
            socket.setSoTimeout(10_000);
            boolean open = !greeted || skipLine(socket);
            for (String line : lines) {
                if (open) {
                    socket.getOutputStream().write((line + "\r\n").getBytes(ISO_8859_1));
                    open = skipLine(socket);
                }
            }
        }
    }

    private static boolean skipLine(Socket socket) throws IOException {
        int b = socket.getInputStream().read();
        while (b >= 0 && b != '\n') {
            b = socket.getInputStream().read();
        }
        return b >= 0;
    }

    @Test
    void theFieldOfARequestThatDiffersIsShown() throws Exception {
        try (Peer peer = script(TENANT).serve()) {
            talk(peer, false, "GET /a HTTP/1.1\r\nAccept: x\r\nX-Tenant: 18\r\n");
            assertThatThrownBy(peer::verify)
                    .hasMessage(
                            """
                            the client says something else:
                              C: GET /a HTTP/1.1
                              C: X-Tenant: 18
                            where the transcript has
                              C: GET /a HTTP/1.1
                            > C: X-Tenant: 17
                              C:
                              S: HTTP/1.1 200 OK
                              S: Content-Length: 0""");
        }
    }

    @Test
    void aFieldThatIsMissingIsNamed() throws Exception {
        try (Peer peer = script(TENANT).serve()) {
            talk(peer, false, "GET /a HTTP/1.1\r\nHost: h\r\n");
            assertThatThrownBy(peer::verify)
                    .hasMessageContaining("  C: GET /a HTTP/1.1\n  and no such field\n")
                    .hasMessageContaining("> C: X-Tenant: 17\n");
        }
    }

    @Test
    void aSecondTryDoesNotHideTheFirstDifference() throws Exception {
        try (Peer peer = script(TENANT).serve()) {
            talk(peer, false, "GET /a HTTP/1.1\r\nX-Tenant: 18\r\n");
            talk(peer, false, "GET /a HTTP/1.1\r\nX-Tenant: 18\r\n");
            assertThatThrownBy(peer::verify).hasMessageContaining("> C: X-Tenant: 17\n");
        }
    }

    @Test
    void whatASceneHeardThatWasTakenLaterIsReceived() throws Exception {
        try (Peer peer = script("C: A\nS: a\nC2: B\nS2: b\n").serve()) {
            talk(peer, false, "B");
            talk(peer, false, "A");
            peer.verify();
            assertThat(peer.received().said(Side.CLIENT)).containsExactly("B", "A");
        }
    }

    /** After RFC 4954 section 4, RFC 5034 section 4 and RFC 9051 section 6.2.2. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "S: 220 mx\nC: AUTH LOGIN\nS: 334 VXNlcm5hbWU6\nC: QUIT\n",
                "S: +OK\nC: AUTH PLAIN\nS: +\nC: QUIT\n",
                "S: * OK\nC: a1 AUTHENTICATE PLAIN\nS: +\nC: a2 LOGOUT\n",
                "S: * OK\nC: *\nS: + go\nC: a2 LOGOUT\n"
            })
    void aStepOfALoginThatNobodyForesawIsASecret(String dialogue) throws Exception {
        Transcript script = Transcript.parse(dialogue);
        String first = script.said(Side.CLIENT).get(0).replace("*", "a1 LOGIN alice {16}");
        try (Peer peer = script(dialogue).serve()) {
            talk(peer, true, first, "AGJvYgBodW50ZXIy");
            assertThatThrownBy(peer::verify)
                    .hasMessageContaining("C: ********\n")
                    .hasMessageNotContaining("AGJv");
            assertThat(peer.received().toString()).contains("C: ********").doesNotContain("AGJv");
        }
    }

    @Test
    void aLiteralIsNotTakenForTheSecretThatItHolds() throws Exception {
        try (Peer peer =
                script("S: * OK\nC: A1 LOGIN alice ********\nS: A1 OK\n").serve()) {
            talk(peer, true, "x LOGIN alice {8}");
            assertThatThrownBy(peer::verify).hasMessageContaining("C: x LOGIN alice ********");
        }
        try (Peer peer =
                script("S: * OK\nC: A1 LOGIN alice ********\nS: A1 OK\n").serve()) {
            talk(peer, true, "x LOGIN alice se{8}cret");
            peer.verify();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"999 nope", "220", "S: 250 ok"})
    void aFaultThatNeverCameAboutIsADifference(String line) throws Exception {
        try (Peer peer = script("S: 220 mx\nC: A\nS: 250 done\n")
                .fault(Fault.cut().at(line))
                .serve()) {
            talk(peer, true, "A");
            assertThatThrownBy(peer::verify)
                    .isInstanceOf(Transcript.Mismatch.class)
                    .hasMessage("the fault has not come about: cut at " + line + "; 18 bytes were said");
        }
        try (Peer peer = script("S: 220 mx\nC: A\nS: 250 done\n")
                .fault(Fault.stall().after(99))
                .serve()) {
            talk(peer, true, "A");
            assertThatThrownBy(peer::verify).hasMessageContaining("stall after 99 bytes; 18 bytes were said");
        }
    }

    @Test
    void aFaultThatCameAboutIsNone() throws Exception {
        for (Fault fault : List.of(Fault.cut().at("250*"), Fault.cut().after(18), Fault.refuse())) {
            try (Peer peer =
                    script("S: 220 mx\nC: A\nS: 250 done\n").fault(fault).serve()) {
                if (!fault.equals(Fault.refuse())) {
                    talk(peer, true, "A");
                }
                peer.verify();
            }
        }
    }

    @Test
    void aGapThatNobodyEndsIsADifference() throws Exception {
        try (Peer peer = script("S: 1\n* gap\nS: 2\n").serve()) {
            talk(peer, true, "x");
            assertThatThrownBy(peer::verify)
                    .hasMessageContaining("nobody has said goOn() at a gap")
                    .hasMessageContaining("> S: 2");
        }
    }

    @Test
    void aClientThatSpeaksNoTlsIsToldSo() throws Exception {
        try (Peer peer = script("S: 220 mx\nC: A\n").tls().serve()) {
            talk(peer, false, "EHLO x");
            assertThatThrownBy(peer::verify).hasMessageContaining("no TLS came about: ");
        }
    }

    @Test
    void longLinesAreCutInADifference() throws Exception {
        try (Peer peer = script("S: " + "x".repeat(100_000) + "\nC: " + "y".repeat(100_000) + "\n")
                .serve()) {
            talk(peer, true, "z".repeat(100_000));
            assertThatThrownBy(peer::verify)
                    .hasMessageContaining("\n> C: " + "y".repeat(197) + "... and 99803 more")
                    .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(2_000));
        }
    }

    @Test
    void aFaultOfDnsStrikesAtARecordAsItIsWritten() throws Exception {
        String record = "example.org. 300 IN A 192.0.2.7";
        Script script = script("* connected dns\nC: example.org. IN A\nS: " + record + "\n");
        try (Peer peer = script.fault(Fault.cut().at(record)).serve();
                var dns = Dns.at(peer.host())
                        .port(peer.port())
                        .timeout(Duration.ofMillis(300))
                        .connect()) {
            assertThat(dns.lookup("example.org", RecordType.A)).isNotInstanceOf(Outcome.Answer.class);
            peer.verify();
        }
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> Fault.refuse().at("250")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Fault.refuse().after(5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> script(TENANT).drip(Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
