package protocols.internal.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import protocols.Limits;
import protocols.WireException;
import protocols.WireException.LimitExceeded;
import protocols.imap.Fetch;
import protocols.imap.ImapSession;
import protocols.imap.Mailbox;
import protocols.imap.MailboxEvent;
import protocols.imap.Search;
import protocols.imap.SequenceSet;
import protocols.imap.UidSet;

/** What one call and the session hold in memory is bounded; the end of the answer is known, so the session goes on. */
@Timeout(60)
class HoldingTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private interface Call {
        void run() throws IOException;
    }

    private static void assertExceeds(String limit, long cap, Call call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        LimitExceeded.class, e -> assertThat(e.limit()).isEqualTo(limit))
                .isInstanceOfSatisfying(
                        LimitExceeded.class, e -> assertThat(e.cap()).isEqualTo(cap))
                .isInstanceOfSatisfying(
                        LimitExceeded.class, e -> assertThat(e.where()).isPresent());
    }

    private static String listed(long i) {
        return "* LIST () \"/\" box" + i + "\r\n";
    }

    @Test
    void listIsCappedInEntriesAndInBytes() throws WireException {
        String four =
                "C: A2 LIST \"\" \"*\"\n" + "S: * LIST () \"/\" a\n".repeat(4) + "S: A2 OK\nC: A3 NOOP\nS: A3 OK\n";

        assertThat(Played.session(four, Limits.DEFAULT.entries(4).listing(4 * 20))
                        .list())
                .hasSize(4);
        ImapSession entries = Played.session(four, Limits.DEFAULT.entries(3));
        assertExceeds("entries", 3, entries::list);
        entries.noop();
        ImapSession bytes = Played.session(four, Limits.DEFAULT.listing(60));
        assertExceeds("listing", 60, bytes::list);
        bytes.noop();
    }

    @Test
    void searchIsCappedInRangesAndInBytes() throws WireException {
        String found = "C: A3 UID SEARCH ALL\nS: * SEARCH 1 3\nS: * SEARCH 5 7\nS: A3 OK\nC: A4 NOOP\nS: A4 OK\n";

        assertThat(Played.inbox(found, Limits.DEFAULT.entries(4)).search(Search.all()))
                .hasToString("1,3,5,7");
        Mailbox entries = Played.inbox(found.replace("5 7", "5 7 9"), Limits.DEFAULT.entries(4));
        assertExceeds("entries", 4, () -> entries.search(Search.all()));
        entries.noop();
        Mailbox bytes = Played.inbox(found, Limits.DEFAULT.listing(27));
        assertExceeds("listing", 27, () -> bytes.search(Search.all()));
        bytes.noop();
        Mailbox line = Played.inbox(found, Limits.DEFAULT.listing(12));
        assertExceeds("listing", 12, () -> line.search(Search.all()));
        line.noop();
    }

    @Test
    void messagesAreCappedByWhatTheServerTellsOfThem() throws IOException {
        Limits small = Limits.DEFAULT.body(500);
        String fetch = "C: A3 UID FETCH 1:* (UID BODY.PEEK[])\n"
                + Stream.of(1, 2, 3, 4)
                        .map(i -> "S: * " + i + " FETCH (UID " + i + " BODY[] {100}\nS: " + "x".repeat(100) + ")\n")
                        .reduce("", String::concat)
                + "S: A3 OK\nC: A4 NOOP\nS: A4 OK\n";

        Mailbox held = Played.inbox(fetch, small);
        assertExceeds("body", 500, () -> held.fetch(UidSet.ALL, Fetch.message()));
        held.noop();
        long[] count = new long[1];
        Mailbox handedOn = Played.inbox(fetch, small);
        handedOn.fetch(UidSet.ALL, Fetch.message(), message -> count[0]++);
        assertThat(count[0]).isEqualTo(4);
        handedOn.noop();
    }

    @Test
    void rawCommandIsCapped() throws WireException {
        ImapSession session = Played.session(
                "C: A2 X\n" + "S: * X 0123456789\n".repeat(10) + "S: A2 OK\nC: A3 NOOP\nS: A3 OK\n",
                Limits.DEFAULT.body(200));

        assertExceeds("body", 200, () -> session.command("X"));
        session.noop();
    }

    @Test
    void aHundredThousandFitInTheDefaults() throws IOException {
        assertThat(new Endless(100_000, HoldingTest::listed)
                        .session(Limits.DEFAULT, MINUTE)
                        .list())
                .hasSize(100_000);
        assertThat(new Endless(100_000, i -> "* SEARCH " + (1_000_000 + 2 * i) + "\r\n")
                        .session(Limits.DEFAULT, MINUTE)
                        .select("INBOX")
                        .search(Search.all())
                        .size())
                .isEqualTo(100_000);
        assertThat(new Endless(
                                100_000,
                                i -> "* " + (i + 1) + " FETCH (UID " + (i + 1) + " FLAGS (\\Seen) ENVELOPE" + " (NIL \""
                                        + "s".repeat(400) + "\" NIL NIL NIL NIL NIL NIL NIL NIL))\r\n")
                        .session(Limits.DEFAULT, MINUTE)
                        .select("INBOX")
                        .fetch(UidSet.ALL, Fetch.flags().and(Fetch.envelope())))
                .hasSize(100_000);
    }

    @Test
    void whatHasNoEndIsNamedAndNotHeld() throws IOException {
        Duration brief = Duration.ofMillis(700);
        ImapSession lists =
                new Endless(Long.MAX_VALUE, HoldingTest::listed).session(Limits.DEFAULT.entries(10_000), brief);
        assertExceeds("entries", 10_000, lists::list);
        ImapSession subscribed = new Endless(
                        Long.MAX_VALUE, i -> "* LSUB () \"/\" {200}\r\n" + "x".repeat(200) + "\r\n")
                .session(Limits.DEFAULT.listing(10_000), brief);
        assertExceeds("listing", 10_000, () -> subscribed.subscribed("*"));
        Mailbox search = new Endless(Long.MAX_VALUE, i -> i == 0 ? "* SEARCH 1" : " " + (i * 2))
                .session(Limits.DEFAULT.entries(1000), brief)
                .select("INBOX");
        assertThatThrownBy(() -> search.search(Search.all())).isInstanceOf(WireException.class);
        Mailbox fetch = new Endless(Long.MAX_VALUE, i -> "* 1 FETCH (UID " + (i + 1) + " FLAGS ())\r\n")
                .session(Limits.DEFAULT.body(1_000_000), brief)
                .select("INBOX");
        assertExceeds("body", 1_000_000, () -> fetch.fetch(UidSet.ALL, Fetch.flags()));
        ImapSession status =
                new Endless(Long.MAX_VALUE, i -> "* STATUS b" + i + " (MESSAGES 1)\r\n").session(Limits.DEFAULT, brief);
        assertThatThrownBy(() -> status.status("a")).isInstanceOf(WireException.TimedOut.class);
    }

    @Test
    void listsAndSearchesOfAnyLengthAreHandedOn() throws IOException {
        Limits small = Limits.DEFAULT.entries(10).listing(1_000);
        long[] count = new long[2];

        ImapSession session = new Endless(50_000, HoldingTest::listed).session(small, MINUTE);
        assertThat(session.list("*", mailbox -> count[0]++)).isEmpty();
        assertThat(count[0]).isEqualTo(50_000);
        session.noop();
        Mailbox inbox = new Endless(
                        50_002, i -> i == 0 ? "* SEARCH" : i == 50_001 ? "\r\n" : " " + (i % 2 == 0 ? i : i * 3))
                .session(small, MINUTE)
                .select("INBOX");
        inbox.search(Search.all(), some -> {
            count[1]++;
            assertThat(some.size()).isLessThanOrEqualTo(2_000);
        });
        assertThat(count[1]).isGreaterThan(10);
        inbox.noop();
    }

    @Test
    void receiversOfListsAndSearchesThatFail() throws IOException {
        IOException failure = new IOException("full");
        ImapSession session = Played.session(
                "C: A2 LIST \"\" \"*\"\n" + "S: * LIST () \"/\" a\n".repeat(3) + "S: A2 OK\nC: A3 NOOP\nS: A3 OK\n");
        Mailbox inbox = Played.inbox("C: A3 UID SEARCH ALL\nS: * SEARCH 1 3 5\nS: A3 OK\nC: A4 NOOP\nS: A4 OK\n");

        assertThatThrownBy(() -> session.list("*", mailbox -> {
                    throw failure;
                }))
                .isSameAs(failure);
        session.noop();
        assertThatThrownBy(() -> inbox.search(Search.all(), some -> {
                    throw failure;
                }))
                .isSameAs(failure);
        inbox.noop();
    }

    @Test
    void newsIsBoundedInBytesToo() throws IOException {
        String flags = " " + "x".repeat(100_000);
        Mailbox inbox = new Endless(300, i -> "* " + (i + 1) + " FETCH (FLAGS (a" + i + flags + "))\r\n")
                .session(Limits.DEFAULT, MINUTE)
                .select("INBOX");

        assertThat(inbox.search(Search.all())).isEmpty();
        assertThat(inbox.news()).hasSizeBetween(30, 45).startsWith(MailboxEvent.Missed.of(300 - 41));
    }

    @Test
    @Timeout(20)
    void chatterIsNoProgressOfATransferNorOfAnOperation() throws IOException {
        Duration limit = Duration.ofMillis(300);
        for (String chatter : new String[] {"* OK still here\r\n", "* 1 FETCH (FLAGS ())\r\n"}) {
            Mailbox inbox = new Endless(Long.MAX_VALUE, Duration.ofMillis(20), i -> chatter)
                    .session(Limits.DEFAULT, limit)
                    .select("INBOX");
            assertThatThrownBy(() -> inbox.fetch(UidSet.of(4), Fetch.flags(), message -> {}))
                    .isInstanceOfSatisfying(WireException.TimedOut.class, e -> assertThat(e.limit())
                            .isEqualTo("idleTimeout"));
            Mailbox held = new Endless(Long.MAX_VALUE, Duration.ofMillis(20), i -> chatter)
                    .session(Limits.DEFAULT, limit)
                    .select("INBOX");
            assertThatThrownBy(() -> held.fetch(UidSet.of(4), Fetch.flags()))
                    .isInstanceOfSatisfying(WireException.TimedOut.class, e -> assertThat(e.limit())
                            .isEqualTo("timeout"));
        }
    }

    /** A response that comes byte by byte is held in memory meanwhile: it has the time of an operation. */
    @Test
    @Timeout(20)
    void responseThatDripsIsTimed() throws IOException {
        Mailbox inbox = new Endless(Long.MAX_VALUE, Duration.ofMillis(20), i -> i == 0 ? "* 1 FETCH (X " : "x")
                .session(Limits.DEFAULT, Duration.ofMillis(300))
                .select("INBOX");

        assertThatThrownBy(() -> inbox.fetch(UidSet.of(4), Fetch.flags(), message -> {}))
                .isInstanceOfSatisfying(
                        WireException.TimedOut.class, e -> assertThat(e.limit()).isEqualTo("timeout"));
    }

    /** What is held in memory has the total of an operation, however steadily it comes. */
    @Test
    @Timeout(20)
    void messagesThatComeWithoutAnEndAreOnlyHandedOnWithoutATotal() throws IOException {
        Duration limit = Duration.ofMillis(300);
        Endless steady = new Endless(
                40, Duration.ofMillis(20), i -> "* " + (i + 1) + " FETCH (UID " + (i + 1) + " FLAGS ())\r\n");
        long[] count = new long[1];

        Mailbox inbox = steady.session(Limits.DEFAULT, limit).select("INBOX");
        inbox.fetch(UidSet.ALL, Fetch.flags(), message -> count[0]++);
        assertThat(count[0]).isEqualTo(40);
        Mailbox held = new Endless(
                        400, Duration.ofMillis(20), i -> "* " + (i + 1) + " FETCH (UID " + (i + 1) + " FLAGS ())\r\n")
                .session(Limits.DEFAULT, limit)
                .select("INBOX");
        assertThatThrownBy(() -> held.fetchNumbers(SequenceSet.ALL, Fetch.flags()))
                .isInstanceOf(WireException.TimedOut.class);
    }
}
