package protocols.internal.imap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.Limits;
import protocols.WireException;
import protocols.imap.Fetch;
import protocols.imap.FetchedMessage;
import protocols.imap.Flag;
import protocols.imap.ImapSession;
import protocols.imap.Mailbox;
import protocols.imap.MailboxEvent;
import protocols.imap.MailboxStatus;
import protocols.imap.Messages;
import protocols.imap.Removal;
import protocols.imap.Search;
import protocols.imap.SequenceSet;
import protocols.imap.UidSet;

/**
 * Results are what was asked for, each once, in whatever order and however many responses it comes (RFC 9051 section 7 and
 * 7.5.2); what nobody asked for is news.
 */
class AskedTest {

    private static final String BOTH =
            """
            S: * 9 FETCH (UID 99 BODY[] {5}
            S: evil!)\\x0d\\x0a* 1 FETCH (UID 4 BODY[] {4}
            S: good)\\x0d\\x0aA3 OK done
            C: A4 NOOP
            S: A4 OK
            """;

    private static final String FETCH_4 = "C: A3 UID FETCH 4 (UID BODY.PEEK[])\n";

    @Test
    void anotherMessagesBytesAreNotWritten(@TempDir Path folder) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Mailbox inbox = Played.inbox(FETCH_4 + BOTH);

