package protocols.internal.smtp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.Content;
import protocols.Transcript;
import protocols.WireException;
import protocols.mail.MailMessage;
import protocols.smtp.Envelope;
import protocols.smtp.Mail;
import protocols.smtp.Sent;
import protocols.smtp.Smtp;
import protocols.smtp.SmtpSession;

/** What the caller's own code throws comes out as it is, and leaves the session in step or closed. */
class CallersCodeTest {

    private static final String HELLO =
            """
            S: 220 mx.example.org
            C: EHLO [127.0.0.1]
            S: 250-mx.example.org
            """;
    private static final String PIPELINING = HELLO + "S: 250 PIPELINING\n";
    private static final String GO_AHEAD =
            """
            C: MAIL FROM:<alice@example.org>
            C: RCPT TO:<bob@example.net>
            C: DATA
            S: 250 ok
            S: 250 ok
            S: 354 go ahead
            """;
    private static final String NOOP = """
            C: NOOP
            S: 250 ok
            """;

    private final Mail good = mail(MailMessage.raw("x".getBytes(UTF_8)));

    private static Mail mail(MailMessage message) {
        return Mail.of(Envelope.of("alice@example.org", "bob@example.net"), message);
    }

    private static SmtpSession over(String dialogue) throws WireException {
        return Smtp.at("localhost").via(Transcript.parse(dialogue).replay()).connect();
    }

    /** One failure of each kind, by its name. */
    private static Throwable failure(String kind) {
        return switch (kind) {
            case "IOException" -> new IOException("disk on fire");
            case "RuntimeException" -> new UnsupportedOperationException("not today");
            case "WireException" -> new WireException.Hangup("another session");
            default -> new AssertionError("wrong");
        };
    }

