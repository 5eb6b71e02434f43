package protocols.internal.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import protocols.WireException;
import protocols.imap.ImapSession;
import protocols.imap.Mailbox;
import protocols.imap.UidSet;

/** Commands that change something, of which a client that hears no answer must not think that they were not done. */
class UnknownOutcomeTest {

    /** What is done with a mailbox, or beside it. */
    private interface Change {
        void on(Mailbox inbox) throws WireException;
    }

    private static final UidSet UIDS = UidSet.of(7);

    private static Stream<Arguments> changes() {
        return Stream.of(
                change("UID COPY 7 Old", inbox -> inbox.copy(UIDS, "Old")),
                change("UID MOVE 7 Old", inbox -> inbox.move(UIDS, "Old")),
                change("EXPUNGE", Mailbox::expunge),
                change("UID EXPUNGE 7", inbox -> inbox.expunge(UIDS)));
    }

    private static Arguments change(String command, Change change) {
        return Arguments.of(command, change);
    }

    @ParameterizedTest
    @MethodSource("changes")
    void withoutAnAnswerNobodyKnows(String command, Change change) throws WireException {
        Mailbox inbox = Played.inbox("C: A3 " + command + "\n* closed by peer\n");
        assertThatThrownBy(() -> change.on(inbox))
                .isInstanceOf(WireException.OutcomeUnknown.class)
                .hasCauseInstanceOf(WireException.Hangup.class);
    }

    /** A farewell is no answer to it (RFC 9051 section 7.1.5). */
    @ParameterizedTest
    @MethodSource("changes")
    void noMoreIfTheServerTakesItsLeave(String command, Change change) throws WireException {
        Mailbox inbox = Played.inbox("C: A3 " + command + "\nS: * BYE going down\n* closed by peer\n");
        assertThatThrownBy(() -> change.on(inbox))
                .isInstanceOf(WireException.OutcomeUnknown.class)
                .hasMessageContaining("going down");
    }

    @ParameterizedTest
    @MethodSource("changes")
    void aNoIsAnAnswer(String command, Change change) throws WireException {
        Mailbox inbox = Played.inbox("C: A3 " + command + "\nS: A3 NO not today\nC: A4 NOOP\nS: A4 OK\n");
        assertThatThrownBy(() -> change.on(inbox)).isInstanceOf(WireException.Refused.class);
        assertThat(inbox.noop()).isEmpty();
    }

    private interface Housekeeping {
        void on(ImapSession session) throws WireException;
    }

    private static Stream<Arguments> housekeeping() {
        return Stream.of(
                keeping("CREATE Old", session -> session.create("Old")),
                keeping("DELETE Old", session -> session.delete("Old")),
                keeping("RENAME Old Older", session -> session.rename("Old", "Older")));
    }

    private static Arguments keeping(String command, Housekeeping change) {
        return Arguments.of(command, change);
    }

    @ParameterizedTest
    @MethodSource("housekeeping")
    void soWithMailboxes(String command, Housekeeping change) throws WireException {
        ImapSession session = Played.session("C: A2 " + command + "\nS: * BYE going down\n* closed by peer\n");
        assertThatThrownBy(() -> change.on(session)).isInstanceOf(WireException.OutcomeUnknown.class);
        ImapSession refused = Played.session("C: A2 " + command + "\nS: A2 NO [ALREADYEXISTS] no\n");
        assertThatThrownBy(() -> change.on(refused)).isInstanceOf(WireException.Refused.class);
    }

    /** What was never sent was not done. */
    @ParameterizedTest
    @MethodSource("housekeeping")
    void whatDidNotLeaveIsKnown(String command, Housekeeping change) throws WireException {
        ImapSession session = Played.session("C: A2 NOOP\nS: A2 OK\n* closed by peer\n");
        session.noop();
        assertThatThrownBy(() -> change.on(session)).isInstanceOf(WireException.Hangup.class);
    }
}
