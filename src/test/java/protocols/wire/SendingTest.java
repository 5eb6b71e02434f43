package protocols.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import protocols.Content;
import protocols.WireException;
import protocols.ftp.Ftp;
import protocols.ftp.FtpSession;
import protocols.http.Http;
import protocols.http.HttpSession;
import protocols.http.Response;
import protocols.imap.Imap;
import protocols.imap.ImapSession;
import protocols.imap.NewMessage;
import protocols.peers.HandServer;
import protocols.smtp.Envelope;
import protocols.smtp.Receipt;
import protocols.smtp.Smtp;
import protocols.smtp.SmtpSession;

/** Sending listens: to what the peer says meanwhile, and to how fast it reads. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class SendingTest {

    /** More than all buffers between the two hold. */
    private static final int MUCH = 64 << 20;

    /** What may have left before an early answer is heard. */
    private static final long BUFFERED = 16 << 20;

    private static final Envelope ENVELOPE = Envelope.of("a@example.org", "b@example.net");

    private static InputStream zeros() {
        return new InputStream() {
            @Override
            public int read() {
                return 'x';
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                Arrays.fill(into, offset, offset + length, (byte) 'x');
                return length;
            }
        };
    }

    private static Content much() {
        return Content.stream(zeros(), MUCH);
    }

    // Servers up to the point where the client sends its body.

    private static void smtpToData(HandServer.Hand hand) throws IOException {
        hand.say("220 mx");
        for (String line = hand.line(); !line.equals("DATA"); line = hand.line()) {
            hand.say("250 ok");
        }
        hand.say("354 go on");
    }

    private static HandServer.Hand ftpToData(HandServer.Hand hand, ServerSocket port) throws IOException {
        hand.say("220 ready");
        for (String line = hand.line(); !line.startsWith("STOR"); line = hand.line()) {
            hand.say(
                    switch (line.split(" ")[0]) {
                        case "USER" -> "230 in";
                        case "EPSV" -> "229 ok (|||" + port.getLocalPort() + "|)";
                        default -> "200 ok";
                    });
        }
        HandServer.Hand data = hand.accept(port);
        hand.say("150 go on");
        return data;
    }

    private static ServerSocket listen(int receiveBuffer) throws IOException {
        ServerSocket socket = new ServerSocket();
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return socket;
    }

    private static void httpToBody(HandServer.Hand hand) throws IOException {
        for (String line = hand.line(); !line.isEmpty(); line = hand.line()) {
            assertThat(line.toLowerCase(Locale.ROOT)).doesNotStartWith("expect");
        }
    }

    private static SmtpSession smtp(HandServer server, Duration idle) throws IOException {
        return Smtp.at("127.0.0.1").port(server.port()).idleTimeout(idle).connect();
    }

    private static FtpSession ftp(HandServer server, Duration idle) throws IOException {
        return Ftp.at("127.0.0.1")
                .port(server.port())
                .idleTimeout(idle)
                .connect()
                .loginAnonymously();
    }

    private static Http http(HandServer server, Duration idle) {
        return Http.at("http://127.0.0.1:" + server.port()).idleTimeout(idle);
    }

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void aRefusalOfSmtpInTheMiddleOfAMessageEndsIt() throws IOException {
        try (HandServer server = HandServer.start(hand -> {
                    smtpToData(hand);
                    hand.read(100_000);
                    hand.say("552 5.3.4 too big");
                    hand.hold();
                });
                SmtpSession smtp = smtp(server, MINUTE)) {
            assertThatThrownBy(() -> smtp.send(ENVELOPE, much()))
                    .isInstanceOf(WireException.Refused.class)
                    .hasMessageContaining("552 5.3.4 too big");
            assertThat(smtp.isOpen()).isFalse();
        }
    }

    @Test
    void aRefusalCountsForMoreThanTheResetBehindIt() throws IOException {
        try (HandServer server = HandServer.start(hand -> {
                    smtpToData(hand);
                    hand.read(100_000);
                    hand.say("421 4.3.2 shutting down");
                    hand.reset();
                });
                SmtpSession smtp = smtp(server, MINUTE)) {
            assertThatThrownBy(() -> smtp.send(ENVELOPE, much()))
                    .isInstanceOf(WireException.Refused.class)
                    .hasMessageContaining("421 4.3.2 shutting down");
        }
    }

    @Test
    void aYesBeforeTheFinalDotIsNotBelieved() throws IOException {
        try (HandServer server = HandServer.start(hand -> {
                    smtpToData(hand);
                    hand.say("250 queued");
                    hand.readTo(".");
                    hand.say("554 no");
                    hand.hold();
                });
                SmtpSession smtp = smtp(server, MINUTE)) {
            assertThatThrownBy(() -> smtp.send(ENVELOPE, Content.stream(zeros(), 1 << 20)))
                    .isInstanceOfSatisfying(WireException.Malformed.class, e -> assertThat(e.excerpt())
                            .isEqualTo("250 queued"));
            assertThat(smtp.isOpen()).isFalse();
        }
    }

    @Test
    void aRefusalOfFtpInTheMiddleOfAFileEndsIt() throws IOException {
        try (ServerSocket port = listen(0);
                HandServer server = HandServer.start(hand -> {
                    HandServer.Hand data = ftpToData(hand, port);
                    data.read(100_000);
                    hand.say("552 quota");
                    hand.line();
                    hand.say("200 still here");
                    hand.hold();
                });
                FtpSession ftp = ftp(server, MINUTE)) {
            assertThatThrownBy(() -> ftp.put(much(), "big"))
                    .isInstanceOf(WireException.Refused.class)
                    .hasMessageContaining("552 quota");
            ftp.noop();
        }
    }

    @Test
    void aYesBeforeTheEndOfAFileIsNotBelieved() throws IOException {
        try (ServerSocket port = listen(0);
                HandServer server = HandServer.start(hand -> {
                    HandServer.Hand data = ftpToData(hand, port);
                    data.read(100_000);
                    hand.say("226 done");
                    hand.hold();
                });
                FtpSession ftp = ftp(server, MINUTE)) {
            assertThatThrownBy(() -> ftp.put(much(), "big"))
                    .isInstanceOf(WireException.OutcomeUnknown.class)
                    .hasCauseInstanceOf(WireException.Malformed.class);
        }
    }

    @Test
    void anErrorOfHttpInTheMiddleOfContentIsTheAnswer() throws IOException {
        for (boolean reset : new boolean[] {false, true}) {
            try (HandServer server = HandServer.start(hand -> {
                        httpToBody(hand);
                        hand.read(100_000);
                        hand.say("HTTP/1.1 413 Too Large", "Content-Length: 3", "", "no");
                        if (reset) {
                            hand.reset();
                        } else {
                            hand.hold();
                        }
                    });
                    HttpSession http = http(server, MINUTE).connect()) {
                Response response = http.post("/").body(much()).send();
                assertThat(response.status()).isEqualTo(413);
                response.close();
            }
        }
    }

    @Test
    void aPeerThatAnswersWhileItReadsIsReadWhileItIsSentTo() throws IOException {
        int size = 32 << 20;
        try (HandServer server = HandServer.start(hand -> {
                    httpToBody(hand);
                    hand.say("HTTP/1.1 200 OK", "Content-Length: " + size, "");
                    for (int left = size; left > 0; ) {
                        byte[] piece = hand.read(Math.min(left, 10_000));
                        hand.write(piece);
                        left -= piece.length;
                    }
                    hand.hold();
                });
                HttpSession http = http(server, MINUTE).timeout(MINUTE).connect()) {
            byte[] echo =
                    http.post("/").body(Content.stream(zeros(), size)).send().bytes();
            byte[] sent = new byte[size];
            Arrays.fill(sent, (byte) 'x');
            assertThat(Arrays.equals(echo, sent)).isTrue();
        }
    }

    @Test
    void aRefusalOfImapInTheMiddleOfAMessageEndsIt() throws IOException {
        try (HandServer server = HandServer.start(hand -> {
                    hand.say("* OK [CAPABILITY IMAP4rev1] ready");
                    hand.line();
                    hand.say("A1 OK [CAPABILITY IMAP4rev1] in");
                    hand.line();
                    hand.say("+ go on");
                    hand.read(100_000);
                    hand.say("* 7 EXISTS");
                    hand.read(100_000);
                    hand.say("A2 NO [LIMIT] too big");
                    hand.hold();
                });
                ImapSession imap =
                        Imap.at("127.0.0.1").port(server.port()).connect().login("alice", "secret-1")) {
            assertThatThrownBy(() -> imap.append("INBOX", NewMessage.of(much())))
                    .isInstanceOf(WireException.Refused.class)
                    .hasMessageContaining("too big");
            assertThat(imap.isOpen()).isFalse();
        }
    }

    /** The kernel wakes a writer only when a third of its buffer is free; what leaves is progress all the same. */
    @Test
    void aReaderThatIsSlowButSteadyIsNotIdle() throws Exception {
        Duration slow = Duration.ofSeconds(12);
        allPass(16 << 10, 10_000, slow, Duration.ofSeconds(5));
    }

    @Test
    void aSlowReaderWithTheBuffersOfItsSystemPassesTheDefaultLimit() throws Exception {
        allPass(0, 30_000, Duration.ofSeconds(75), MINUTE);
    }

    /** All of it lies in the buffers of the two systems when the wait for the answer begins. */
    @Test
    void theAnswerToWhatIsReadSlowlyIsWaitedFor() throws Exception {
        try (HandServer server = HandServer.start(hand -> {
                    smtpToData(hand);
                    hand.trickle(60_000, Duration.ofSeconds(8));
                    hand.readTo(".");
                    hand.say("250 queued");
                    hand.line();
                });
                SmtpSession smtp = Smtp.at("127.0.0.1")
                        .port(server.port())
                        .timeout(Duration.ofSeconds(2))
                        .connect()) {
            Receipt receipt = smtp.send(ENVELOPE, Content.stream(zeros(), 600_000));
            assertThat(receipt.reply().text()).isEqualTo("queued");
        }
    }

    @Test
    void aHeadThatComesWhileContentIsSentHasTheLimitsOfAHead() throws IOException {
        record Flood(String piece, String limit) {}
        for (Flood flood : List.of(
                new Flood("z".repeat(1000), "line"),
                new Flood("X-A: " + "a".repeat(1000) + "\r\n", "reply"),
                new Flood("HTTP/1.1 102 Wait\r\n\r\n", "informational responses"))) {
            try (HandServer server = HandServer.start(hand -> {
                        httpToBody(hand);
                        hand.say("HTTP/1.1 102 Wait", "");
                        if (flood.limit().equals("reply")) {
                            hand.say("HTTP/1.1 200 OK");
                        }
                        while (true) {
                            hand.write(flood.piece().getBytes(StandardCharsets.US_ASCII));
                        }
                    });
                    HttpSession http = http(server, MINUTE).connect()) {
                assertThatThrownBy(() -> http.post("/").body(much()).send())
                        .isInstanceOfSatisfying(WireException.LimitExceeded.class, e -> assertThat(e.limit())
                                .isEqualTo(flood.limit()));
            }
        }
    }

    private static void allPass(int receiveBuffer, int pace, Duration slow, Duration idle) throws Exception {
        int size = 8 << 20;
        ExecutorService all = Executors.newCachedThreadPool();
        try (ServerSocket port = listen(receiveBuffer);
                HandServer smtp = HandServer.start(receiveBuffer, hand -> {
                    smtpToData(hand);
                    hand.trickle(pace, slow);
                    hand.readTo(".");
                    hand.say("250 queued");
                    hand.line();
                    hand.say("221 bye");
                });
                HandServer ftp = HandServer.start(receiveBuffer, hand -> {
                    HandServer.Hand data = ftpToData(hand, port);
                    data.trickle(pace, slow);
                    data.drain();
                    hand.say("226 done");
                    hand.hold();
                });
                HandServer http = HandServer.start(receiveBuffer, hand -> {
                    httpToBody(hand);
                    hand.trickle(pace, slow);
                    hand.readRest(size);
                    hand.say("HTTP/1.1 204 Done", "");
                })) {
            Callable<String> mail = () -> {
                try (SmtpSession session = smtp(smtp, idle)) {
                    return session.send(ENVELOPE, Content.stream(zeros(), size))
                            .reply()
                            .text();
                }
            };
            Callable<String> file = () -> {
                try (FtpSession session = ftp(ftp, idle)) {
                    return session.put(Content.stream(zeros(), size), "big")
                            .reply()
                            .text();
                }
            };
            Callable<String> post = () -> {
                try (HttpSession session = http(http, idle).connect()) {
                    return session.post("/")
                            .body(Content.stream(zeros(), size))
                            .send()
                            .reason();
                }
            };
            Future<String> first = all.submit(mail);
            Future<String> second = all.submit(file);
            Future<String> third = all.submit(post);
            assertThat(first.get()).isEqualTo("queued");
            assertThat(second.get()).isEqualTo("done");
            assertThat(third.get()).isEqualTo("Done");
            assertThat(smtp.received()).isGreaterThan(size);
            assertThat(ftp.received()).isEqualTo(size);
        } finally {
            all.shutdownNow();
        }
    }
}
