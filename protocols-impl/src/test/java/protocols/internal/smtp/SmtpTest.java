package protocols.internal.smtp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import protocols.Capabilities;
import protocols.Credentials;
import protocols.Secret;
import protocols.Transcript;
import protocols.WireException;
import protocols.mail.Address;
import protocols.smtp.Smtp;
import protocols.smtp.SmtpSession;

/** Everything but the mails themselves: how a session begins, logs in, answers and ends. */
class SmtpTest {

    private static Smtp over(String dialogue) {
        return Smtp.at("localhost").via(Transcript.parse(dialogue).replay());
    }

    @Test
    void theReplyToEhloIsReadIntoExtensions() throws WireException {
        SmtpSession smtp =
                over("""
                        S: 220 mx.example.org ESMTP
                        C: EHLO [127.0.0.1]
                        S: 250-mx.example.org Hello
                        S: 250-SIZE 52428800
                        S: 250-auth plain LOGIN
                        S: 250-AUTH=LOGIN CRAM-MD5
                        S: 250 PIPELINING
                        """)
                        .connect();
        Capabilities extensions = smtp.extensions();
        assertThat(extensions.lines())
                .containsExactly("SIZE 52428800", "auth plain LOGIN", "AUTH=LOGIN CRAM-MD5", "PIPELINING");
        assertThat(extensions.arguments("SIZE")).containsExactly("52428800");
        assertThat(extensions.mechanisms()).containsExactly("PLAIN", "LOGIN", "CRAM-MD5");
        assertThat(extensions.has("pipelining")).isTrue();
        assertThat(smtp.greeting().text()).isEqualTo("mx.example.org ESMTP");
        assertThat(smtp.stats().roundTrips()).isEqualTo(1);
    }

    @Test
    void aServerWithoutEhloIsGreetedByHelo() throws WireException {
        SmtpSession smtp =
                over("""
                        S: 220 old.example.org
                        C: EHLO client.example
                        S: 502 what?
                        C: HELO client.example
                        S: 250 hello
                        """)
                        .helo("client.example")
                        .connect();
        assertThat(smtp.extensions()).isEqualTo(Capabilities.NONE);
    }

    @Test
    void aServerThatDoesNotServeIsARefusal() {
        assertThatThrownBy(() -> over("S: 554 no service here\n").connect())
                .isInstanceOf(WireException.Refused.class)
                .hasMessageContaining("554 no service here");
    }

    @Test
    void capabilitiesFromBeforeTlsCountForNothing() throws WireException {
        SmtpSession smtp =
                over("""
                        S: 220 mx.example.org
                        C: EHLO [127.0.0.1]
                        S: 250-mx.example.org
                        S: 250-AUTH PLAIN
                        S: 250 STARTTLS
                        C: STARTTLS
                        S: 220 go ahead
                        * tls
                        C: EHLO [127.0.0.1]
                        S: 250-mx.example.org
                        S: 250 SIZE
                        """)
                        .port(587)
                        .connect();
        assertThat(smtp.extensions().lines()).containsExactly("SIZE");
        assertThat(smtp.extensions().arguments("SIZE")).isEmpty();
    }

    @Test
    void requiredTlsThatIsNotOfferedEndsTheSessionAndNothingElseIsSaid() {
        String stripped =
                """
                S: 220 mx.example.org
                C: EHLO [127.0.0.1]
                S: 250-mx.example.org
                S: 250 AUTH PLAIN
                """;
        assertThatThrownBy(() -> over(stripped).port(587).connect())
                .isInstanceOfSatisfying(WireException.Insecure.class, e -> assertThat(
                                e.transcript().said(Transcript.Side.CLIENT))
                        .containsExactly("EHLO [127.0.0.1]"))
                .hasMessageContaining("STARTTLS");
    }

    @Test
    void requiredTlsIsNotToBeHadOfAServerThatKnowsOnlyHelo() {
        assertThatThrownBy(() ->
                        over("""
                        S: 220 mx.example.org
                        C: EHLO [127.0.0.1]
                        S: 500 what?
                        C: HELO [127.0.0.1]
                        S: 250 hello
                        """)
                                .port(587)
                                .connect())
                .isInstanceOf(WireException.Insecure.class);
    }

    @Test
    void aRefusedUpgradeIsInsecure() {
        assertThatThrownBy(() ->
                        over("""
                        S: 220 mx.example.org
                        C: EHLO [127.0.0.1]
                        S: 250-mx.example.org
                        S: 250 STARTTLS
                        C: STARTTLS
                        S: 454 not now
                        """)
                                .port(587)
                                .connect())
                .isInstanceOf(WireException.Insecure.class);
    }

