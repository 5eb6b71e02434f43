package protocols.internal.imap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.WireException;
import protocols.imap.Fetch;
import protocols.imap.FetchedMessage;
import protocols.imap.Mailbox;
import protocols.imap.Messages;
import protocols.imap.UidSet;

/** A section answers what was asked for only by its name and its origin (RFC 9051 section 7.5.2). */
class NotAskedTest {

    private static final String FETCH_4 = "C: A3 UID FETCH 4 (UID BODY.PEEK[])\n";
    private static final String DONE = "A3 OK done\nC: A4 NOOP\nS: A4 OK\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "S: * 1 FETCH (UID 4 BODY[]<0> {5}\nS: hello)\\x0d\\x0a",
                "S: * 1 FETCH (UID 4 BODY[]<0> \"hello\")\\x0d\\x0a",
                "S: * 1 FETCH (BODY[]<0> {5}\nS: hello UID 4)\\x0d\\x0a",
                "S: * 1 FETCH (UID 4 BODY[TEXT] {5}\nS: hello)\\x0d\\x0a",
                "S: * 1 FETCH (BODY[TEXT] {5}\nS: hello)\\x0d\\x0a* 1 FETCH (UID 4)\\x0d\\x0a",
                "S: * 1 FETCH (UID 4 RFC822.HEADER {5}\nS: hello)\\x0d\\x0a",
                "S: * 1 FETCH (UID 4 BINARY[] ~{5}\nS: hello)\\x0d\\x0a",
                "S: * 1 FETCH (UID 4 BODY[] NIL)\\x0d\\x0a",
                "S: * 1 FETCH (UID 4 BODY[] nil)\\x0d\\x0a",
                "S: * 1 FETCH (UID 4 FLAGS (\\\\Seen))\\x0d\\x0a",
            })
    void messageThatIsToldOfWithoutItsBytesIsNoDownload(String answer) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Mailbox inbox = Played.inbox(FETCH_4 + answer + DONE);

        assertThatThrownBy(() -> inbox.download(4, out))
                .isInstanceOfSatisfying(WireException.Malformed.class, e -> assertThat(e.where())
                        .isPresent());
        assertThat(out.size()).isZero();
        inbox.noop();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "S: * 1 FETCH (UID 4 BODY[]<0> {5}\nS: evil! BODY[] {4}\nS: good)\\x0d\\x0a",
                "S: * 1 FETCH (UID 4 BODY[]<7> {5}\nS: evil!)\\x0d\\x0a* 1 FETCH (UID 4 BODY[] {4}\nS: good)\\x0d\\x0a",
                "S: * 1 FETCH (BODY[TEXT] {5}\nS: evil! RFC822 \"good\" UID 4)\\x0d\\x0a",
            })
    void whatWasAskedForIsTakenFromAmongOthers(String answer) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Mailbox inbox = Played.inbox(FETCH_4 + answer + DONE);

        assertThat(inbox.download(4, out).orElseThrow().bytes()).isEqualTo(4);
        assertThat(out).hasToString("good");
        inbox.noop();
    }

    @Test
    void receiverOfSectionsGetsThoseThatWereAskedFor() throws IOException {
        List<String> given = new ArrayList<>();
        Mailbox inbox = Played.inbox(
                """
                C: A3 UID FETCH 4:5 (UID BODY.PEEK[1] BODY.PEEK[HEADER.FIELDS (Subject X-A)])
                S: * 1 FETCH (UID 4 BODY[1]<0> {5}
                S: part! BODY[2] {4}
                S: two! BODY[HEADER.FIELDS ("SUBJECT" X-a)] {5}
                S: lines BODY[1] {3}
                S: one)\\x0d\\x0a* 2 FETCH (UID 5 BODY[TEXT] {4}
                S: text)\\x0d\\x0a* 2 FETCH (UID 5 BODY[1] {4}
                S: five)\\x0d\\x0aA3 OK
                C: A4 NOOP
                S: A4 OK
                """);

        inbox.fetch(
                UidSet.range(4, 5),
                Fetch.bodyPart("1").and(Fetch.headerFields("Subject", "X-A")),
                section -> given.add(section.message().uid().orElseThrow() + ": "
                        + new String(section.bytes().readAllBytes(), UTF_8)),
                message -> given.add(message.uid().orElseThrow() + " whole"));
        assertThat(given).containsExactly("4: lines", "4: one", "4 whole", "5: five", "5 whole");
        inbox.noop();
    }

    @Test
    void pieceInMemoryIsNotTheWhole() throws IOException {
        Mailbox inbox = Played.inbox(FETCH_4
                + "S: * 1 FETCH (UID 4 BODY[]<0> {5}\nS: hello BODY[TEXT] {4}\nS: text)\\x0d\\x0a"
                + "* 1 FETCH (BODY[] {4}\nS: good)\\x0d\\x0a" + DONE);

        Messages messages = inbox.fetch(UidSet.of(4), Fetch.message());
        assertThat(messages).hasSize(1);
        FetchedMessage message = messages.get(4).orElseThrow();
        assertThat(message.bytes().orElseThrow()).asString().isEqualTo("good");
        assertThat(message.bodies()).hasSize(3);
        assertThat(message.bodies().get(0).origin()).hasValue(0);
        inbox.noop();
    }

    @Test
    void envelopeThatIsTooShortIsKeptAndIsAProblem() throws IOException {
        Mailbox inbox = Played.inbox(
                """
                C: A3 UID FETCH 4:5 (UID ENVELOPE FLAGS)
                S: * 1 FETCH (UID 4 ENVELOPE (NIL "hello"))
                S: * 1 FETCH (FLAGS (\\\\Seen))
                S: * 2 FETCH (UID 5 FLAGS () ENVELOPE (NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL))
                S: A3 OK
                """);

        Messages messages = inbox.fetch(UidSet.range(4, 5), Fetch.envelope().and(Fetch.flags()));
        FetchedMessage four = messages.get(4).orElseThrow();
        assertThat(four.problems()).singleElement().asString().isEqualTo("ENVELOPE: 2 of 10 fields");
        assertThat(four.envelope().orElseThrow().subject()).contains("hello");
        assertThat(four.flags()).hasSize(1);
        assertThat(messages.get(5).orElseThrow().problems()).isEmpty();
    }
}
