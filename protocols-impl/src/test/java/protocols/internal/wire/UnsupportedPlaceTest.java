package protocols.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import protocols.Client;
import protocols.Credentials;
import protocols.Secret;
import protocols.Tls;
import protocols.Transcript;
import protocols.WireException;
import protocols.dns.Dns;
import protocols.dns.Name;
import protocols.ftp.Ftp;
import protocols.imap.Imap;
import protocols.imap.UidSet;
import protocols.mail.MailMessage;
import protocols.pop3.Pop3;
import protocols.smtp.Smtp;

/** What is not offered says by whom, wherever that was found out. */
class UnsupportedPlaceTest {

    private static final Credentials TOKEN = Credentials.token("alice", () -> Secret.of("t0ken"));

    private static final String INBOX =
            """
            S: * OK [CAPABILITY IMAP4rev1] ready
            C: A1 LOGIN alice ********
            S: A1 OK [CAPABILITY IMAP4rev1] done
            C: A2 SELECT INBOX
            S: * 3 EXISTS
            S: A2 OK [READ-WRITE] selected
            """;

    private static <C extends Client<C>> C over(C client, String dialogue) {
        return client.tls(Tls.NONE).via(Transcript.parse(dialogue).replay());
    }

    private static Arguments of(String what, ThrowingCallable call) {
        return Arguments.of(what, call);
    }

    private static protocols.imap.Mailbox inbox() throws WireException {
        return over(Imap.at("127.0.0.1"), INBOX)
                .connect()
                .login("alice", "secret")
                .select("INBOX");
    }

    static Stream<Arguments> calls() {
        String smtp = "S: 220 mx\nC: EHLO c\nS: 250-mx\nS: 250 AUTH PLAIN\n";
        return Stream.of(
                of(
                        "FTP token",
                        () -> over(Ftp.at("127.0.0.1"), "S: 220 hi\n").connect().login(TOKEN)),
                of("POP3 token, USER", () -> over(Pop3.at("127.0.0.1"), "S: +OK\nC: CAPA\nS: +OK\nS: USER\nS: .\n")
                        .connect()
                        .login(TOKEN)),
                of("POP3 token, AUTH", () -> over(
                                Pop3.at("127.0.0.1"), "S: +OK\nC: CAPA\nS: +OK\nS: SASL PLAIN\nS: .\n")
                        .connect()
                        .login(TOKEN)),
                of("POP3 mechanisms", () -> over(Pop3.at("127.0.0.1"), "S: +OK\nC: CAPA\nS: +OK\nS: SASL X\nS: .\n")
                        .connect()
                        .login("alice", "secret")),
                of("IMAP token", () -> over(Imap.at("127.0.0.1"), "S: * OK [CAPABILITY IMAP4rev1] hi\n")
                        .connect()
                        .login(TOKEN)),
                of("IMAP MOVE", () -> inbox().move(UidSet.of(1), "there")),
                of("IMAP IDLE", () -> inbox().idle(java.time.Duration.ofSeconds(1))),
                of("IMAP UNSELECT", () -> inbox().unselect()),
                of("SMTP token", () -> over(Smtp.at("127.0.0.1").helo("c"), smtp)
                        .connect()
                        .login(TOKEN)),
                of("SMTP 8BITMIME", () -> over(Smtp.at("127.0.0.1").helo("c"), smtp)
                        .connect()
                        .from("a@example.org")
                        .to("b@example.org")
                        .send(MailMessage.raw(
                                "Subject: x\r\n\r\n\u00e4\r\n".getBytes(java.nio.charset.StandardCharsets.UTF_8)))),
                of("DNS upgrade", () -> Dns.at("127.0.0.1").tls(Tls.UPGRADE).connect()),
                of("DNS over HTTPS, transfer", () -> Dns.atUrl("https://127.0.0.1/dns-query")
                        .connect()
                        .transfer(Name.of("example"), record -> {})));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void namesThePeer(String what, ThrowingCallable call) {
        WireException.Unsupported fault = catchThrowableOfType(WireException.Unsupported.class, call);

        assertThat(fault).as(what).isNotNull();
        assertThat(fault.where()).as(what).hasValueSatisfying(place -> assertThat(place.peer())
                .contains("127.0.0.1"));
        assertThat(fault).hasMessageContaining("127.0.0.1");
    }
}
