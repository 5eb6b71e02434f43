package protocols.sasl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import protocols.Client;
import protocols.Credentials;
import protocols.Session;
import protocols.Tls;
import protocols.Transcript;
import protocols.Trust;
import protocols.WireException;
import protocols.imap.Imap;
import protocols.peers.TestCa;
import protocols.pop3.Pop3;
import protocols.smtp.Smtp;

/** SCRAM from the greeting to the session, against a server that computes for itself (RFC 5802, RFC 7677, RFC 5929). */
class ScramLoginTest {

    private static final Credentials ALICE = Credentials.password("alice", "wonderland");

    @TempDir
    Path folder;

    private static Client<?> at(MailRoom room, ScramServer server) {
        return room.at(server.port()).tls(Tls.NONE);
    }

    private Client<?> secured(MailRoom room, ScramServer server) throws IOException {
        return room.at(server.port())
                .tls(Tls.IMPLICIT)
                .trust(Trust.pem(TestCa.shared().writeTo(folder)));
    }

    static Stream<Arguments> mechanisms() {
        return Stream.of(MailRoom.values())
                .flatMap(room -> Stream.of("SCRAM-SHA-256", "SCRAM-SHA-1").map(name -> Arguments.of(room, name)));
    }

    @ParameterizedTest
    @MethodSource("mechanisms")
    void bothSidesProveThatTheyKnowThePassword(MailRoom room, String mechanism) throws IOException {
        var ways = new ScramServer.Ways(room);
        ways.mechanisms = "LOGIN PLAIN " + mechanism;
        try (ScramServer server = ScramServer.start(ways)) {
            try (Session session = MailRoom.login(at(room, server), ALICE)) {
                assertThat(session.isOpen()).isTrue();
            }
            assertThat(server.heard()).containsExactly(mechanism, "n,, alice", "");
        }
    }

    @Test
    void theBetterOfTwoIsTaken() throws IOException {
        var ways = new ScramServer.Ways(MailRoom.SMTP);
        ways.mechanisms = "PLAIN SCRAM-SHA-1 SCRAM-SHA-256 LOGIN";
        try (ScramServer server = ScramServer.start(ways)) {
            MailRoom.visit(at(MailRoom.SMTP, server), ALICE);
            assertThat(server.heard()).first().isEqualTo("SCRAM-SHA-256");
        }
    }

    /** The password has the form of RFC 4013 on both sides: one half, and an accent of its own. */
    @Test
    void namesAndPasswordsBeyondAsciiAreComparedInOneForm() throws IOException {
        var ways = new ScramServer.Ways(MailRoom.IMAP);
        ways.password = "1\u20442 \u00e9";
        try (ScramServer server = ScramServer.start(ways)) {
            MailRoom.visit(at(MailRoom.IMAP, server), Credentials.password("a\u00adlice,=", "\u00bd\u00a0e\u0301"));
            assertThat(server.heard()).contains("n,, alice=2C=3D");
        }
    }

    /** With salt, nonces and the server's proof whoever reads a transcript could try passwords. */
    @ParameterizedTest
    @MethodSource("mechanisms")
    void noProofStandsInTheTranscriptAndItCanBePlayedBackWithAnyPassword(MailRoom room, String mechanism)
            throws IOException {
        var ways = new ScramServer.Ways(room);
        ways.mechanisms = mechanism;
        Transcript transcript;
        try (ScramServer server = ScramServer.start(ways);
                Session session = MailRoom.login(at(room, server), ALICE)) {
            transcript = session.transcript();
        }
        String text = transcript.toString();
        assertThat(text)
                .contains("S: " + room.more() + Transcript.REDACTED + "\n")
                .contains(mechanism + " " + Transcript.REDACTED + "\n")
                .contains("\nC:\n")
                .doesNotContain("wonderland");

        Transcript again = Transcript.parse(text);
        Client<?> client = replayed(room, again);
        try (Session session = MailRoom.login(client, Credentials.password("alice", "another"))) {
            assertThat(session.isOpen()).isTrue();
        }
    }

    private static Client<?> replayed(MailRoom room, Transcript transcript) {
        Client<?> client = room.at(2525);
        if (client instanceof Smtp smtp) {
            return smtp.tls(Tls.NONE).via(transcript.replay());
        }
        return client instanceof Pop3 pop3
                ? pop3.tls(Tls.NONE).via(transcript.replay())
                : ((Imap) client).tls(Tls.NONE).via(transcript.replay());
    }

    @ParameterizedTest
    @EnumSource(MailRoom.class)
    void aWrongPasswordIsRefusedAndNotShown(MailRoom room) throws IOException {
        var ways = new ScramServer.Ways(room);
        ways.mechanisms = "PLAIN SCRAM-SHA-256";
        ways.password = "looking-glass";
        try (ScramServer server = ScramServer.start(ways)) {
            assertThatThrownBy(() -> MailRoom.visit(at(room, server), ALICE)).isInstanceOf(WireException.Refused.class);
            assertThat(server.heard()).containsExactly("SCRAM-SHA-256", "n,, alice", "");
        }
    }

