package protocols.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static protocols.wire.Cover.MINUTE;
import static protocols.wire.Cover.ftpToData;
import static protocols.wire.Cover.httpToBody;
import static protocols.wire.Cover.listen;
import static protocols.wire.Cover.much;
import static protocols.wire.Cover.smtpToData;
import static protocols.wire.Cover.zeros;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import protocols.Content;
import protocols.WireException;
import protocols.ftp.FtpSession;
import protocols.http.HttpSession;
import protocols.http.Response;
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

    /** What a slow peer is sent, in bytes: more than it reads while it is slow. */
    private static final int SIZE = 8 << 20;

    private static final Envelope ENVELOPE = Envelope.of("a@example.org", "b@example.net");

    @ParameterizedTest
    @EnumSource
    void aRefusalOfSmtpInTheMiddleOfAMessageEndsIt(Cover cover) throws IOException {
        try (HandServer server = cover.serve(hand -> {
                    smtpToData(hand);
                    hand.read(100_000);
                    hand.say("552 5.3.4 too big");
                    hand.hold();
                });
                SmtpSession smtp = cover.smtp(server, MINUTE)) {
            assertThatThrownBy(() -> smtp.send(ENVELOPE, much()))
                    .isInstanceOf(WireException.Refused.class)
                    .hasMessageContaining("552 5.3.4 too big");
            assertThat(smtp.isOpen()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRefusalCountsForMoreThanTheResetBehindIt(Cover cover) throws IOException {
        try (HandServer server = cover.serve(hand -> {
                    smtpToData(hand);
                    hand.read(100_000);
                    hand.say("421 4.3.2 shutting down");
                    hand.reset();
                });
                SmtpSession smtp = cover.smtp(server, MINUTE)) {
            assertThatThrownBy(() -> smtp.send(ENVELOPE, much()))
                    .isInstanceOf(WireException.Refused.class)
                    .hasMessageContaining("421 4.3.2 shutting down");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aYesBeforeTheFinalDotIsNotBelieved(Cover cover) throws IOException {
        try (HandServer server = cover.serve(hand -> {
                    smtpToData(hand);
                    hand.say("250 queued");
                    hand.readTo(".");
                    hand.say("554 no");
                    hand.hold();
                });
                SmtpSession smtp = cover.smtp(server, MINUTE)) {
            assertThatThrownBy(() -> smtp.send(ENVELOPE, zeros(1 << 24)))
                    .isInstanceOfSatisfying(WireException.Malformed.class, e -> assertThat(e.excerpt())
                            .isEqualTo("250 queued"));
            assertThat(smtp.isOpen()).isFalse();
        }
    }

    /** A peer that takes all that it is sent, so that no write ever waits. */
    private static void take(HandServer.Hand hand) throws IOException {
        hand.drain();
        hand.hold();
    }

    /** Content that is longer than anybody waits for; who reads its third piece is interrupted. */
    private static Content interrupting(AtomicInteger pieces) {
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
                return Math.min(length, 10_000);
            }
        };
        return Content.stream(source, SIZE);
    }

    private static void isSeenAtOnce(ThrowingCallable call, AtomicInteger pieces) {
        assertThatThrownBy(call).isInstanceOf(WireException.Cancelled.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(pieces).hasValueLessThan(16);
    }

    @ParameterizedTest
    @EnumSource
    void anInterruptIsSeenBeforeTheNextPieceOfSmtpLeaves(Cover cover) throws IOException {
        AtomicInteger pieces = new AtomicInteger();
        try (HandServer server = cover.serve(hand -> {
                    smtpToData(hand);
                    take(hand);
                });
                SmtpSession smtp = cover.smtp(server, MINUTE)) {
            isSeenAtOnce(() -> smtp.send(ENVELOPE, interrupting(pieces)), pieces);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anInterruptIsSeenBeforeTheNextPieceOfHttpLeaves(Cover cover) throws IOException {
        AtomicInteger pieces = new AtomicInteger();
        try (HandServer server = cover.serve(hand -> {
                    httpToBody(hand);
                    take(hand);
                });
                HttpSession http = cover.http(server, MINUTE).connect()) {
            isSeenAtOnce(() -> http.post("/").body(interrupting(pieces)).send(), pieces);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anInterruptIsSeenBeforeTheNextPieceOfImapLeaves(Cover cover) throws IOException {
        AtomicInteger pieces = new AtomicInteger();
        try (HandServer server = cover.serve(hand -> {
                    hand.say("* OK [CAPABILITY IMAP4rev1] ready");
                    hand.line();
                    hand.say("A1 OK [CAPABILITY IMAP4rev1] in");
                    hand.line();
                    hand.say("+ go on");
                    take(hand);
                });
                ImapSession imap = cover.imap(server)) {
            isSeenAtOnce(() -> imap.append("INBOX", NewMessage.of(interrupting(pieces))), pieces);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRefusalOfFtpInTheMiddleOfAFileEndsIt(Cover cover) throws IOException {
        try (ServerSocket port = listen(0);
                HandServer server = cover.serve(hand -> {
                    HandServer.Hand data = ftpToData(hand, port);
                    data.read(100_000);
                    hand.say("552 quota");
                    hand.line();
                    hand.say("200 still here");
                    hand.hold();
                });
                FtpSession ftp = cover.ftp(server, MINUTE)) {
            assertThatThrownBy(() -> ftp.put(much(), "big"))
                    .isInstanceOf(WireException.Refused.class)
                    .hasMessageContaining("552 quota");
            ftp.noop();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aYesBeforeTheEndOfAFileIsNotBelieved(Cover cover) throws IOException {
        try (ServerSocket port = listen(0);
                HandServer server = cover.serve(hand -> {
                    HandServer.Hand data = ftpToData(hand, port);
                    data.read(100_000);
                    hand.say("226 done");
                    hand.hold();
                });
                FtpSession ftp = cover.ftp(server, MINUTE)) {
            assertThatThrownBy(() -> ftp.put(much(), "big"))
                    .isInstanceOf(WireException.OutcomeUnknown.class)
                    .hasCauseInstanceOf(WireException.Malformed.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anErrorOfHttpInTheMiddleOfContentIsTheAnswer(Cover cover) throws IOException {
        for (boolean reset : new boolean[] {false, true}) {
            try (HandServer server = cover.serve(hand -> {
                        httpToBody(hand);
                        hand.read(100_000);
                        hand.say("HTTP/1.1 413 Too Large", "Content-Length: 3", "", "no");
                        if (reset) {
                            hand.reset();
                        } else {
                            hand.hold();
                        }
                    });
                    HttpSession http = cover.http(server, MINUTE).connect()) {
                Response response = http.post("/").body(much()).send();
                assertThat(response.status()).isEqualTo(413);
                response.close();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPeerThatAnswersWhileItReadsIsReadWhileItIsSentTo(Cover cover) throws IOException {
        int size = 32 << 20;
        try (HandServer server = cover.serve(hand -> {
                    httpToBody(hand);
                    hand.say("HTTP/1.1 200 OK", "Content-Length: " + size, "");
                    for (int left = size; left > 0; ) {
                        byte[] piece = hand.read(Math.min(left, 10_000));
                        hand.write(piece);
                        left -= piece.length;
                    }
                    hand.hold();
                });
                HttpSession http = cover.http(server, MINUTE).timeout(MINUTE).connect()) {
            byte[] echo = http.post("/").body(zeros(size)).send().bytes();
            byte[] sent = new byte[size];
            Arrays.fill(sent, (byte) 'x');
            assertThat(Arrays.equals(echo, sent)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRefusalOfImapInTheMiddleOfAMessageEndsIt(Cover cover) throws IOException {
        try (HandServer server = cover.serve(hand -> {
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
                ImapSession imap = cover.imap(server)) {
            assertThatThrownBy(() -> imap.append("INBOX", NewMessage.of(much())))
                    .isInstanceOf(WireException.Refused.class)
                    .hasMessageContaining("too big");
            assertThat(imap.isOpen()).isFalse();
        }
    }

    /** The kernel wakes a writer only when a third of its buffer is free; what leaves is progress all the same. */
    @Test
    void aReaderThatIsSlowButSteadyIsNotIdle() throws Exception {
        allPass(new Pace(16 << 10, 0, 10_000, Duration.ofSeconds(12), Duration.ofSeconds(5)));
    }

    @Test
    @EnabledIfSystemProperty(
            named = "protocols.reuse",
            matches = "whole",
            disabledReason =
                    "takes more than the minute of the default limit: once a build, with the whole reuse table")
    void aSlowReaderWithTheBuffersOfItsSystemPassesTheDefaultLimit() throws Exception {
        allPass(new Pace(0, 0, 30_000, Duration.ofSeconds(75), MINUTE));
    }

    /** The end of a body, and under TLS the rest of a record and a close_notify, wait for a full buffer to be read. */
    @Test
    void aReaderThatIsSlowAtTheEndIsNotIdle() throws Exception {
        allPass(new Pace(16 << 10, SIZE / 2, 200_000, Duration.ofSeconds(15), Duration.ofSeconds(5)));
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
            Receipt receipt = smtp.send(ENVELOPE, zeros(600_000));
            assertThat(receipt.reply().text()).isEqualTo("queued");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aHeadThatComesWhileContentIsSentHasTheLimitsOfAHead(Cover cover) throws IOException {
        record Flood(String piece, String limit) {}
        for (Flood flood : List.of(
                new Flood("z".repeat(1000), "line"),
                new Flood("X-A: " + "a".repeat(1000) + "\r\n", "reply"),
                new Flood("HTTP/1.1 102 Wait\r\n\r\n", "informational responses"))) {
            try (HandServer server = cover.serve(hand -> {
                        httpToBody(hand);
                        hand.say("HTTP/1.1 102 Wait", "");
                        if (flood.limit().equals("reply")) {
                            hand.say("HTTP/1.1 200 OK");
                        }
                        while (true) {
                            hand.write(flood.piece().getBytes(StandardCharsets.US_ASCII));
                        }
                    });
                    HttpSession http = cover.http(server, MINUTE).connect()) {
                assertThatThrownBy(() -> http.post("/").body(much()).send())
                        .isInstanceOfSatisfying(WireException.LimitExceeded.class, e -> assertThat(e.limit())
                                .isEqualTo(flood.limit()));
            }
        }
    }

    /**
     * How a peer reads: its receive buffer, so many bytes at once, then so many a second for a while, and the rest at once;
     * and the client's limit.
     */
    private record Pace(int receiveBuffer, int first, int rate, Duration slow, Duration idle) {

        void read(HandServer.Hand hand) throws IOException {
            hand.read(first);
            hand.trickle(rate, slow);
        }
    }

    private static void allPass(Pace pace) throws Exception {
        ExecutorService all = Executors.newCachedThreadPool();
        try {
            List<Future<String>> answers = new ArrayList<>();
            for (Cover cover : Cover.values()) {
                answers.add(all.submit(() -> mailTo(cover, pace)));
                answers.add(all.submit(() -> fileTo(cover, pace)));
                answers.add(all.submit(() -> postTo(cover, pace)));
            }
            List<String> texts = new ArrayList<>();
            for (Future<String> answer : answers) {
                texts.add(answer.get());
            }
            assertThat(texts).containsOnly("queued", "done", "Done").hasSize(3 * Cover.values().length);
        } finally {
            all.shutdownNow();
        }
    }

    private static String mailTo(Cover cover, Pace pace) throws IOException {
        try (HandServer server = cover.serve(pace.receiveBuffer(), hand -> {
                    smtpToData(hand);
                    pace.read(hand);
                    hand.readTo(".");
                    hand.say("250 queued");
                    hand.line();
                    hand.say("221 bye");
                });
                SmtpSession session = cover.smtp(server, pace.idle())) {
            String answer = session.send(ENVELOPE, zeros(SIZE)).reply().text();
            assertThat(server.received()).isGreaterThan(SIZE);
            return answer;
        }
    }

    private static String fileTo(Cover cover, Pace pace) throws IOException {
        try (ServerSocket port = listen(pace.receiveBuffer());
                HandServer server = cover.serve(pace.receiveBuffer(), hand -> {
                    HandServer.Hand data = ftpToData(hand, port);
                    pace.read(data);
                    data.drain();
                    hand.say("226 done");
                    hand.hold();
                });
                FtpSession session = cover.ftp(server, pace.idle())) {
            String answer = session.put(zeros(SIZE), "big").reply().text();
            assertThat(server.received()).isEqualTo(SIZE);
            return answer;
        }
    }

    private static String postTo(Cover cover, Pace pace) throws IOException {
        try (HandServer server = cover.serve(pace.receiveBuffer(), hand -> {
                    httpToBody(hand);
                    pace.read(hand);
                    hand.readRest(SIZE);
                    hand.say("HTTP/1.1 204 Done", "");
                });
                HttpSession session = cover.http(server, pace.idle()).connect()) {
            return session.post("/").body(zeros(SIZE)).send().reason();
        }
    }
}
