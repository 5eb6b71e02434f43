package protocols.ftp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static protocols.ftp.Dialogues.ALIVE;
import static protocols.ftp.Dialogues.LOGIN;
import static protocols.ftp.Dialogues.login;
import static protocols.ftp.Dialogues.play;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.Content;
import protocols.WireException;
import protocols.peers.Scripted;

/** A user program goes by the first digit of a reply, whatever the others are (RFC 1123 section 4.1.2.11). */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FirstDigitFtpTest {

    private interface Step {
        void run(FtpSession ftp) throws Exception;
    }

    private static Step step(String line) {
        String verb = line.split(" ", -1)[0];
        return switch (verb) {
            case "CWD" -> ftp -> ftp.cd("a");
            case "CDUP" -> FtpSession::up;
            case "PWD" -> ftp -> assertThat(ftp.pwd()).isEqualTo("/a");
            case "MKD" -> ftp -> assertThat(ftp.mkdir("a")).isEqualTo("/a");
            case "RMD" -> ftp -> ftp.rmdir("a");
            case "DELE" -> ftp -> ftp.delete("a");
            case "SYST" -> ftp -> assertThat(ftp.system()).isNotEmpty();
            case "STAT" -> FtpSession::status;
            case "HELP" -> FtpSession::help;
            case "NOOP" -> FtpSession::noop;
            case "MDTM" -> ftp -> assertThat(ftp.modified("a").toString()).contains("2020");
            default -> throw new IllegalArgumentException(line);
        };
    }

    @ParameterizedTest
    @CsvSource({
        "CWD a, 257 done",
        "CDUP, 212 done",
        "PWD, 200 \"/a\"",
        "PWD, 250 \"/a\" is here",
        "MKD a, 200 \"/a\"",
        "MKD a, 250 \"/a\" made",
        "RMD a, 200 done",
        "DELE a, 200 done",
        "DELE a, 257 \"a\" deleted",
        "SYST, 200 UNIX",
        "STAT, 250 fine",
        "HELP, 200 ask your mother",
        "NOOP, 220 ready",
        "NOOP, 299 fine",
        "MDTM a, 250 20200101000000"
    })
    void anyYesIsAYes(String command, String answer) throws IOException {
        try (Scripted server = Scripted.play(LOGIN + "C: " + command + "\nS: " + answer + "\n" + ALIVE);
                FtpSession ftp = login(server)) {
            assertThatCode(() -> step(command).run(ftp)).doesNotThrowAnyException();
            ftp.noop();
        }
    }

    @ParameterizedTest
    @CsvSource({"CWD a, 350 go on", "DELE a, 331 password", "NOOP, 354 go on", "PWD, 350 \"/a\"", "MKD a, 300 what?"})
    void whatIsNeitherYesNorNoIsNoAnswer(String command, String answer) throws IOException {
        try (Scripted server = Scripted.play(LOGIN + "C: " + command + "\nS: " + answer + "\n* closed\n");
                FtpSession ftp = login(server)) {
            assertThatThrownBy(() -> step(command).run(ftp))
                    .isInstanceOf(IOException.class)
                    .hasStackTraceContaining("no answer to " + command.split(" ", -1)[0]);
            assertThat(ftp.isOpen()).isFalse();
        }
    }

    /** What can be meant for another command alone is not this one's answer: one was given twice, or one is missing. */
    @ParameterizedTest
    @CsvSource({
        "DELE a, 226 aborted",
        "DELE a, 225 nothing to abort",
        "CWD a, 227 (127.0.0.1.4.1)",
        "RMD a, 229 (|||1025|)",
        "MKD a, 226 done",
        "NOOP, 221 bye",
        "SYST, 226 done",
        "MDTM a, 229 (|||1025|)"
    })
    void aCodeOfOneMeaningAnswersNothingElse(String command, String answer) throws IOException {
        try (Scripted server = Scripted.play(LOGIN + "C: " + command + "\nS: " + answer + "\n* closed\n");
                FtpSession ftp = login(server)) {
            assertThatThrownBy(() -> step(command).run(ftp))
                    .isInstanceOf(IOException.class)
                    .hasStackTraceContaining("no answer to " + command.split(" ", -1)[0]);
            assertThat(ftp.isOpen()).isFalse();
        }
    }

    /** A half file that is confirmed by what answers something else is no file. */
    @ParameterizedTest
    @ValueSource(
            strings = {"227 (127,0,0,1,4,1)", "229 (|||1025|)", "221 bye", "213 4", "257 \"/\"", "230 in", "211 fine"})
    void noOtherCommandsCodeConfirmsATransfer(String answer) throws IOException {
        String get = LOGIN + "C: TYPE I\nC: EPSV\nS: 200 ok\nS: 229 ok (|||${port2}|)\n"
                + "*2 connected\nC: RETR a\nS: 150 go\nS2: half\n*2 closed by peer\nS: " + answer + "\n* closed\n";
        try (Scripted server = Scripted.play(get);
                FtpSession ftp = login(server)) {
            assertThatThrownBy(() -> ftp.get("a", new ByteArrayOutputStream()))
                    .isInstanceOf(WireException.Malformed.class)
                    .hasMessageContaining("no answer to RETR");
            assertThat(ftp.isOpen()).isFalse();
        }
        String put = get.replace("RETR", "STOR").replace("S2: half\n*2 closed by peer", "C2: half\n*2 closed");
        try (Scripted server = Scripted.play(put);
                FtpSession ftp = login(server)) {
            assertThatThrownBy(() -> ftp.put(Content.text("half\r\n"), "a"))
                    .isInstanceOf(WireException.OutcomeUnknown.class);
        }
    }

    @Test
    void aGreetingAndALoginOfOtherCodes() throws IOException {
        String dialogue =
                """
                S: 200 ready
                C: USER anonymous
                S: 300 password
                C: PASS anonymous@
                S: 200 in
                """
                        + ALIVE;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = login(server)) {
            ftp.noop();
        }
    }

    @Test
    void aTransferOfOtherCodesFromTheTypeToTheEnd() throws IOException {
        String dialogue =
                """
                C: TYPE I
                C: EPSV
                S: 250 ok
                S: 200 ok (|||${port2}|)
                C: STOR a
                S: 120 go
                C2: data
                *2 closed
                S: 200 stored
                C: EPSV
                C: RETR a
                S: 200 ok (|||${port2}|)
                *2 connected
                S: 110 MARK
                S: 150 go
                S2: data
                *2 closed by peer
                S: 299 done
                """;
        play(dialogue, ftp -> {
            assertThat(ftp.put(Content.text("data\r\n"), "a").reply().code()).isEqualTo(200);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ftp.get("a", out);
            assertThat(out.toString(UTF_8)).isEqualTo("data\r\n");
        });
    }

    @Test
    void aRenameAndManyPaths() throws IOException {
        String dialogue =
                """
                C: RNFR a
                S: 300 to what?
                C: RNTO b
                S: 257 renamed
                C: DELE a
                C: DELE b
                S: 200 gone
                S: 250 gone
                C: TYPE I
                S: 299 ok
                C: SIZE a
                S: 200 12
                """;
        play(dialogue, ftp -> {
            ftp.rename("a", "b");
            assertThat(ftp.deleteAll(List.of("a", "b")).isComplete()).isTrue();
            assertThat(ftp.sizeAll(List.of("a")).get("a")).hasValue(12L);
        });
    }

    @Test
    void featuresOfOtherCodes() throws IOException {
        String dialogue =
                """
                C: FEAT
                S: 214-Features
                S:  SIZE
                S: 214 End
                """;
        play(dialogue, ftp -> {
            assertThat(ftp.features().has("SIZE")).isTrue();
        });
    }

    /** RFC 959 section 4.2.2: 202 says that the command was not carried out. */
    @ParameterizedTest
    @ValueSource(strings = {"MKD a", "RMD a", "DELE a"})
    void whatIsHeldToBeSuperfluousIsNotDone(String command) throws IOException {
        play("C: " + command + "\nS: 202 superfluous at this site\n", ftp -> {
            assertThatThrownBy(() -> step(command).run(ftp))
                    .isInstanceOf(WireException.Refused.class)
                    .hasMessageContaining("202 superfluous");
        });
    }

    @Test
    void aRenameThatIsHeldToBeSuperfluousIsNotDone() throws IOException {
        String dialogue = "C: RNFR a\nS: 350 to what?\nC: RNTO b\nS: 202 superfluous at this site\n";
        play(dialogue, ftp -> assertThatThrownBy(() -> ftp.rename("a", "b")).isInstanceOf(WireException.Refused.class));
        play(dialogue, ftp -> assertThat(ftp.renameAll(Map.of("a", "b")).done()).isEmpty());
    }

    /** These ask for a login, and agree to nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"331 who are you?", "332 account"})
    void aRenameThatIsAnsweredByAQuestionGoesNoFurther(String question) throws IOException {
        try (Scripted server = Scripted.play(LOGIN + "C: RNFR a\nS: " + question + "\n* closed\n");
                FtpSession ftp = login(server)) {
            assertThatThrownBy(() -> ftp.rename("a", "b")).isInstanceOf(WireException.Malformed.class);
        }
    }
}
