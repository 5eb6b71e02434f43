package protocols.telnet;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import protocols.Secret;
import protocols.Tls;
import protocols.Transcript;
import protocols.Trust;
import protocols.WireException;
import protocols.net.Connector;
import protocols.peers.Dovecot;
import protocols.peers.MailStore;
import protocols.peers.RealServer;
import protocols.peers.RequiresServer;
import protocols.peers.TestCa;

/** POP3 spoken by hand: the client as a client of lines on any port. */
@RequiresServer(RealServer.DOVECOT)
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DovecotTelnetTest {

    private static final String FOURTH = "Subject: the fourth\r\n\r\n.hidden dot\r\nend\r\n";

    private static Dovecot dovecot;

    @BeforeAll
    static void start() throws IOException {
        dovecot = Dovecot.start();
        for (int i = 1; i <= 3; i++) {
            dovecot.deliver("alice", ("Subject: number " + i + "\r\n\r\nbody\r\n").getBytes(US_ASCII));
        }
        dovecot.deliver("alice", FOURTH.getBytes(US_ASCII));
    }

    @AfterAll
    static void stop() {
        dovecot.close();
    }

    @Test
    void statListAndRetrAreSpokenByHandAndReplayedWithoutThePassword() throws Exception {
        Telnet client = Telnet.at("127.0.0.1").port(dovecot.pop3Port()).raw();
        Transcript recorded = speak(client, Connector.direct(), FOURTH);
        speak(client, Transcript.parse(recorded.toString()).replay(), FOURTH);
    }

    @Test
    void aQuestionAndItsAnswerAreOneRoundTrip() throws Exception {
        try (Terminal pop3 = Telnet.at("127.0.0.1").port(dovecot.pop3Port()).connect()) {
            pop3.line();
            assertThat(pop3.stats().roundTrips()).isZero();
            lines(pop3.sendLine("CAPA"));
            pop3.sendLine("QUIT").line();
            assertThat(pop3.stats().roundTrips()).isEqualTo(2);
        }
    }

    @Test
    void aClientOnAnotherPortSaysNothingThatWasNotTyped() throws Exception {
        Telnet client = Telnet.at("127.0.0.1").port(dovecot.pop3Port());
        assertThat(client.mode()).isEqualTo(TelnetMode.DETECT);
        Transcript recorded = speak(client, Connector.direct(), FOURTH);
        assertThat(recorded.said(Transcript.Side.CLIENT))
                .containsExactly("USER alice", "********", "STAT", "LIST", "RETR 4", "QUIT");
    }

    @Test
    void theSameOverTls() throws Exception {
        Telnet client = Telnet.at("localhost")
                .port(dovecot.pop3sPort())
                .tls(Tls.IMPLICIT)
                .trust(Trust.of(TestCa.shared().trusting()))
                .raw();
        Transcript recorded = speak(client, Connector.direct(), FOURTH);
        speak(client, Transcript.parse(recorded.toString()).replay(), FOURTH);
    }

    private static Transcript speak(Telnet telnet, Connector via, String fourth) throws WireException {
        Telnet client = telnet.via(via).keep(Transcript.Keep.EVERYTHING).timeout(Duration.ofSeconds(10));
        try (Terminal pop3 = client.connect()) {
            assertThat(pop3.line()).startsWith("+OK");
            assertThat(pop3.sendLine("USER alice").line()).startsWith("+OK");
            assertThat(pop3.sendLine(Secret.of("PASS " + MailStore.PASSWORD)).line())
                    .startsWith("+OK");
            assertThat(pop3.sendLine("STAT").line()).startsWith("+OK 4 ");
            assertThat(lines(pop3.sendLine("LIST"))).hasSize(5).last().isEqualTo("4 " + fourth.length());
            assertThat(lines(pop3.sendLine("RETR 4")))
                    .containsSubsequence("Subject: the fourth", "", "..hidden dot", "end");
            assertThat(pop3.sendLine("QUIT").line()).startsWith("+OK");
            assertThat(pop3.expect(Expectation.end()).before()).isEmpty();
            assertThat(pop3.transcript().toString()).doesNotContain(MailStore.PASSWORD);
            return pop3.transcript();
        }
    }

    private static List<String> lines(Terminal pop3) throws WireException {
        List<String> lines = new ArrayList<>();
        for (String line = pop3.line(); !line.equals("."); line = pop3.line()) {
            lines.add(line);
        }
        return lines;
    }
}
