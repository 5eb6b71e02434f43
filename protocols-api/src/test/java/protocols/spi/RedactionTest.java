package protocols.spi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.Transcript.Side;

/** Conversations as they were, and as they are shown: "S " and "C " in the text form of a transcript. */
class RedactionTest {

    private final List<String> shown = new ArrayList<>();
    private final List<String> secrets = new ArrayList<>();

    private final Redaction redaction = new Redaction(new Redaction.Listener() {
        @Override
        public void said(Side by, byte[] bytes, int from, int to) {
            say(by, CoreFriend.get().escape(bytes, from, to));
        }

        @Override
        public void redacted(Side by, String escaped) {
            say(by, escaped);
        }

        @Override
        public void secret(byte[] value) {
            secrets.add(new String(value, UTF_8));
        }
    });

    private void say(Side by, String text) {
        shown.add((by == Side.CLIENT ? "C:" : "S:") + (text.isEmpty() ? "" : " " + text));
    }

    private void client(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        redaction.client(bytes, 0, bytes.length);
    }

    private void server(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        redaction.server(bytes, 0, bytes.length);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    PASS Pa$$123                              | PASS ********
                    pass  spaced out                          | pass  ********
                    ACCT 4711                                 | ACCT ********
                    a1 LOGIN alice secret                     | a1 LOGIN alice ********
                    a1 LOGIN "al ice" "sec ret"               | a1 LOGIN "al ice" ********
                    APOP alice c4c9334bac560ecc               | APOP alice ********
                    AUTH PLAIN AGFsaWNlAHNlY3JldA==           | AUTH PLAIN ********
                    a2 AUTHENTICATE PLAIN AGFsaWNlAHNlY3JldA==| a2 AUTHENTICATE PLAIN ********
                    Authorization: Basic YWxpY2U6c2VjcmV0     | Authorization:********
                    cookie: id=4711; x=y                      | cookie:********
                    """)
    void aLoginCommandIsShownWithoutItsSecret(String said, String expected) {
        client(said + "\r\n");
        assertThat(shown).containsExactly("C: " + expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"USER linda", "STAT", "RETR 4", "AUTH", "MAIL FROM:<pass@example.org>", "GET /PASS HTTP/1.1"})
    void anotherLineIsShownAsItIs(String said) {
        client(said + "\r\n");
        redaction.settle();
        assertThat(shown).containsExactly("C: " + said);
        assertThat(secrets).isEmpty();
    }

    /** RFC 4954 section 4: each answer to a 334 is a step. */
    @Test
    void theStepsOfAMechanismAreSecrets() {
        server("220 mx.example.org\r\n");
        client("AUTH LOGIN\r\n");
        server("334 VXNlcm5hbWU6\r\n");
        client("YWxpY2U=\r\n");
        server("334 UGFzc3dvcmQ6\r\n");
        client("c2VjcmV0\r\n");
        server("235 2.7.0 Authentication successful\r\n");
        client("MAIL FROM:<alice@example.org>\r\n");
        assertThat(shown)
                .containsExactly(
                        "S: 220 mx.example.org",
                        "C: AUTH LOGIN",
                        "S: 334 VXNlcm5hbWU6",
                        "C: ********",
                        "S: 334 UGFzc3dvcmQ6",
                        "C: ********",
                        "S: 235 2.7.0 Authentication successful",
                        "C: MAIL FROM:<alice@example.org>");
    }

    /** RFC 9051 section 4.3: a literal stands on a line of its own. */
    @Test
    void aPasswordInALiteralIsASecret() {
        client("a1 LOGIN alice {6}\r\n");
        server("+ go ahead\r\n");
        client("secret\r\n");
        server("a1 OK\r\n");
        client("a2 NOOP\r\n");
        assertThat(shown)
                .containsExactly(
                        "C: a1 LOGIN alice ********", "S: + go ahead", "C: ********", "S: a1 OK", "C: a2 NOOP");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Password: ",
                "alice@host's password:",
                "\r\nPasswort: ",
                "Mot de passe : ",
                "Contraseña:",
                "Пароль: ",
                "パスワード：",
                "密码:",
                "PASSWORD>",
                "Enter PIN: ",
                "Lozinka: ",
                "Συνθηματικό:"
            })
    void whatAnswersAPromptForAPasswordIsASecret(String prompt) {
        server("login: ");
        client("alice\r\n");
        server(prompt);
        client("correct horse\r\n");
        server("\r\n");
        client("ls\r\n");
        assertThat(shown).contains("C: alice", "C: ********", "C: ls").noneMatch(line -> line.contains("horse"));
        assertThat(secrets).containsExactly("correct horse");
    }

    @Test
    void aPasswordThatIsTypedKeyByKeyIsHiddenAndItsLengthToo() {
        server("Password: ");
        for (String key : List.of("s", "3", "c", "r", "e", "t")) {
            client(key);
            server("*");
        }
        client("\r\n");
        server("\r\n");
        client("id\r\n");
        assertThat(shown)
                .containsExactly(
                        "S: Password: \\",
                        "C: ********\\",
                        "S: *\\",
                        "S: *\\",
                        "S: *\\",
                        "S: *\\",
                        "S: *\\",
                        "S: *\\",
                        "C:",
                        "S:",
                        "C: id");
    }

    @Test
    void aCommandThatIsTypedKeyByKeyIsHiddenFromItsSecretOn() {
        for (char key : "PASS hush".toCharArray()) {
            client(String.valueOf(key));
        }
        client("\r\n");
        assertThat(String.join("", shown)).doesNotContain("h").contains("********");
        assertThat(shown.get(shown.size() - 1)).isEqualTo("C:");
    }

    @Test
    void aLineOfProseAboutPasswordsAsksForNothing() {
        server("Your password will expire in 3 days.\r\n");
        client("ok\r\n");
        server("Last password change: yesterday\r\n");
        client("fine\r\n");
        server("Shipping address: ");
        client("Main Street\r\n");
        assertThat(shown).contains("C: ok", "C: fine", "C: Main Street");
    }

    @Test
    void whatTheEchoingServerRepeatsIsShownInItsPlace() {
        redaction.echo(true);
        server("$ ");
        client("ls -l\r\n");
        assertThat(shown).containsExactly("S: $ \\");
        server("ls -l\r\n");
        server("total 0\r\n");
        assertThat(shown).containsExactly("S: $ \\", "C: ls -l", "S: ls -l", "S: total 0");
        assertThat(secrets).isEmpty();
    }

    @Test
    void whatTheEchoingServerDoesNotRepeatIsASecretWhateverItAsked() {
        redaction.echo(true);
        server("Speak, friend, and enter ");
        client("mellon\r\n");
        server("\r\n");
        server("$ ");
        client("id\r\n");
        server("id\r\n");
        assertThat(shown)
                .containsExactly("S: Speak, friend, and enter \\", "C: ********", "S:", "S: $ \\", "C: id", "S: id");
        assertThat(secrets).containsExactly("mellon");
    }

    @Test
    void keysThatRunAheadOfTheirEchoAreNotTakenForSecrets() {
        redaction.echo(true);
        client("l");
        client("s");
        server("l");
        server("s");
        client("\r");
        server("\r\n");
        assertThat(shown).containsExactly("C: ls\\", "S: l\\", "S: s\\", "C: \\x0d\\", "S:");
    }

    @Test
    void whatIsSentBeforeTheServerAsksForItIsRepeatedAllTheSame() {
        redaction.echo(true);
        client("alice\r\n");
        server("login: ");
        redaction.other(() -> shown.add("a command"));
        server("alice\r\n");
        assertThat(shown).containsExactly("C: alice", "S: login: \\", "a command", "S: alice");
        client("bob\r\n");
        server("login: bob\r\n");
        assertThat(shown).contains("C: bob", "S: login: bob");
        assertThat(secrets).isEmpty();
    }

    @Test
    void whatIsInDoubtAtTheEndIsASecret() {
        redaction.echo(true);
        client("mellon\r\n");
        redaction.settle();
        assertThat(shown).containsExactly("C: ********");
    }

    @Test
    void aCookieIsShownByItsNameAndAttributes() {
        server("Set-Cookie: id=4711; Path=/; Secure\r\n");
        server("Set-Cookie2: none\r\n");
        assertThat(shown).containsExactly("S: Set-Cookie: id=********; Path=/; Secure", "S: Set-Cookie2: none");
    }

    @Test
    void bytesOfAnyKindPassAsTheyAre() {
        byte[] bytes = new byte[256];
        for (int i = 0; i < 256; i++) {
            bytes[i] = (byte) i;
        }
        redaction.client(bytes, 0, bytes.length);
        redaction.server(bytes, 0, bytes.length);
        assertThat(shown)
                .containsExactly(
                        "C: " + CoreFriend.get().escape(bytes, 0, 256),
                        "S: " + CoreFriend.get().escape(bytes, 0, 256));
        assertThat(new String(bytes, ISO_8859_1)).hasSize(256);
    }

    /** RFC 2920: a client need not wait; and what is late from before is no answer to it. */
    @ParameterizedTest
    @ValueSource(
            strings = {"AUTH LOGIN", "AUTH LOGIN YWxpY2U=", "a1 AUTHENTICATE PLAIN", "auth plain", "AUTH SCRAM-SHA-256"
            })
    void aStepThatIsSentBeforeItIsAskedForIsASecret(String command) {
        server("220 mx.example.org\r\n");
        client("EHLO x\r\n");
        client(command + "\r\n");
        server("250-mx.example.org\r\n");
        server("250 SIZE\r\n");
        client("aHVudGVyMg==\r\n");
        server("334 \r\n");
        server("235 done\r\n");
        client("NOOP\r\n");
        client("MAIL FROM:<a@b>\r\n");
        assertThat(shown)
                .contains("C: ********", "C: NOOP", "C: MAIL FROM:<a@b>")
                .noneMatch(line -> line.contains("aHVu"));
    }

    @Test
    void whatIsNoStepIsShownThoughItComesEarly() {
        server("+OK\r\n");
        client("AUTH PLAIN AHgAeQ==\r\n");
        client("STAT\r\n");
        client("RETR 4\r\n");
        server("+OK\r\n");
        client("AUTH TLS\r\n");
        client("FEAT\r\n");
        client("PWD\r\n");
        assertThat(shown)
                .containsExactly(
                        "S: +OK",
                        "C: AUTH PLAIN ********",
                        "C: STAT",
                        "C: RETR 4",
                        "S: +OK",
                        "C: AUTH TLS",
                        "C: FEAT",
                        "C: PWD");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    AUTH hunter2secret                  | AUTH ********
                    AUTH default hunter2secret          | AUTH ********
                    GET http://bob:pw@host/ HTTP/1.0    | GET http://bob:********
                    GET http://host:80/a@b HTTP/1.0     | GET http://host:80/a@b HTTP/1.0
                    AUTH XOAUTH2 dXNlcj0=               | AUTH XOAUTH2 ********
                    """)
    void aSecretStandsWhereTheCommandHasIt(String said, String expected) {
        client(said + "\r\n");
        assertThat(shown).containsExactly("C: " + expected);
    }

