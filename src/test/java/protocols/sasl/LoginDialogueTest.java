package protocols.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import protocols.Client;
import protocols.Credentials;
import protocols.Secret;
import protocols.Tls;
import protocols.WireException;
import protocols.peers.Scripted;

/** The steps of a login as RFC 4954, RFC 5034, RFC 9051 section 6.2.2 and RFC 4959 have them, byte for byte. */
class LoginDialogueTest {

    private static final Credentials ALICE = Credentials.password("alice", "wonderland");
    private static final String USER = base64("alice");
    private static final String PASSWORD = base64("wonderland");
    private static final String PLAIN = base64("\0alice\0wonderland");

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    private static Client<?> at(MailRoom room, Scripted server) {
        return room.at(server.port()).tls(Tls.NONE);
    }

    private static void succeeds(MailRoom room, String mechanisms, Credentials who, String steps) throws Exception {
        try (Scripted server = Scripted.play(room.dialogue(mechanisms, steps))) {
            MailRoom.visit(at(room, server), who);
        }
    }

    private static void fails(MailRoom room, String mechanisms, Class<? extends WireException> fault, String steps) {
        try (Scripted server = Scripted.play(room.dialogue(mechanisms, steps) + "* closed\n")) {
            assertThatThrownBy(() -> MailRoom.visit(at(room, server), ALICE)).isInstanceOf(fault);
        }
    }

    @ParameterizedTest
    @EnumSource(MailRoom.class)
    void aPeerThatAsksOnIsToldNothingTwice(MailRoom room) {
        fails(
                room,
                "PLAIN",
                WireException.Malformed.class,
                """
                C: {auth} PLAIN %s
                S: {more}
                C: *
                S: {cancelled}
                """
                        .formatted(PLAIN));
        fails(
                room,
                "LOGIN",
                WireException.Malformed.class,
                """
                C: {auth} LOGIN
                S: {more}VXNlcm5hbWU6
                C: %s
                S: {more}UGFzc3dvcmQ6
                C: %s
                S: {more}UGFzc3dvcmQ6
                C: *
                S: {cancelled}
                """
                        .formatted(USER, PASSWORD));
    }

    @ParameterizedTest
    @EnumSource(MailRoom.class)
    void aYesBeforeTheEndIsNoLogin(MailRoom room) {
        fails(
                room,
                "SCRAM-SHA-256 PLAIN",
                WireException.Insecure.class,
                """
                C: {auth} SCRAM-SHA-256 ********
                S: {yes}
                """);
        fails(
                room,
                "LOGIN",
                WireException.Insecure.class,
                """
                C: {auth} LOGIN
                S: {more}VXNlcm5hbWU6
                C: %s
                S: {yes}
                """
                        .formatted(USER));
    }

    @ParameterizedTest
    @EnumSource(MailRoom.class)
    void aChallengeThatIsNoBase64IsCancelled(MailRoom room) {
        for (String bad : List.of("go on!", "=AAA", "AAA=BBB", "A")) {
            fails(
                    room,
                    "LOGIN",
                    WireException.Malformed.class,
                    """
                    C: {auth} LOGIN
                    S: {more}%s
                    C: *
                    S: {cancelled}
                    """
                            .formatted(bad));
        }
    }

    @ParameterizedTest
    @EnumSource(MailRoom.class)
    void aPeerThatSaysYesToACancelledLoginIsNotBelieved(MailRoom room) {
        fails(
                room,
                "LOGIN",
                WireException.Malformed.class,
                """
                C: {auth} LOGIN
                S: {more}!
                C: *
                S: {yes}
                """);
    }

    @ParameterizedTest
    @EnumSource(MailRoom.class)
    void aPeerThatHangsUpOnACancelledLoginDoesNotHideWhy(MailRoom room) {
        fails(
                room,
                "LOGIN",
                WireException.Malformed.class,
                """
                C: {auth} LOGIN
                S: {more}!
                C: *
                * closed by peer
                """);
    }

