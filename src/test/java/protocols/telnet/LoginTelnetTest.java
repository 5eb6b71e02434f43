package protocols.telnet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.Secret;
import protocols.Transcript;
import protocols.WireException;
import protocols.peers.HandServer;
import protocols.peers.Scripted;

/** Logging in to peers that ask in their own way. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LoginTelnetTest {

    private static final Secret PASSWORD = Secret.of("open sesame");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    host login:|Password:
                    Benutzername:|Kennwort:
                    Nom d'utilisateur :|Mot de passe :
                    ユーザー名：|パスワード：
                    用户名:|密码:
                    Usuario:|Contraseña:
                    nome utente:|password di alice:
                    Логин:|Пароль:
                    USERNAME [admin]:|PASSWORD (will not be shown):
                    사용자 이름:|비밀번호:
                    Username>|Password>
                    """)
    void asksInManyLanguages(String user, String password) throws Exception {
        try (Scripted server = Scripted.play(utf8(
                        """
                        S: Welcome. Your password: keep it secret
                        S: Last login: never
                        S: %s \\
                        C: alice
                        S: %s \\
                        C: ********
                        S:\s
                        S: Last login: yesterday from 192.0.2.1
                        S: login from here is logged
                        S: $ \\
                        C: id
                        S: alice
                        S: $ \\
                        """
                                .formatted(user, password)));
                Terminal terminal = client(server).connect()) {
            terminal.login("alice", PASSWORD);
            assertThat(terminal.run("id")).isEqualTo("alice\n");
            assertThat(terminal.transcript().toString())
                    .doesNotContain("sesame")
                    .contains("C: ********");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*Password*: ",
                "(Password) ",
                "Password, please: ",
                "Password ->",
                "Password |",
                "Password.........: ",
                "password# ",
                "Enter your password... ",
                "Your password?\nS: > ",
                "Please enter your password:\nS: -> ",
                "PW: ",
                "PIN ->",
                "[secret] ",
                "Pwd: ",
                "كلمة المرور: ",
                "סיסמה: ",
                "รหัสผ่าน: "
            })
    void thePasswordIsAskedForInManyWays(String question) throws Exception {
        try (Scripted server = Scripted.play(utf8("S: Username: \\\nC: alice\nS: " + question
                        + "\\\nC: ********\nS:\nS: router> \\\nC: show\nS: fine\nS: router> \\\n"));
                Terminal terminal = client(server).connect()) {
            terminal.login("alice", PASSWORD);
            assertThat(terminal.run("show")).isEqualTo("fine\n");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Magic word: ",
                "Token? ",
                "Continue? [yes] ",
                "Type the password that you got by mail from us ->",
                "Password expired, change it now [y]",
                "Which of these? 1) password 2) card > ",
                "Terminal type [vt100] ",
                "50% "
            })
    void whatIsNotKnownWhileNoPasswordWasAskedForIsNoPrompt(String question) throws Exception {
        try (Scripted server = Scripted.play("S: Username: \\\nC: alice\nS: " + question + "\\\n* gap\n");
                Terminal terminal =
                        client(server).timeout(Duration.ofMillis(600)).connect()) {
            assertThatThrownBy(() -> terminal.login("alice", PASSWORD))
                    .isInstanceOf(WireException.TimedOut.class)
                    .hasMessageContaining("expected a prompt, got \"");
            assertThat(terminal.untilQuiet(Duration.ofMillis(10))).endsWith(question);
            server.goOn();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"$ ", "router>", "alice@host:~$ ", "[admin@MikroTik] > ", "<HUAWEI>", "HP:100 M:50> "})
    void aPeerThatIsContentWithTheName(String prompt) throws Exception {
        try (Scripted server = Scripted.play(
                        "S: Username: \\\nC: alice\nS: alice\nS: Your password is old.\nS: " + prompt + "\\\n");
                Terminal terminal = client(server).connect()) {
            terminal.login("alice", PASSWORD);
        }
    }

    @Test
    void thePromptOfAHostThatIsNamedAsAPasswordIs() throws Exception {
        try (Scripted server = Scripted.play(
                        "S: login: \\\nC: alice\nS: Password: \\\nC: ********\nS:\nS: alice@password-server:~$ \\\n");
                Terminal terminal = client(server).connect()) {
            terminal.login("alice", PASSWORD);
        }
    }

    @Test
    void theSameQuestionAgainIsARefusalWhateverItEndsIn() throws Exception {
        for (String again : List.of("Username>", "Password>")) {
            try (Scripted server = Scripted.play(
                            "S: Username>\\\nC: alice\nS: Password>\\\nC: ********\nS: Sorry\nS: " + again + "\\\n");
                    Terminal terminal = client(server).connect()) {
                assertThatThrownBy(() -> terminal.login("alice", PASSWORD))
                        .isInstanceOf(WireException.Refused.class)
                        .hasMessageContaining("Sorry");
            }
        }
    }

    @Test
    void aRouterThatAsksForThePasswordAlone() throws Exception {
        try (Scripted server = Scripted.play(
                        """
                        S:\s
                        S: User Access Verification
                        S:\s
                        S: Password: \\
                        C: ********
                        S:\s
                        S: Router>\\
                        """);
                Terminal terminal = client(server).connect()) {
            assertThat(terminal.login("alice", PASSWORD)).isSameAs(terminal);
        }
    }

    @Test
    void aGameThatAsksForTheNameAloneAndMarksItsPrompts() throws Exception {
        try (HandServer server = HandServer.start(hand -> {
                    hand.write(bytes("By what name do you wish to be known? \u00ff\u00f9"));
                    hand.line();
                    hand.write(bytes("\u001b[32mHP:100\u001b[0m> \u00ff\u00ef"));
                    hand.line();
                    hand.write(bytes("\u001b[1mA room.\u001b[0m\r\nHP: 99> is no prompt here.\r\n"));
                    hand.write(bytes("\u001b[31mHP:98\u001b[0m> \u00ff\u00ef"));
                    hand.hold();
                });
                Terminal terminal = Telnet.at("127.0.0.1")
                        .port(server.port())
                        .mode(TelnetMode.ACTIVE)
                        .quiet(Duration.ofSeconds(20))
                        .connect()) {
            terminal.login("alice", PASSWORD);
            assertThat(terminal.run("look")).isEqualTo("\u001b[1mA room.\u001b[0m\nHP: 99> is no prompt here.\n");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Login incorrect",
                "% Bad passwords",
                "% Login invalid",
                "Access denied.",
                "Authentication failed: wrong password",
                "Permission denied, please try again.",
                "Anmeldung fehlgeschlagen",
                "密码错误"
            })
    void aRefusalHasThePeersWordsAndTheSessionGoesOn(String words) throws Exception {
        try (Scripted server = Scripted.play(utf8(
                        """
                        S: login: \\
                        C: alice
                        S: Password: \\
                        C: ********
                        S:\s
                        S: %s
                        * gap
                        S: login: \\
                        C: alice
                        S: Password: \\
                        C: ********
                        S:\s
                        S: host$ \\
                        """
                                .formatted(words)));
                Terminal terminal = client(server).connect()) {
            assertThatThrownBy(() -> terminal.login("alice", Secret.of("wrong one")))
                    .isInstanceOfSatisfying(
                            WireException.Refused.class,
                            e -> assertThat(e.reply().lines()).containsExactly(words));
            server.goOn();
            terminal.login("alice", PASSWORD);
        }
    }

    @Test
    void beingAskedAgainIsARefusalAndTheQuestionStaysForTheNextTry() throws Exception {
        try (Scripted server = Scripted.play(
                        """
                        S: login: \\
                        C: alice
                        S: Password: \\
                        C: ********
                        S:\s
                        S: Nope!
                        S: login: \\
                        C: bob
                        S: Password: \\
                        C: ********
                        S:\s
                        S: Your password has expired.
                        S: New password: \\
                        """);
                Terminal terminal = client(server).connect()) {
            assertThatThrownBy(() -> terminal.login("alice", PASSWORD))
                    .isInstanceOf(WireException.Refused.class)
                    .hasMessageContaining("refused: Nope!");
            assertThatThrownBy(() -> terminal.login("bob", PASSWORD))
                    .isInstanceOf(WireException.Refused.class)
                    .hasMessageContaining("Your password has expired.");
        }
    }

    @Test
    void aPeerThatSaysNoAndClosesHasRefusedAndOneThatClosesAloneHasHungUp() throws Exception {
        String asked = "S: login: \\\nC: alice\nS: Password: \\\nC: ********\n";
        try (Scripted server = Scripted.play(asked + "S: % Login invalid\n* closed by peer\n");
                Terminal terminal = client(server).quiet(Duration.ofMillis(100)).connect()) {
            assertThatThrownBy(() -> terminal.login("alice", PASSWORD)).isInstanceOf(WireException.Refused.class);
        }
        try (Scripted server = Scripted.play(asked + "S: Goodbye\n* closed by peer\n");
                Terminal terminal = client(server).connect()) {
            assertThatThrownBy(() -> terminal.login("alice", PASSWORD))
                    .isInstanceOf(WireException.Hangup.class)
                    .hasMessageContaining("expected a prompt, got")
                    .hasMessageContaining("Goodbye");
        }
    }

    @Test
    void wordsOfAMessageOfTheDayAreNoRefusal() throws Exception {
        try (Scripted server = Scripted.play(
                        """
                        S: login: \\
                        C: alice
                        S: alice
                        S: Password: \\
                        C: ********
                        S:\s
                        S: There were 2 failed login attempts.
                        S: Access denied to strangers is a policy.
                        S: alice@pin> \\
                        """);
                Terminal terminal = client(server).connect()) {
            terminal.login("alice", PASSWORD);
        }
    }

    @Test
    void aPeerThatAsksNothingIsTold() throws Exception {
        try (Scripted server = Scripted.play("S: 220 mx ESMTP\n");
                Terminal terminal =
                        client(server).timeout(Duration.ofMillis(600)).connect()) {
            assertThatThrownBy(() -> terminal.login("alice", PASSWORD))
                    .isInstanceOf(WireException.TimedOut.class)
                    .hasMessageContaining(
                            "expected a login or password prompt, got \"220 mx ESMTP\\x0d\\x0a\", silent for 0.");
            assertThat(terminal.isOpen()).isTrue();
            assertThat(terminal.line()).isEqualTo("220 mx ESMTP");
        }
    }

    /** A dialogue is in bytes. */
    private static String utf8(String dialogue) {
        StringBuilder escaped = new StringBuilder();
        for (byte octet : dialogue.getBytes(UTF_8)) {
            escaped.append(octet < 0 ? String.format("\\x%02x", octet) : String.valueOf((char) octet));
        }
        return escaped.toString();
    }

    private static Telnet client(Scripted server) {
        return Telnet.at("127.0.0.1")
                .port(server.port())
                .quiet(Duration.ofMillis(60))
                .keep(Transcript.Keep.EVERYTHING)
                .timeout(Duration.ofSeconds(10));
    }
}
