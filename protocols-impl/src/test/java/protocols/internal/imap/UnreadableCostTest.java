package protocols.internal.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import protocols.Limits;
import protocols.WireException;
import protocols.imap.Fetch;
import protocols.imap.ImapSession;
import protocols.imap.Mailbox;
import protocols.imap.MailboxEvent;
import protocols.imap.UidSet;

/** Responses that cannot be read are counted by what they cost in memory, which is far more than their bytes. */
@Timeout(60)
class UnreadableCostTest {

    private static final int MEGABYTE = 1 << 20;

    /** What one costs at least: itself, its texts, the message and its place among others. */
    private static final int EACH = 500;

    private static final LongFunction<String> JUNK = i -> "* " + (i + 1) + " FETCH junk\r\n";

    private static Endless server(LongFunction<String> response) {
        return new Endless(20_000, response);
    }

    private static Mailbox inbox(Endless server, Limits limits) throws IOException {
        return server.session(limits, Duration.ofMinutes(1)).select("INBOX");
    }

    /** How many the server has told when the first is given up. */
    private static long waiting(LongFunction<String> response, Limits limits) throws IOException {
        Endless server = server(response);
        long[] first = new long[2];
        Mailbox inbox = inbox(server, limits);
        inbox.fetch(UidSet.ALL, Fetch.flags(), message -> {
            first[0] = first[1]++ == 0 ? server.told() : first[0];
        });
        assertThat(first[1]).isEqualTo(20_000);
        inbox.noop();
        return first[0];
    }

    @Test
    void namelessOnesWaitAsFarAsMemoryAndEntriesAllow() throws IOException {
        Limits bytes = Limits.DEFAULT.body(MEGABYTE);

        assertThat(waiting(JUNK, bytes)).isBetween(100L, (long) MEGABYTE / EACH);
        assertThat(waiting(JUNK, bytes.entries(50))).isEqualTo(51);
    }

    @Test
    void messagesThatAreNotWholeWaitAsFarAsMemoryAllows() throws IOException {
        long waiting = waiting(i -> "* " + (i + 1) + " FETCH (UID " + (i + 1) + ")\r\n", Limits.DEFAULT.body(MEGABYTE));

        assertThat(waiting).isBetween(1_000L, (long) MEGABYTE / 200);
    }

    @Test
    void messagesInMemoryAreCapped() throws IOException {
        Limits limits = Limits.DEFAULT.body(MEGABYTE);
        Mailbox junk = inbox(server(JUNK), limits);
        Mailbox flags = inbox(server(i -> "* 1 FETCH (UID " + (i + 1) + " FLAGS ())\r\n"), limits);
        Mailbox few = inbox(new Endless(1_000, JUNK), limits);

        for (Mailbox mailbox : new Mailbox[] {junk, flags}) {
            assertThatThrownBy(() -> mailbox.fetch(UidSet.ALL, Fetch.flags()))
                    .isInstanceOfSatisfying(WireException.LimitExceeded.class, e -> assertThat(e.limit())
                            .isEqualTo("body"));
            mailbox.noop();
        }
        assertThat(few.fetch(UidSet.ALL, Fetch.flags())).hasSize(1_000);
        few.noop();
    }

    @Test
    void linesOfAListAreCapped() throws IOException {
        Limits limits = Limits.DEFAULT.listing(MEGABYTE);
        LongFunction<String> junk = i -> "* LIST junk " + i + "\r\n";
        ImapSession held = new Endless(3_000, junk).session(limits, Duration.ofMinutes(1));
        ImapSession handedOn = new Endless(3_000, junk).session(limits, Duration.ofMinutes(1));

        assertThatThrownBy(held::list)
                .isInstanceOfSatisfying(WireException.LimitExceeded.class, e -> assertThat(e.limit())
                        .isEqualTo("listing"));
        held.noop();
        assertThatThrownBy(() -> handedOn.list("*", mailbox -> {}))
                .isInstanceOfSatisfying(WireException.LimitExceeded.class, e -> assertThat(e.limit())
                        .isEqualTo("listing"));
        handedOn.noop();
    }

    @Test
    void sectionsWithoutBytesBeforeTheirUidAreCounted() throws IOException {
        Mailbox inbox = inbox(
                new Endless(
                        5_002,
                        i -> i == 0 ? "* 1 FETCH (X 1" : i == 5_001 ? " UID 4)\r\n" : " RFC822.SIZE x BODY[] {0}\r\n"),
                Limits.DEFAULT.body(100_000));
        long[] count = new long[2];

        inbox.fetch(UidSet.of(4), Fetch.message(), section -> count[0]++, message -> {
            count[1]++;
            assertThat(message.problems()).hasSizeBetween(1, 1_001);
        });
        assertThat(count[0]).isBetween(100L, 1_000L);
        assertThat(count[1]).isEqualTo(1);
        inbox.noop();
    }

    @Test
    void problemsOfOneMessageAreBounded() throws IOException {
        Mailbox inbox = inbox(
                new Endless(5_001, i -> i < 5_000 ? "* 1 FETCH junk\r\n" : "* 1 FETCH (UID 4 FLAGS ())\r\n"),
                Limits.DEFAULT);

        assertThat(inbox.fetch(UidSet.of(4), Fetch.flags()).get(4).orElseThrow().problems())
                .hasSize(1_000);
        inbox.noop();
    }

    @Test
    void whyIsMadeWhenItIsAskedFor() throws IOException {
        Mailbox told = inbox(new Endless(1, i -> "* LIST (a\\ \u00fc\r\n"), Limits.DEFAULT);
        assertThat(told.fetch(UidSet.ALL, Fetch.flags())).isEmpty();

        MailboxEvent.Unreadable event = (MailboxEvent.Unreadable) told.news().get(0);
        WireException why = event.response().why();
        assertThat(why)
                .isInstanceOf(WireException.Malformed.class)
                .isNotSameAs(event.response().why());
        assertThat(event.response())
                .hasToString("LIST: malformed: " + why.reason() + ": "
                        + protocols.Text.printable(event.response().raw()));
    }
}
