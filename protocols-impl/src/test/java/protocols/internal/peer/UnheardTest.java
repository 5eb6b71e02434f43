package protocols.internal.peer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is shown of a line that no script foresaw: nothing that could be a secret. */
class UnheardTest {

    @Test
    void noSecretIsShown() {
        for (String line : List.of(
                "PASS s3cret\r\n",
                "pass s3cret\r\n",
                "ACCT s3cret\r\n",
                "APOP alice s3cret\r\n",
                "AUTH PLAIN s3cret\r\n",
                "AUTH SCRAM-SHA-256 s3cret\r\n",
                "auth ntlm s3cret\r\n",
                "A1 LOGIN alice s3cret\r\n",
                "A1 AUTHENTICATE GSSAPI s3cret\r\n",
                "a-tag-that-is-longer-than-any-other-tag LOGIN x s3cret\r\n",
                "PASS PASS s3cret\r\n",
                "Authorization: Basic s3cret\r\n",
                "authorization:s3cret\r\n",
                "Proxy-Authorization: Basic s3cret\r\n",
                "Cookie: id=s3cret\r\n",
                "PASS  s3cret",
                "\tPASS s3cret\r\n")) {
            assertThat(shown(line)).as(line).doesNotContain("s3cret").endsWith("********");
        }
    }

    @Test
    void whatIsNoneIsShown() {
        for (String line : List.of(
                "QUIT",
                "PASSWORD x",
                "XPASS x",
                "AUTH PLAIN",
                "A1 AUTHENTICATE PLAIN",
                "A1 SELECT LOGIN",
                "PASS",
                "Set-Cookie-Not: x",
                "RCPT TO:<login@example.org>")) {
            assertThat(shown(line + "\r\n")).isEqualTo(line);
        }
    }

    private static String shown(String line) {
        return Unheard.shown(line.getBytes(ISO_8859_1));
    }
}
