package protocols.internal.sasl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.Credentials;
import protocols.Observer;
import protocols.Secret;
import protocols.Tls;
import protocols.Transcript;
import protocols.http.Http;
import protocols.imap.Imap;
import protocols.imap.ImapConnection;
import protocols.pop3.Pop3;
import protocols.pop3.Pop3Connection;
import protocols.smtp.Smtp;
import protocols.smtp.SmtpSession;

/** What a mechanism has no bytes for is the caller's mistake, found before a byte of the login is written. */
class RefusedCredentialsTest {

    private static final String SMTP =
            """
            S: 220 mx
            C: EHLO client
            S: 250-mx
            S: 250 AUTH %s
            """;

    private final List<String> said = new ArrayList<>();

    private SmtpSession smtp(String mechanism) throws Exception {
        return Smtp.at("127.0.0.1")
                .tls(Tls.NONE)
                .helo("client")
                .observe(Observer.lines(said::add))
                .via(Transcript.parse(SMTP.formatted(mechanism)).replay())
                .connect();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLAIN", "LOGIN"})
    void nulInUserOrPassword(String mechanism) throws Exception {
        for (String[] who : new String[][] {{"al\0ice", "secret"}, {"alice", "sec\0ret"}}) {
            said.clear();
            SmtpSession session = smtp(mechanism);

            assertThatThrownBy(() -> session.login(who[0], who[1]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("NUL")
                    .hasMessageNotContaining("ret");
            assertThat(said).noneMatch(line -> line.startsWith("C: AUTH"));
        }
    }

    @Test
    void halfOfACharacterIsNoTextInAnyMechanism() {
        assertThatThrownBy(() -> Secret.of("a\ud800b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Secret.of("a\udc00\ud800b".toCharArray()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Credentials.password("a\ud800b", "secret"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Credentials.password("alice", "\udc00")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Credentials.token("a\ud800", () -> Secret.of("t")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Secret.of("\ud83d\ude00").utf8()).hasSize(4);
        assertThat(Credentials.password("\ud83d\ude00", "x").user()).hasSize(2);
    }

    @Test
    void nulInPop3() throws Exception {
        Pop3Connection pop3 = Pop3.at("127.0.0.1")
                .tls(Tls.NONE)
                .observe(Observer.lines(said::add))
                .via(Transcript.parse("S: +OK hi\nC: CAPA\nS: +OK\nS: SASL PLAIN\nS: .\n")
                        .replay())
                .connect();

        assertThatThrownBy(() -> pop3.login("alice", "sec\0ret"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NUL");
        assertThat(said).noneMatch(line -> line.startsWith("C: AUTH") || line.startsWith("C: USER"));
    }

    @Test
    void nulInImap() throws Exception {
        ImapConnection imap = Imap.at("127.0.0.1")
                .tls(Tls.NONE)
                .observe(Observer.lines(said::add))
                .via(Transcript.parse("S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] hi\n")
                        .replay())
                .connect();

        assertThatThrownBy(() -> imap.login("alice", "sec\0ret"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NUL");
        assertThat(said).noneMatch(line -> line.startsWith("C: "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"al:ice", "al\rice", "al\0ice", "al\u007fice"})
    void aColonOrAControlCharacterInBasic(String user) {
        assertThatThrownBy(() -> Http.at("http://127.0.0.1/")
                        .credentials(Credentials.password(user, "secret"))
                        .observe(Observer.lines(said::add))
                        .via(Transcript.parse("C: GET / HTTP/1.1\n").replay())
                        .get()
                        .send())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no colon and no control characters");
        assertThat(said).noneMatch(line -> line.startsWith("C: "));
    }

    @Test
    void aControlCharacterInThePasswordOfBasic() {
        assertThatThrownBy(() -> Http.at("http://127.0.0.1/")
                        .credentials(Credentials.password("alice", "sec\tret"))
                        .via(Transcript.parse("C: GET / HTTP/1.1\n").replay())
                        .get()
                        .send())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("RFC 7617");
    }
}
