package protocols.internal.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.Batch;
import protocols.Limits;
import protocols.WireException;
import protocols.imap.Fetch;
import protocols.imap.FetchedMessage;
import protocols.imap.Flag;
import protocols.imap.ImapSession;
import protocols.imap.Mailbox;
import protocols.imap.MailboxEvent;
import protocols.imap.MailboxInfo;
import protocols.imap.MailboxName;
import protocols.imap.MailboxStatus;
import protocols.imap.Mailboxes;
import protocols.imap.Messages;
import protocols.imap.Search;
import protocols.imap.UidSet;

/** What cannot be read or is too long costs one message, one mailbox, one call: the session and the others go on. */
class RecoveryTest {

    private static final String AFTER =
            "S: * 3 FETCH (UID 11 FLAGS () ENVELOPE (NIL \"b\" NIL NIL NIL NIL NIL NIL NIL NIL))\n"
                    + "S: A3 OK done\nC: A4 NOOP\nS: A4 OK\n";

    private static final String FETCH = "C: A3 UID FETCH 1:* (UID FLAGS ENVELOPE)\n";
    private static final Fetch WHAT = Fetch.flags().and(Fetch.envelope());

    private static String addresses(int count) {
        StringBuilder out = new StringBuilder("(");
        for (int i = 0; i < count; i++) {
            out.append("(\"Person Number ")
                    .append(i)
                    .append("\" NIL \"person")
                    .append(i)
                    .append("\" \"example.org\")");
        }
        return out.append(')').toString();
    }

    @Test
    void mailToTwoThousandPeopleIsRead() throws WireException {
        Mailbox inbox = Played.inbox(FETCH + "S: * 2 FETCH (UID 9 FLAGS () ENVELOPE (NIL \"a\" NIL NIL NIL "
                + addresses(2_000) + " NIL NIL NIL NIL))\n" + AFTER);

        Messages messages = inbox.fetch(UidSet.ALL, WHAT);
        assertThat(messages.uids()).isEqualTo(UidSet.of(9, 11));
        assertThat(messages.get(9).orElseThrow().envelope().orElseThrow().to()).hasSize(2_000);
        inbox.noop();
    }

