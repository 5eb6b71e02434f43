package protocols.peer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.Fault;
import protocols.Peer;
import protocols.Script;
import protocols.Transcript;

/** What is wanted of a client, to the last byte and the last connection, and what of it anybody may read. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ClientsDutyTest {

    private static final String SHORT = "S: hi\nC: Q\nS: bye\n";

    private static Script script(String dialogue) {
        return Script.of(Transcript.parse(dialogue)).patience(Duration.ofSeconds(1));
    }

    /** Says all of it, and waits for the end of what the peer says. */
    private static void say(Peer peer, String text) throws IOException {
        try (Socket socket = new Socket(peer.host(), peer.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(text.getBytes(ISO_8859_1));
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rm -rf /", "x", "\r", "rm\r\n"})
    void isNothingMoreNotEvenHalfALine(String more) throws Exception {
        try (Peer peer = script(SHORT).serve()) {
            say(peer, "Q\r\n" + more);
            assertThatThrownBy(peer::verify)
                    .isInstanceOf(Transcript.Mismatch.class)
                    .hasMessageContaining("says more than the transcript");
        }
        assertThatThrownBy(() -> Talk.REPLAYED.to(script(SHORT), "Q\r\n" + more))
                .isInstanceOf(Transcript.Mismatch.class);
    }

    @Test
    void isTheNextConnectionThoughTheFirstWasToFail() throws Exception {
        Transcript one = Transcript.parse(SHORT);
        Script twice = script(SHORT).then(one).fault(Fault.cut().at("bye"));
        try (Peer peer = twice.serve()) {
            say(peer, "Q\r\n");
            assertThatThrownBy(peer::verify).hasMessageContaining("the transcript has 1 more");
        }
        try (Peer peer = twice.serve()) {
            say(peer, "Q\r\n");
            say(peer, "Q\r\n");
            peer.verify();
        }
        try (Peer peer = twice.serve()) {
            say(peer, "Q\r\n");
            say(peer, "");
            assertThatThrownBy(peer::verify).hasMessageContaining("the client closed the connection");
        }
    }

    @ParameterizedTest
    @EnumSource(Talk.class)
    void isATagOfItsOwnWhateverThatOfTheScript(Talk talk) throws Exception {
        Script script = script("S: * OK\nC: abcd CAPABILITY\nS: * CAPABILITY IMAP4rev1\nS: abcd OK done\n"
                + "C: ef+g SELECT x\nS: ef+g OK done\n");
        assertThat(talk.to(script, "a1 CAPABILITY\r\na2 SELECT x\r\n")).endsWith("a2 OK done");
    }

    @ParameterizedTest
    @EnumSource(Talk.class)
    void isHeloWhereEhloIsNotKnown(Talk talk) throws Exception {
        Script script = script("S: 220 mx\nC: MAIL FROM:<a@example.org>\nS: 250 sender\n");
        assertThat(talk.to(script, "EHLO me\r\nHELO me\r\nMAIL FROM:<a@example.org>\r\n"))
                .contains("502 not known", "250 sender");
    }

    @Test
    void mayBeLeftOutAtTheEndIfItOnlyAsks() throws Exception {
        String text = "S: +OK\nC: STAT\nS: +OK 1 2\nC: NOOP\nS: +OK\n* closed\n";
        try (Peer peer = script(text).serve()) {
            say(peer, "STAT\r\n");
            peer.verify();
        }
        Talk.REPLAYED.to(script(text), "STAT\r\n");
    }

    @Test
    void endsWhereThePeerHasResetAConnection() throws Exception {
        try (Peer peer = script("S: hi\nC: Q\n* reset by peer\nC: R\nS: bye\n").serve();
                Socket socket = new Socket(peer.host(), peer.port())) {
            socket.getOutputStream().write("Q\r\n".getBytes(ISO_8859_1));
            assertThatThrownBy(() -> socket.getInputStream().readAllBytes()).hasMessageContaining("reset");
            peer.verify();
        }
    }

    @Test
    void isShownAlsoWhereItBreaksOffInABody() throws Exception {
        try (Peer peer = script("S: 220\nC: DATA\nS: 354\nC|\nS: 250\n").serve()) {
            say(peer, "DATA\r\nline one\r\nhalf");
            assertThatThrownBy(peer::verify).isInstanceOf(Transcript.Mismatch.class);
            assertThat(peer.received().toString()).contains("C: line one\n", "C: half\\\n");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x LOGIN {1+}~u {6+}~geheim~",
                "x LOGIN u {6+}~geheim~",
                "x AUTHENTICATE PLAIN~geheim~",
                "AUTH LOGIN~bmFtZQ==~geheim~",
                "x LOGIN \"a b\" geheim~",
                "APOP name geheim~"
            })
    void doesNotShowItsSecretsToOtherScripts(String said) throws Exception {
        try (Peer peer = script("S: * OK\nC: a1 SELECT x\nS: a1 OK\n").serve()) {
            say(peer, said.replace("~", "\r\n"));
            assertThatThrownBy(peer::verify).hasMessageNotContaining("geheim");
            assertThat(peer.received().toString()).doesNotContain("geheim").contains("********");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "C: TOKEN ******** end|TOKEN geheim fin~",
                "C: GET /a?token=********&page=1 HTTP/1.1~C:|GET /a?token=geheim&page=2 HTTP/1.1~~",
                "C: GET /a HTTP/1.1~C: X-Token: ********~C:|GET /b HTTP/1.1~x-token: geheim~~",
                "C: user=al&password=********\\|user=bo&password=geheim",
                "C: a=********&b=********\\|x=1&b=geheim&a=geheim2"
            })
    void doesNotShowWhatTheScriptHasAsASecretElsewhere(String script, String said) throws Exception {
        try (Peer peer = script(script.replace("~", "\n") + "\nS: ok\n").serve()) {
            say(peer, said.replace("~", "\r\n"));
            assertThatThrownBy(peer::verify).hasMessageNotContaining("geheim").hasMessageContaining("********");
            assertThat(peer.received().toString()).doesNotContain("geheim").contains("********");
        }
    }

    @Test
    void showsWhatOnlyLooksLikeTheLabelOfASecret() throws Exception {
        try (Peer peer = script("S: hi\nC: al ******** end\nS: ok\n").serve()) {
            say(peer, "a final notice\r\n");
            assertThatThrownBy(peer::verify).hasMessageContaining("C: a final notice\n");
        }
    }

    @Test
    void showsWhoWantedToLogIn() throws Exception {
        try (Peer peer =
                script("S: * OK\nC: a1 LOGIN alice ********\nS: a1 OK\n").serve()) {
            say(peer, "a1 LOGIN bob secret\r\n");
            assertThatThrownBy(peer::verify).hasMessageContaining("C: a1 LOGIN bob ********\n");
        }
    }

    @Test
    void isComparedWithTheRuleThatItIsIn() throws Exception {
        Script rules = script("S: one\nC: Q\nS: bye\n").whenever("C: X *\nS: ex\nC: Y\nS: why\n");
        try (Peer peer = rules.serve()) {
            say(peer, "X 1\r\nQ\r\n");
            assertThatThrownBy(peer::verify).hasMessageContaining("  C: Q\n").hasMessageContaining("\n> C: Y\n");
        }
    }

    @Test
    void leavesWithWhatItHasSaid() throws Exception {
        Script upload =
                script("S: 220\nC: EPSV\nS: 229 ok (|||2|)\n*2 connected\nC: STOR a\nS: 150\nC2|\n*2 closed\nS: 226\n");
        try (Peer peer = upload.serve();
                Socket main = new Socket(peer.host(), peer.port())) {
            main.getOutputStream().write("EPSV\r\n".getBytes(ISO_8859_1));
            var lines = new java.io.BufferedReader(new java.io.InputStreamReader(main.getInputStream(), ISO_8859_1));
            lines.readLine();
            String told = lines.readLine();
            int port = Integer.parseInt(told.replaceAll("[^0-9]", "").substring(3));
            try (Socket data = new Socket(peer.host(), port)) {
                main.getOutputStream().write("STOR a\r\n".getBytes(ISO_8859_1));
                lines.readLine();
                data.getOutputStream().write("one\r\ntwo".getBytes(ISO_8859_1));
            }
            assertThat(lines.readLine()).isEqualTo("226");
            peer.verify();
            assertThat(peer.received().toString()).contains("C2: one\nC2: two\\\n*2 closed\n");
        }
    }

    @Test
    void isAMethodAsItIsWrittenAndAFieldWithoutTheSpaceAroundIt() throws Exception {
        Script get = script("C: GET /a HTTP/1.1\nC: X-A:1\nC:\nS: HTTP/1.1 204 no\nS:\n");
        try (Peer peer = get.serve()) {
            say(peer, "GET /a HTTP/1.1\r\nx-a: \t1 \r\n\r\n");
            peer.verify();
        }
        try (Peer peer = get.serve()) {
            say(peer, "get /a HTTP/1.1\r\nX-A: 1\r\n\r\n");
            assertThatThrownBy(peer::verify).isInstanceOf(Transcript.Mismatch.class);
        }
    }

    @Test
    void endsWhereARuleEndsTheConnection() throws Exception {
        Script rule = script(SHORT).whenever("C: R\nS: no\n* closed by peer\n");
        try (Peer peer = rule.serve()) {
            say(peer, "R\r\n");
            peer.verify();
        }
    }

    @Test
    void ofOneThatStallsTheConnectionStaysOpenThoughTheClientHasEndedItsHalf() throws Exception {
        try (Peer peer = script(SHORT).fault(Fault.stall().at("bye")).serve();
                Socket socket = new Socket(peer.host(), peer.port())) {
            socket.setSoTimeout(300);
            socket.getOutputStream().write("Q\r\n".getBytes(ISO_8859_1));
            socket.shutdownOutput();
            assertThat(socket.getInputStream().readNBytes(4)).hasSize(4);
            assertThatThrownBy(() -> socket.getInputStream().read())
                    .isInstanceOf(java.net.SocketTimeoutException.class);
            peer.verify();
        }
    }

    @Test
    void isWaitedForNoLongerThanThePatience() throws Exception {
        try (Peer peer = script("S: hi\n* pause 600000 ms\nC: Q\n").serve();
                Socket socket = new Socket(peer.host(), peer.port())) {
            assertThat(socket.getInputStream().readNBytes(4)).hasSize(4);
            long began = System.nanoTime();
            assertThatThrownBy(peer::verify).isInstanceOf(Transcript.Mismatch.class);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(1_800));
        }
    }

    @Test
    void isNotAnsweredByRulesInDns() {
        Script questions = script("* connected dns\nC: example.org. IN A\nS: example.org. 60 IN A 192.0.2.9\n")
                .whenever("C: a.example.org. IN A\nS: a.example.org. 60 IN A 192.0.2.9\n");
        assertThatThrownBy(questions::serve).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(questions::replay).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void faultsStrikeAtHalfALineAndNotInAReplay() throws Exception {
        Script prompt =
                script("S: login: \\\nC: alice\nS: hi\n").fault(Fault.cut().at("login: "));
        try (Peer peer = prompt.serve()) {
            say(peer, "");
            peer.verify();
        }
        assertThatThrownBy(prompt::replay)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("serve()");
    }
}