    /** The last that fits into a command, the first that does not, and the 3,000 letters of a token. */
    @ParameterizedTest
    @CsvSource({"SMTP, 365", "POP3, 173", "IMAP, 6119"})
    void aFirstResponseThatIsTooLongForACommandWaitsToBeAskedFor(MailRoom room, int most) throws Exception {
        for (int length : new int[] {most, most + 1, 7000}) {
            String password = "x".repeat(length);
            String response = base64("\0alice\0" + password);
            String steps = length == most
                    ? "C: {auth} PLAIN " + response + "\nS: {yes}\n"
                    : "C: {auth} PLAIN\nS: {more}\nC: " + response + "\nS: {yes}\n";
            succeeds(room, "PLAIN", Credentials.password("alice", password), steps);
        }
    }

    @Test
    void withoutSaslIrNoFirstResponseGoesWithTheCommand() throws Exception {
        try (Scripted server = Scripted.play(
                """
                S: * OK [CAPABILITY IMAP4rev1 LOGINDISABLED AUTH=PLAIN] hi
                C: A1 AUTHENTICATE PLAIN
                S: +\\x20
                C: %s
                S: A1 OK [CAPABILITY IMAP4rev1] in
                """
                        .formatted(PLAIN))) {
            MailRoom.visit(at(MailRoom.IMAP, server), ALICE);
        }
    }

    /** The peer may hold nothing of this user that the better mechanism could work with (RFC 4954 section 4). */
    @ParameterizedTest
    @EnumSource(MailRoom.class)
    void whereAMechanismIsRefusedBeforeThePasswordWasJudgedTheNextIsTried(MailRoom room) throws Exception {
        succeeds(
                room,
                "LOGIN PLAIN SCRAM-SHA-1 SCRAM-SHA-256",
                ALICE,
                """
                C: {auth} SCRAM-SHA-256 ********
                S: {no}
                C: {auth} PLAIN %s
                S: {yes}
                """
                        .formatted(PLAIN));
        fails(
                room,
                "SCRAM-SHA-1 SCRAM-SHA-256",
                WireException.Refused.class,
                """
                C: {auth} SCRAM-SHA-256 ********
                S: {no}
                C: {auth} SCRAM-SHA-1 ********
                S: {no}
                """);
        fails(
                room,
                "LOGIN PLAIN",
                WireException.Refused.class,
                """
                C: {auth} PLAIN ********
                S: {no}
                """);
    }

    @ParameterizedTest
    @EnumSource(MailRoom.class)
    void aRefusalForNowIsARefusal(MailRoom room) {
        fails(
                room,
                "PLAIN SCRAM-SHA-256",
                WireException.Refused.class,
                """
                C: {auth} SCRAM-SHA-256 ********
                S: {later}
                """);
    }

    /** RFC 4954 section 4.7.12. */
    @Test
    void aPasswordThatHasToBeShownOnceIsShown() throws Exception {
        succeeds(
                MailRoom.SMTP,
                "PLAIN SCRAM-SHA-256",
                ALICE,
                """
                C: {auth} SCRAM-SHA-256 ********
                S: 432 4.7.12 a password transition is needed
                C: {auth} PLAIN %s
                S: {yes}
                """
                        .formatted(PLAIN));
    }

