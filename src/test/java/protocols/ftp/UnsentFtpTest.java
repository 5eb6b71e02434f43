package protocols.ftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static protocols.ftp.Dialogues.LOGIN;
import static protocols.ftp.Dialogues.login;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import protocols.Batch;
import protocols.WireException;
import protocols.peers.Gap;
import protocols.peers.Scripted;

/** What is found before a command leaves: the server has not heard of it, so that nothing of it is unknown. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UnsentFtpTest {

    private static final Duration GAP = Duration.ofMillis(200);

    /** What there is to be done. */
    private interface Asked {
        Batch<String, ?> of(FtpSession ftp) throws IOException;
    }

    private enum Call {
        DELETE(ftp -> ftp.deleteAll(List.of("a", "b"))),
        MKDIR(ftp -> ftp.mkdirAll(List.of("a", "b"))),
        RENAME(ftp -> ftp.renameAll(Map.of("a", "c", "b", "d"))),
        SIZE(ftp -> ftp.sizeAll(List.of("a", "b"))),
        TIME(ftp -> ftp.modifiedAll(List.of("a", "b"))),
        CHMOD(ftp -> ftp.chmodAll(List.of("a", "b"), "600")),
        ENTRY(ftp -> ftp.entryAll(List.of("a", "b"))),
        PUT(ftp -> ftp.mput(twoFiles(), Glob.of("*")));

        private final Asked asked;

        Call(Asked asked) {
            this.asked = asked;
        }

        void isUntried(FtpSession ftp) {
            WireException why = catchThrowableOfType(WireException.class, () -> asked.of(ftp));
            assertThat(List.<Object>copyOf(why.batch().untried())).containsExactlyInAnyOrder("a", "b");
        }
    }

    @TempDir
    private static Path folder;

    private static Path twoFiles() throws IOException {
        Files.writeString(folder.resolve("a"), "one");
        Files.writeString(folder.resolve("b"), "two");
        return folder;
    }

    @ParameterizedTest
    @EnumSource
    void afterThePeerHasClosedNothingWasTried(Call call) throws IOException {
        try (Scripted server = Scripted.play(LOGIN + "* closed by peer\n");
                FtpSession ftp = login(server)) {
            Gap.pass(GAP);
            call.isUntried(ftp);
        }
    }

    @ParameterizedTest
    @EnumSource
    void afterAnAnswerThatNobodyAskedForNothingWasTried(Call call) throws IOException {
        try (Scripted server = Scripted.play(LOGIN + "S: 250 stray\n* stall\n");
                FtpSession ftp = login(server)) {
            Gap.pass(GAP);
            call.isUntried(ftp);
        }
    }

    @ParameterizedTest
    @EnumSource
    void afterAFarewellNothingWasTried(Call call) throws IOException {
        try (Scripted server = Scripted.play(LOGIN + "S: 421 idle\n* stall\n");
                FtpSession ftp = login(server)) {
            Gap.pass(GAP);
            call.isUntried(ftp);
        }
    }

    @ParameterizedTest
    @EnumSource
    void byWhoIsInterruptedNothingWasTried(Call call) throws IOException {
        try (Scripted server = Scripted.play(LOGIN + "* stall\n");
                FtpSession ftp = login(server)) {
            Thread.currentThread().interrupt();
            call.isUntried(ftp);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void theFaultNamesWhatWasAboutToBeAsked() throws IOException {
        for (String stray : List.of("S: 250 stray\n* stall\n", "* closed by peer\n")) {
            try (Scripted server = Scripted.play(LOGIN + stray);
                    FtpSession ftp = login(server)) {
                Gap.pass(GAP);
                assertThatThrownBy(() -> ftp.delete("some file")).hasMessageContaining(": DELE some file, after ");
            }
            try (Scripted server = Scripted.play(LOGIN + stray);
                    FtpSession ftp = login(server)) {
                Gap.pass(GAP);
                assertThatThrownBy(() -> ftp.deleteAll(List.of("one", "two")))
                        .hasMessageContaining(": DELE one, after ");
            }
        }
    }

    /** Nothing was said of the file but RETR, so that this is what the error is about. */
    @Test
    void aStreamOfASessionThatIsClosedSaysWhatItWasOf() throws IOException {
        String dialogue = LOGIN
                + """
                C: TYPE I
                C: EPSV
                S: 200 ok
                S: 229 ok (|||${port2}|)
                C: RETR some file
                S: 150 here
                * closed
                """;
        try (Scripted server = Scripted.play(dialogue)) {
            FtpSession ftp = login(server);
            InputStream in = ftp.open("some file");
            ftp.close();
            assertThatThrownBy(in::read)
                    .isInstanceOf(WireException.Cancelled.class)
                    .hasMessageContaining(": RETR some file, after ");
        }
    }

    @Test
    void noPathIsAMistakeThatHasAName() throws IOException {
        Dialogues.play("", ftp -> {
            assertThatThrownBy(() -> ftp.exists(null)).hasMessage("path");
            assertThatThrownBy(() -> ftp.delete(null)).hasMessage("path");
            assertThatThrownBy(() -> ftp.rename("a", null)).hasMessage("path");
        });
    }

    @Test
    void aPlaceThatIsNotThereIsToldBeforeTheServerIsAsked() throws IOException {
        Path nowhere = folder.resolve("none").resolve("a");
        Dialogues.play("", ftp -> assertThatThrownBy(() -> ftp.get("a", nowhere))
                .isInstanceOf(java.nio.file.NoSuchFileException.class)
                .hasMessageContaining(nowhere.toString()));
    }
}
