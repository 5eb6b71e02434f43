package protocols.imap;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import protocols.Content;
import protocols.Reply;

/** The values that users put together in tests of their own. */
class ImapValuesTest {

    private static final OffsetDateTime NOON = OffsetDateTime.parse("2024-01-01T12:00:00Z");

    @Test
    void messagesAnswerByUid() throws IOException {
        MessageEnvelope envelope = MessageEnvelope.parse("(NIL \"hello\")".getBytes(US_ASCII));
        FetchedMessage first = FetchedMessage.of(1, 7)
                .flags(Set.of(Flag.SEEN))
                .size(20)
                .envelope(envelope)
                .internalDate(NOON)
                .body(FetchedBody.of("", "Subject: hello\r\n\r\nx".getBytes(US_ASCII)));
        Messages messages = Messages.of(first, FetchedMessage.of(2, 9), FetchedMessage.of(3, 0));

        assertThat(messages.get(7)).containsSame(first);
        assertThat(messages.get(8)).isEmpty();
        assertThat(messages.get(0)).isEmpty();
        assertThat(messages.uids()).isEqualTo(UidSet.of(7, 9));
        assertThat(messages).hasSize(3).containsExactlyElementsOf(messages.list());
        assertThat(messages.stream().filter(FetchedMessage::hasFlags)).containsExactly(first);
        assertThat(first.flags()).containsExactly(Flag.SEEN);
        assertThat(first.size()).hasValue(20);
        assertThat(first.internalDate()).contains(NOON);
        assertThat(first.envelope().orElseThrow().subject()).contains("hello");
        assertThat(first.message().orElseThrow().subject()).contains("hello");
        assertThat(first.bytes().orElseThrow()).hasSize(19);
        assertThat(Messages.of(List.of()).isEmpty()).isTrue();
    }

    @Test
    void sectionHoldsWhatAServerWouldSend() throws IOException {
        Section section = Section.of(FetchedMessage.of(1, 7), "TEXT", "abc".getBytes(US_ASCII));

        assertThat(section.name()).isEqualTo("TEXT");
        assertThat(section.size()).isEqualTo(3);
        assertThat(section.message().uid()).hasValue(7);
        assertThat(section.bytes()).hasContent("abc");
        assertThat(section).hasToString("FetchedMessage[1, uid 7][TEXT], 3 bytes");
    }

    @Test
    void mailboxes() {
        MailboxInfo info = MailboxInfo.of("a/b").delimiter("/").attributes(List.of("\\HasChildren", "\\noselect"));
        assertThat(info)
                .isEqualTo(MailboxInfo.of("a/b").delimiter("/").attributes(List.of("\\HasChildren", "\\noselect")));
        assertThat(info.isSelectable()).isFalse();
        assertThat(info).hasToString("a/b (\\HasChildren \\noselect)");

        MailboxStatus status = MailboxStatus.of("a").value("unseen", 3).value("MESSAGES", 9);
        assertThat(status).isEqualTo(MailboxStatus.of("a").value("MESSAGES", 9).value("UNSEEN", 3));
        assertThat(status.unseen()).hasValue(3);
        assertThat(status.size()).isEmpty();
        assertThat(status).hasToString("a {MESSAGES=9, UNSEEN=3}");

        SelectedMailbox selected = SelectedMailbox.of("INBOX")
                .exists(3)
                .uidValidity(7)
                .uidNext(12)
                .flags(Set.of(Flag.SEEN))
                .readOnly();
        assertThat(selected)
                .isEqualTo(SelectedMailbox.of(MailboxName.INBOX)
                        .readOnly()
                        .flags(Set.of(Flag.SEEN))
                        .uidNext(12)
                        .uidValidity(7)
                        .exists(3));
        assertThat(selected.permanentFlags()).containsExactly(Flag.SEEN);
        assertThat(selected).hasToString("INBOX: 3 messages, read-only");
    }

    @Test
    void outcomes() {
        assertThat(AppendUid.parse("38505 3955")).isEqualTo(AppendUid.of(38505, UidSet.of(3955)));
        assertThat(AppendUid.of(38505, UidSet.of(3955))).hasToString("38505 3955");
        assertThatThrownBy(() -> AppendUid.parse("1")).isInstanceOf(IllegalArgumentException.class);
        SearchResult found = SearchResult.of(UidSet.EMPTY).min(1).max(9).count(4);
        assertThat(found)
                .isEqualTo(SearchResult.of(UidSet.EMPTY).count(4).max(9).min(1));
        assertThat(found).hasToString("4 messages");
        assertThat(Removal.of(2, UidSet.of(4, 5))).hasToString("2 removed, UIDs 4:5");
        assertThat(Removal.of(1, UidSet.EMPTY)).hasToString("1 removed");
        assertThat(ImapResponses.of(List.of("X a\u001b"), Reply.of("OK", "done")))
                .hasToString("X a\\x1b\n" + Reply.of("OK", "done"));
    }

    @Test
    void newMessagesAreTheSameWithTheSameContentFlagsAndDate() {
        Content content = Content.file(Path.of("a.eml"));
        NewMessage message = NewMessage.of(content).flags(Flag.SEEN).date(NOON);

        assertThat(message).isEqualTo(NewMessage.of(content).date(NOON).flags(Flag.SEEN));
        assertThat(message).isNotEqualTo(NewMessage.of(content));
        assertThat(message).hasToString("NewMessage[\\Seen] of 2024-01-01T12:00Z");
    }

    @Test
    void events() {
        assertThat(MailboxEvent.Exists.of(3, 5)).hasToString("5 exist, 2 arrived");
        assertThat(MailboxEvent.Exists.of(3, 2).arrived()).isZero();
        assertThat(MailboxEvent.Expunged.of(4)).hasToString("4 expunged").isNotEqualTo(MailboxEvent.Expunged.of(4, 9));
        assertThat(MailboxEvent.Expunged.of(4, 9).uid()).hasValue(9);
        assertThat(MailboxEvent.FlagsChanged.of(FetchedMessage.of(4, 9).flags(Set.of(Flag.SEEN))))
                .hasToString("4, UID 9: [\\Seen]");
        assertThat(MailboxEvent.Missed.of(3)).isEqualTo(MailboxEvent.Missed.of(3));
    }

    /** The compiler does not take one for the other, and neither does equals. */
    @Test
    void sequenceNumbersAreNoUids() {
        assertThat(SequenceSet.parse("1:3,7")).hasToString("1:3,7").containsExactly(1L, 2L, 3L, 7L);
        assertThat((Object) SequenceSet.of(1)).isNotEqualTo(UidSet.of(1));
        assertThat(SequenceSet.ALL.resolve(3).union(SequenceSet.of(5)).size()).isEqualTo(4);
        assertThat(SequenceSet.last().isOpen()).isTrue();
    }
}
