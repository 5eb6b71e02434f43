package protocols.sasl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import protocols.Client;
import protocols.Credentials;
import protocols.Session;
import protocols.Tls;
import protocols.Trust;
import protocols.WireException;
import protocols.peers.Dovecot;
import protocols.peers.MailStore;
import protocols.peers.RealServer;
import protocols.peers.RequiresServer;
import protocols.peers.TestCa;

/** Logins by SCRAM at a server that others wrote, in IMAP and POP3, in the clear, after an upgrade and over TLS. */
@RequiresServer(RealServer.DOVECOT)
class DovecotLoginTest {

    private static final Credentials ALICE = Credentials.password("alice", MailStore.PASSWORD);

    @TempDir
    Path folder;

    private Client<?> at(MailRoom room, Tls tls, Dovecot dovecot) throws IOException {
        int plain = room == MailRoom.IMAP ? dovecot.imapPort() : dovecot.pop3Port();
        int secured = room == MailRoom.IMAP ? dovecot.imapsPort() : dovecot.pop3sPort();
        return room.at(tls == Tls.IMPLICIT ? secured : plain)
                .tls(tls)
                .trust(Trust.pem(TestCa.shared().writeTo(folder)));
    }

    static Stream<Arguments> ways() {
        return Stream.of(MailRoom.IMAP, MailRoom.POP3)
                .flatMap(room -> Stream.of(Tls.NONE, Tls.UPGRADE, Tls.IMPLICIT).map(tls -> Arguments.of(room, tls)));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void scramLogsIn(MailRoom room, Tls tls) throws IOException {
        for (Dovecot.Option option : new Dovecot.Option[] {Dovecot.Option.ALL_MECHANISMS, Dovecot.Option.SCRAM_SHA_1}) {
            String mechanism = option == Dovecot.Option.SCRAM_SHA_1 ? "SCRAM-SHA-1" : "SCRAM-SHA-256";
            try (Dovecot dovecot = Dovecot.start(option);
                    Session session = MailRoom.login(at(room, tls, dovecot), ALICE)) {
                assertThat(session.isOpen()).isTrue();
                assertThat(session.transcript().toString())
                        .contains(mechanism + " ********\n")
                        .contains("S: + ********\n")
                        .doesNotContain("PLAIN ****", "LOGIN alice", "USER alice");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"IMAP", "POP3"})
    void aWrongPasswordIsRefusedOnce(MailRoom room) throws IOException {
        try (Dovecot dovecot = Dovecot.start(Dovecot.Option.ALL_MECHANISMS)) {
            assertThatThrownBy(() -> MailRoom.visit(
                            at(room, Tls.IMPLICIT, dovecot),
                            Credentials.password("alice", "not " + MailStore.PASSWORD)))
                    .isInstanceOfSatisfying(
                            WireException.Refused.class,
                            no -> assertThat(no.transcript().toString()).containsOnlyOnce("SCRAM-SHA-256 ********"))
                    .hasMessageContaining("AUTH");
        }
    }

    /** Who holds hashes alone can prove nothing, and says so before the password is judged. */
    @ParameterizedTest
    @MethodSource("ways")
    void whereTheServerHoldsHashesThePasswordIsShownToIt(MailRoom room, Tls tls) throws IOException {
        try (Dovecot dovecot = Dovecot.start(Dovecot.Option.ALL_MECHANISMS, Dovecot.Option.HASHED_PASSWORDS);
                Session session = MailRoom.login(at(room, tls, dovecot), ALICE)) {
            assertThat(session.isOpen()).isTrue();
            assertThat(session.transcript().toString())
                    .containsOnlyOnce("SCRAM-SHA-256 ********\n")
                    .containsAnyOf("AUTHENTICATE PLAIN ********\n", "PASS ********\n");
        }
    }
}
