package protocols.internal.imap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.Batch;
import protocols.Tls;
import protocols.Transcript;
import protocols.WireException;
import protocols.imap.Fetch;
import protocols.imap.FetchedMessage;
import protocols.imap.Flag;
import protocols.imap.Imap;
import protocols.imap.ImapConnection;
import protocols.imap.ImapSession;
import protocols.imap.Mailbox;
import protocols.imap.MailboxEvent;
import protocols.imap.MailboxName;
import protocols.imap.MailboxStatus;
import protocols.imap.NewMessage;
import protocols.imap.Removal;
import protocols.imap.Search;
import protocols.imap.SequenceSet;
import protocols.imap.UidSet;
import protocols.spi.ImapFriend;

/** The whole client in memory, played against dialogues. */
class ImapSessionTest {

    private static final String LOGGED_IN =
            """
            S: * OK [CAPABILITY IMAP4rev1] ready
            C: A1 LOGIN alice ********
            S: A1 OK [CAPABILITY IMAP4rev1 UNSELECT UIDPLUS MOVE IDLE] done
            """;

    private static final String SELECTED = LOGGED_IN
            + """
            C: A2 SELECT INBOX
            S: * FLAGS (\\\\Seen \\\\Deleted)
            S: * 3 EXISTS
            S: * OK [UIDVALIDITY 7] valid
            S: * OK [UIDNEXT 12] next
            S: A2 OK [READ-WRITE] selected
            """;

    private static Imap at(String dialogue) {
        return Imap.at("localhost").tls(Tls.NONE).via(Transcript.parse(dialogue).replay());
    }

    private static ImapSession session(String dialogue) throws WireException {
        return at(dialogue).connect().login("alice", "secret-word");
    }

    private static Mailbox inbox(String more) throws WireException {
        return session(SELECTED + more).select("INBOX");
    }

    @Test
    void capabilitiesComeFromTheGreetingAndTheLoginWithoutARoundTrip() throws WireException {
        ImapSession session = session(LOGGED_IN);

        assertThat(session.capabilities().has("MOVE")).isTrue();
        assertThat(session.stats().roundTrips()).isEqualTo(1);
        assertThat(session.transcript().toString()).doesNotContain("secret-word");
    }

    @Test
    void capabilitiesAreAskedForWhereTheServerDoesNotSay() throws WireException {
        ImapSession session = session(
                """
                S: * OK ready
                C: A1 CAPABILITY
                S: * CAPABILITY IMAP4rev1
                S: A1 OK
                C: A2 LOGIN alice ********
                S: A2 OK
                C: A3 CAPABILITY
                S: * CAPABILITY IMAP4rev1 MOVE
                S: A3 OK
                """);

        assertThat(session.capabilities().lines()).containsExactly("IMAP4rev1", "MOVE");
    }

    @Test
    void plainGoesOutWithTheCommandWhereThatIsOffered() throws WireException {
        ImapSession session = session(
                """
                S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] ready
                C: A1 AUTHENTICATE PLAIN ********
                S: * CAPABILITY IMAP4rev1 IDLE
                S: A1 OK done
                """);

        assertThat(session.capabilities().has("IDLE")).isTrue();
        assertThat(session.stats().roundTrips()).isEqualTo(1);
    }

    @Test
    void mechanismsAreUsedWhereLoginIsDisabled() throws WireException {
        session(
                        """
                S: * OK [CAPABILITY IMAP4rev1 LOGINDISABLED AUTH=LOGIN] ready
                C: A1 AUTHENTICATE LOGIN
                S: + VXNlcm5hbWU6
                C: ********
                S: + UGFzc3dvcmQ6
                C: ********
                S: A1 OK [CAPABILITY IMAP4rev1] done
                """)
                .close();
        assertThatThrownBy(() -> session("S: * OK [CAPABILITY IMAP4rev1 LOGINDISABLED] ready\n"))
                .isInstanceOf(WireException.Unsupported.class);
    }