    private static void cancels(
            MailRoom room, int iterations, UnaryOperator<String> first, UnaryOperator<String> last, Class<?> fault)
            throws IOException {
        var ways = new ScramServer.Ways(room);
        ways.mechanisms = "PLAIN SCRAM-SHA-256";
        ways.iterations = iterations;
        ways.first = first;
        ways.last = last;
        try (ScramServer server = ScramServer.start(ways)) {
            assertThatThrownBy(() -> MailRoom.visit(at(room, server), ALICE)).isInstanceOf(fault);
            assertThat(server.heard()).containsExactly("SCRAM-SHA-256", "n,, alice", "*");
        }
    }

    @ParameterizedTest
    @EnumSource(MailRoom.class)
    void whatIsNotSafeToAnswerIsCancelled(MailRoom room) throws IOException {
        UnaryOperator<String> asItIs = said -> said;
        cancels(room, 4096, said -> "r=x" + said.substring(2), asItIs, WireException.Insecure.class);
        cancels(room, 4096, said -> "m=x," + said, asItIs, WireException.Malformed.class);
        cancels(room, 4095, asItIs, asItIs, WireException.Insecure.class);
        cancels(room, 1_000_001, asItIs, asItIs, WireException.LimitExceeded.class);
        cancels(room, 4096, asItIs, said -> "v=AAAA", WireException.Insecure.class);
        cancels(room, 4096, asItIs, said -> "", WireException.Insecure.class);
    }

    private static byte[] endPoint() throws Exception {
        return MessageDigest.getInstance("SHA-256")
                .digest(TestCa.sharedServer().chain().get(0).getEncoded());
    }

    @ParameterizedTest
    @MethodSource("mechanisms")
    void overTlsALoginIsBoundToTheCertificate(MailRoom room, String mechanism) throws Exception {
        var ways = new ScramServer.Ways(room);
        ways.mechanisms = "PLAIN " + mechanism + " " + mechanism + "-PLUS";
        ways.binding = endPoint();
        Transcript transcript;
        try (ScramServer server = ScramServer.startTls(ways)) {
            try (Session session = MailRoom.login(secured(room, server), ALICE)) {
                transcript = session.transcript();
            }
            assertThat(server.heard()).containsExactly(mechanism + "-PLUS", "p=tls-server-end-point,, alice", "");
        }
        assertThat(transcript.toString()).contains(mechanism + "-PLUS ********");
    }

    @Test
    void aLoginThatWasBoundIsPlayedBackAsOne() throws Exception {
        var ways = new ScramServer.Ways(MailRoom.SMTP);
        ways.mechanisms = "SCRAM-SHA-256 SCRAM-SHA-256-PLUS";
        ways.binding = endPoint();
        String text;
        try (ScramServer server = ScramServer.startTls(ways);
                Session session = MailRoom.login(secured(MailRoom.SMTP, server), ALICE)) {
            text = session.transcript().toString();
        }
        Smtp again = Smtp.at("127.0.0.1").port(465).tls(Tls.IMPLICIT).helo("client");
        again.via(Transcript.parse(text).replay()).connect().login(ALICE).close();
    }

    @Test
    void anotherCertificateThanTheServersBindsNothing() throws Exception {
        var ways = new ScramServer.Ways(MailRoom.IMAP);
        ways.mechanisms = "PLAIN SCRAM-SHA-256 SCRAM-SHA-256-PLUS";
        ways.binding = new byte[32];
        try (ScramServer server = ScramServer.startTls(ways)) {
            assertThatThrownBy(() -> MailRoom.visit(secured(MailRoom.IMAP, server), ALICE))
                    .isInstanceOf(WireException.Refused.class);
            assertThat(server.heard()).containsExactly("SCRAM-SHA-256-PLUS", "p=tls-server-end-point,, alice", "");
        }
    }

    /** RFC 5802 section 6: so that a server that does bind learns that its offer was changed on the way. */
    @Test
    void whereBindingIsNotOfferedTheClientSaysThatItCould() throws Exception {
        var ways = new ScramServer.Ways(MailRoom.POP3);
        try (ScramServer server = ScramServer.startTls(ways)) {
            MailRoom.visit(secured(MailRoom.POP3, server), ALICE);
            assertThat(server.heard()).containsExactly("SCRAM-SHA-256", "y,, alice", "");
        }
    }

    /** A server may bind in other ways alone (RFC 9266): the same login goes on without. */
    @ParameterizedTest
    @EnumSource(MailRoom.class)
    void aServerThatBindsInAnotherWayIsLoggedInToWithout(MailRoom room) throws Exception {
        var ways = new ScramServer.Ways(room);
        ways.mechanisms = "SCRAM-SHA-256-PLUS SCRAM-SHA-256";
        ways.refusesBinding = true;
        try (ScramServer server = ScramServer.startTls(ways)) {
            MailRoom.visit(secured(room, server), ALICE);
            assertThat(server.heard())
                    .containsExactly(
                            "SCRAM-SHA-256-PLUS", "p=tls-server-end-point,, alice", "SCRAM-SHA-256", "n,, alice", "");
        }
    }
}
