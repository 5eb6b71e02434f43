package protocols.internal.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.Batch;
import protocols.Batch.Fate;
import protocols.Credentials;
import protocols.Reply;
import protocols.Secret;
import protocols.Tls;
import protocols.Transcript;
import protocols.WireException;
import protocols.imap.Imap;
import protocols.imap.ImapConnection;
import protocols.imap.ImapResponses;
import protocols.imap.ImapSession;
import protocols.imap.Mailbox;
import protocols.imap.MailboxEvent;
import protocols.imap.MailboxName;
import protocols.imap.MailboxStatus;

/** Commands of the caller's own, batches, and who logs in. */
class ImapCommandsTest {

    @Test
    void commandOfTheCallersOwnGivesAllThatTheServerSaid() throws WireException {
        ImapSession session = Played.session(
                """
                C: A2 NAMESPACE
                S: * NAMESPACE (("" "/")) NIL NIL
                S: * X {5}\\x0d\\x0aa\\x0d\\x0abc (d)
                S: * 1 FETCH (BODY[] {3}\\x0d\\x0aü" UID 4)
                S: * OK [ALERT] look
                S: A2 OK [DONE] here
                """);
        ImapResponses told = session.command("NAMESPACE");

        assertThat(told.lines())
                .containsExactly(
                        "NAMESPACE ((\"\" \"/\")) NIL NIL",
                        "X {5}\r\na\r\nbc (d)",
                        "1 FETCH (BODY[] {3}\r\nü\" UID 4)",
                        "OK [ALERT] look");
        assertThat(told.reply()).isEqualTo(Reply.of("OK", "[DONE] here"));
    }

    @Test
    void whatIsToldMeanwhileIsTakenInAsEver() throws WireException {
        Mailbox[] inbox = new Mailbox[1];
        ImapSession session = Played.session(
                """
                C: A2 SELECT INBOX
                S: * 3 EXISTS
                S: A2 OK
                C: A3 UID FETCH 1:* (FLAGS)
                S: * 4 EXISTS
                S: * CAPABILITY IMAP4rev1 XNEW
                S: A3 OK
                C: A4 check
                S: A4 BAD what?
                C: A5 NOOP
                S: A5 OK
                """);
        inbox[0] = session.select("INBOX");

        assertThat(session.command("UID", "FETCH", "1:*", "(FLAGS)").lines())
                .containsExactly("4 EXISTS", "CAPABILITY IMAP4rev1 XNEW");
        assertThat(inbox[0].news()).containsExactly(MailboxEvent.Exists.of(3, 4));
        assertThat(session.capabilities().has("xnew")).isTrue();
        assertThatThrownBy(() -> session.command("check")).isInstanceOf(WireException.Refused.class);
        session.noop();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "A B",
                "NOOP\r\nA9 LOGOUT",
                "ü",
                "(X)",
                "LOGIN",
                "authenticate",
                "STARTTLS",
                "Logout",
                "SELECT",
                "EXAMINE",
                "CLOSE",
                "UNSELECT",
                "IDLE",
                "DONE",
                "COMPRESS",
                "APPEND",
                "ENABLE",
                "NOTIFY"
            })
    void whatTheSessionStandsOnIsNotSent(String verb) throws WireException {
        ImapSession session = Played.session("");

        assertThatThrownBy(() -> session.command(verb)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\r\n", "a\0", "ü", "{5}", "{5+}", "x{12-}"})
    void argumentsThatCouldEndTheLineAreNotSent(String argument) throws WireException {
        ImapSession session = Played.session("");

        assertThatThrownBy(() -> session.command("X", "a", argument)).isInstanceOf(IllegalArgumentException.class);
    }

    private static final MailboxName A = MailboxName.of("a");
    private static final MailboxName B = MailboxName.of("b");

    private static String status(int tag, String name) {
        return "C: A" + tag + " STATUS " + name + " (MESSAGES UIDNEXT UIDVALIDITY UNSEEN)\n";
    }

    @Test
    void nameThatIsAskedForTwiceHasTwoFatesAndSilenceIsNoAnswer() throws WireException {
        ImapSession session = Played.session(
                status(2, "a")
                        + status(3, "b")
                        + status(4, "a")
                        + """
                S: * STATUS a (UNSEEN 1)
                S: A2 OK
                S: A3 OK
                S: * STATUS a (UNSEEN 2)
                S: A4 OK
                """);
        Batch<MailboxName, MailboxStatus> told = session.statusAll("a", "b", "a");

        assertThat(told).hasSize(3);
        assertThat(told.get(A)).contains(MailboxStatus.of("a").value("UNSEEN", 1));
        assertThat(told.refused().get(B)).isInstanceOf(WireException.Malformed.class);
        assertThatThrownBy(told::orThrow).isInstanceOf(WireException.Malformed.class);
        assertThat(session.statusAll(List.of())).isEmpty();
    }

    @Test
    void brokenLineTellsWhatHadBecomeOfEach() throws WireException {
        List<MailboxName> names = Stream.iterate(0, i -> i + 1)
                .limit(40)
                .map(i -> MailboxName.of("m" + i))
                .toList();
        StringBuilder sent = new StringBuilder();
        for (int i = 0; i < 32; i++) {
            sent.append(status(i + 2, "m" + i));
        }
        ImapSession session =
                Played.session(sent + "S: * STATUS m0 (UNSEEN 1)\nS: A2 OK\nS: A3 NO none\n* closed by peer\n");

        assertThatThrownBy(() -> session.statusAll(names)).isInstanceOfSatisfying(WireException.Hangup.class, e -> {
            Batch<?, ?> soFar = e.batch();
            assertThat(soFar.done()).hasSize(1);
            assertThat(soFar.refused()).hasSize(1);
            assertThat(soFar.unknown()).hasSize(30);
            assertThat(soFar.untried()).hasSize(8);
            assertThat(soFar).extracting(Fate::key).isEqualTo(names);
        });
    }

    private static Imap imap() {
        return Imap.at("localhost")
                .tls(Tls.NONE)
                .via(Transcript.parse(
                                """
                        S: * OK [CAPABILITY IMAP4rev1] ready
                        C: A1 LOGIN alice ********
                        S: A1 OK [CAPABILITY IMAP4rev1] done
                        """)
                        .replay());
    }

    @Test
    void whoeverTheClientHoldsLogsIn() throws WireException {
        imap().credentials(Credentials.password("alice", "secret-word"))
                .connect()
                .login();
        imap().connect().login("alice", Secret.of("secret-word"));
        ImapConnection nobody = imap().connect();

        assertThatThrownBy(nobody::login).isInstanceOf(IllegalStateException.class);
        assertThat(nobody.isOpen()).as("a chain leaves nothing open").isFalse();
        ImapConnection token = imap().connect();
        assertThatThrownBy(() -> token.login(Credentials.certificate())).isInstanceOf(WireException.Unsupported.class);
    }
}