        assertThat(inbox.download(4, out).orElseThrow().bytes()).isEqualTo(4);
        assertThat(out).hasToString("good");
        inbox.noop();
        Path file = folder.resolve("4.eml");
        Played.inbox(FETCH_4 + BOTH).download(4, file);
        assertThat(file).hasContent("good");
    }

    @Test
    void anotherMessageAloneIsNoDownload(@TempDir Path folder) throws IOException {
        String only = FETCH_4 + "S: * 9 FETCH (UID 99 BODY[] {5}\nS: evil!)\\x0d\\x0aA3 OK done\n";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Path file = Files.writeString(folder.resolve("4.eml"), "as it was");

        assertThat(Played.inbox(only).download(4, out)).isEmpty();
        assertThat(out.size()).isZero();
        assertThat(Played.inbox(only).download(4, file)).isEmpty();
        assertThat(file).hasContent("as it was");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // The UID behind the bytes, the other message first.
                "S: * 9 FETCH (BODY[] {5}\nS: evil! UID 99)\\x0d\\x0a* 1 FETCH (BODY[] {4}\nS: good UID 4)\\x0d\\x0a",
                // The same, after the right one.
                "S: * 1 FETCH (BODY[] {4}\nS: good UID 4)\\x0d\\x0a* 9 FETCH (BODY[] {5}\nS: evil! UID 99)\\x0d\\x0a",
                // The UID in a response of its own, before and after.
                "S: * 1 FETCH (UID 4)\nS: * 1 FETCH (BODY[] {4}\nS: good)\\x0d\\x0a",
                "S: * 1 FETCH (BODY[] {4}\nS: good)\\x0d\\x0a* 2 FETCH (UID 5)\\x0d\\x0a* 1 FETCH (UID 4)\n",
                // Twice.
                "S: * 1 FETCH (UID 4 BODY[] {4}\nS: good)\\x0d\\x0a* 1 FETCH (UID 4 BODY[] {4}\nS: more)\\x0d\\x0a",
                // Another section of the same message.
                "S: * 1 FETCH (UID 4 BODY[HEADER] {5}\nS: evil! BODY[] {4}\nS: good)\\x0d\\x0a",
            })
    void uidMayComeAnywhereNearTheBytes(String answer) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        Mailbox inbox = Played.inbox(FETCH_4 + answer + (answer.endsWith("\n") ? "S: " : "") + "A3 OK done\n");
        assertThat(inbox.download(4, out).orElseThrow().bytes()).isEqualTo(4);
        assertThat(out).hasToString("good");
    }

    @Test
    void sectionsOfAMessageThatWasNotAskedForAreNotGiven() throws IOException {
        List<String> given = new ArrayList<>();
        Mailbox inbox = Played.inbox(
                FETCH_4.replace("UID FETCH 4", "UID FETCH 4:5")
                        + """
                S: * 9 FETCH (UID 99 BODY[] {5}
                S: evil!)\\x0d\\x0a* 2 FETCH (BODY[] {4}
                S: five UID 5)\\x0d\\x0a* 1 FETCH (UID 4 BODY[] {4}
                S: four)\\x0d\\x0aA3 OK done
                """);

        inbox.fetch(
                UidSet.range(4, 5),
                Fetch.message(),
                section -> given.add(section.message().uid().orElseThrow() + ": "
                        + new String(section.bytes().readAllBytes(), UTF_8)),
                message -> given.add(message.uid().orElseThrow() + " whole"));
        assertThat(given).containsExactly("5: five", "5 whole", "4: four", "4 whole");
    }

    @Test
    void fetchGivesEachAskedForOnceAndTheOthersAreNews() throws WireException {
        Mailbox inbox = Played.inbox(
                """
                C: A3 UID FETCH 4:6 (UID FLAGS RFC822.SIZE)
                S: * 1 FETCH (FLAGS (\\\\Seen))
                S: * 9 FETCH (UID 99 FLAGS (\\\\Flagged) RFC822.SIZE 1)
                S: * 3 FETCH (RFC822.SIZE 60)
                S: * 2 FETCH (UID 5 FLAGS () RFC822.SIZE 50)
                S: * 1 FETCH (UID 4)
                S: * 3 FETCH (UID 6 FLAGS (\\\\Draft))
                S: * 2 FETCH (UID 5 FLAGS (\\\\Answered))
                S: * 1 FETCH (RFC822.SIZE 40)
                S: A3 OK
                """);

        Messages messages = inbox.fetch(UidSet.range(4, 6), Fetch.flags().and(Fetch.size()));
        assertThat(messages).hasSize(3);
        assertThat(messages.uids()).isEqualTo(UidSet.range(4, 6));
        assertThat(messages.get(4).orElseThrow().size()).hasValue(40);
        assertThat(messages.get(4).orElseThrow().flags()).containsExactly(Flag.SEEN);
        assertThat(messages.get(5).orElseThrow().flags()).isEmpty();
        assertThat(messages.get(6).orElseThrow().size()).hasValue(60);
        assertThat(messages.get(6).orElseThrow().flags()).containsExactly(Flag.DRAFT);
        assertThat(inbox.news())
                .contains(
                        MailboxEvent.FlagsChanged.of(FetchedMessage.of(9, 99).flags(Set.of(Flag.FLAGGED))),
                        MailboxEvent.FlagsChanged.of(FetchedMessage.of(2, 5).flags(Set.of(Flag.ANSWERED))));
    }

    @Test
    void receiverGetsEachMessageOnceAndWhole() throws IOException {
        List<String> given = new ArrayList<>();
        Mailbox inbox = Played.inbox(
                """
                C: A3 UID FETCH 1:* (UID FLAGS BODY.PEEK[])
                S: * 1 FETCH (UID 4 FLAGS (\\\\Seen))
                S: * 2 FETCH (UID 5 FLAGS () BODY[] {4}
                S: five)\\x0d\\x0a* 1 FETCH (UID 4 BODY[] {4}
                S: four)\\x0d\\x0a* 2 FETCH (UID 5 FLAGS () BODY[] {4}
                S: FIVE)\\x0d\\x0aA3 OK
                """);

        inbox.fetch(
                UidSet.ALL,
                Fetch.flags().and(Fetch.message()),
                message -> given.add(message.uid().orElseThrow() + " " + message.flags() + " "
                        + new String(message.bytes().orElseThrow(), UTF_8)));
        assertThat(given).containsExactly("5 [] five", "4 [\\Seen] four");
    }

    /** RFC 9051 section 9: the star is the last message, also where that is below the first number of the range. */
    @Test
    void starIsTheLastMessageAndNoOther() throws WireException {
        Mailbox inbox = Played.inbox(
                """
                C: A3 UID FETCH 50:* (UID FLAGS)
                S: * 1 FETCH (UID 4 FLAGS (\\\\Seen))
                S: * 3 FETCH (UID 12 FLAGS ())
                S: A3 OK
                C: A4 FETCH * (UID FLAGS)
                S: * 4 EXISTS
                S: * 2 FETCH (UID 9 FLAGS (\\\\Seen))
                S: * 3 FETCH (UID 12 FLAGS ())
                S: A4 OK
                """);

        assertThat(inbox.fetch(UidSet.from(50), Fetch.flags()).uids()).isEqualTo(UidSet.of(12));
        assertThat(inbox.fetchNumbers(SequenceSet.last(), Fetch.flags()).uids()).isEqualTo(UidSet.of(12));
        assertThat(inbox.news()).hasSize(3);
    }

    @Test
    void flagsOfOthersAreNewsAndNoResult() throws WireException {
        Mailbox inbox = Played.inbox(
                """
                C: A3 UID STORE 9 +FLAGS (\\\\Seen)
                S: * 1 FETCH (UID 7 FLAGS (\\\\Answered))
                S: * 2 FETCH (UID 9 FLAGS (\\\\Seen))
                S: * 2 FETCH (UID 9 FLAGS (\\\\Seen \\\\Flagged))
                S: A3 OK
                """);

        Messages told = inbox.addFlags(UidSet.of(9), Flag.SEEN);
        assertThat(told).hasSize(1);
        assertThat(told.uids()).isEqualTo(UidSet.of(9));
        assertThat(inbox.news())
                .containsExactly(
                        MailboxEvent.FlagsChanged.of(FetchedMessage.of(1, 7).flags(Set.of(Flag.ANSWERED))),
                        MailboxEvent.FlagsChanged.of(FetchedMessage.of(2, 9).flags(Set.of(Flag.SEEN, Flag.FLAGGED))));
    }

    @Test
    void expungeOfOneRemovesOne() throws WireException {
        Mailbox inbox = Played.inbox(
                """
                C: A3 UID EXPUNGE 9
                S: * 1 EXPUNGE
                S: * 1 EXPUNGE
                S: * 1 EXPUNGE
                S: A3 OK
                """);

        assertThat(inbox.expunge(UidSet.of(9))).isEqualTo(Removal.of(1, UidSet.EMPTY));
        assertThat(inbox.news()).hasSize(3);
        assertThat(inbox.state().exists()).isZero();
    }

    @Test
    void copiesOfOthersAreNoneOfTheseAndThoseInManyCodesAreJoined() throws WireException {
        Mailbox inbox = Played.inbox(
                """
                C: A3 UID MOVE 4,9 Trash
                S: * OK [COPYUID 8 99 50] of somebody else
                S: * OK [COPYUID 8 4 1] moved
                S: * 1 EXPUNGE
                S: * OK [COPYUID 8 9 2] moved
                S: * 1 EXPUNGE
                S: A3 OK [COPYUID 8 9 2] done
                C: A4 UID COPY 11 Trash
                S: A4 OK [COPYUID 8 12 3] done
                C: A5 UID COPY 11 Trash
                S: A5 OK [COPYUID 8 11 4] done
                """);

        assertThat(inbox.move(UidSet.of(4, 9), "Trash")).hasToString("Optional[8 4,9 1:2]");
        assertThat(inbox.copy(UidSet.of(11), "Trash")).isEmpty();
        assertThat(inbox.copy(UidSet.of(11), "Trash")).hasToString("Optional[8 11 4]");
    }

    @Test
    void searchOfAnotherTagIsNotThisOne() throws WireException {
        Mailbox inbox = Played.inbox(
                """
                C: A3 UID SEARCH ALL
                S: * ESEARCH (TAG "A2") UID ALL 99
                S: * ESEARCH (TAG "A3") ALL 3
                S: * ESEARCH (TAG "A3") UID ALL 4:5
                S: A3 OK
                """);

        assertThat(inbox.search(Search.all())).isEqualTo(UidSet.range(4, 5));
    }

    @Test
    void statusIsOfTheMailboxInHoweverManyResponses() throws WireException {
        ImapSession session = Played.session(
                """
                C: A2 STATUS a (MESSAGES UIDNEXT UIDVALIDITY UNSEEN)
                S: * STATUS b (MESSAGES 9)
                S: * STATUS a (MESSAGES 1)
                S: * STATUS a (UNSEEN 0)
                S: A2 OK
                """);

        assertThat(session.status("a"))
                .isEqualTo(MailboxStatus.of("a").value("MESSAGES", 1).value("UNSEEN", 0));
    }

    @Test
    void nothingToDoIsNothingToSend() throws IOException {
        Mailbox inbox = Played.inbox("");
        UidSet none = UidSet.EMPTY;

        assertThat(inbox.fetch(none, Fetch.flags())).isEmpty();
        inbox.fetch(none, Fetch.flags(), message -> assertThat(message).isNull());
        inbox.fetch(none, Fetch.message(), section -> {}, message -> assertThat(message)
                .isNull());
        assertThat(inbox.addFlags(none, Flag.SEEN)).isEmpty();
        assertThat(inbox.removeFlags(none, Flag.SEEN)).isEmpty();
        assertThat(inbox.replaceFlags(none, Flag.SEEN)).isEmpty();
        assertThat(inbox.copy(none, "a")).isEmpty();
        assertThat(inbox.move(none, "a")).isEmpty();
        assertThat(inbox.expunge(none)).isEqualTo(Removal.of(0, none));
    }

    @Test
    void longMessageWhoseUidComesAfterItGoesIntoTheSinkAndCountsByItsUid(@TempDir Path folder) throws IOException {
        Limits small = Limits.DEFAULT.body(8);
        String right = FETCH_4 + "S: * 1 FETCH (BODY[] {16}\nS: 0123456789abcdef UID 4)\\x0d\\x0aA3 OK\n";
        String wrong = right.replace("UID 4)", "UID 99)") + "C: A4 NOOP\nS: A4 OK\n";
        Path file = Files.writeString(folder.resolve("4.eml"), "as it was");
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        Mailbox inbox = Played.inbox(wrong, small);
        assertThatThrownBy(() -> inbox.download(4, out))
                .isInstanceOf(WireException.Malformed.class)
                .hasMessageContaining("uid 99")
                .hasMessageContaining("after 16 bytes that the sink has of it");
        inbox.noop();
        assertThatThrownBy(() -> Played.inbox(wrong, small).download(4, file))
                .isInstanceOf(WireException.Malformed.class);
        assertThat(file).hasContent("as it was");
        assertThat(Played.inbox(right, small).download(4, file).orElseThrow().bytes())
                .isEqualTo(16);
        assertThat(file).hasContent("0123456789abcdef");
    }

    @Test
    void longSectionWhoseUidComesAfterItIsAProblemOfItsMessage() throws IOException {
        Mailbox inbox = Played.inbox(
                FETCH_4
                        + "S: * 1 FETCH (BODY[] {16}\nS: 0123456789abcdef UID 4)\\x0d\\x0aA3 OK\nC: A4 NOOP\nS: A4 OK\n",
                Limits.DEFAULT.body(8));
        List<FetchedMessage> given = new ArrayList<>();

        inbox.fetch(
                UidSet.of(4), Fetch.message(), section -> assertThat(section).isNull(), given::add);
        assertThat(given).hasSize(1);
        assertThat(given.get(0).problems()).singleElement().asString().contains("its UID came after it", "body 8");
        inbox.noop();
    }
}