    @Test
    void refusedLoginClosesTheConnection() throws WireException {
        ImapConnection connection =
                at("""
                S: * OK [CAPABILITY IMAP4rev1] ready
                C: A1 LOGIN alice ********
                S: A1 NO [AUTHENTICATIONFAILED] no
                """)
                        .connect();

        assertThatThrownBy(() -> connection.login("alice", "x")).isInstanceOf(WireException.Refused.class);
        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void greetingsThatAreNone() {
        assertThatThrownBy(() -> at("S: * BYE full\n").connect()).isInstanceOf(WireException.Refused.class);
        assertThatThrownBy(() -> at("S: * 3 EXISTS\n").connect()).isInstanceOf(WireException.Malformed.class);
        assertThatThrownBy(() -> at("S: A1 OK hello\n").connect()).isInstanceOf(WireException.Malformed.class);
        assertThatThrownBy(() -> at("S: + hello\n").connect()).isInstanceOf(WireException.Malformed.class);
    }

    @Test
    void preauthenticatedConnectionNeedsNoLogin() throws WireException {
        ImapConnection connection =
                at("S: * PREAUTH [CAPABILITY IMAP4rev1] hello\n").connect();

        assertThat(connection.isPreauthenticated()).isTrue();
        assertThatThrownBy(() -> connection.login("a", "b")).isInstanceOf(IllegalStateException.class);
        assertThat(connection.session().capabilities().has("IMAP4REV1")).isTrue();
        assertThatThrownBy(connection::session).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void preauthenticationBeforeTlsIsInsecureAndNothingIsSent() {
        assertThatThrownBy(() -> at("S: * PREAUTH hello\n").tls(Tls.UPGRADE).connect())
                .isInstanceOfSatisfying(WireException.Insecure.class, e -> assertThat(
                                e.transcript().said(Transcript.Side.CLIENT))
                        .isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"* 3 EXISTS", "* LIST () \"/\" Evil", "* 1 FETCH (FLAGS ())", "* XEVIL 1"})
    void dataBeforeALoginIsMalformed(String data) {
        assertThatThrownBy(() -> at("S: * OK hi\nC: A1 CAPABILITY\nS: " + data + "\nS: A1 OK\n")
                        .connect())
                .isInstanceOf(WireException.Malformed.class)
                .hasMessageContaining("before a login");
    }

    @Test
    void selectTellsTheMailbox() throws WireException {
        Mailbox inbox = inbox("");

        assertThat(inbox.state().exists()).isEqualTo(3);
        assertThat(inbox.state().uidValidity()).hasValue(7);
        assertThat(inbox.state().uidNext()).hasValue(12);
        assertThat(inbox.state().isReadOnly()).isFalse();
        assertThat(inbox.state().permanentFlags()).contains(Flag.SEEN);
    }

    @Test
    void dataBetweenCommandsIsTakenInAndIsNoneOfTheNextCommands() throws WireException {
        Mailbox inbox = inbox(
                """
                C: A3 NOOP
                S: * 4 EXISTS
                S: A3 OK\\x0d\\x0a* 1 EXPUNGE\\x0d\\x0a* 1 FETCH (UID 5 FLAGS (\\\\Seen))
                C: A4 UID FETCH 1:* (UID FLAGS)
                S: * 2 EXPUNGE
                S: * 1 FETCH (UID 9 FLAGS ())
                S: * 2 FETCH (FLAGS (\\\\Deleted))
                S: A4 OK
                """);

        assertThat(inbox.noop()).containsExactly(MailboxEvent.Exists.of(3, 4));
        assertThat(inbox.state().exists()).isEqualTo(4);
        assertThat(inbox.fetch(UidSet.ALL, Fetch.flags()).uids()).isEqualTo(UidSet.of(9));
        assertThat(inbox.state().exists()).isEqualTo(2);
        assertThat(inbox.news())
                .containsExactly(
                        MailboxEvent.Expunged.of(1),
                        MailboxEvent.FlagsChanged.of(FetchedMessage.of(1, 5).flags(Set.of(Flag.SEEN))),
                        MailboxEvent.Expunged.of(2),
                        MailboxEvent.FlagsChanged.of(FetchedMessage.of(2, 0).flags(Set.of(Flag.DELETED))));
        assertThat(inbox.news()).isEmpty();
    }

    @Test
    void bodiesAreStreamedAndRecordedAsBodies() throws IOException {
        Mailbox inbox = inbox(
                """
                C: A3 UID FETCH 9 (UID BODY.PEEK[])
                S: * 1 FETCH (UID 9 BODY[] {11}
                S: one
                S: two
                S: x)\\x0d\\x0aA3 OK done
                """);
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();

        assertThat(inbox.download(9, out).orElseThrow().bytes()).isEqualTo(11);
        assertThat(out.toString(UTF_8)).isEqualTo("one\r\ntwo\r\nx");
    }

    @Test
    void handlerOfDataCannotSendACommand() throws WireException {
        Mailbox inbox = inbox(
                """
                C: A3 UID FETCH 1:* (UID FLAGS)
                S: * 1 FETCH (UID 9 FLAGS ())
                S: A3 OK
                C: A4 NOOP
                S: A4 OK
                """);

        assertThatThrownBy(() -> inbox.fetch(UidSet.ALL, Fetch.flags(), message -> inbox.noop()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("a command is running");
        assertThat(inbox.noop()).isEmpty();
    }

    @Test
    void staleStagesNameTheStateThatTheyLost() throws WireException {
        ImapSession session = session(
                SELECTED
                        + """
                C: A3 EXAMINE other
                S: A3 NO no such mailbox
                C: A4 LOGOUT
                S: * BYE see you
                S: A4 OK
                """);
        Mailbox inbox = session.select("INBOX");
        assertThatThrownBy(() -> session.examine("other")).isInstanceOf(WireException.Refused.class);
        assertThatThrownBy(inbox::noop)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("another mailbox was selected");
        session.logout();
        assertThatThrownBy(session::noop)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("logged out");
        assertThat(session.isOpen()).isFalse();
    }

    @Test
    void appendWaitsForTheContinuationAndTellsTheUid() throws IOException {
        ImapSession session = session(
                LOGGED_IN
                        + """
                C: A2 APPEND INBOX (\\\\Seen) {5}
                S: + go
                C: a
                C: bc
                S: A2 OK [APPENDUID 7 12] done
                """);

        assertThat(session.append(
                                "INBOX",
                                NewMessage.of("a\r\nbc".getBytes(UTF_8)).flags(Flag.SEEN))
                        .orElseThrow()
                        .uids())
                .isEqualTo(UidSet.of(12));
    }

    @Test
    void appendThatIsRefusedSendsNoMessage() throws WireException {
        ImapSession session = session(
                LOGGED_IN
                        + """
                C: A2 APPEND nowhere {3}
                S: A2 NO [TRYCREATE] none
                C: A3 NOOP
                S: A3 OK
                """);

        assertThatThrownBy(() -> session.append("nowhere", "abc".getBytes(UTF_8)))
                .isInstanceOf(WireException.Refused.class);
        session.noop();
    }

    @ParameterizedTest
    @ValueSource(strings = {"* closed by peer", "S: * BYE crash\n* closed by peer", "S: hello"})
    void appendThatIsNotConfirmedMayHaveHappened(String end) throws WireException {
        ImapSession session = session(LOGGED_IN + "C: A2 APPEND INBOX {3}\nS: + go\nC: abc\n" + end + "\n");

        assertThatThrownBy(() -> session.append("INBOX", "abc".getBytes(UTF_8)))
                .isInstanceOf(WireException.OutcomeUnknown.class);
        assertThat(session.isOpen()).isFalse();
    }

    @Test
    void farewellInTheMiddleIsRefusedWithItsReason() throws WireException {
        Mailbox inbox = inbox(
                """
                C: A3 NOOP
                S: * BYE going down
                * closed by peer
                """);

        assertThatThrownBy(inbox::noop)
                .isInstanceOf(WireException.Refused.class)
                .hasMessageContaining("going down");
    }

    @Test
    void answersMayComeInAnotherOrderAndLiteralsMayWaitWithinAWindow() throws WireException {
        ImapSession session = session(
                LOGGED_IN
                        + """
                C: A2 STATUS a (MESSAGES UIDNEXT UIDVALIDITY UNSEEN)
                C: A3 STATUS b (MESSAGES UIDNEXT UIDVALIDITY UNSEEN)
                C: A4 STATUS {2}
                S: * STATUS b (MESSAGES 2)
                S: A3 OK
                S: A2 NO none
                S: + go
                C: ü (MESSAGES UIDNEXT UIDVALIDITY UNSEEN)
                S: * STATUS {2}\\x0d\\x0aü (MESSAGES 3)
                S: A4 OK
                """);
        MailboxName bytes = ImapFriend.get().mailboxName("ü".getBytes(UTF_8));

        Batch<MailboxName, MailboxStatus> told =
                session.statusAll(List.of(MailboxName.of("a"), MailboxName.of("b"), bytes));
        assertThat(told.done())
                .containsExactly(
                        Map.entry(MailboxName.of("b"), MailboxStatus.of("b").value("MESSAGES", 2)),
                        Map.entry(bytes, MailboxStatus.of(bytes).value("MESSAGES", 3)));
        assertThat(told.refused()).containsOnlyKeys(MailboxName.of("a"));
        assertThat(told).extracting(Batch.Fate::key).containsExactly(MailboxName.of("a"), MailboxName.of("b"), bytes);
    }

    @Test
    void tagOfNobodyIsMalformed() throws WireException {
        Mailbox inbox = inbox("C: A3 NOOP\nS: A9 OK\n");

        assertThatThrownBy(inbox::noop).isInstanceOf(WireException.Malformed.class);
    }

    @Test
    void giantLiteralIsRefusedBeforeItIsRead() throws WireException {
        Mailbox inbox = inbox("C: A3 UID FETCH 1 (UID BODY.PEEK[])\nS: * 1 FETCH (UID 1 BODY[] {2147483647}\n");

        assertThatThrownBy(() -> inbox.fetch(UidSet.of(1), Fetch.message()))
                .isInstanceOf(WireException.LimitExceeded.class);
    }

    @Test
    void searchAndMoveAndExpunge() throws WireException {
        Mailbox inbox = inbox(
                """
                C: A3 UID SEARCH CHARSET UTF-8 SUBJECT {7}
                S: + go
                C: Grüße
                S: * SEARCH 4 9
                S: A3 OK
                C: A4 UID MOVE 4,9 Trash
                S: * OK [COPYUID 8 4,9 1:2] moved
                S: * 1 EXPUNGE
                S: * 1 EXPUNGE
                S: A4 OK
                C: A5 UID EXPUNGE 11
                S: * 1 EXPUNGE
                S: A5 OK
                """);

        UidSet found = inbox.search(Search.subject("Grüße"));
        assertThat(found).isEqualTo(UidSet.of(4, 9));
        assertThat(inbox.move(found, "Trash").orElseThrow().target()).isEqualTo(UidSet.range(1, 2));
        assertThat(inbox.expunge(UidSet.of(11))).isEqualTo(Removal.of(1, UidSet.EMPTY));
        assertThat(inbox.state().exists()).isZero();
    }

    @Test
    void whatIsNotOfferedIsNotSent() throws WireException {
        Mailbox inbox = at(SELECTED.replace(" UNSELECT UIDPLUS MOVE IDLE", ""))
                .connect()
                .login("alice", "x")
                .select("INBOX");
        List<WireException> refused = new ArrayList<>();
        for (Step step : List.<Step>of(
                () -> inbox.move(UidSet.of(1), "a"),
                () -> inbox.expunge(UidSet.of(1)),
                () -> inbox.idle(Duration.ofSeconds(1)),
                inbox::unselect)) {
            try {
                step.run();
            } catch (WireException.Unsupported e) {
                refused.add(e);
            }
        }
        assertThat(refused).hasSize(4);
        assertThat(inbox.state().exists()).isEqualTo(3);
    }

    private interface Step {
        void run() throws WireException;
    }

    /** RFC 9051 section 7: a server may tell of new messages in the answer to any command. */
    @Test
    void whatIsToldBetweenTwoWaitsIsNotMissed() throws WireException {
        Mailbox inbox = inbox(
                """
                C: A3 FETCH 3 (UID FLAGS)
                S: * 3 FETCH (UID 11 FLAGS ())
                S: * 4 EXISTS
                S: A3 OK
                C: A4 IDLE
                S: + idling
                S: * 5 EXISTS
                C: DONE
                S: A4 OK
                C: A5 UID SEARCH ALL
                S: * SEARCH 11
                S: * 5 EXPUNGE
                S: * 5 EXISTS
                S: A5 OK
                C: A6 NOOP
                S: * 6 EXISTS
                S: A6 OK
                C: A7 IDLE
                S: * 6 EXISTS
                S: + idling
                S: * 3 FETCH (FLAGS (\\\\Seen))
                C: DONE
                S: * 7 EXISTS
                S: A7 OK
                """);
        Duration most = Duration.ofSeconds(10);

        assertThat(inbox.fetchNumbers(SequenceSet.of(3), Fetch.flags()).uids()).isEqualTo(UidSet.of(11));
        assertThat(inbox.idle(most)).as("told with what was fetched").containsExactly(MailboxEvent.Exists.of(3, 4));
        assertThat(inbox.idle(most)).containsExactly(MailboxEvent.Exists.of(4, 5));
        inbox.search(Search.all());
        assertThat(inbox.idle(most))
                .as("one went and one came")
                .containsExactly(MailboxEvent.Expunged.of(5), MailboxEvent.Exists.of(4, 5));
        assertThat(inbox.noop()).containsExactly(MailboxEvent.Exists.of(5, 6));
        assertThat(inbox.idle(most))
                .as("a flag, after the number told before")
                .containsExactly(
                        MailboxEvent.FlagsChanged.of(FetchedMessage.of(3, 0).flags(Set.of(Flag.SEEN))),
                        MailboxEvent.Exists.of(6, 7));
        assertThat(inbox.state().exists()).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain1", "with \"quotes\" and", "ümläut-pässword"})
    void passwordsOfAnyShapeStayOutOfTheTranscript(String password) throws WireException {
        boolean ascii = password.chars().allMatch(c -> c < 0x80);
        ImapConnection connection = at("S: * OK [CAPABILITY IMAP4rev1 LITERAL+] hi\n"
                        + (ascii ? "C: A1 LOGIN alice ********\n" : "C: A1 LOGIN alice {18+}\nC: ********\n")
                        + "S: A1 NO you said " + password + "\n")
                .connect();

        assertThatThrownBy(() -> connection.login("alice", password)).isInstanceOf(WireException.Refused.class);
        assertThat(connection.transcript().toString())
                .contains("LOGIN alice")
                .contains("S: A1 NO you said ********\n")
                .doesNotContain(password);
    }
}
