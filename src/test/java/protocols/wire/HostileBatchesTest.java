package protocols.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import protocols.Batch;
import protocols.Content;
import protocols.Script;
import protocols.Session;
import protocols.WireException;
import protocols.ftp.Ftp;
import protocols.ftp.FtpSession;
import protocols.imap.Imap;
import protocols.imap.ImapSession;
import protocols.peers.Scripted;
import protocols.pop3.Maildrop;
import protocols.pop3.Pop3;
import protocols.smtp.Envelope;
import protocols.smtp.Smtp;
import protocols.smtp.SmtpSession;

/** Answers to several commands at once that are too many, too early, or of another command: nothing is shifted by one. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HostileBatchesTest {

    private static final String HOST = "127.0.0.1";
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private static final String SMTP =
            """
            S: 220 mx
            C: EHLO client.example
            S: 250-mx
            S: 250 PIPELINING
            C: MAIL FROM:<a@example.org>
            C: RCPT TO:<b@example.net>
            C: RCPT TO:<c@example.net>
            C: DATA
            """;

    private static final Envelope TO_TWO = Envelope.of("a@example.org", "b@example.net", "c@example.net");

    private static final String POP3 =
            """
            S: +OK ready
            C: CAPA
            S: +OK
            S: USER
            S: PIPELINING
            S: .
            C: USER alice
            S: +OK
            C: PASS ********
            S: +OK in
            """;

    private static final String FTP =
            """
            S: 220 ready
            C: USER anonymous
            S: 230 in
            """;

    private static final String IMAP =
            """
            S: * OK [CAPABILITY IMAP4rev1] ready
            C: A1 LOGIN alice "********"
            S: A1 OK [CAPABILITY IMAP4rev1] in
            """;

    private static WireException fault(Session session, ThrowingCallable batch) {
        WireException fault = catchThrowableOfType(WireException.class, batch);
        assertThat(fault).isNotNull();
        assertThat(session.isOpen()).isFalse();
        return fault;
    }

    private static String states(WireException fault) {
        Batch<?, ?> batch = fault.batch();
        return StreamSupport.stream(batch.spliterator(), false)
                .map(fate -> fate.key() + " " + fate.state())
                .collect(Collectors.joining(", "));
    }

    private static WireException smtp(String answers) throws IOException {
        try (Scripted server =
                        Scripted.play(Scripted.of(SMTP + answers + "* closed\n").pieces(Script.Pieces.WHOLE));
                SmtpSession smtp = Smtp.at(HOST)
                        .port(server.port())
                        .timeout(LIMIT)
                        .helo("client.example")
                        .connect()) {
            return fault(smtp, () -> smtp.send(TO_TWO, Content.text("hi")));
        }
    }

    @Test
    void noMessageFollowsOnAnEnvelopeWithAnAnswerTooMany() throws IOException {
        assertThat(smtp("S: 250 sender\nS: 250 b\nS: 250 b again\nS: 250 c\nS: 354 go\n"))
                .isInstanceOfSatisfying(WireException.Malformed.class, e -> assertThat(e.excerpt())
                        .isEqualTo("250 c"));
        assertThat(smtp("S: 250 sender\nS: 250 b\nS: 550 b after all\nS: 250 c\nS: 354 go\n"))
                .isInstanceOf(WireException.Malformed.class);
    }

    @Test
    void noMessageFollowsOnAGoAheadWithMoreBehindIt() throws IOException {
        for (String more : List.of("354 go", "250 queued", "554 no")) {
            assertThat(smtp("S: 250 sender\nS: 250 b\nS: 250 c\nS: 354 go\nS: " + more + "\n"))
                    .hasMessageContaining(more);
        }
    }

    @Test
    void aFarewellWithinAnEnvelopeIsTheFault() throws IOException {
        assertThat(smtp("S: 250 sender\nS: 421 going down\n* closed by peer\n"))
                .isInstanceOf(WireException.Refused.class)
                .hasMessageContaining("421 going down");
    }

    @Test
    void anAnswerOfAnotherCommandEndsAnEnvelope() throws IOException {
        assertThat(smtp("S: 250 sender\nS: 235 in\nS: 250 c\nS: 354 go\n"))
                .isInstanceOf(WireException.Malformed.class)
                .hasMessageContaining("no answer to RCPT");
    }

    /** Forty commands, of which the first 32 go out together, and then 16 when half of them are answered. */
    private static String deletions(String verb, int count) {
        StringBuilder out = new StringBuilder();
        for (int i = 1; i <= count; i++) {
            out.append("C: ").append(verb).append(' ').append(i).append('\n');
        }
        return out.toString();
    }

    private static List<Integer> numbers(int count) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            numbers.add(i);
        }
        return numbers;
    }

    private interface Use<S> {
        void of(S session) throws IOException;
    }

    private static WireException pop3(String dialogue, Use<Maildrop> use) throws IOException {
        try (Scripted server = Scripted.play(
                        Scripted.of(POP3 + dialogue + "* closed\n").pieces(Script.Pieces.WHOLE));
                Maildrop drop = Pop3.at(HOST)
                        .port(server.port())
                        .timeout(LIMIT)
                        .connect()
                        .login("alice", "secret-1")) {
            return fault(drop, () -> use.of(drop));
        }
    }

    @Test
    void whichMessagesAreDeletedIsNotClaimedAfterAnAnswerTooMany() throws IOException {
        WireException fault = pop3(
                deletions("DELE", 3) + "S: +OK one\nS: +OK one again\nS: -ERR two\nS: +OK three\n",
                drop -> drop.deleteAll(numbers(3)));
        assertThat(fault).isInstanceOfSatisfying(WireException.Malformed.class, e -> assertThat(e.excerpt())
                .isEqualTo("+OK three"));
        assertThat(states(fault)).isEqualTo("1 UNKNOWN, 2 UNKNOWN, 3 UNKNOWN");
    }

    @Test
    void answersToWhatWasNotAskedYetAreClaimedByNobody() throws IOException {
        WireException fault = pop3(deletions("DELE", 32) + "S: +OK\n".repeat(40), drop -> drop.deleteAll(numbers(40)));
        assertThat(fault).isInstanceOf(WireException.Malformed.class).hasMessageContaining("no answer to DELE");
        assertThat(states(fault))
                .contains("1 UNKNOWN", "33 UNKNOWN", "40 UNKNOWN")
                .doesNotContain("DONE");
    }

    @Test
    void aMessageTooManyIsNotTakenForTheNextOne() throws IOException {
        List<String> taken = new ArrayList<>();
        WireException fault = pop3(
                deletions("RETR", 2) + "S: +OK\nS: one\nS: .\nS: -ERR extra\nS: +OK\nS: two\nS: .\n",
                drop -> drop.retrieveAll(
                        numbers(2),
                        message -> taken.add(message.number() + " "
                                + new String(message.bytes().readAllBytes(), StandardCharsets.US_ASCII).strip())));
        assertThat(taken).containsExactly("1 one");
        assertThat(states(fault)).isEqualTo("1 UNKNOWN, 2 UNKNOWN");
    }

    @Test
    void whatIsNoAnswerEndsABatchOfPop3() throws IOException {
        WireException fault =
                pop3(deletions("DELE", 3) + "S: +OK\nS: what\nS: +OK\n", drop -> drop.deleteAll(numbers(3)));
        assertThat(fault).isInstanceOf(WireException.Malformed.class).hasMessageContaining("what");
        assertThat(states(fault)).isEqualTo("1 DONE, 2 UNKNOWN, 3 UNKNOWN");
    }

    private static WireException ftp(String dialogue, Use<FtpSession> use) throws IOException {
        try (Scripted server =
                        Scripted.play(Scripted.of(FTP + dialogue + "* closed\n").pieces(Script.Pieces.WHOLE));
                FtpSession ftp = Ftp.at(HOST)
                        .port(server.port())
                        .timeout(LIMIT)
                        .connect()
                        .loginAnonymously()) {
            return fault(ftp, () -> use.of(ftp));
        }
    }

    /** A first data connection, after which the next one's commands go out together. */
    private static final String RETRIEVAL =
            """
            C: EPSV
            S: 229 ok (|||${port2}|)
            C: NLST
            S: 150 go
            *2 closed by peer
            S: 226 done
            C: TYPE I
            C: EPSV
            C: RETR a
            """;

    private static WireException retrieval(String answers) throws IOException {
        return ftp(RETRIEVAL + answers, ftp -> {
            ftp.names();
            ftp.get("a", OutputStream.nullOutputStream());
        });
    }

    @Test
    void aFileIsNotReadAfterAnAnswerOfAnotherCommand() throws IOException {
        for (String answers : List.of(
                "S: 200 ok\nS: 200 again\nS: 229 ok (|||${port2}|)\nS: 150 go\n",
                "S: 200 ok\nS: 150 go\nS: 229 ok (|||${port2}|)\n",
                "S: 200 ok\nS: 229 ok (|||${port2}|)\nS: 229 ok (|||${port2}|)\nS: 150 go\n")) {
            assertThat(retrieval(answers))
                    .isInstanceOf(WireException.Malformed.class)
                    .hasMessageContaining("no answer to");
        }
    }

    @Test
    void aFarewellBeforeAFileIsTheFault() throws IOException {
        assertThat(retrieval("S: 200 ok\nS: 421 idle\n* closed by peer\n"))
                .isInstanceOf(WireException.Refused.class)
                .hasMessageContaining("421 idle");
    }

    @Test
    void whichFilesAreDeletedIsNotClaimedAfterAnAnswerTooMany() throws IOException {
        String deletions = "C: DELE a\nC: DELE b\nC: DELE c\n";
        WireException extra = ftp(
                deletions + "S: 250 a\nS: 250 a again\nS: 550 b\nS: 250 c\n",
                ftp -> ftp.deleteAll(List.of("a", "b", "c")));
        assertThat(states(extra)).isEqualTo("a UNKNOWN, b UNKNOWN, c UNKNOWN");
        WireException leave = ftp(
                deletions + "S: 250 a\nS: 421 idle\n* closed by peer\n", ftp -> ftp.deleteAll(List.of("a", "b", "c")));
        assertThat(leave).hasMessageContaining("421 idle");
        assertThat(states(leave)).startsWith("a DONE").endsWith("c UNKNOWN");
        WireException other =
                ftp(deletions + "S: 250 a\nS: 354 go on\nS: 250 c\n", ftp -> ftp.deleteAll(List.of("a", "b", "c")));
        assertThat(states(other)).isEqualTo("a DONE, b UNKNOWN, c UNKNOWN");
    }

    private static WireException imap(String answers) throws IOException {
        String status = "C: A%d STATUS %s (MESSAGES UIDNEXT UIDVALIDITY UNSEEN)\n";
        String asked = status.formatted(2, "a") + status.formatted(3, "b") + status.formatted(4, "c");
        try (Scripted server = Scripted.play(
                        Scripted.of(IMAP + asked + answers + "* closed\n").pieces(Script.Pieces.WHOLE));
                ImapSession imap = Imap.at(HOST)
                        .port(server.port())
                        .timeout(LIMIT)
                        .connect()
                        .login("alice", "secret-1")) {
            return fault(imap, () -> imap.statusAll("a", "b", "c"));
        }
    }

    private static final String OF_A = "S: * STATUS a (MESSAGES 1 UIDNEXT 2 UIDVALIDITY 3 UNSEEN 0)\nS: A2 OK\n";

    @Test
    void aTagTwiceOrOneNotSentEndsAWindow() throws IOException {
        for (String answer : List.of("A2 OK", "A9 OK", "A5 OK")) {
            WireException fault = imap(OF_A + "S: " + answer + "\nS: A3 NO b\nS: A4 NO c\n");
            assertThat(fault).isInstanceOf(WireException.Malformed.class).hasMessageContaining("tag");
            assertThat(states(fault)).isEqualTo("a DONE, b UNKNOWN, c UNKNOWN");
        }
    }

    @Test
    void aFarewellWithinAWindowIsTheFault() throws IOException {
        WireException fault = imap(OF_A + "S: * BYE going down\n* closed by peer\n");
        assertThat(fault).isInstanceOf(WireException.Refused.class).hasMessageContaining("BYE going down");
        assertThat(states(fault)).isEqualTo("a DONE, b UNKNOWN, c UNKNOWN");
    }
}