    @Test
    void mailToMorePeopleThanTheLimitIsAProblemOfItsOwn() throws WireException {
        Limits limits = Limits.DEFAULT.reply(100_000);
        String long2 = "S: * 2 FETCH (UID 9 FLAGS (\\\\Seen) ENVELOPE (NIL \"a\" NIL NIL NIL " + addresses(2_000)
                + " NIL NIL NIL NIL))\n";
        Mailbox inbox = Played.inbox(FETCH + long2 + AFTER, limits);

        Messages messages = inbox.fetch(UidSet.ALL, WHAT);
        assertThat(messages.uids()).isEqualTo(UidSet.of(9, 11));
        assertThat(messages.get(9).orElseThrow().flags()).containsExactly(Flag.SEEN);
        assertThat(messages.get(9).orElseThrow().problems())
                .singleElement()
                .asString()
                .contains("reply 100000");
        assertThat(messages.get(11).orElseThrow().problems()).isEmpty();
        inbox.noop();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "S: * 2 FETCH (UID 9 FLAGS () ENVELOPE (NIL {300}\n%s NIL NIL NIL NIL NIL NIL NIL NIL))\n",
                "S: * 2 FETCH (ENVELOPE (NIL {300}\n%s NIL NIL NIL NIL NIL NIL NIL NIL) FLAGS () UID 9)\n",
                "S: * 2 FETCH (UID 9 FLAGS () ENVELOPE (NIL {3}\nS: a)b NIL \t NIL) X {300}\n%s)\n",
            })
    void literalOverTheLimitIsAProblemOfItsMessage(String response) throws WireException {
        String literal = "S: " + "A4 OK no\\x0d\\x0a)\"".repeat(300 / 12);
        Mailbox inbox = Played.inbox(FETCH + String.format(response, literal) + AFTER, Limits.DEFAULT.literal(100));

        Messages messages = inbox.fetch(UidSet.ALL, WHAT);
        assertThat(messages.uids()).isEqualTo(UidSet.of(9, 11));
        assertThat(messages.get(9).orElseThrow().problems()).hasSize(1);
        assertThat(messages.get(9).orElseThrow().envelope()).isEmpty();
        inbox.noop();
    }

    @Test
    void literalOfSeventyThousandBytesIsRead() throws WireException {
        String subject = "x".repeat(70_000);
        Mailbox inbox = Played.inbox(FETCH + "S: * 2 FETCH (UID 9 FLAGS () ENVELOPE (NIL {70000}\nS: " + subject
                + " NIL NIL NIL NIL NIL NIL NIL NIL))\n" + AFTER);

        Messages messages = inbox.fetch(UidSet.ALL, WHAT);
        assertThat(messages.get(9).orElseThrow().envelope().orElseThrow().subject())
                .contains(subject);
        assertThat(messages).hasSize(2);
    }

    @Test
    void bodyOverTheLimitIsAProblemOfItsMessageAndTheOthersAreGiven() throws IOException {
        Mailbox inbox = Played.inbox(
                """
                C: A3 UID FETCH 1:* (UID BODY.PEEK[])
                S: * 2 FETCH (UID 9 BODY[] {300}
                S: %s)\\x0d\\x0a* 3 FETCH (UID 11 BODY[] {2}
                S: hi)\\x0d\\x0aA3 OK
                C: A4 NOOP
                S: A4 OK
                """
                        .formatted("A3 OK \\x0d\\x0a".repeat(300 / 8) + "1234"),
                Limits.DEFAULT.body(100));
        List<FetchedMessage> given = new ArrayList<>();

        inbox.fetch(UidSet.ALL, Fetch.message(), given::add);
        assertThat(given).hasSize(2);
        assertThat(given.get(0).uid()).hasValue(9);
        assertThat(given.get(0).problems()).singleElement().asString().contains("body 100");
        assertThat(given.get(1).bytes().orElseThrow()).asString().isEqualTo("hi");
        inbox.noop();
    }

    @Test
    void missingValueIsAProblemOfItsMessage() throws IOException {
        Mailbox inbox = Played.inbox(
                """
                C: A3 UID FETCH 1:* (UID BODY.PEEK[1] BODY.PEEK[2])
                S: * 2 FETCH (UID 9 BODY[1] "one" BODY[2] )
                S: * 3 FETCH (UID 11 BODY[1] "one" BODY[2] "two")
                S: A3 OK
                C: A4 NOOP
                S: A4 OK
                """);

        Messages messages = inbox.fetch(UidSet.ALL, Fetch.bodyPart("1").and(Fetch.bodyPart("2")));
        assertThat(messages.uids()).isEqualTo(UidSet.of(9, 11));
        assertThat(messages.get(9).orElseThrow().body("1")).isPresent();
        assertThat(messages.get(9).orElseThrow().problems())
                .singleElement()
                .asString()
                .contains("BODY[2] )");
        assertThat(messages.get(11).orElseThrow().body("2")).isPresent();
        inbox.noop();
    }

    @Test
    void downloadOfWhatCannotBeReadThrowsAndTheSessionGoesOn() throws IOException {
        Mailbox inbox = Played.inbox(
                """
                C: A3 UID FETCH 9 (UID BODY.PEEK[])
                S: * 2 FETCH (UID 9 BODY[] )
                S: A3 OK
                C: A4 NOOP
                S: A4 OK
                """);
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        assertThatThrownBy(() -> inbox.download(9, out))
                .isInstanceOfSatisfying(WireException.Malformed.class, e -> assertThat(e.where())
                        .isPresent());
        assertThat(out.size()).isZero();
        inbox.noop();
    }

    @Test
    void listWithMoreSpacesIsReadAndANameWithoutQuotesCostsItself() throws WireException {
        ImapSession session = Played.session(
                """
                C: A2 LIST "" *
                S: * LIST  (\\\\HasNoChildren)  "/"  One
                S: * LIST () "/" My Folder
                S: * LIST () "/" {3}\\x0d\\x0aTwo
                S: A2 OK
                C: A3 NOOP
                S: A3 OK
                """
                        .replace(" *\n", " \"*\"\n"));

        List<String> names = new ArrayList<>();
        for (MailboxInfo info : session.list()) {
            names.add(info.name().name());
        }
        assertThat(names).containsExactly("One", "Two");
        session.noop();
    }

    @Test
    void statusThatCannotBeReadThrowsAndTheSessionGoesOn() throws WireException {
        ImapSession session = Played.session(
                """
                C: A2 STATUS a (MESSAGES UIDNEXT UIDVALIDITY UNSEEN)
                S: * STATUS a MESSAGES 1
                S: A2 OK
                C: A3 NOOP
                S: A3 OK
                """);

        assertThatThrownBy(() -> session.status("a"))
                .isInstanceOf(WireException.Malformed.class)
                .hasMessageContaining("the list of STATUS");
        session.noop();
    }

    @Test
    void statusThatCannotBeReadIsTheFateOfOneMailbox() throws WireException {
        ImapSession session = Played.session(
                """
                C: A2 STATUS a (MESSAGES UIDNEXT UIDVALIDITY UNSEEN)
                C: A3 STATUS b (MESSAGES UIDNEXT UIDVALIDITY UNSEEN)
                S: * STATUS a MESSAGES 1
                S: A2 OK
                S: * STATUS b (MESSAGES 2)
                S: A3 OK
                C: A4 NOOP
                S: A4 OK
                """);

        Batch<MailboxName, MailboxStatus> told = session.statusAll("a", "b");
        assertThat(told.done())
                .isEqualTo(Map.of(MailboxName.of("b"), MailboxStatus.of("b").value("MESSAGES", 2)));
        assertThat(told.refused().get(MailboxName.of("a"))).hasMessageContaining("the list of STATUS");
        session.noop();
    }

    @Test
    void searchThatCannotBeReadThrowsAndTheSessionGoesOn() throws WireException {
        Mailbox inbox = Played.inbox(
                """
                C: A3 UID SEARCH ALL
                S: * SEARCH 1 2 x
                S: A3 OK
                C: A4 NOOP
                S: A4 OK
                """);

        assertThatThrownBy(() -> inbox.search(Search.all()))
                .isInstanceOf(WireException.Malformed.class)
                .hasMessageContaining("a message number");
        inbox.noop();
    }

    @ParameterizedTest
    @ValueSource(strings = {"S: A3 MAYBE", "S: * 1 FETCH (ENVELOPE {x}", "S: * OK so\\x0a* 2 EXISTS"})
    void brokenStatusAndFramingEndTheSession(String end) throws WireException {
        Mailbox inbox = Played.inbox("C: A3 NOOP\n" + end + "\nS: A3 OK\n");

        assertThatThrownBy(inbox::noop).isInstanceOf(WireException.Malformed.class);
        assertThatThrownBy(inbox::noop).isInstanceOf(WireException.Hangup.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"abc", "a\"b", "\"a\\\"", "(\"x\" \")"})
    void quotationMarkThatIsNotClosedIsNotSent(String argument) throws WireException {
        ImapSession session = Played.session("C: A2 X \"a b\" \"c\\\\\\\\\"\nS: A2 OK\n");

        assertThatThrownBy(() -> session.command("X", argument)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> session.command("X", argument, "y")).isInstanceOf(IllegalArgumentException.class);
        session.command("X", "\"a", "b\"", "\"c\\\\\"");
    }

    @Test
    void farewellEndsTheSessionWhenItIsSeen() throws WireException {
        Mailbox inbox = Played.inbox("C: A3 NOOP\nS: * BYE going down\nS: A3 OK\n");

        inbox.noop();
        assertThatThrownBy(inbox::noop).isInstanceOf(WireException.Hangup.class).hasMessageContaining("going down");
        ImapSession session = Played.session("C: A2 NOOP\nS: * BYE going down\nS: A2 OK\n");
        session.noop();
        assertThat(session.isOpen()).isFalse();
    }

    @Test
    void whatNobodyAskedForAndCannotBeReadIsNews() throws WireException {
        ImapSession session = Played.session(
                """
                C: A2 SELECT INBOX
                S: * FLAGS (
                S: * 3 EXISTS
                S: A2 OK
                C: A3 NOOP
                S: * 4 EXISTS x
                S: * 9 FETCH (UID 99 FLAGS
                S: A3 OK
                C: A4 X
                S: *
                S: A4 OK
                """);
        Mailbox inbox = session.select("INBOX");

        assertThat(inbox.noop())
                .extracting(
                        event -> ((MailboxEvent.Unreadable) event).response().raw())
                .containsExactly("* FLAGS (", "* 4 EXISTS x", "* 9 FETCH (UID 99 FLAGS");
        assertThat(session.command("X").lines()).containsExactly("");
        assertThat(inbox.state().exists()).isEqualTo(3);
    }

    @Test
    void linesOfAListThatCannotBeReadAreToldWithTheirText() throws IOException {
        String list = "C: A2 LIST \"\" \"*\"\nS: * LIST () \"/\" My Folder\nS: * LIST () \"/\" b\nS: A2 OK\n";

        Mailboxes found = Played.session(list).list();
        assertThat(found.get("b")).isPresent();
        assertThat(found).hasSize(1);
        assertThat(found.unreadable()).singleElement().satisfies(line -> {
            assertThat(line.name()).isEqualTo("LIST");
            assertThat(line.raw()).isEqualTo("* LIST () \"/\" My Folder");
            assertThat(line.why()).isInstanceOf(WireException.Malformed.class);
        });
        List<MailboxInfo> given = new ArrayList<>();
        assertThat(Played.session(list).list("*", given::add)).hasSize(1);
        assertThat(given).containsExactlyElementsOf(found.list());
    }

    @Test
    void messageOfWhichNotEvenTheUidCanBeReadIsGivenLastAndAfterADownloadItIsNews() throws IOException {
        String broken = "S: * 2 FETCH (FLAGS (\n";
        Messages messages = Played.inbox(
                        "C: A3 UID FETCH 1:* (UID FLAGS)\n" + broken + "S: * 3 FETCH (UID 11 FLAGS ())\nS: A3 OK\n")
                .fetch(UidSet.ALL, Fetch.flags());
        assertThat(messages).hasSize(2);
        assertThat(messages.uids()).isEqualTo(UidSet.of(11));
        assertThat(messages.list().get(1).number()).isEqualTo(2);
        assertThat(messages.list().get(1).unreadable()).isPresent();

        String download = "C: A3 UID FETCH 11 (UID BODY.PEEK[])\n" + broken;
        Mailbox inbox = Played.inbox(download + "S: * 3 FETCH (UID 11 BODY[] {2}\nS: hi)\\x0d\\x0aA3 OK\n");
        assertThat(inbox.download(11, new ByteArrayOutputStream())).isPresent();
        assertThat(inbox.news()).hasSize(1);
        Mailbox nothing = Played.inbox(download + "S: A3 OK\n");
        assertThatThrownBy(() -> nothing.download(11, new ByteArrayOutputStream()))
                .isInstanceOf(WireException.Malformed.class);
    }
}
