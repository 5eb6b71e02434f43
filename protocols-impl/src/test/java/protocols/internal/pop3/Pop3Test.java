package protocols.internal.pop3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static protocols.internal.pop3.Dialogues.LOGIN;
import static protocols.internal.pop3.Dialogues.PIPELINING;
import static protocols.internal.pop3.Dialogues.drop;
import static protocols.internal.pop3.Dialogues.over;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.Batch;
import protocols.Credentials;
import protocols.Limits;
import protocols.Reply;
import protocols.Tls;
import protocols.Transcript;
import protocols.Transfer;
import protocols.WireException;
import protocols.pop3.DropStat;
import protocols.pop3.Maildrop;
import protocols.pop3.Pop3Connection;

class Pop3Test {

    @Test
    void aServerWithoutCapaIsLoggedInToByUser() throws WireException {
        try (Maildrop drop = drop(LOGIN + "C: STAT\nS: +OK 2 320 or so\n")) {
            assertThat(drop.stat()).isEqualTo(DropStat.of(2, 320));
            assertThat(drop.capabilities().lines()).isEmpty();
            assertThat(drop.stats().roundTrips()).isEqualTo(4);
            assertThat(drop.transcript().toString()).doesNotContain("wonderland");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1 5", "1", "1 x", "9999999999 1", "1 9999999999999999999", "", "1 -5"})
    void numbersThatDoNotFitAreMalformed(String answer) throws WireException {
        Maildrop drop = drop(LOGIN + "C: STAT\nS: +OK " + answer + "\n");
        assertThatThrownBy(drop::stat).isInstanceOf(WireException.Malformed.class);
        assertThat(drop.isOpen()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 5", "1 5\nS: 1 6", "2147483648 1"})
    void aListingWithWrongNumbersIsMalformed(String lines) throws WireException {
        Maildrop drop = drop(LOGIN + "C: LIST\nS: +OK\nS: " + lines + "\nS: .\n");
        assertThatThrownBy(drop::list).isInstanceOf(WireException.Malformed.class);
        assertThat(drop.isOpen()).isFalse();
    }

    @Test
    void anAnswerAboutAnotherMessageIsMalformed() throws WireException {
        Maildrop drop = drop(LOGIN + "C: UIDL 3\nS: +OK 4 abc\n");
        assertThatThrownBy(() -> drop.uidl(3)).isInstanceOf(WireException.Malformed.class);
    }

    @Test
    void aListingMayBeAsLongAsItsLimitsAndIsReadOverWhereItIsLonger() throws WireException {
        String dialogue = LOGIN + "C: LIST\nS: +OK\nS: 1 1\nS: 2 22\nS: .\n";
        Limits limits = Limits.DEFAULT.listing(5 + 6).entries(2);
        assertThat(over(dialogue)
                        .limits(limits)
                        .connect()
                        .login("alice", "wonderland")
                        .list())
                .hasSize(2);
        for (Limits less : List.of(limits.listing(10), limits.entries(1))) {
            Maildrop drop = over(dialogue + "C: STAT\nS: +OK 2 23\n")
                    .limits(less)
                    .connect()
                    .login("alice", "wonderland");
            assertThatThrownBy(drop::list)
                    .isInstanceOfSatisfying(WireException.LimitExceeded.class, e -> assertThat(e.limit())
                            .isEqualTo(less.entries() == 1 ? "entries" : "listing"));
            assertThat(drop.stat().messages()).isEqualTo(2);
        }
    }

    @Test
    void twoListingsOfWhichOneIsTooLongAreBothReadOver() throws WireException {
        String dialogue =
                """
                S: +OK ready
                C: CAPA
                S: +OK
                S: USER
                S: UIDL
                S: PIPELINING
                S: .
                C: USER alice
                C: PASS ********
                S: +OK
                S: +OK
                C: LIST
                C: UIDL
                S: +OK
                S: 1 1
                S: 2 22
                S: .
                S: +OK
                S: 1 a
                S: .
                C: STAT
                S: +OK 2 23
                """;
        Maildrop drop =
                over(dialogue).limits(Limits.DEFAULT.entries(1)).connect().login("alice", "wonderland");
        assertThatThrownBy(drop::messages).isInstanceOf(WireException.LimitExceeded.class);
        assertThat(drop.stat().messages()).isEqualTo(2);
    }

    @Test
    void aHundredThousandMessagesAreListedByDefault() throws WireException {
        StringBuilder dialogue = new StringBuilder(LOGIN + "C: UIDL\nS: +OK\n");
        for (int i = 1; i <= 100_000; i++) {
            dialogue.append("S: ")
                    .append(i)
                    .append(" a-unique-id-of-usual-length-")
                    .append(i)
                    .append('\n');
        }
        assertThat(drop(dialogue + "S: .\n").uidl()).hasSize(100_000);
    }

    @Test
    void aMessageWithoutItsEndIsAHangup() throws IOException {
        Maildrop drop = drop(LOGIN + "C: RETR 1\nS: +OK 1000000000 octets\nS: Subject: cut\n* closed by peer\n");
        InputStream message = drop.retrieve(1);
        assertThatThrownBy(message::readAllBytes).isInstanceOf(WireException.Hangup.class);
    }

    @Test
    void noCommandIsSentWhileAMessageIsUnread() throws IOException {
        Maildrop drop = drop(LOGIN + "C: RETR 1\nS: +OK\nS: text\nS: .\nC: NOOP\nS: +OK\n");
        try (InputStream message = drop.retrieve(1)) {
            assertThatThrownBy(drop::noop).isInstanceOf(IllegalStateException.class);
            assertThat(message.read()).isEqualTo('t');
        }
        drop.noop();
    }

    @Test
    void aBatchIsOneRoundTripWherePipeliningIsOffered() throws IOException {
        Maildrop drop = drop(
                PIPELINING
                        + """
                C: RETR 1
                C: RETR 2
                C: RETR 3
                S: +OK
                S: ..one
                S: .
                S: -ERR [SYS/TEMP] later
                S: +OK
                S: three
                S: .
                """);
        long before = drop.stats().roundTrips();
        List<String> got = new ArrayList<>();
        Batch<Integer, Transfer> batch = drop.retrieveAll(
                List.of(1, 2, 3),
                message -> got.add(message.number() + new String(message.bytes().readAllBytes(), ISO_8859_1)));
        assertThat(got).containsExactly("1.one\r\n", "3three\r\n");
        assertThat(batch.done()).containsOnlyKeys(1, 3);
        assertThat(batch.get(3).orElseThrow().bytes()).isEqualTo(7);
        assertThat(batch.refused().get(2))
                .isInstanceOfSatisfying(WireException.Refused.class, e -> assertThat(e.isTransient())
                        .isTrue())
                .hasMessageContaining("RETR")
                .hasMessageContaining("later");
        assertThat(drop.stats().roundTrips() - before).isEqualTo(1);
    }

    @Test
    void whatAReceiverLeavesUnreadIsNotTakenForAnAnswer() throws IOException {
        Maildrop drop = drop(
                PIPELINING
                        + """
                C: RETR 1
                C: RETR 2
                S: +OK
                S: +OK not an answer
                S: .
                S: +OK
                S: two
                S: .
                C: NOOP
                S: +OK
                """);
        Batch<Integer, Transfer> batch = drop.retrieveAll(List.of(1, 2), message -> {});
        assertThat(batch.isComplete()).isTrue();
        assertThat(batch.get(1).orElseThrow().bytes()).isEqualTo("+OK not an answer\r\n".length());
        drop.noop();
    }

    @Test
    void aMessageThatAReceiverClosedIsReadToItsEndAndGivesNothingMore() throws IOException {
        Maildrop drop = drop(PIPELINING + "C: RETR 1\nC: RETR 2\nS: +OK\nS: one\nS: .\nS: +OK\nS: two\nS: .\n");
        Batch<Integer, Transfer> batch = drop.retrieveAll(List.of(1, 2), message -> {
            message.bytes().close();
            assertThatThrownBy(() -> message.bytes().read()).isInstanceOf(IOException.class);
        });
        assertThat(batch.isComplete()).isTrue();
    }

    @Test
    void aMessageThatAReceiverKeptGivesNothingMore() throws IOException {
        Maildrop drop = drop(PIPELINING + "C: RETR 1\nC: RETR 2\nS: +OK\nS: one\nS: .\nS: +OK\nS: two\nS: .\n");
        List<InputStream> kept = new ArrayList<>();
        drop.retrieveAll(List.of(1, 2), message -> kept.add(message.bytes()));
        assertThat(kept).hasSize(2).allSatisfy(one -> assertThatThrownBy(one::read)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("given back"));
    }

    @Test
    void quitIsQuitAndEndsTheSession() throws WireException {
        Maildrop drop = drop(LOGIN + "C: DELE 1\nS: +OK\nC: QUIT\nS: +OK\n");
        drop.delete(1);
        drop.quit();
        assertThat(drop.isOpen()).isFalse();
        assertThatThrownBy(drop::stat).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void closeNeverSaysQuit() throws WireException {
        Maildrop drop = drop(LOGIN + "C: DELE 1\nS: +OK\n");
        drop.delete(1);
        drop.close();
        assertThat(drop.transcript().said(Transcript.Side.CLIENT)).doesNotContain("QUIT");
    }

    @Test
    void aCutAfterQuitLeavesTheOutcomeUnknownWhereSomethingWasMarked() throws WireException {
        Maildrop marked = drop(LOGIN + "C: DELE 1\nS: +OK\nC: QUIT\n* closed by peer\n");
        marked.delete(1);
        assertThatThrownBy(marked::quit).isInstanceOf(WireException.OutcomeUnknown.class);
        Maildrop unmarked = drop(LOGIN + "C: QUIT\n* closed by peer\n");
        unmarked.quit();
        assertThat(unmarked.isOpen()).isFalse();
    }

    @Test
    void aRefusedQuitSaysThatNotAllWasRemoved() throws WireException {
        Maildrop drop = drop(LOGIN + "C: DELE 1\nS: +OK\nC: QUIT\nS: -ERR some deleted messages not removed\n");
        drop.delete(1);
        assertThatThrownBy(drop::quit)
                .isInstanceOf(WireException.Refused.class)
                .hasMessageContaining("not all of 1 marked messages removed");
        assertThat(drop.isOpen()).isFalse();
    }

    @Test
    void aRefusedLoginHasItsResponseCodeAndClosesTheLine() throws WireException {
        Pop3Connection connection =
                over("""
                S: +OK ready
                C: CAPA
                S: -ERR
                C: USER alice
                S: +OK
                C: PASS ********
                S: -ERR [AUTH] wonderland is wrong
                """)
                        .connect();
        assertThatThrownBy(() -> connection.login("alice", "wonderland"))
                .isInstanceOfSatisfying(
                        WireException.Refused.class,
                        e -> assertThat(e.reply().responseCode()).isEqualTo("AUTH"));
        assertThat(connection.isOpen()).isFalse();
        assertThat(connection.transcript().toString()).doesNotContain("wonderland");
    }

    @Test
    void withoutUserSaslLogsIn() throws WireException {
        try (Maildrop drop = drop(
                """
                S: +OK ready
                C: CAPA
                S: +OK
                S: SASL LOGIN PLAIN
                S: .
                C: AUTH PLAIN ********
                S: +OK
                """)) {
            assertThat(drop.stats().roundTrips()).isEqualTo(2);
        }
    }

    @Test
    void aFirstResponseTooLongForACommandWaitsForItsChallenge() throws WireException {
        Pop3Connection connection =
                over("""
                S: +OK ready
                C: CAPA
                S: +OK
                S: SASL PLAIN
                S: .
                C: AUTH PLAIN
                S: +\\x20
                C: ********
                S: +OK
                """)
                        .connect();
        connection.login("alice", "x".repeat(200)).close();
    }

    @Test
    void stlsComesFirstAndItsRefusalIsInsecure() {
        assertThatThrownBy(() -> over("S: +OK ready\nC: STLS\nS: -ERR no TLS\n")
                        .tls(Tls.UPGRADE)
                        .connect())
                .isInstanceOf(WireException.Insecure.class);
    }

    @Test
    void overTlsWithPipeliningALoginIsOneRoundTrip() throws WireException {
        try (Maildrop drop =
                over("""
                S: +OK ready
                C: STLS
                S: +OK
                * tls recorded
                C: CAPA
                S: +OK
                S: USER
                S: PIPELINING
                S: .
                C: USER alice
                S: +OK
                C: PASS ********
                S: +OK
                """)
                        .tls(Tls.UPGRADE)
                        .connect()
                        .login("alice", "wonderland")) {
            assertThat(drop.isOpen()).isTrue();
        }
    }

    @Test
    void mistakesOfTheCallerSendNothing() throws WireException {
        Maildrop drop = drop(LOGIN);
        assertThatThrownBy(() -> drop.retrieve(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> drop.top(1, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> drop.deleteAll(List.of(1, -1))).isInstanceOf(IllegalArgumentException.class);
        assertThat(drop.isOpen()).isTrue();
    }

    @Test
    void aBatchOfDeletionsKeepsDuplicatesAndTheirFates() throws WireException {
        Maildrop drop = drop(PIPELINING + "C: DELE 2\nC: DELE 2\nS: +OK gone\nS: -ERR already deleted\n");
        Batch<Integer, Reply> batch = drop.deleteAll(List.of(2, 2));
        assertThat(batch.size()).isEqualTo(2);
        assertThat(batch.done().get(2).text()).isEqualTo("gone");
        assertThat(batch.refused().get(2).reason()).contains("already deleted");
    }

    @Test
    void nothingToDoIsAnEmptyBatch() throws IOException {
        Maildrop drop = drop(PIPELINING);
        assertThat(drop.retrieveAll(List.of(), message -> {}).isEmpty()).isTrue();
        assertThat(drop.deleteAll(List.of()).isEmpty()).isTrue();
    }

    @Test
    void aBrokenLineCarriesTheFatesSoFar() throws IOException {
        Maildrop drop = drop(
                PIPELINING
                        + "C: RETR 1\nC: RETR 2\nC: RETR 3\nS: +OK\nS: a\nS: .\nS: -ERR no\nS: +OK\nS: cut\n* closed by peer\n");
        assertThatThrownBy(() -> drop.retrieveAll(
                        List.of(1, 2, 3), message -> message.bytes().readAllBytes()))
                .isInstanceOfSatisfying(WireException.Hangup.class, e -> {
                    Batch<?, ?> batch = e.batch();
                    assertThat(batch.done().keySet()).hasToString("[1]");
                    assertThat(batch.refused().keySet()).hasToString("[2]");
                    assertThat(batch.unknown()).hasToString("[3]");
                    assertThat(batch.untried()).isEmpty();
                });
    }

    @Test
    void whatWasNotSentBeforeTheLineBrokeIsUntried() throws WireException {
        Maildrop drop = drop(LOGIN + "C: DELE 1\nS: +OK\nC: DELE 2\n* closed by peer\n");
        assertThatThrownBy(() -> drop.deleteAll(List.of(1, 2, 3)))
                .isInstanceOfSatisfying(WireException.Hangup.class, e -> {
                    Batch<?, ?> batch = e.batch();
                    assertThat(batch.unknown()).hasToString("[2]");
                    assertThat(batch.untried()).hasToString("[3]");
                });
    }

    @Test
    void aCommandOfTheCallersOwnGivesTheAnswerBeItYesOrNo() throws WireException {
        Maildrop drop = drop(LOGIN + "C: XHELP me\nS: +OK done\nC: LAST\nS: -ERR what?\nC: NOOP\nS: +OK\n");
        assertThat(drop.command("XHELP", "me")).isEqualTo(Reply.of("+OK", "done"));
        assertThat(drop.command("LAST").status()).isEqualTo("-ERR");
        assertThat(drop.command("NOOP").status()).isEqualTo("+OK");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RETR",
                "top",
                "LIST",
                "uidl",
                "CAPA",
                "dele",
                "RSET",
                "quit",
                "USER",
                "PASS",
                "APOP",
                "AUTH",
                "STLS",
                "UTF8",
                "LANG",
                "RETR 1",
                "",
                "X\r\nQUIT",
                "caf\u00e9"
            })
    void aCommandThatTheStateStandsOnIsNotSent(String verb) throws WireException {
        Maildrop drop = drop(LOGIN + "C: NOOP\nS: +OK\n");
        assertThatThrownBy(() -> drop.command(verb)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> drop.command("X", "a\r\nQUIT")).isInstanceOf(IllegalArgumentException.class);
        drop.noop();
    }

    @Test
    void theClientsOwnCredentialsLogIn() throws WireException {
        Pop3Connection connection = over(LOGIN)
                .credentials(Credentials.password("alice", "wonderland"))
                .connect();
        assertThat(connection.login().isOpen()).isTrue();
    }

    @Test
    void withoutCredentialsNobodyLogsInAndNothingIsLeftOpen() throws WireException {
        Pop3Connection connection = over(LOGIN).connect();
        assertThatThrownBy(connection::login)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("credentials");
        assertThat(connection.isOpen()).isFalse();
    }
}
