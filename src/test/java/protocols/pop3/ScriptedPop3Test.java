package protocols.pop3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import protocols.Fault;
import protocols.Script;
import protocols.Tls;
import protocols.WireException;
import protocols.peers.Scripted;

/** Servers that misbehave, over a real socket. */
class ScriptedPop3Test {

    private static final String LOGIN =
            """
            S: +OK ready
            C: CAPA
            S: +OK
            S: USER
            S: .
            C: USER alice
            S: +OK
            C: PASS ********
            S: +OK
            """;

    private Pop3 at(Scripted server) throws IOException {
        return Pop3.at("127.0.0.1").port(server.port()).trust(server.trust()).timeout(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @EnumSource(Script.Pieces.class)
    void howTheStreamIsCutMakesNoDifference(Script.Pieces mode) throws IOException {
        try (Scripted server = Scripted.play(Scripted.of(
                                LOGIN
                                        + """
                        C: RETR 1
                        S: +OK
                        S: ..
                        S: ...a
                        S:
                        S: .
                        C: QUIT
                        S: +OK
                        """)
                        .pieces(mode));
                Maildrop drop = at(server).connect().login("alice", "secret")) {
            assertThat(drop.retrieve(1).readAllBytes()).asString().isEqualTo(".\r\n..a\r\n\r\n");
            drop.quit();
        }
    }

    @Test
    void capabilitiesFromBeforeTlsCountForNothing() throws IOException {
        try (Scripted server = Scripted.play(
                """
                        S: +OK ready
                        C: STLS
                        S: +OK go ahead
                        * tls
                        C: CAPA
                        S: +OK
                        S: USER
                        S: PIPELINING
                        S: .
                        C: USER alice
                        C: PASS ********
                        S: -ERR [AUTH] no such user
                        S: -ERR [AUTH] no
                        """)) {
            Pop3Connection connection = at(server).tls(Tls.UPGRADE).connect();
            assertThatThrownBy(() -> connection.login("alice", "secret")).isInstanceOf(WireException.Refused.class);
        }
    }

    @Test
    void bytesBehindTheGoAheadAreNotBelieved() throws IOException {
        try (Scripted server = Scripted.play(Scripted.of(
                        """
                        S: +OK ready
                        C: STLS
                        S: +OK go ahead\\x0d\\x0a+OK injected
                        """)
                .pieces(Script.Pieces.WHOLE))) {
            assertThatThrownBy(() -> at(server).tls(Tls.UPGRADE).connect()).isInstanceOf(WireException.Insecure.class);
        }
    }

    @Test
    void aResetAfterQuitLeavesTheOutcomeUnknown() throws IOException {
        String dialogue = LOGIN + "C: DELE 1\nS: +OK\nC: QUIT\nS: +OK\n";
        long all = Scripted.length(dialogue);
        try (Scripted server =
                        Scripted.play(Scripted.of(dialogue).fault(Fault.reset().after(all - 3)));
                Maildrop drop = at(server).connect().login("alice", "secret")) {
            drop.delete(1);
            assertThatThrownBy(drop::quit).isInstanceOf(WireException.OutcomeUnknown.class);
        }
    }

    @Test
    void silenceWithinAMessageEndsWithTheIdleLimit() throws IOException {
        String dialogue = LOGIN + "C: RETR 1\nS: +OK\nS: text\nS: .\n";
        long all = Scripted.length(dialogue);
        try (Scripted server =
                        Scripted.play(Scripted.of(dialogue).fault(Fault.stall().after(all - 3)));
                Maildrop drop =
                        at(server).idleTimeout(Duration.ofSeconds(1)).connect().login("alice", "secret")) {
            assertThatThrownBy(() -> drop.retrieve(1).readAllBytes()).isInstanceOf(WireException.TimedOut.class);
        }
    }

    @Test
    void aTransferThatComesSteadilyHasATotalOfItsOwn() throws IOException {
        String dialogue = LOGIN + "C: RETR 1\nS: +OK\nS: " + "text ".repeat(100) + "\nS: .\n";
        try (Scripted server = Scripted.play(Scripted.of(dialogue).drip(Duration.ofMillis(10)));
                Maildrop drop = at(server)
                        .transferTimeout(Duration.ofMillis(500))
                        .connect()
                        .login("alice", "secret")) {
            assertThatThrownBy(() -> drop.retrieve(1, new ByteArrayOutputStream()))
                    .isInstanceOfSatisfying(WireException.TimedOut.class, e -> {
                        assertThat(e.limit()).isEqualTo("transferTimeout");
                        assertThat(e.length()).isEqualTo(Duration.ofMillis(500));
                    });
        }
    }
}
