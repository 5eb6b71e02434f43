package protocols.pop3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import protocols.Tls;
import protocols.Trust;
import protocols.WireException;
import protocols.peers.ScriptedServer;
import protocols.peers.TestCa;

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

    @TempDir
    private Path folder;

    private Pop3 at(ScriptedServer server) throws IOException {
        return Pop3.at("127.0.0.1")
                .port(server.port())
                .trust(Trust.pem(TestCa.shared().writeTo(folder)))
                .timeout(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @EnumSource(ScriptedServer.Mode.class)
    void howTheStreamIsCutMakesNoDifference(ScriptedServer.Mode mode) throws IOException {
        try (ScriptedServer server = ScriptedServer.of(
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
                        .mode(mode)
                        .start();
                Maildrop drop = at(server).connect().login("alice", "secret")) {
            assertThat(drop.retrieve(1).readAllBytes()).asString().isEqualTo(".\r\n..a\r\n\r\n");
            drop.quit();
        }
    }

    @Test
    void capabilitiesFromBeforeTlsCountForNothing() throws IOException {
        try (ScriptedServer server = ScriptedServer.play(
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
        try (ScriptedServer server = ScriptedServer.of(
                        """
                        S: +OK ready
                        C: STLS
                        S: +OK go ahead\\x0d\\x0a+OK injected
                        """)
                .mode(ScriptedServer.Mode.WHOLE)
                .start()) {
            assertThatThrownBy(() -> at(server).tls(Tls.UPGRADE).connect()).isInstanceOf(WireException.Insecure.class);
        }
    }

    @Test
    void aResetAfterQuitLeavesTheOutcomeUnknown() throws IOException {
        String dialogue = LOGIN + "C: DELE 1\nS: +OK\nC: QUIT\nS: +OK\n";
        long all = ScriptedServer.of(dialogue).length();
        try (ScriptedServer server =
                        ScriptedServer.of(dialogue).resetAfter(all - 3).start();
                Maildrop drop = at(server).connect().login("alice", "secret")) {
            drop.delete(1);
            assertThatThrownBy(drop::quit).isInstanceOf(WireException.OutcomeUnknown.class);
        }
    }

    @Test
    void silenceWithinAMessageEndsWithTheIdleLimit() throws IOException {
        String dialogue = LOGIN + "C: RETR 1\nS: +OK\nS: text\nS: .\n";
        long all = ScriptedServer.of(dialogue).length();
        try (ScriptedServer server =
                        ScriptedServer.of(dialogue).stallAfter(all - 3).start();
                Maildrop drop =
                        at(server).idleTimeout(Duration.ofSeconds(1)).connect().login("alice", "secret")) {
            assertThatThrownBy(() -> drop.retrieve(1).readAllBytes()).isInstanceOf(WireException.TimedOut.class);
        }
    }

    @Test
    void aTransferThatComesSteadilyHasATotalOfItsOwn() throws IOException {
        String dialogue = LOGIN + "C: RETR 1\nS: +OK\nS: " + "text ".repeat(100) + "\nS: .\n";
        try (ScriptedServer server =
                        ScriptedServer.of(dialogue).drip(Duration.ofMillis(10)).start();
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
