package protocols.internal.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import protocols.WireException;
import protocols.imap.FetchedMessage;
import protocols.imap.Flag;
import protocols.imap.Mailbox;
import protocols.imap.MailboxEvent;
import protocols.imap.Messages;
import protocols.imap.Removal;
import protocols.imap.Search;
import protocols.imap.UidSet;

/** What is told unasked reaches the caller, and of what went only what the server said is claimed. */
class MailboxNewsTest {

    @Test
    void uidsOfWhatWentAreKnownWhereTheServerToldThemAsDeleted() throws WireException {
        Mailbox inbox = Played.inbox(
                """
                C: A3 UID STORE 7,11 +FLAGS (\\\\Deleted)
                S: * 1 FETCH (UID 7 FLAGS (\\\\Deleted))
                S: * 3 FETCH (UID 11 FLAGS (\\\\Deleted \\\\Seen))
                S: A3 OK
                C: A4 EXPUNGE
                S: * 1 EXPUNGE
                S: * 2 EXPUNGE
                S: A4 OK
                """);

        assertThat(inbox.addFlags(UidSet.of(7, 11), Flag.DELETED).uids()).isEqualTo(UidSet.of(7, 11));
        Removal removal = inbox.expunge();
        assertThat(removal).isEqualTo(Removal.of(2, UidSet.of(7, 11)));
        assertThat(removal.isComplete()).isTrue();
        assertThat(inbox.state().exists()).isEqualTo(1);
        assertThat(inbox.news()).containsExactly(MailboxEvent.Expunged.of(1, 7), MailboxEvent.Expunged.of(2, 11));
    }

    @Test
    void whatAnotherClientRemovesIsNewsAndNoResult() throws WireException {
        Mailbox inbox = Played.inbox(
                """
                C: A3 UID STORE 9 +FLAGS (\\\\Deleted)
                S: * 2 FETCH (UID 9 FLAGS (\\\\Deleted))
                S: A3 OK
                C: A4 UID EXPUNGE 9
                S: * 1 EXPUNGE
                S: * 1 EXPUNGE
                S: A4 OK
                """);

        inbox.addFlags(UidSet.of(9), Flag.DELETED);
        Removal removal = inbox.expunge(UidSet.of(9));
        assertThat(removal).isEqualTo(Removal.of(1, UidSet.of(9))).hasToString("1 removed, UIDs 9");
        assertThat(removal.isComplete()).isTrue();
        assertThat(inbox.news()).hasSize(2);
    }

    @Test
    void nothingToDoIsNoMistakeAndNothingIsSent() throws WireException {
        Mailbox inbox = Played.inbox("");

        assertThat(inbox.addFlags(UidSet.EMPTY, Flag.SEEN)).isEmpty();
        assertThat(inbox.copy(UidSet.EMPTY, "a")).isEmpty();
        assertThat(inbox.move(UidSet.EMPTY, "a")).isEmpty();
        assertThat(inbox.expunge(UidSet.EMPTY)).isEqualTo(Removal.of(0, UidSet.EMPTY));
        assertThat(inbox.fetch(UidSet.EMPTY, protocols.imap.Fetch.flags())).isSameAs(Messages.NONE);
    }

    @Test
    void newsIsBoundedAndSaysWhatItLost() throws WireException {
        int told = MailboxEvent.KEPT + 7;
        StringBuilder flags = new StringBuilder("C: A3 NOOP\n");
        for (int i = 0; i < told; i++) {
            flags.append("S: * 1 FETCH (UID ").append(i + 1).append(" FLAGS ())\n");
        }
        Mailbox inbox = Played.inbox(flags + "S: A3 OK\n");

        List<MailboxEvent> news = inbox.noop();
        assertThat(news).hasSize(MailboxEvent.KEPT + 1).startsWith(MailboxEvent.Missed.of(7));
        assertThat(news)
                .endsWith(
                        MailboxEvent.FlagsChanged.of(FetchedMessage.of(1, told).flags(Set.of())));
        assertThat(inbox.news()).isEmpty();
    }

    @Test
    void dataOfACommandIsNoNewsAndNewsDuringItIsKept() throws WireException {
        Mailbox inbox = Played.inbox(
                """
                C: A3 UID STORE 7 +FLAGS (\\\\Seen)
                S: * 1 FETCH (UID 7 FLAGS (\\\\Seen))
                S: * 2 FETCH (FLAGS (\\\\Answered))
                S: A3 OK
                C: A4 UID SEARCH UNSEEN
                S: * 3 FETCH (UID 11 FLAGS (\\\\Seen))
                S: * SEARCH
                S: A4 OK
                """);

        assertThat(inbox.addFlags(UidSet.of(7), Flag.SEEN).uids()).isEqualTo(UidSet.of(7));
        assertThat(inbox.search(Search.unseen())).isEmpty();
        assertThat(inbox.idle(Duration.ofSeconds(10)))
                .as("without waiting")
                .containsExactly(
                        MailboxEvent.FlagsChanged.of(FetchedMessage.of(2, 0).flags(Set.of(Flag.ANSWERED))),
                        MailboxEvent.FlagsChanged.of(FetchedMessage.of(3, 11).flags(Set.of(Flag.SEEN))));
    }

    @Test
    void newsOutlivesTheSelection() throws WireException {
        Mailbox inbox = Played.inbox("C: A3 UNSELECT\nS: * 4 EXISTS\nS: A3 OK\n");

        inbox.unselect();
        assertThatThrownBy(inbox::noop).isInstanceOf(IllegalStateException.class);
        assertThat(inbox.news()).containsExactly(MailboxEvent.Exists.of(3, 4));
    }

    /** As a list of UIDs would have it. */
    @Test
    void numbersOfDeletedMessagesMoveUp() {
        Random random = new Random(5);
        for (int round = 0; round < 300; round++) {
            List<Long> uids = new java.util.ArrayList<>();
            for (long uid = 1; uid <= 40; uid++) {
                uids.add(uid * 10);
            }
            Doomed doomed = new Doomed();
            java.util.Set<Long> known = new java.util.HashSet<>();
            for (int i = 0; i < 60 && !uids.isEmpty(); i++) {
                int number = random.nextInt(uids.size());
                if (random.nextBoolean()) {
                    doomed.told(FetchedMessage.of(number + 1, uids.get(number)).flags(Set.of(Flag.DELETED)));
                    known.add(uids.get(number));
                } else {
                    doomed.gone(number + 1);
                    uids.remove(number);
                }
                for (int n = 0; n < uids.size(); n++) {
                    assertThat(doomed.uid(n + 1)).isEqualTo(known.contains(uids.get(n)) ? uids.get(n) : 0);
                }
            }
        }
    }
}
