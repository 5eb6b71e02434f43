package protocols.ftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import protocols.Content;
import protocols.WireException;
import protocols.peers.HandServer;
import protocols.peers.Scripted;

/** Data connections that do not come about: the answer on the control connection says why. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class DataConnectionFtpTest {

    private static FtpSession login(int port) throws IOException {
        return Ftp.at("127.0.0.1")
                .port(port)
                .timeout(Duration.ofSeconds(10))
                .connect()
                .loginAnonymously();
    }

    private static void answer(HandServer.Hand hand, String line) throws IOException {
        hand.say(line.startsWith("USER") ? "230 in" : "200 ok");
    }

    private static String upTo(HandServer.Hand hand, String verb) throws IOException {
        String line = hand.line();
        while (!line.startsWith(verb)) {
            answer(hand, line);
            line = hand.line();
        }
        return line;
    }

    /** EPSV and RETR go out together; the server closes its port with the refusal, before we connect. */
    @Test
    void aMissingFileIsAnAnswerThoughItsPortIsClosed() throws IOException {
        try (HandServer server = HandServer.start(hand -> {
                    hand.say("220 ready");
                    upTo(hand, "EPSV");
                    int closed;
                    String retrieve;
                    try (ServerSocket port = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                        closed = port.getLocalPort();
                        hand.say("229 ok (|||" + closed + "|)");
                        hand.line();
                        try (HandServer.Hand data = hand.accept(port)) {
                            hand.say("150 go on");
                            data.say("hello");
                        }
                        hand.say("226 done");
                        upTo(hand, "EPSV");
                        retrieve = hand.line();
                    }
                    hand.say("229 ok (|||" + closed + "|)", "550 " + retrieve.substring(5) + ": no such file");
                    upTo(hand, "NOOP");
                    hand.say("200 still here");
                    hand.hold();
                });
                FtpSession ftp = login(server.port())) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ftp.get("there", out);
            assertThat(out.toString()).isEqualTo("hello\r\n");
            assertThatThrownBy(() -> ftp.get("missing", out))
                    .isInstanceOf(WireException.Refused.class)
                    .hasMessageContaining("550 missing: no such file");
            ftp.noop();
        }
    }

    @Test
    void anActiveConnectionThatTheServerCannotOpenIsKnownByItsAnswer() throws IOException {
        try (HandServer server = HandServer.start(hand -> {
                    hand.say("220 ready");
                    upTo(hand, "RETR");
                    hand.say("150 connecting");
                    hand.say("425 cannot open data connection");
                    upTo(hand, "NOOP");
                    hand.say("200 still here");
                    hand.hold();
                });
                FtpSession ftp = login(server.port())) {
            ftp.active();
            long began = System.nanoTime();
            assertThatThrownBy(() -> ftp.get("a", new ByteArrayOutputStream()))
                    .isInstanceOf(WireException.Refused.class)
                    .hasMessageContaining("425 cannot open data connection");
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
            ftp.noop();
        }
    }

    @Test
    void aFarewellThatAnswersACommandEndsTheSession() throws IOException {
        for (String step : new String[] {"PWD", "DELE a", "NOOP"}) {
            try (Scripted server = Scripted.play("S: 220 ready\nC: USER anonymous\nS: 230 in\nC: " + step
                            + "\nS: 421 too long idle\n* closed\n");
                    FtpSession ftp = login(server.port())) {
                assertThatThrownBy(() -> {
                            switch (step) {
                                case "PWD" -> ftp.pwd();
                                case "NOOP" -> ftp.noop();
                                default -> ftp.delete("a");
                            }
                        })
                        .isInstanceOf(WireException.Refused.class)
                        .hasMessageContaining("421 too long idle");
                assertThat(ftp.isOpen()).isFalse();
            }
        }
    }

    @Test
    void aMarkBeforeTheEndOfAnUploadIsNotItsEnd() throws IOException {
        try (Scripted server = Scripted.play(
                        """
                        S: 220 ready
                        C: USER anonymous
                        S: 230 in
                        C: TYPE I
                        S: 200 ok
                        C: EPSV
                        S: 229 ok (|||${port2}|)
                        C: STOR a
                        S: 150 go on
                        C2: x\\
                        *2 closed
                        S: 110 MARK 1 = 1
                        S: 150 again
                        S: 226 done
                        """);
                FtpSession ftp = login(server.port())) {
            assertThat(ftp.put(Content.bytes(new byte[] {'x'}), "a").reply().code())
                    .isEqualTo(226);
        }
    }

    @Test
    void whatCannotBeReadInAReplyHasItsPlaceAndCostsThatAlone() throws IOException {
        try (Scripted server = Scripted.play(
                        """
                        S: 220 ready
                        C: USER anonymous
                        S: 230 in
                        C: PWD
                        S: 257 is current directory
                        C: NOOP
                        S: 200 ok
                        """);
                FtpSession ftp = login(server.port())) {
            assertThatThrownBy(ftp::pwd)
                    .isInstanceOfSatisfying(WireException.Malformed.class, e -> assertThat(e.where())
                            .isPresent());
            ftp.noop();
        }
    }
}
