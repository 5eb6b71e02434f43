package protocols.telnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.Secret;
import protocols.WireException;
import protocols.peers.Gap;
import protocols.peers.HandServer;
import protocols.peers.Scripted;

/** Commands at prompts that are learnt. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CommandTelnetTest {

    @Test
    void aRouterWithPagesAndModes() throws Exception {
        try (Scripted server = Scripted.play(
                        """
                        S:\s
                        S: Username: \\
                        C: alice
                        S: alice
                        S: Password: \\
                        C: ********
                        S:\s
                        S: Router>\\
                        C: show version
                        S: show version
                        S: Cisco IOS Software
                        S:  --More-- \\
                        C:  \\
                        S: \\x08\\x08\\x08\\x08\\x08\\x08\\x08\\x08\\x08        \\x08\\x08\\x08\\x08\\x08\\x08\\x08\\x08\\x08 indented
                        S:\s
                        S: --More--\\
                        C:  \\
                        S: \\x0d        \\x0duptime is 42 days
                        S:\s
                        S: Router>\\
                        * gap
                        C: enable
                        S: enable
                        S: Password: \\
                        C: ********
                        S:\s
                        S: Router#\\
                        C: configure terminal
                        S: configure terminal
                        S: Enter configuration commands, one per line.
                        S: Router(config)#\\
                        C: hostname core
                        S: hostname core
                        S: core(config)#\\
                        C: end
                        S: end
                        S: core#\\
                        """);
                Terminal router = client(server).answeringPagers().connect()) {
            router.login("alice", Secret.of("open sesame"));
            assertThat(router.run("show version")).isEqualTo("Cisco IOS Software\n indented\n\nuptime is 42 days\n\n");
            server.goOn();
            Gap.pass(Duration.ofMillis(150));
            router.sendLine("enable").expect("Password: ");
            router.sendLine(Secret.of("open sesame"));
            assertThat(router.prompt()).isEqualTo("Router#");
            assertThat(router.run("configure terminal")).isEqualTo("Enter configuration commands, one per line.\n");
            assertThat(router.run("hostname core")).isEmpty();
            assertThat(router.run("end")).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            textBlock =
                    """
                    --More--| \\|\\x08\\x08\\x08\\x08\\x08\\x08\\x08\\x08        \\x08\\x08\\x08\\x08\\x08\\x08\\x08\\x08
                     -- More -- | \\|\\x0d\\x1b[K
                    <--- More --->| \\|\\x0d              \\x0d
                    ---- More ----| \\|\\x1b[16D                \\x1b[16D
                    --More--(42%)| \\|\\x0d\\x1b[2K
                    \\x1b[7mlines 1-23 (END)\\x1b[27m|q\\|\\x0d\\x1b[K
                    lines 1-23/60 38%| \\|\\x0d\\x1b[K
                    :| \\|\\x0d
                    [Q]uit, [C]ontinue: |c\\|\\x0d                    \\x0d
                    More: <space>,  Quit: q or CTRL+Z, One line: <return> | \\|\\x0d                                                      \\x0d
                    Suite--| \\|\\x0d       \\x0d
                    Weiter mit beliebiger Taste...| \\|\\x0d\\x0a
                    Press any key to continue| \\|\\x0d\\x0a
                    Press RETURN to continue|''|\\x0d\\x0a
                    """)
    void pagersOfManyKinds(String pager, String key, String erased) throws Exception {
        try (Scripted server = Scripted.play("S: host$ \\\nC: cat poem\nS: cat poem\nS: one\nS: " + pager + "\\\nC: "
                        + key + "\nS: " + erased + "  two\nS: host$ \\\n");
                Terminal terminal = client(server).answeringPagers().connect()) {
            assertThat(terminal.run("cat poem")).isEqualTo("one\n  two\n");
        }
    }

    @Test
    void aPagerIsLeftAloneUnlessThatWasAsked() throws Exception {
        try (Scripted server = Scripted.play("S: host$ \\\nC: cat poem\nS: one\nS: --More--\\\nC: q\\\nS: host$ \\\n");
                Terminal terminal =
                        client(server).timeout(Duration.ofMillis(500)).connect()) {
            assertThatThrownBy(() -> terminal.run("cat poem"))
                    .isInstanceOf(WireException.TimedOut.class)
                    .hasMessageContaining("expected the prompt, got \"")
                    .hasMessageContaining("--More--\", silent for 0.");
            assertThat(terminal.expect("--More--")).isEqualTo("one\r\n");
            terminal.send("q");
            assertThat(terminal.prompt()).isEqualTo("host$ ");
        }
    }

    @Test
    void theEchoOfALongLineIsWrappedAsTerminalsDo() throws Exception {
        String line = "echo " + "0123456789".repeat(15);
        String wrapped =
                line.substring(0, 73) + " \\x0d" + line.substring(73, 153) + "\\x0d\\x0a" + line.substring(153);
        try (Scripted server = Scripted.play("S: host1$ \\\nC: " + line + "\nS: " + wrapped
                        + "\nS: out\nS: host1$ \\\nC: \nS:\nS: host1$ \\\n");
                Terminal terminal = client(server).connect()) {
            assertThat(terminal.run(line)).isEqualTo("out\n");
            assertThat(terminal.run("")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // readline on a terminal that cannot move up
                "\\x0d<9012345678901234567890123456789",
                "echo 01234567890123456789\\x0d<45678901234567890123456789012345678901\\x0d<9012345678901234567890123456789        ",
                // IOS
                "echo 0123456789012345678901234567890123456789\\x08\\x08\\x08\\x08\\x08\\x08\\x08\\x08\\x08\\x08\\x08\\x08\\x08"
                        + "\\x08\\x08\\x08\\x08\\x08\\x08\\x08\\x08\\x08\\x08\\x08\\x08\\x08\\x08\\x08\\x08\\x08\\x08\\x08\\x08"
                        + "\\x08\\x08\\x08\\x08\\x08\\x08\\x08\\x08\\x08\\x08\\x08\\x08$90123456789012345678901234567890123456789"
                        + "              ",
                // readline where the line fills the screen
                "echo 012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789\\x0d9",
                "echo 01234567\\x0d78901234567890123456789012345678901234567890123456789012345678901234567890123456789"
            })
    void theEchoOfALineThatIsMovedAside(String echo) throws Exception {
        String digits = "0123456789".repeat(9);
        String line = "echo " + digits;
        try (Scripted server = Scripted.play(
                        "S: host$ \\\nC: " + line + "\nS: " + echo + "\nS: " + digits + "\nS: host$ \\\n");
                Terminal terminal = client(server).connect()) {
            assertThat(terminal.run(line)).isEqualTo(digits + "\n");
        }
    }

    @Test
    void whatMovesTheCursorInTheOutputIsNoEcho() throws Exception {
        try (Scripted server = Scripted.play("S: host$ \\\nC: fetch\nS: fetch\nS: 50%\\x0d100%\nS: host$ \\\n");
                Terminal terminal = client(server).connect()) {
            assertThat(terminal.run("fetch")).isEqualTo("50%\r100%\n");
        }
    }

    @Test
    void outputThatEndsAsTheLineDoesIsNoEcho() throws Exception {
        try (Scripted server = Scripted.play(
                        "S: host$ \\\nC: c1\nS: out of c1\nS: host$ \\\nC: c2\nS: 50%\\x0dout of c2\nS: host$ \\\n");
                Terminal terminal = client(server).connect()) {
            assertThat(terminal.run("c1")).isEqualTo("out of c1\n");
            assertThat(terminal.run("c2")).isEqualTo("50%\rout of c2\n");
        }
    }

    @Test
    void whatThePeerSaysBeforeItHasTheLineIsNoAnswer() throws Exception {
        try (HandServer server = HandServer.start(hand -> {
                    hand.write(bytes("router(config)#"));
                    hand.line();
                    hand.write(bytes("end\r\nrouter#"));
                    hand.line();
                    hand.write(bytes("\r\n%SYS-5-CONFIG_I: Configured\r\nrouter#"));
                    Gap.pass(Duration.ofMillis(80));
                    hand.write(bytes("c2\r\nout c2\r\nrouter#"));
                    hand.line();
                    hand.write(bytes("c3\r\nrouter#c3\r\nout c3\r\nrouter#"));
                    hand.line();
                    hand.write(bytes("\r\n%LINK-3-UPDOWN: up\r\nc4\r\nout c4\r\nrouter#"));
                    hand.hold();
                });
                Terminal router = Telnet.at("127.0.0.1").port(server.port()).connect()) {
            assertThat(router.run("end")).isEmpty();
            assertThat(router.run("c2")).isEqualTo("out c2\n");
            assertThat(router.run("c3")).isEqualTo("out c3\n");
            assertThat(router.run("c4")).isEqualTo("out c4\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\n", "\n\r", "\r\r\n", "\r\0"})
    void linesOfAllKindsEndWithLf(String end) throws Exception {
        try (HandServer server = HandServer.start(hand -> {
                    for (String command : List.of("one", "two", "")) {
                        hand.write(bytes("host$ "));
                        hand.line();
                        hand.write(bytes(command + end + (command.isEmpty() ? "" : "l1" + end + end + "l3" + end)));
                    }
                    hand.write(bytes("host$ "));
                    hand.hold();
                });
                Terminal terminal = Telnet.at("127.0.0.1")
                        .port(server.port())
                        .mode(TelnetMode.ACTIVE)
                        .quiet(Duration.ofMillis(60))
                        .connect()) {
            assertThat(terminal.run("one")).isEqualTo("l1\n\nl3\n");
            assertThat(terminal.run("two")).isEqualTo("l1\n\nl3\n");
            assertThat(terminal.run("")).isEmpty();
        }
    }

    @Test
    void anEmptyLineThatIsRepeatedIsNoOutput() throws Exception {
        try (Scripted server = Scripted.play("S: host$ \\\nC: \nS:\nS: host$ \\\n");
                Terminal terminal = client(server).connect()) {
            assertThat(terminal.run("")).isEmpty();
        }
    }

    /** As more of util-linux writes to a terminal that cannot erase. */
    @Test
    void aPagerThatPaintsOverItselfAndFillsTheScreen() throws Exception {
        try (Scripted server = Scripted.play(
                        """
                        S: host$ \\
                        C: more poem
                        S: more poem
                        S: one
                        S: --More--\\
                        C:  \\
                        S: \\x0dtwo    \\x20
                        S: three  \\x20
                        S:\s
                        S: --More--\\x0d        \\x0d(END)\\
                        C: q\\
                        S: \\x0d     \\x0dhost$ \\
                        C: more poem
                        S: more poem
                        S: one
                        S: --More--\\
                        C:  \\
                        S: \\x0dtwo\\x1b[K
                        S: host$ \\
                        """);
                Terminal terminal = client(server).answeringPagers().connect()) {
            assertThat(terminal.run("more poem")).isEqualTo("one\ntwo\nthree   \n");
            assertThat(terminal.run("more poem")).isEqualTo("one\ntwo\n");
        }
    }

    @Test
    void withoutAnEchoTheOutputMayBeginAsTheLineDoes() throws Exception {
        try (Scripted server = Scripted.play(
                        """
                        S: > \\
                        C: one
                        S: 1
                        S: > \\
                        C: two
                        S: 2
                        S: > \\
                        C: PING
                        S: PING
                        S: > \\
                        """);
                Terminal terminal = client(server).connect()) {
            assertThat(terminal.run("one")).isEqualTo("1\n");
            assertThat(terminal.run("two")).isEqualTo("2\n");
            assertThat(terminal.run("PING")).isEqualTo("PING\n");
        }
    }

    @Test
    void whatLooksLikeThePromptWithinTheOutputIsNone() throws Exception {
        try (Scripted server = Scripted.play(
                        """
                        S: > \\
                        C: mail
                        S: > quoted \\
                        S: 5 > 3
                        S: > \\
                        S: quoted too
                        S: done 42%\\
                        S:  and so on
                        S: > \\
                        * gap
                        S: late news
                        S: > \\
                        C: next
                        S: fine
                        S: > \\
                        """);
                Terminal terminal = client(server).connect()) {
            assertThat(terminal.run("mail")).isEqualTo("> quoted 5 > 3\n> quoted too\ndone 42% and so on\n");
            server.goOn();
            assertThat(terminal.run("next")).isEqualTo("fine\n");
        }
    }

    @Test
    void aPromptWithAPathInItAndColours() throws Exception {
        try (Scripted server = Scripted.play(
                        """
                        S: \\x1b[?2004h\\x1b[1;32malice@host\\x1b[0m:\\x1b[34m~\\x1b[0m$ \\
                        C: cd /tmp
                        S: cd /tmp
                        S: \\x1b[?2004l\\x0d\\x1b[?2004h\\x1b[1;32malice@host\\x1b[0m:\\x1b[34m/tmp\\x1b[0m$ \\
                        C: pwd
                        S: pwd
                        S: \\x1b[?2004l\\x0d/tmp
                        S: \\x1b[?2004h\\x1b[1;32malice@host\\x1b[0m:\\x1b[34m/tmp\\x1b[0m$ \\
                        C: echo $?
                        S: echo $?
                        S: 17
                        S: alice@host:/tmp$ \\
                        C: echo $?
                        S: Unknown command
                        S: alice@host:/tmp$ \\
                        """);
                Terminal terminal = client(server).connect()) {
            assertThat(terminal.prompt()).isEqualTo("alice@host:~$ ");
            assertThat(terminal.run("cd /tmp")).isEmpty();
            assertThat(terminal.run("pwd")).isEqualTo("/tmp\n");
            assertThat(terminal.exitStatus()).isEqualTo(17);
            assertThatThrownBy(terminal::exitStatus)
                    .isInstanceOf(WireException.Malformed.class)
                    .hasMessageContaining("a shell answers 'echo $?' with a number: Unknown command");
            assertThat(terminal.isOpen()).isTrue();
        }
    }

    @Test
    void allUntilThePeerIsQuiet() throws Exception {
        try (Scripted server = Scripted.play("S: one\nS: two\\\n* gap\nS: three\n* closed by peer\n");
                Terminal terminal = client(server).connect()) {
            assertThat(terminal.untilQuiet(Duration.ofMillis(100))).isEqualTo("one\r\ntwo");
            assertThat(terminal.untilQuiet(Duration.ofMillis(50))).isEmpty();
            server.goOn();
            assertThat(terminal.untilQuiet(Duration.ofSeconds(5))).isEqualTo("three\r\n");
            assertThat(terminal.untilQuiet(Duration.ofSeconds(5))).isEmpty();
        }
    }

    @Test
    @SuppressWarnings("try")
    void aMarkEndsAPromptAndOneBehindWhatWasTakenIsNone() throws Exception {
        try (HandServer server = HandServer.start(hand -> {
                    hand.write(bytes("Hello> \u00ff\u00f9"));
                    hand.line();
                    hand.write(bytes("A room.\r\n> \u00ff\u00ef"));
                });
                Terminal terminal = Telnet.at("127.0.0.1")
                        .port(server.port())
                        .mode(TelnetMode.ACTIVE)
                        .connect()) {
            assertThat(terminal.expect("> ")).isEqualTo("Hello");
            Match match = terminal.sendLine("look").expect(Expectation.promptMark(), Expectation.end());
            assertThat(match).isEqualTo(Match.of(0, "A room.\r\n> ", "", List.of()));
            assertThat(terminal.expect(Expectation.promptMark(), Expectation.end())
                            .which())
                    .isEqualTo(1);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void aLineOfTwoIsNotSent() throws Exception {
        try (Scripted server = Scripted.play("S: host$ \\\nC: id\nS: alice\nS: host$ \\\n");
                Terminal terminal = client(server).connect()) {
            terminal.prompt();
            assertThatThrownBy(() -> terminal.run("a\nb")).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> terminal.login("a\nb", Secret.of("open sesame")))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(terminal.run("id")).isEqualTo("alice\n");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Proceed with reload? [confirm]",
                "Save? [Y/n]",
                "50% [=====>    ] ",
                "Checking [OK]",
                "Erasing: <flash:> ",
                "done 5#",
                "Name> "
            })
    void aQuestionIsNoPromptAndStays(String question) throws Exception {
        for (String prompt : List.of("alice@box:~$ ", "router#")) {
            try (Scripted server = Scripted.play("S: " + prompt + "\\\nC: reload\nS: reload\nS: " + question
                            + "\\\n* gap\nS:  yes\nS: " + prompt + "\\\n");
                    Terminal terminal = client(server)
                            .quiet(Duration.ofMillis(30))
                            .timeout(Duration.ofMillis(400))
                            .connect()) {
                terminal.prompt();
                assertThatThrownBy(() -> terminal.run("reload"))
                        .isInstanceOf(WireException.TimedOut.class)
                        .hasMessageContaining("expected the prompt, got \"");
                assertThat(terminal.expect(question)).isEqualTo("reload\r\n");
                server.goOn();
                assertThat(terminal.prompt()).isEqualTo(prompt);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"# ", "$ ", "> ", "% ", "#", " # ", "=> ", "A:", "/ # ", "~ # ", "router> "})
    void outputWithoutAnEndOfLineIsAllThereHoweverShortThePromptIs(String prompt) throws Exception {
        String shown = "S: " + prompt + "\\\n";
        try (Scripted server = Scripted.play(shown
                        + "C: printf 12345\nS: printf 12345\nS: 12345" + prompt + "\\\n"
                        + "C: cat two\nS: cat two\nS: l1\nS: l2" + prompt + "\\\n"
                        + "C: true\nS: true\n" + shown);
                Terminal terminal = client(server).connect()) {
            assertThat(terminal.run("printf 12345")).isEqualTo("12345");
            assertThat(terminal.run("cat two")).isEqualTo("l1\nl2");
            assertThat(terminal.run("true")).isEmpty();
        }
    }

    private static Telnet client(Scripted server) {
        return Telnet.at("127.0.0.1")
                .port(server.port())
                .quiet(Duration.ofMillis(60))
                .timeout(Duration.ofSeconds(10));
    }
}
