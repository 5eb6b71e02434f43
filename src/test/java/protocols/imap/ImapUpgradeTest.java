package protocols.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import protocols.Script;
import protocols.Tls;
import protocols.WireException;
import protocols.peers.Scripted;

/** STARTTLS as those who sit in between would have it (USENIX Security 2021, NO STARTTLS). */
class ImapUpgradeTest {

    private static Imap at(Scripted server) throws Exception {
        return Imap.at("localhost")
                .port(server.port())
                .tls(Tls.UPGRADE)
                .trust(server.trust())
                .timeout(Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @EnumSource(Script.Pieces.class)
    void capabilitiesBeforeTlsCountForNothing(Script.Pieces mode) throws Exception {
        try (Scripted server = Scripted.play(Scripted.of(
                        """
                        S: * OK [CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED] ready
                        C: A1 STARTTLS
                        S: * CAPABILITY IMAP4rev1 XEVIL
                        S: A1 OK begin
                        * tls
                        C: A2 CAPABILITY
                        S: * CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN
                        S: A2 OK
                        C: A3 AUTHENTICATE PLAIN ********
                        S: A3 OK [CAPABILITY IMAP4rev1 IDLE] in
                        C: A4 LOGOUT
                        S: * BYE
                        S: A4 OK
                        * closed
                        """)
                .pieces(mode))) {
            ImapConnection connection = at(server).connect();
            assertThat(connection.capabilities().lines()).containsExactly("IMAP4rev1", "SASL-IR", "AUTH=PLAIN");
            try (ImapSession session = connection.login("alice", "secret-word")) {
                assertThat(session.capabilities().has("IDLE")).isTrue();
                assertThatThrownBy(() -> connection.login("alice", "again")).isInstanceOf(IllegalStateException.class);
                session.logout();
            }
        }
    }

    @Test
    void bytesBeforeTheHandshakeEndTheSession() throws Exception {
        assertInsecure(
                """
                S: * OK [CAPABILITY IMAP4rev1 STARTTLS] ready
                C: A1 STARTTLS
                S: A1 OK begin
                S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] injected
                * closed
                """,
                "injected");
    }

    @Test
    void strippedUpgradeIsNotDoneWithout() throws Exception {
        assertInsecure("S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] ready\n* closed\n", "does not offer STARTTLS");
    }

    @Test
    void refusedUpgradeIsNotDoneWithout() throws Exception {
        assertInsecure(
                """
                S: * OK ready
                C: A1 STARTTLS
                S: A1 BAD unknown command
                * closed
                """,
                "refused");
    }

    @Test
    void preauthenticationInTheClearIsNotTaken() throws Exception {
        assertInsecure("S: * PREAUTH [CAPABILITY IMAP4rev1] welcome\n* closed\n", "before TLS");
    }

    private static void assertInsecure(String dialogue, String why) throws Exception {
        try (Scripted server = Scripted.play(Scripted.of(dialogue).pieces(Script.Pieces.WHOLE))) {
            assertThatThrownBy(() -> at(server).connect())
                    .isInstanceOf(WireException.Insecure.class)
                    .hasMessageContaining(why);
            assertThat(server.received()).doesNotContain("LOGIN");
        }
    }
}
