package protocols.ftp.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import protocols.Batch;
import protocols.WireException.Refused;
import protocols.ftp.FtpEntry;

/** What is asked without a data connection: SIZE, MDTM, MLST, FEAT, SYST, STAT, HELP, NOOP and commands of the caller's. */
final class Questions {

    private static final Instant THEN = Instant.parse("2021-03-14T15:09:26Z");

    private Questions() {}

    static List<Call> calls() {
        return List.of(
                Call.of("size", at -> {
                    at.file("a", Stage.noise(12_345));
                    assertThat(at.ftp().size("a")).isEqualTo(12_345);
                }),
                Call.of(
                        "size of what is not there is refused",
                        at -> assertThatThrownBy(() -> at.ftp().size("none")).isInstanceOf(Refused.class)),
                Call.of("size of a directory is refused", at -> {
                    at.folder("sub");
                    assertThatThrownBy(() -> at.ftp().size("sub")).isInstanceOf(Refused.class);
                }),
                Call.of("sizeAll, one of which is not there", at -> {
                    at.file("a", "1");
                    at.file("b", "22");
                    Batch<String, Long> sizes = at.ftp().sizeAll(List.of("a", "none", "b"));
                    assertThat(sizes.done())
                            .containsEntry("a", 1L)
                            .containsEntry("b", 2L)
                            .hasSize(2);
                    assertThat(sizes.refused()).containsOnlyKeys("none");
                }),
                Call.of("modified", at -> {
                    Files.setLastModifiedTime(at.file("a", "x"), FileTime.from(THEN));
                    assertThat(at.ftp().modified("a").instant()).contains(THEN);
                }),
                Call.of("modified of what is not there is refused", at -> assertThatThrownBy(
                                () -> at.ftp().modified("none"))
                        .isInstanceOf(Refused.class)),
                Call.of("entry of a file", at -> {
                    Files.setLastModifiedTime(at.file("a", "xyz"), FileTime.from(THEN));
                    FtpEntry entry = at.ftp().entry("a");
                    assertThat(entry.name()).isEqualTo("a");
                    assertThat(entry.isFile()).isTrue();
                    assertThat(entry.size()).hasValue(3);
                    assertThat(entry.modified().orElseThrow().instant()).contains(THEN);
                }),
                Call.of("entry of a directory", at -> {
                    Files.createDirectory(at.folder("sub").resolve("deeper"));
                    assertThat(at.ftp().entry("sub/deeper").isDirectory()).isTrue();
                    assertThat(at.ftp().pwd()).isEqualTo(at.path());
                }),
                Call.of(
                        "entry of what is not there is refused",
                        at -> assertThatThrownBy(() -> at.ftp().entry("none")).isInstanceOf(Refused.class)),
                Call.of("exists, yes", at -> {
                    at.file("a", "x");
                    at.folder("sub");
                    assertThat(at.ftp().exists("a")).isTrue();
                    assertThat(at.ftp().exists("sub")).isTrue();
                    assertThat(at.ftp().exists(at.path() + "/sub")).isTrue();
                }),
                Call.of("exists, no", at -> {
                    at.folder("sub");
                    assertThat(at.ftp().exists("none")).isFalse();
                    assertThat(at.ftp().exists("sub/none")).isFalse();
                    assertThat(at.ftp().exists("none/none")).isFalse();
                }),
                Call.of("features", at -> assertThat(at.ftp().features().has("REST"))
                        .isTrue()),
                Call.of("system", at -> assertThat(at.ftp().system()).startsWith("UNIX")),
                Call.of("status", at -> assertThat(at.ftp().status().code()).isEqualTo(211)),
                Call.of("status of a directory and of a file", at -> {
                    Files.writeString(at.folder("sub").resolve("in.txt"), "xyz");
                    assertThat(at.ftp()
                                    .status("sub")
                                    .named("in.txt")
                                    .orElseThrow()
                                    .size())
                            .hasValue(3);
                    assertThat(at.ftp().status("sub/in.txt").entries())
                            .singleElement()
                            .satisfies(entry -> assertThat(entry.name()).endsWith("in.txt"));
                }),
                Call.of("help", at -> assertThat(at.ftp().help().code()).isEqualTo(214)),
                Call.of(
                        "help with a command",
                        at -> assertThat(at.ftp().help("RETR").code()).isEqualTo(214)),
                Call.of("noop", at -> at.ftp().noop()),
                Call.of("command, STAT of a file", at -> {
                    at.file("a.txt", "xyz");
                    assertThat(at.ftp().command("STAT", "a.txt").lines()).anyMatch(line -> line.endsWith(" a.txt"));
                }),
                Call.of("command, SITE HELP", at -> assertThat(
                                at.ftp().command("SITE", "HELP").code())
                        .isLessThan(300)),
                Call.of(
                        "command that there is not",
                        at -> assertThat(at.ftp().command("XYZZY").code()).isBetween(500, 502)));
    }
}
