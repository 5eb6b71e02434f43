package protocols.internal.telnet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken for a prompt that has changed, and what is not. */
class PromptTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            textBlock =
                    """
                    router#|router(config)#
                    router(config)#|router(config-if)#
                    router#|router>
                    Router(config)#|core(config)#
                    router(config-if)#|core1(config)#
                    switch> |switch#\s
                    RP/0/RSP0/CPU0:router#|RP/0/RSP0/CPU0:router(config)#
                    12:34:56 router#|12:34:58 router(config)#
                    alice@mx> |alice@mx#\s
                    alice@vyos:~$ |alice@vyos#\s
                    <HUAWEI>|[HUAWEI]
                    [HUAWEI]|[HUAWEI-GigabitEthernet0/0/1]
                    [HUAWEI]|[*HUAWEI]
                    [admin@MikroTik] > |[admin@MikroTik] /ip/address>\s
                    [admin@MikroTik] > |[admin@MikroTik] ip address>\s
                    MariaDB [(none)]> |MariaDB [test]>\s
                    ~$ |/tmp$\s
                    / # |/tmp #\s
                    ~ # |/var/log #\s
                    alice@box:~$ |alice@box:/tmp$\s
                    alice@box:~/p$ |alice@box:~/p (main *)$\s
                    [alice@box ~]$ |[root@box alice]#\s
                    alice@box:~$ |root@box:/home/alice#\s
                    alice@box:~$ |root@3f2a91:/#\s
                    $ |#\s
                    alice@box:~$ |#\s
                    alice@box:~$ |bash-5.2$\s
                    alice@box:~$ |>>>\s
                    router> |router#
                    shell$ |other$\s
                    <100hp 50m> |<97hp 48m>\s
                    <100hp 50m> |<97hp 48m Fighting: an orc>\s
                    H:100 M:50> |H:98 M:50 [orc:bad]>\s
                    [12:30] 5 > |[12:31] 6 >\s
                    irb(main):001:0> |irb(main):002:0>\s
                    C:\\>|C:\\Users>
                    PS C:\\> |PS C:\\Users>\s
                    Selection [1-5]: |Selection [1-12]:\s
                    """)
    void aPromptThatChangesWherePromptsDo(String known, String line) {
        assertThat(again(known, line)).isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sure [y/N]",
                "Proceed with reload? [confirm]",
                "Save? [Y/n]",
                "Destination filename [startup-config]",
                "50% [=====>    ] ",
                "50% [==>  ]",
                "50%",
                "Checking [OK]",
                "Erasing: <flash:> ",
                "done 5#",
                "Name> ",
                "Name $ ",
                "> ",
                "[confirm]",
                "<return>",
                "########",
                "!!!!!",
                "Continue <y/n>",
                "More: <space>,  Quit: q or CTRL+Z, One line: <return> ",
                "lines 1-23",
                "Password: ",
                "Are you sure? "
            })
    void aQuestionOrABarIsNone(String line) {
        for (String known :
                new String[] {"alice@box:~$ ", "router#", "[alice@box ~]# ", "<HUAWEI>", "[HUAWEI]", "~$ "}) {
            assertThat(again(known, line)).as(known).isNegative();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"# ", "$ ", "> ", "% ", "#", " # ", "=> ", "A:", "/ # ", "~ # ", "router> ", "alice@box:~$ "})
    void whatStandsBeforeAPromptIsOutputHoweverShortItIs(String known) {
        Prompt prompt = prompt(known);
        assertThat(prompt.again(pause("12345" + known))).isPositive();
        assertThat(prompt.leftover(pause("12345" + known))).isEqualTo("12345");
        assertThat(prompt.leftover(pause(known))).isEmpty();
    }

    @Test
    void aBarOfTheSignThatIsThePromptIsNone() {
        assertThat(again("# ", "##### ")).isNegative();
    }

    @Test
    void thePromptsBeforeAreKnownOnTheWayBack() {
        Prompt prompt = prompt("alice@box:~$ ");
        prompt.learn(pause(">>> "));
        assertThat(prompt.again(pause("bob> "))).isNegative();
        assertThat(prompt.again(pause("alice@box:~$ "))).isPositive();
        prompt.learn(pause("$ "));
        assertThat(prompt.leftover(pause("alice@box:~$ "))).isEmpty();
    }

    @Test
    void aShellThatIsStartedHasAPromptOfItsOwn() {
        Prompt prompt = prompt("$ ");
        prompt.sent("bash --norc");
        assertThat(prompt.leftover(pause("bash-5.2$ "))).isEmpty();
        prompt.sent("rpm -q bash");
        assertThat(prompt.leftover(pause("bash-5.2$ "))).isEqualTo("bash-5.2");
    }

    private static Duration again(String known, String line) {
        return prompt(known).again(pause(line));
    }

    private static Prompt prompt(String known) {
        Prompt prompt = new Prompt(Duration.ofMillis(250));
        prompt.learn(pause(known));
        return prompt;
    }

    private static Pause pause(String line) {
        return new Pause(0, line, false, false);
    }
}