    private static <T> T fail(Throwable failure) throws IOException {
        if (failure instanceof IOException e) {
            throw e;
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        throw (Error) failure;
    }

    private static InputStream breaking(Throwable failure) {
        return new InputStream() {
            private int read;

            @Override
            public int read() throws IOException {
                return read++ < 3 ? 'a' : CallersCodeTest.<Integer>fail(failure);
            }
        };
    }

    private static void assertClosed(SmtpSession smtp, String why) {
        assertThat(smtp.isOpen()).isFalse();
        assertThatThrownBy(smtp::noop)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed because " + why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"IOException", "RuntimeException", "WireException", "Error"})
    void aMessageThatBreaksOffIsNotEndedByADotAndClosesTheSession(String kind) throws IOException {
        Throwable failure = failure(kind);
        Envelope envelope = Envelope.of("alice@example.org", "bob@example.net");
        SmtpSession within = over(PIPELINING + GO_AHEAD);
        assertThatThrownBy(() -> within.send(envelope, breaking(failure))).isSameAs(failure);
        assertThat(within.transcript().said(Transcript.Side.CLIENT)).doesNotContain(".");
        assertClosed(within, "the source failed");

        SmtpSession before = over(PIPELINING + GO_AHEAD);
        assertThatThrownBy(() -> before.send(envelope, Content.of(() -> fail(failure))))
                .isSameAs(failure);
        assertClosed(before, "the source failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"IOException", "RuntimeException"})
    void anAttachmentThatCannotBeReadIsNoFaultOfTheLine(String kind) throws IOException {
        Throwable failure = failure(kind);
        Mail broken = mail(MailMessage.from("alice@example.org").attach("a.pdf", Content.of(() -> breaking(failure))));
        SmtpSession one = over(PIPELINING + GO_AHEAD);
        assertThatThrownBy(() -> one.send(broken)).isSameAs(failure);
        assertClosed(one, "the source failed");

        List<Sent> told = new ArrayList<>();
        String second = GO_AHEAD.replace("S: 250 ok\nS: 250 ok", "S: 250 queued\nS: 250 ok\nS: 250 ok");
        SmtpSession many = over(PIPELINING + GO_AHEAD + "C: x\nC: .\n" + second);
        assertThatThrownBy(() -> many.sendAll(List.of(good, broken), told::add)).isSameAs(failure);
        assertThat(told).extracting(Sent::mail).containsExactly(good);
        assertClosed(many, "the source failed");
        SmtpSession batch = over(PIPELINING + GO_AHEAD + "C: x\nC: .\n" + second);
        assertThatThrownBy(() -> batch.sendAll(List.of(good, broken))).isSameAs(failure);
        assertClosed(batch, "the source failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"IOException", "RuntimeException", "WireException", "Error"})
    void aReceiverThatFailsAtTheLastMailLeavesTheSessionGood(String kind) throws IOException {
        Throwable failure = failure(kind);
        SmtpSession smtp = over(PIPELINING + GO_AHEAD + "C: x\nC: .\nS: 250 queued\n" + NOOP);
        assertThatThrownBy(() -> smtp.sendAll(List.of(good), sent -> fail(failure)))
                .isSameAs(failure);
        smtp.noop();
    }

    @ParameterizedTest
    @ValueSource(strings = {"IOException", "RuntimeException"})
    void withoutPipeliningAReceiverThatFailsLeavesTheSessionGood(String kind) throws IOException {
        Throwable failure = failure(kind);
        SmtpSession smtp = over(HELLO
                + """
                S: 250 HELP
                C: MAIL FROM:<alice@example.org>
                S: 250 ok
                C: RCPT TO:<bob@example.net>
                S: 250 ok
                C: DATA
                S: 354 go ahead
                C: x
                C: .
                S: 250 queued
                """
                + NOOP);
        assertThatThrownBy(() -> smtp.sendAll(List.of(good, good), sent -> fail(failure)))
                .isSameAs(failure);
        smtp.noop();
    }

    @ParameterizedTest
    @ValueSource(strings = {"IOException", "RuntimeException"})
    void whereTheServerWaitsForTheNextMailAReceiverThatFailsClosesTheSession(String kind) throws IOException {
        Throwable failure = failure(kind);
        SmtpSession smtp = over(PIPELINING + GO_AHEAD
                + "C: x\nC: .\n"
                + GO_AHEAD.replace("S: 250 ok\nS: 250 ok", "S: 250 queued\nS: 250 ok\nS: 250 ok"));
        assertThatThrownBy(() -> smtp.sendAll(List.of(good, good), sent -> fail(failure)))
                .isSameAs(failure);
        assertThat(smtp.transcript().said(Transcript.Side.CLIENT)).containsOnlyOnce(".");
        assertClosed(smtp, "the receiver failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"IOException", "RuntimeException"})
    void whereTheServerRefusesTheNextMailItIsForgottenAndTheSessionGoesOn(String kind) throws IOException {
        Throwable failure = failure(kind);
        SmtpSession smtp = over(PIPELINING + GO_AHEAD
                + """
                C: x
                C: .
                C: MAIL FROM:<alice@example.org>
                C: RCPT TO:<bob@example.net>
                C: DATA
                S: 250 queued
                S: 250 ok
                S: 450 later
                S: 503 no valid recipients
                C: RSET
                """
                + GO_AHEAD.replace("S: 250 ok\nS: 250 ok", "S: 250 reset\nS: 250 ok\nS: 250 ok")
                + "C: x\nC: .\nS: 250 queued\n");
        assertThatThrownBy(() -> smtp.sendAll(List.of(good, good), sent -> fail(failure)))
                .isSameAs(failure);
        assertThat(smtp.send(good).isComplete()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RuntimeException", "Error"})
    void whereTheMailsCannotBeHadTheOnesBeforeAreConfirmedAndTheSessionIsGood(String kind) throws IOException {
        Throwable failure = failure(kind);
        SmtpSession smtp = over(PIPELINING + GO_AHEAD + "C: x\nC: .\nS: 250 queued\n" + NOOP);
        List<Sent> told = new ArrayList<>();
        assertThatThrownBy(() -> smtp.sendAll(oneAndThen(failure), told::add)).isSameAs(failure);
        assertThat(told).extracting(Sent::mail).containsExactly(good);
        smtp.noop();

        SmtpSession batch = over(PIPELINING + NOOP);
        assertThatThrownBy(() -> batch.sendAll(oneAndThen(failure))).isSameAs(failure);
        batch.noop();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RuntimeException", "Error"})
    void aLineThatBreaksWhileTheMailBeforeIsConfirmedIsToldBesides(String kind) throws IOException {
        Throwable failure = failure(kind);
        SmtpSession smtp = over(PIPELINING + GO_AHEAD + "C: x\nC: .\n* closed by peer\n");
        assertThatThrownBy(() -> smtp.sendAll(oneAndThen(failure), sent -> {})).isSameAs(failure);
        assertThat(failure.getSuppressed()).singleElement().isInstanceOf(WireException.OutcomeUnknown.class);
        assertThatThrownBy(smtp::noop).isInstanceOf(WireException.Hangup.class);
    }

    private Iterable<Mail> oneAndThen(Throwable failure) {
        return () -> new Iterator<>() {
            private boolean given;

            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Mail next() {
                if (!given) {
                    given = true;
                    return good;
                }
                try {
                    return fail(failure);
                } catch (IOException never) {
                    throw new NoSuchElementException(never);
                }
            }
        };
    }
}