    @Test
    void aFieldGoesOnInItsNextLine() {
        client("Authorization: Basic\r\n");
        client("  YWxpY2U6c2VjcmV0\r\n");
        client("\tbW9yZQ==\r\n");
        client("Host: x\r\n");
        assertThat(shown).containsExactly("C: Authorization:********", "C: ********", "C: ********", "C: Host: x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Password: \u0007",
                "\u001b[1mPass\u001b[0mword: ",
                "PASSWORD=",
                "*Password*: ",
                "(Password) ",
                "Password, please: ",
                "Password ->",
                "password# ",
                "Please enter your password\r\n> ",
                "كلمة المرور: ",
                "סיסמה: ",
                "รหัสผ่าน: ",
                "P a s s w o r d : ",
                "OTP: ",
                "Token: ",
                "PW: "
            })
    void whateverAsksForASecretIsAnsweredByOne(String prompt) {
        server("login: ");
        client("alice\r\n");
        int end = prompt.indexOf('\n') + 1;
        server(prompt.substring(0, end));
        server(prompt.substring(end));
        client("correct horse\r\n");
        assertThat(shown).contains("C: alice", "C: ********").noneMatch(line -> line.contains("horse"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"login: ", "alice@password-server:~$ ", "root@pass:/etc# ", "> ", "router#", "Name: "})
    void otherPromptsAreAnsweredInTheOpen(String prompt) {
        server("Your password expires in 3 days.\r\n");
        server(prompt);
        client("correct horse\r\n");
        assertThat(shown).contains("C: correct horse");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\r"})
    void theEchoOfASecretThatIsTypedKeyByKeyIsHiddenToo(String end) {
        server("Password: ");
        for (String key : List.of("s", "3", "c", "r", "e", "t")) {
            client(key);
            server(key);
        }
        client(end);
        server("\r\nwelcome, s3cret agent\r\n");
        assertThat(shown).noneMatch(line -> line.equals("S: s\\") || line.equals("S: 3\\"));
        assertThat(shown).filteredOn(line -> line.startsWith("S: ********")).hasSize(1);
        assertThat(secrets).contains("s3cret");
    }

    /** The echo is over where the server has said something else: a later line that is like a key is output. */
    @Test
    void outputThatIsLikeAKeyOfASecretIsShown() {
        server("Password: ");
        for (String key : List.of("s", "3", "c", "r", "e", "t")) {
            client(key);
            server(key);
        }
        client("\r\n");
        server("\r\n");
        server("s\r\n");
        server("s3\r\n");
        assertThat(shown).endsWith("S: s", "S: s3");
        server("Password: ");
        client("other\r\n");
        server("\r\n");
        server("o\r\n");
        assertThat(shown).endsWith("S: o");
    }
}