    @Test
    void whatHasNoFormForScramIsShownInstead() throws Exception {
        succeeds(
                MailRoom.SMTP,
                "PLAIN SCRAM-SHA-256",
                Credentials.password("alice", "tab\tbed"),
                """
                C: {auth} PLAIN %s
                S: {yes}
                """
                        .formatted(base64("\0alice\0tab\tbed")));
        try (Scripted server = Scripted.play(MailRoom.SMTP.dialogue("SCRAM-SHA-256", "* closed\n"))) {
            assertThatThrownBy(
                            () -> MailRoom.visit(at(MailRoom.SMTP, server), Credentials.password("alice", "tab\tbed")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("RFC 4013")
                    .hasMessageNotContaining("bed");
        }
    }

    @Test
    void theProtocolsOwnLoginComesBehindWhatShowsNoPassword() throws Exception {
        try (Scripted pop3 = Scripted.play(
                """
                S: +OK hi
                C: CAPA
                S: +OK
                S: USER
                S: SASL PLAIN SCRAM-SHA-1
                S: .
                C: AUTH SCRAM-SHA-1 ********
                S: -ERR not for you
                C: USER alice
                S: +OK
                C: PASS wonderland
                S: +OK
                """)) {
            MailRoom.visit(at(MailRoom.POP3, pop3), ALICE);
        }
        try (Scripted imap = Scripted.play(
                """
                S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN AUTH=SCRAM-SHA-256] hi
                C: A1 AUTHENTICATE SCRAM-SHA-256
                S: +\\x20
                C: ********
                S: A1 NO not for you
                C: A2 LOGIN alice "wonderland"
                S: A2 OK [CAPABILITY IMAP4rev1] in
                """)) {
            MailRoom.visit(at(MailRoom.IMAP, imap), ALICE);
        }
    }

    private static Credentials tokens(String user, String... tokens) {
        Deque<String> left = new ArrayDeque<>(List.of(tokens));
        return Credentials.token(user, () -> Secret.of(left.remove()));
    }

    /** RFC 7628 sections 3.1 and 3.2.3. */
    @ParameterizedTest
    @EnumSource(MailRoom.class)
    void aTokenIsAskedForAgainOnceAfterARefusal(MailRoom room) throws Exception {
        String steps =
                """
                C: {auth} OAUTHBEARER ********
                S: {more}eyJzdGF0dXMiOiJpbnZhbGlkX3Rva2VuIn0=
                C: AQ==
                S: {no}
                C: {auth} OAUTHBEARER ********
                S: {yes}
                """;
        try (Scripted server = Scripted.play(room.dialogue("PLAIN OAUTHBEARER", steps))) {
            MailRoom.visit(at(room, server), tokens("alice", "stale", "fresh"));
        }
        try (Scripted server = Scripted.play(room.dialogue("OAUTHBEARER", steps.replace("{yes}", "{no}")))) {
            assertThatThrownBy(() -> MailRoom.visit(at(room, server), tokens("", "stale", "staler", "no more")))
                    .isInstanceOf(WireException.Refused.class);
        }
    }

    @ParameterizedTest
    @EnumSource(MailRoom.class)
    void theTokenThatWasRefusedIsNotSentAgain(MailRoom room) throws Exception {
        try (Scripted server = Scripted.play(room.dialogue(
                        "OAUTHBEARER",
                        """
                C: {auth} OAUTHBEARER ********
                S: {no}
                """)
                + "* closed\n")) {
            assertThatThrownBy(() -> MailRoom.visit(at(room, server), tokens("", "stale", "stale")))
                    .isInstanceOf(WireException.Refused.class);
        }
    }

    @ParameterizedTest
    @EnumSource(MailRoom.class)
    void aYesAfterAnErrorIsNoLoginEither(MailRoom room) throws Exception {
        try (Scripted server = Scripted.play(room.dialogue(
                        "OAUTHBEARER",
                        """
                C: {auth} OAUTHBEARER ********
                S: {more}e30=
                C: AQ==
                S: {yes}
                """)
                + "* closed\n")) {
            assertThatThrownBy(() -> MailRoom.visit(at(room, server), tokens("", "token")))
                    .isInstanceOf(WireException.Insecure.class);
        }
    }

    @ParameterizedTest
    @EnumSource(MailRoom.class)
    void aTokenIsNoPasswordAndAPasswordNoToken(MailRoom room) throws Exception {
        for (String offered : List.of("PLAIN SCRAM-SHA-256", "OAUTHBEARER")) {
            Credentials who = offered.equals("OAUTHBEARER") ? ALICE : tokens("alice", "token");
            try (Scripted server = Scripted.play(room.dialogue(offered, "* closed\n"))) {
                assertThatThrownBy(() -> MailRoom.visit(at(room, server), who))
                        .isInstanceOf(WireException.Unsupported.class)
                        .hasMessageContaining(offered);
            }
        }
    }
}
