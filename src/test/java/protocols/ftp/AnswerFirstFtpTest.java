package protocols.ftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static protocols.ftp.Dialogues.ALIVE;
import static protocols.ftp.Dialogues.LOGIN;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.Content;
import protocols.WireException;
import protocols.peers.HandServer;
import protocols.peers.HandServer.Hand;
import protocols.peers.Scripted;

/** What the server answers to a transfer is what became of it, however the data connection fared (RFC 959 section 5.4). */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AnswerFirstFtpTest {

    private static final String FIRST =
            """
            C: EPSV
            S: 229 ok (|||${port2}|)
            C: NLST
            S: 150 go
            S2: a
            *2 closed by peer
            S: 226 done
            """;

    private static FtpSession login(int port) throws IOException {
        return Ftp.at("127.0.0.1")
                .port(port)
                .timeout(Duration.ofSeconds(10))
                .connect()
                .loginAnonymously();
    }

    /** What the server does to the data connection before it refuses the transfer. */
    private enum Accident {
        PORT_CLOSED,
        RESET,
        CLOSED,
        CLOSED_AFTER_150,
        RESET_AFTER_150
    }

    private static void refuse(Hand hand, ServerSocket port, Accident accident) throws IOException {
        boolean begun = accident == Accident.CLOSED_AFTER_150 || accident == Accident.RESET_AFTER_150;
        if (accident != Accident.PORT_CLOSED) {
            try (Hand data = hand.accept(port)) {
                if (begun) {
                    hand.say("150 go on");
                }
                if (accident == Accident.RESET || accident == Accident.RESET_AFTER_150) {
                    data.reset();
                }
            }
        }
        port.close();
        hand.say("450 not now");
    }

    private static String upTo(Hand hand, String verb) throws IOException {
        String line = hand.line();
        while (!line.startsWith(verb)) {
            hand.say(line.startsWith("USER") ? "230 in" : line.startsWith("FEAT") ? "500 what?" : "200 ok");
            line = hand.line();
        }
        return line;
    }

    private static int closedPort() throws IOException {
        try (ServerSocket port = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return port.getLocalPort();
        }
    }

    private static HandServer server(Accident accident, boolean upload) throws IOException {
        return HandServer.start(hand -> {
            hand.say("220 ready");
            for (int round = 0; round < 3; round++) {
                upTo(hand, "EPSV");
                if (round == 1 && !upload && accident == Accident.PORT_CLOSED) {
                    hand.say("229 ok (|||" + closedPort() + "|)");
                    hand.line();
                    hand.say("450 not now");
                    continue;
                }
                try (ServerSocket port = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                    hand.say("229 ok (|||" + port.getLocalPort() + "|)");
                    hand.line();
                    if (round == 1) {
                        refuse(hand, port, accident);
                        continue;
                    }
                    try (Hand data = hand.accept(port)) {
                        hand.say("150 go on");
                        data.say("a");
                    }
                    hand.say("226 done");
                }
            }
            hand.hold();
        });
    }

    private interface Step {
        void run(FtpSession ftp) throws IOException;
    }

    private static void refused(Accident accident, boolean upload, Step step) throws IOException {
        try (HandServer server = server(accident, upload);
                FtpSession ftp = login(server.port())) {
            assertThat(ftp.names()).containsExactly("a");
            assertThatThrownBy(() -> step.run(ftp))
                    .as(accident.toString())
                    .isInstanceOfSatisfying(
                            WireException.Refused.class,
                            no -> assertThat(no.reply().code()).isEqualTo(450));
            assertThat(ftp.names()).containsExactly("a");
        }
    }

    @ParameterizedTest
    @EnumSource(Accident.class)
    void aRefusalIsTheAnswerAndTheSessionGoesOn(Accident accident) throws IOException {
        refused(accident, false, ftp -> ftp.get("x", OutputStream.nullOutputStream()));
        refused(accident, false, ftp -> ftp.open("x").transferTo(OutputStream.nullOutputStream()));
        refused(accident, false, FtpSession::names);
        refused(accident, false, ftp -> ftp.list("x"));
        if (accident != Accident.PORT_CLOSED) {
            refused(accident, true, ftp -> ftp.put(Content.bytes(new byte[3_000_000]), "x"));
            refused(accident, true, ftp -> ftp.append(Content.bytes(new byte[3_000_000]), "x"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"425 no free port", "550 not you", "501 what?"})
    void aPortThatIsRefusedBehindATransferAskedForAtOnce(String no) throws IOException {
        String dialogue = LOGIN + FIRST
                + "C: EPSV\nC: NLST\nS: " + no + "\nS: 425 use PASV first\n"
                + "C: EPSV\nC: NLST\nS: " + no + "\nS: 150 wait\nS: 425 nobody came\n"
                + ALIVE;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = login(server.port())) {
            ftp.names();
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(ftp::names)
                        .isInstanceOf(WireException.Refused.class)
                        .hasMessageContaining(no);
            }
            ftp.noop();
        }
    }

    @Test
    void aPortThatCannotBeReadCostsTheTransferAlone() throws IOException {
        String dialogue = LOGIN + FIRST
                + """
                C: EPSV
                C: NLST
                S: 229 somewhere
                S: 425 nobody came
                """
                + ALIVE;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = login(server.port())) {
            ftp.names();
            assertThatThrownBy(ftp::names).isInstanceOf(WireException.Malformed.class);
            ftp.noop();
        }
    }

    @Test
    void aTypeThatIsRefusedBehindATransferAskedForAtOnce() throws IOException {
        String dialogue = LOGIN + FIRST
                + """
                C: TYPE I
                C: EPSV
                C: RETR a
                S: 504 text alone
                S: 229 ok (|||${port2}|)
                *2 connected
                S: 150 go
                *2 closed
                S: 426 broken off
                """
                + ALIVE;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = login(server.port())) {
            ftp.names();
            assertThatThrownBy(() -> ftp.get("a", OutputStream.nullOutputStream()))
                    .isInstanceOf(WireException.Refused.class)
                    .hasMessageContaining("504 text alone");
            ftp.noop();
        }
    }

    /** Servers that have nothing to send may leave out the 1yz. */
    @Test
    void aTransferThatIsDoneAtOnceIsDone() throws IOException {
        String dialogue = LOGIN
                + """
                C: EPSV
                S: 229 ok (|||${port2}|)
                C: NLST
                S: 226 nothing here
                *2 closed by peer
                C: TYPE I
                C: EPSV
                C: RETR a
                S: 200 ok
                S: 229 ok (|||${port2}|)
                *2 connected
                S: 250 done
                S2: all
                *2 closed by peer
                """
                + ALIVE;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = login(server.port())) {
            assertThat(ftp.names()).isEmpty();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            assertThat(ftp.get("a", out).reply().code()).isEqualTo(250);
            assertThat(out).hasToString("all\r\n");
            ftp.noop();
        }
    }

    @Test
    void aFaultNamesTheServerTheFileTheTimeAndTheBytes() throws IOException {
        String dialogue = LOGIN
                + """
                C: TYPE I
                C: EPSV
                S: 200 ok
                S: 229 ok (|||${port2}|)
                C: RETR big file
                S: 150 go
                S2: 12345678
                *2 closed by peer
                S: 451 the disk broke
                """
                + ALIVE;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = login(server.port())) {
            WireException no = catchThrowableOfType(
                    WireException.Refused.class, () -> ftp.get("big file", OutputStream.nullOutputStream()));
            assertThat(no)
                    .hasMessageContaining("127.0.0.1:" + server.port() + ": RETR big file, after ")
                    .hasMessageContaining("451 the disk broke");
            assertThat(no.where().orElseThrow().bytes()).isEqualTo(10);
            ftp.noop();
        }
    }
}