    @Test
    void bytesBehindTheGoAheadAreAnInjection() {
        assertThatThrownBy(() ->
                        over("""
                        S: 220 mx.example.org
                        C: EHLO [127.0.0.1]
                        S: 250-mx.example.org
                        S: 250 STARTTLS
                        C: STARTTLS
                        S: 220 go ahead\\x0d\\x0a250-evil\\x0d\\x0a250 AUTH PLAIN
                        * tls
                        """)
                                .port(587)
                                .connect())
                .isInstanceOf(WireException.Insecure.class)
                .hasMessageContaining("injected");
    }

    @Test
    void plainIsOneRoundTrip() throws WireException {
        SmtpSession smtp =
                over("""
                        S: 220 mx.example.org
                        C: EHLO [127.0.0.1]
                        S: 250-mx.example.org
                        S: 250 AUTH LOGIN PLAIN
                        C: AUTH PLAIN AGFsaWNlAHNlY3JldC0x
                        S: 235 welcome
                        """)
                        .connect();
        assertThat(smtp.login("alice", "secret-1")).isSameAs(smtp);
        assertThat(smtp.stats().roundTrips()).isEqualTo(2);
        assertThat(smtp.transcript().toString())
                .contains("C: AUTH PLAIN ********\n")
                .doesNotContain("AGFsaWNl")
                .doesNotContain("secret-1");
        assertThatThrownBy(() -> smtp.login("alice", "secret-1")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void loginAnswersTwoChallenges() throws WireException {
        SmtpSession smtp =
                over("""
                        S: 220 mx.example.org
                        C: EHLO [127.0.0.1]
                        S: 250-mx.example.org
                        S: 250 AUTH LOGIN
                        C: AUTH LOGIN
                        S: 334 VXNlcm5hbWU6
                        C: YWxpY2U=
                        S: 334 UGFzc3dvcmQ6
                        C: c2VjcmV0LTE=
                        S: 235 welcome
                        """)
                        .connect()
                        .login("alice", "secret-1");
        assertThat(smtp.transcript().toString()).doesNotContain("c2VjcmV0LTE").doesNotContain("secret-1");
    }

    @Test
    void aLoginThatFailsClosesTheSession() throws WireException {
        SmtpSession smtp =
                over("""
                        S: 220 mx.example.org
                        C: EHLO [127.0.0.1]
                        S: 250-mx.example.org
                        S: 250 AUTH PLAIN
                        C: AUTH PLAIN ********
                        S: 535 5.7.8 wrong: secret-1
                        """)
                        .connect();
        assertThatThrownBy(() -> smtp.login("alice", "secret-1"))
                .isInstanceOf(WireException.Refused.class)
                .hasMessageContaining("535");
        assertThat(smtp.isOpen()).isFalse();
        assertThat(smtp.transcript().toString()).doesNotContain("secret-1");
    }

    @Test
    void whereNoKnownLoginIsOfferedNoneIsSent() throws WireException {
        for (String offered : List.of("SIZE", "AUTH GSSAPI")) {
            SmtpSession smtp =
                    over("""
                            S: 220 mx.example.org
                            C: EHLO [127.0.0.1]
                            S: 250-mx.example.org
                            S: 250 %s
                            """
                                    .formatted(offered))
                            .connect();
            assertThatThrownBy(() -> smtp.login("alice", "secret-1")).isInstanceOf(WireException.Unsupported.class);
            assertThat(smtp.isOpen()).isFalse();
        }
    }

    @Test
    void theSmallCommandsSayWhatTheRfcSays() throws WireException {
        SmtpSession smtp =
                over("""
                        S: 220 mx.example.org
                        C: EHLO [127.0.0.1]
                        S: 250 mx.example.org
                        C: NOOP
                        S: 250 fine
                        C: RSET
                        S: 250 reset
                        C: VRFY alice
                        S: 250 Alice <alice@example.org>
                        C: VRFY carol
                        S: 550 nobody
                        C: VRFY dave
                        S: 502 not here
                        C: QUIT
                        S: 221-good
                        S: 221 bye
                        """)
                        .connect();
        smtp.noop();
        smtp.reset();
        assertThat(smtp.verify("alice").text()).isEqualTo("Alice <alice@example.org>");
        assertThat(smtp.verify("carol").code()).isEqualTo(550);
        assertThatThrownBy(() -> smtp.verify("dave")).isInstanceOf(WireException.Refused.class);
        assertThat(smtp.isOpen()).isTrue();
        smtp.quit();
        assertThat(smtp.isOpen()).isFalse();
        assertThat(smtp.stats().roundTrips()).isEqualTo(7);
    }

    @Test
    void whoLogsInIsSaidOnTheClientOrOnTheSession() throws WireException {
        String dialogue =
                """
                S: 220 mx.example.org
                C: EHLO [127.0.0.1]
                S: 250-mx.example.org
                S: 250 AUTH PLAIN
                C: AUTH PLAIN AGFsaWNlAHNlY3JldC0x
                S: 235 welcome
                """;
        over(dialogue)
                .credentials(Credentials.password("alice", "secret-1"))
                .connect()
                .login();
        over(dialogue).connect().login("alice", Secret.of("secret-1"));
        SmtpSession nobody = over(dialogue).connect();
        assertThatThrownBy(nobody::login).isInstanceOf(IllegalStateException.class);
        assertThat(nobody.isOpen()).as("a chain leaves nothing open").isFalse();
    }

    @Test
    void anyOtherCommandIsSentAsItIs() throws WireException {
        SmtpSession smtp =
                over("""
                        S: 220 mx.example.org
                        C: EHLO [127.0.0.1]
                        S: 250 mx.example.org
                        C: EXPN staff list
                        S: 250-alice@example.org
                        S: 250 bob@example.org
                        C: HELP
                        S: 502 not here
                        C: ETRN example.org
                        S: 421 not today
                        """)
                        .connect();
        assertThat(smtp.command("expn", "staff", "list").lines())
                .containsExactly("alice@example.org", "bob@example.org");
        assertThat(smtp.command("HELP").code()).isEqualTo(502);
        for (String own :
                List.of("MAIL", "rcpt", "DATA", "BDAT", "RSET", "Quit", "EHLO", "STARTTLS", "AUTH", "", "A B")) {
            assertThatThrownBy(() -> smtp.command(own)).as(own).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> smtp.command("EXPN", "a\r\nQUIT")).isInstanceOf(IllegalArgumentException.class);
        assertThat(smtp.isOpen()).isTrue();
        assertThatThrownBy(() -> smtp.command("ETRN", "example.org")).isInstanceOf(WireException.Refused.class);
        assertThat(smtp.isOpen()).isFalse();
    }

    @Test
    void aServerThatWaitsForMoreAfterACommandIsLeft() throws WireException {
        SmtpSession smtp =
                over("""
                        S: 220 mx.example.org
                        C: EHLO [127.0.0.1]
                        S: 250 mx.example.org
                        C: XEXCH50 1 2
                        S: 354 send it
                        """)
                        .connect();
        assertThatThrownBy(() -> smtp.command("XEXCH50", "1", "2")).isInstanceOf(WireException.Malformed.class);
        assertThat(smtp.isOpen()).isFalse();
    }

    @Test
    void aFarewellEndsTheSessionWheneverItComes() throws WireException {
        SmtpSession smtp =
                over("""
                        S: 220 mx.example.org
                        C: EHLO [127.0.0.1]
                        S: 250 mx.example.org
                        C: NOOP
                        S: 421 4.3.2 shutting down
                        """)
                        .connect();
        assertThatThrownBy(smtp::noop)
                .isInstanceOfSatisfying(WireException.Refused.class, e -> assertThat(e.isTransient())
                        .isTrue());
        assertThat(smtp.isOpen()).isFalse();
        assertThatThrownBy(smtp::noop).isInstanceOf(WireException.Hangup.class).hasMessageContaining("421 4.3.2");
    }

    @Test
    void aWrongCodeWithinAReplyIsMalformed() {
        assertThatThrownBy(() ->
                        over("""
                        S: 220 mx.example.org
                        C: EHLO [127.0.0.1]
                        S: 250-mx.example.org
                        S: 220 PIPELINING
                        """)
                                .connect())
                .isInstanceOf(WireException.Malformed.class)
                .hasMessageContaining("every line of a reply");
    }

    @Test
    void noLineBreakGetsIntoACommand() throws WireException {
        SmtpSession smtp =
                over("""
                        S: 220 mx.example.org
                        C: EHLO [127.0.0.1]
                        S: 250 mx.example.org
                        """)
                        .connect();
        // U+760D and U+760A lose their upper byte in a careless encoder (CVE-2025-7962).
        for (String evil : List.of("a\r\nRSET", "a\nb", "a\0b")) {
            assertThatThrownBy(() -> smtp.verify(evil)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> smtp.from(evil + "@example.org")).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> smtp.from("a@example.org").to(evil + "@example.org"))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> Smtp.at("localhost").helo(evil)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> smtp.verify("a\u760d\u760ab")).isInstanceOf(WireException.Unsupported.class);
        Address received = Address.read("", "a b", "evil\r\nRSET");
        assertThatThrownBy(() -> smtp.from(received)).isInstanceOf(IllegalArgumentException.class);
        assertThat(smtp.transcript().said(Transcript.Side.CLIENT)).containsExactly("EHLO [127.0.0.1]");
        assertThat(smtp.isOpen()).isTrue();
    }

    @Test
    void sendingToNobodyIsACallersMistake() throws WireException {
        SmtpSession smtp =
                over("""
                        S: 220 mx.example.org
                        C: EHLO [127.0.0.1]
                        S: 250 mx.example.org
                        """)
                        .connect();
        assertThatThrownBy(() -> smtp.from("a@example.org").send("x".getBytes(US_ASCII)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(smtp.isOpen()).isTrue();
    }
}
