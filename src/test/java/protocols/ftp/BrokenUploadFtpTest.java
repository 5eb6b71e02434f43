package protocols.ftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.Content;
import protocols.Tls;
import protocols.Trust;
import protocols.WireException;
import protocols.peers.Gap;
import protocols.peers.HandServer;
import protocols.peers.HandServer.Hand;
import protocols.peers.RealServer;
import protocols.peers.RequiresServer;
import protocols.peers.TestCa;
import protocols.peers.Vsftpd;

/**
 * In STREAM mode the end of the data connection is the end of the file (RFC 959 section 3.4.1): an upload that breaks off
 * must not end as one that is whole, or the server keeps the torso.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BrokenUploadFtpTest {

    private static final String WHOLE = "whole";
    private static final String BROKEN = "broken";

    /** A server that takes one upload, and tells how its data connection ended. */
    private static final class Taking implements AutoCloseable {
        private final CompletableFuture<String> end = new CompletableFuture<>();
        private final CountDownLatch reading = new CountDownLatch(1);
        private final HandServer server;

        Taking(boolean secure, boolean atOnce) throws IOException {
            if (atOnce) {
                reading.countDown();
            }
            server = secure ? HandServer.startTls(TestCa.sharedServer(), this::play) : HandServer.start(this::play);
        }

        FtpSession login(boolean secure, Duration transfer) throws IOException {
            Ftp ftp = Ftp.at("127.0.0.1").port(server.port()).transferTimeout(transfer);
            Ftp there = secure
                    ? ftp.tls(Tls.IMPLICIT)
                            .port(server.port())
                            .trust(Trust.of(TestCa.shared().trusting()))
                    : ftp;
            return there.connect().loginAnonymously();
        }

        private void play(Hand hand) throws IOException {
            hand.say("220 ready");
            String line = upTo(hand, "EPSV");
            try (ServerSocket port = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                hand.say("229 ok (|||" + port.getLocalPort() + "|)");
                line = hand.line();
                try (Hand data = hand.accept(port)) {
                    hand.say("150 go on " + line);
                    end.complete(endOf(data));
                }
            }
            boolean whole = end.join().equals(WHOLE);
            hand.say(whole ? "226 stored" : "426 the connection broke");
            upTo(hand, "NOOP");
            hand.say("200 still here");
            hand.hold();
        }

        private String endOf(Hand data) throws IOException {
            try {
                if (!reading.await(30, TimeUnit.SECONDS)) {
                    throw new IOException("nobody let the server read");
                }
                data.drain();
                return WHOLE;
            } catch (InterruptedException e) {
                throw new IOException(e);
            } catch (IOException reset) {
                return BROKEN;
            }
        }

        private static String upTo(Hand hand, String verb) throws IOException {
            String line = hand.line();
            while (!line.startsWith(verb)) {
                hand.say(line.startsWith("USER") ? "230 in" : "200 ok");
                line = hand.line();
            }
            return line;
        }

        String end() throws Exception {
            return end.get(30, TimeUnit.SECONDS);
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    /** What the caller's source does at its third piece. */
    private interface Accident {
        void happen() throws IOException;
    }

    private static InputStream source(Accident accident) {
        return new InputStream() {
            private int pieces;

            @Override
            public int read() {
                throw new UnsupportedOperationException();
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                if (++pieces == 3) {
                    accident.happen();
                }
                return length;
            }
        };
    }

    /** Its reader has read all that was sent before the next piece comes. */
    private static InputStream slowSource() {
        return new InputStream() {
            @Override
            public int read() {
                throw new UnsupportedOperationException();
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                Gap.pass(Duration.ofMillis(5));
                return Math.min(length, 1000);
            }
        };
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void ofASourceThatFailsIsBroken(boolean secure) throws Exception {
        try (Taking server = new Taking(secure, true);
                FtpSession ftp = server.login(secure, Duration.ofSeconds(30))) {
            assertThatThrownBy(() -> ftp.put(
                            source(() -> {
                                throw new IOException("the disk is gone");
                            }),
                            "a"))
                    .hasMessage("the disk is gone");
            assertThat(server.end()).isEqualTo(BROKEN);
            ftp.noop();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void thatIsClosedFromAnotherThreadIsBroken(boolean secure) throws Exception {
        try (Taking server = new Taking(secure, true)) {
            FtpSession ftp = server.login(secure, Duration.ofSeconds(30));
            assertThatThrownBy(() -> ftp.put(
                            source(() -> CompletableFuture.runAsync(ftp::close).join()), "a"))
                    .isInstanceOf(IOException.class);
            assertThat(server.end()).isEqualTo(BROKEN);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void thatIsInterruptedIsBroken(boolean secure) throws Exception {
        try (Taking server = new Taking(secure, true);
                FtpSession ftp = server.login(secure, Duration.ofSeconds(30))) {
            assertThatThrownBy(() -> ftp.put(source(() -> Thread.currentThread().interrupt()), "a"))
                    .isInstanceOf(WireException.Cancelled.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(server.end()).isEqualTo(BROKEN);
        }
    }

    /** Also where no write has to wait, which is when it would be seen otherwise. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void thatIsInterruptedReadsNothingMore(boolean secure) throws Exception {
        try (Taking server = new Taking(secure, true);
                FtpSession ftp = server.login(secure, Duration.ofSeconds(30))) {
            AtomicInteger pieces = new AtomicInteger();
            InputStream source = new InputStream() {
                @Override
                public int read() {
                    throw new UnsupportedOperationException();
                }

                @Override
                public int read(byte[] into, int offset, int length) {
                    if (pieces.incrementAndGet() == 3) {
                        Thread.currentThread().interrupt();
                    }
                    return pieces.get() < 3000 ? 1000 : -1;
                }
            };
            assertThatThrownBy(() -> ftp.put(source, "a"))
                    .isInstanceOf(WireException.Cancelled.class)
                    .hasMessageContaining(": STOR a, after ");
            assertThat(Thread.interrupted()).isTrue();
            assertThat(pieces).hasValue(3);
            assertThat(server.end()).isEqualTo(BROKEN);
            assertThat(ftp.transcript().toString()).contains("C: ABOR");
        }
    }

    @Test
    void thatIsInterruptedWhileItsRateMakesItWaitSaysWhere() throws Exception {
        try (Taking server = new Taking(false, true);
                FtpSession ftp = server.login(false, Duration.ofSeconds(30))) {
            Content slow = Content.bytes(new byte[1_000_000]).rate(100_000).progress(moved -> {
                if (moved.bytes() > 0) {
                    Thread.currentThread().interrupt();
                }
            });
            assertThatThrownBy(() -> ftp.put(slow, "a"))
                    .isInstanceOf(WireException.Cancelled.class)
                    .hasMessageContaining("127.0.0.1")
                    .hasMessageContaining(": STOR a, after ");
            assertThat(Thread.interrupted()).isTrue();
            assertThat(server.end()).isEqualTo(BROKEN);
        }
    }

    /** The server says 426 to our own reset, and perhaps at once. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoseTimeIsOverIsNotWhatTheServerSaysToThat(boolean secure) throws Exception {
        for (int i = 0; i < 8; i++) {
            try (Taking server = new Taking(secure, true);
                    FtpSession ftp = server.login(secure, Duration.ofMillis(100))) {
                assertThatThrownBy(() -> ftp.put(slowSource(), "a"))
                        .isInstanceOf(WireException.OutcomeUnknown.class)
                        .hasCauseInstanceOf(WireException.TimedOut.class);
                assertThat(server.end()).isEqualTo(BROKEN);
                assertThat(ftp.isOpen()).isFalse();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoseTimeIsOverIsBroken(boolean secure) throws Exception {
        try (Taking server = new Taking(secure, false);
                FtpSession ftp = server.login(secure, Duration.ofMillis(300))) {
            if (secure) {
                // The handshake needs a server that reads.
                server.reading.countDown();
            }
            assertThatThrownBy(() -> ftp.put(source(() -> {}), "a")).isInstanceOf(WireException.OutcomeUnknown.class);
            server.reading.countDown();
            assertThat(server.end()).isEqualTo(BROKEN);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void thatComesToItsEndIsWhole(boolean secure) throws Exception {
        try (Taking server = new Taking(secure, true);
                FtpSession ftp = server.login(secure, Duration.ofSeconds(30))) {
            ftp.put(new java.io.ByteArrayInputStream(new byte[300_000]), "a");
            assertThat(server.end()).isEqualTo(WHOLE);
            ftp.noop();
        }
    }

    @Test
    @RequiresServer(RealServer.VSFTPD)
    void isToldByTheServerAndTheSessionGoesOn() throws Exception {
        try (Vsftpd server = Vsftpd.start();
                FtpSession ftp =
                        Ftp.at("127.0.0.1").port(server.port()).connect().login(Vsftpd.USER, Vsftpd.PASSWORD)) {
            assertThatThrownBy(() -> ftp.put(
                            source(() -> {
                                throw new IOException("the disk is gone");
                            }),
                            "a"))
                    .hasMessage("the disk is gone");
            assertThat(ftp.transcript().toString()).contains("S: 426 Failure reading network stream.");
            ftp.noop();
        }
    }
}
