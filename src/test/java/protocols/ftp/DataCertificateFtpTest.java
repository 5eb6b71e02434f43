package protocols.ftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import protocols.Tls;
import protocols.Trust;
import protocols.WireException;
import protocols.peers.HandServer;
import protocols.peers.HandServer.Hand;
import protocols.peers.TestCa;

/** A data connection on which somebody else answers: that is what is told, whatever the server says of its end. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DataCertificateFtpTest {

    private static void play(Hand hand) throws IOException {
        SSLContext stranger = TestCa.other().server().context();
        hand.say("220 ready");
        try (ServerSocket port = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String line = hand.line();
            while (!line.startsWith("QUIT")) {
                if (line.equals("EPSV")) {
                    hand.say("229 ok (|||" + port.getLocalPort() + "|)");
                } else if (line.startsWith("RETR") || line.startsWith("STOR")) {
                    hand.say("150 go on");
                    hand.say(isTaken(stranger, port) ? "226 done" : "425 no TLS, please try again");
                } else {
                    hand.say(line.startsWith("USER") ? "230 in" : "200 ok");
                }
                line = hand.line();
            }
            hand.say("221 bye");
        }
    }

    private static boolean isTaken(SSLContext context, ServerSocket port) throws IOException {
        try (Socket plain = port.accept();
                SSLSocket data =
                        (SSLSocket) context.getSocketFactory().createSocket(plain, "client", plain.getPort(), true)) {
            data.setUseClientMode(false);
            data.setSoTimeout(10_000);
            data.startHandshake();
            // With TLS 1.3 the client's alert comes after the server's part of the handshake.
            data.getInputStream().readAllBytes();
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    @Test
    void whoIsNotTrustedIsNotTrustedWhateverTheServerSays() throws IOException {
        try (HandServer server = HandServer.startTls(TestCa.sharedServer(), DataCertificateFtpTest::play);
                FtpSession ftp = Ftp.at("127.0.0.1")
                        .tls(Tls.IMPLICIT)
                        .port(server.port())
                        .trust(Trust.of(TestCa.shared().trusting()))
                        .timeout(Duration.ofSeconds(20))
                        .connect()
                        .loginAnonymously()) {
            assertThatThrownBy(() -> ftp.get("a", OutputStream.nullOutputStream()))
                    .isInstanceOf(WireException.Insecure.class);
            ftp.noop();
            assertThatThrownBy(() -> ftp.put(new ByteArrayInputStream(new byte[9]), "a"))
                    .isInstanceOf(WireException.OutcomeUnknown.class)
                    .hasCauseInstanceOf(WireException.Insecure.class);
            ftp.noop();
            ftp.quit();
            assertThat(ftp.isOpen()).isFalse();
        }
    }
}
