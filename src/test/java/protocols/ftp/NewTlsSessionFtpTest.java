package protocols.ftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.Tls;
import protocols.Trust;
import protocols.WireException;
import protocols.peers.HandServer;
import protocols.peers.HandServer.Hand;
import protocols.peers.TestCa;

/** Servers that refuse a data connection whose TLS session was not resumed: it brings a ticket for the next one. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NewTlsSessionFtpTest {

    /** Its data connections have a cache of sessions of their own, so that the first one resumes none. */
    private static final class Strict implements AutoCloseable {
        private final SSLContext other = TestCa.shared().server().context();
        private final List<String> lines = new CopyOnWriteArrayList<>();
        private final String no;
        private final int refusals;
        private final HandServer server;
        private volatile boolean leaves;
        private volatile boolean hasLeft;

        /** Hangs up when it is asked once more. */
        Strict leaving() {
            leaves = true;
            return this;
        }

        Strict(String no, int refusals) throws IOException {
            this.no = no;
            this.refusals = refusals;
            server = HandServer.startTls(TestCa.sharedServer(), this::play);
        }

        FtpSession login() throws IOException {
            return Ftp.at("127.0.0.1")
                    .tls(Tls.IMPLICIT)
                    .port(server.port())
                    .trust(Trust.of(TestCa.shared().trusting()))
                    .timeout(Duration.ofSeconds(20))
                    .connect()
                    .loginAnonymously();
        }

        private void play(Hand hand) throws IOException {
            hand.say("220 ready");
            try (ServerSocket port = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                int transfers = 0;
                while (!hasLeft) {
                    String line = hand.line();
                    lines.add(line);
                    if (line.equals("EPSV")) {
                        hand.say("229 ok (|||" + port.getLocalPort() + "|)");
                    } else if (leaves && transfers > 0) {
                        hasLeft = true;
                    } else if (line.startsWith("RETR") || line.startsWith("STO")) {
                        transfer(hand, port, line, ++transfers);
                    } else {
                        hand.say(line.startsWith("USER") ? "230 in" : "200 ok");
                    }
                }
            }
        }

        private void transfer(Hand hand, ServerSocket port, String line, int count) throws IOException {
            try (Socket plain = port.accept()) {
                hand.say("150 go on");
                SSLSocket data =
                        (SSLSocket) other.getSocketFactory().createSocket(plain, "client", plain.getPort(), true);
                data.setUseClientMode(false);
                data.setSoTimeout(10_000);
                data.startHandshake();
                if (count > refusals && line.startsWith("RETR")) {
                    data.getOutputStream().write('x');
                } else if (count > refusals) {
                    data.getInputStream().readAllBytes();
                }
                data.close();
            }
            hand.say(count > refusals ? "226 done" : no);
        }

        long asked(String verb) {
            return lines.stream().filter(line -> line.startsWith(verb)).count();
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    /** Of three bytes, which can be had once. */
    private static final class Once extends InputStream {
        private int left = 3;

        @Override
        public int read() {
            return left-- > 0 ? 'x' : -1;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"425 not resumed", "522 not resumed"})
    void aTransferIsAskedForOnceMore(String no) throws IOException {
        try (Strict server = new Strict(no, 1);
                FtpSession ftp = server.login()) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ftp.get("a", out);
            assertThat(out).hasToString("x");
            assertThat(server.asked("RETR")).isEqualTo(2);
            ftp.noop();
        }
        try (Strict server = new Strict(no, 1);
                FtpSession ftp = server.login()) {
            assertThat(ftp.put(new Once(), "a").bytes()).isEqualTo(3);
            assertThat(server.asked("STOR")).isEqualTo(2);
            ftp.noop();
        }
    }

    @Test
    void aTransferIsAskedForTwiceAtMost() throws IOException {
        try (Strict server = new Strict("522 not resumed", 9);
                FtpSession ftp = server.login()) {
            WireException.Refused refused =
                    catchThrowableOfType(WireException.Refused.class, () -> ftp.get("a", new ByteArrayOutputStream()));
            assertThat(refused).hasMessageContaining("RETR a").hasMessageContaining("522 not resumed");
            assertThat(server.asked("RETR")).isEqualTo(2);
            ftp.noop();
        }
    }

    /** What it said before it hung up says more than that it did. */
    @Test
    void aServerThatHangsUpAfterItsRefusalHasSaidWhy() throws IOException {
        try (Strict server = new Strict("425 not resumed", 9).leaving();
                FtpSession ftp = server.login()) {
            WireException.Refused refused =
                    catchThrowableOfType(WireException.Refused.class, () -> ftp.get("a", new ByteArrayOutputStream()));
            assertThat(refused).hasMessageContaining("425 not resumed");
            assertThat(refused.getSuppressed()).hasAtLeastOneElementOfType(WireException.Hangup.class);
            assertThat(ftp.isOpen()).isFalse();
        }
    }

    /** The server has opened the file, and emptied it with that. */
    @Test
    void anUploadThatIsRefusedSoMayHaveEmptiedTheFile() throws IOException {
        try (Strict server = new Strict("425 not resumed", 9);
                FtpSession ftp = server.login()) {
            WireException.OutcomeUnknown unknown =
                    catchThrowableOfType(WireException.OutcomeUnknown.class, () -> ftp.put(new Once(), "a"));
            assertThat(unknown).hasCauseInstanceOf(WireException.Refused.class).hasMessageContaining("425");
            assertThat(server.asked("STOR")).isEqualTo(2);
            ftp.noop();
        }
    }

    /** The server has made a file, whose name is used up. */
    @Test
    void anUploadUnderANameOfTheServersIsNotTriedAgain() throws IOException {
        try (Strict server = new Strict("425 not resumed", 9);
                FtpSession ftp = server.login()) {
            assertThat(catchThrowableOfType(
                            WireException.OutcomeUnknown.class,
                            () -> ftp.putUnique(protocols.Content.bytes(new byte[3]))))
                    .hasMessageContaining("425");
            assertThat(server.asked("STOU")).isEqualTo(1);
            ftp.noop();
        }
    }

    @Test
    void anotherRefusalIsNotTriedAgain() throws IOException {
        try (Strict server = new Strict("550 gone", 9);
                FtpSession ftp = server.login()) {
            assertThat(catchThrowableOfType(
                            WireException.Refused.class, () -> ftp.get("a", new ByteArrayOutputStream())))
                    .hasMessageContaining("550 gone");
            assertThat(server.asked("RETR")).isEqualTo(1);
            ftp.noop();
        }
    }

    @Test
    void aServerThatTakesNewSessionsIsNotWaitedFor() throws IOException {
        try (Strict server = new Strict("", 0);
                FtpSession ftp = server.login()) {
            for (int i = 0; i < 3; i++) {
                ftp.put(new Once(), "a");
                ftp.get("a", new ByteArrayOutputStream());
            }
            assertThat(server.asked("STOR")).isEqualTo(3);
            assertThat(server.asked("RETR")).isEqualTo(3);
        }
    }
}
