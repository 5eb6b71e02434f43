package protocols.ftp.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import protocols.Batch;
import protocols.Reply;
import protocols.WireException.Refused;

/** What changes without a transfer: DELE, RNFR and RNTO, SITE CHMOD, MFMT and what stands for it. */
final class Changes {

    private static final Instant THEN = Instant.parse("2021-03-14T15:09:26Z");

    private Changes() {}

    static List<Call> calls() {
        return List.of(
                Call.of("delete", at -> {
                    at.file("old", "x");
                    at.file("other", "x");
                    at.ftp().delete("old");
                    assertThat(at.namesThere()).containsExactly("other");
                }),
                Call.of(
                        "delete of what is not there is refused",
                        at -> assertThatThrownBy(() -> at.ftp().delete("none")).isInstanceOf(Refused.class)),
                Call.of("delete of a directory is refused", at -> {
                    at.folder("sub");
                    assertThatThrownBy(() -> at.ftp().delete("sub")).isInstanceOf(Refused.class);
                    assertThat(at.there("sub")).isDirectory();
                }),
                Call.of("deleteAll, one of which is not there", at -> {
                    at.file("a", "x");
                    at.file("b", "x");
                    Batch<String, Reply> fates = at.ftp().deleteAll(List.of("a", "none", "b"));
                    assertThat(fates.done()).containsOnlyKeys("a", "b");
                    assertThat(fates.refused()).containsOnlyKeys("none");
                    assertThat(at.namesThere()).isEmpty();
                }),
                Call.of("rename of a file", at -> {
                    at.file("old", "x");
                    at.ftp().rename("old", "new");
                    assertThat(at.namesThere()).containsExactly("new");
                }),
                Call.of("rename into another directory", at -> {
                    at.file("old", "x");
                    at.folder("sub");
                    at.ftp().rename("old", "sub/new");
                    assertThat(at.there("sub").resolve("new")).hasContent("x");
                    assertThat(at.namesThere()).containsExactly("sub");
                }),
                Call.of("rename of a directory", at -> {
                    Files.writeString(at.folder("old").resolve("in"), "x");
                    at.ftp().rename("old", "new");
                    assertThat(at.there("new").resolve("in")).hasContent("x");
                }),
                Call.of("rename onto a file replaces it", at -> {
                    at.file("old", "x");
                    at.file("new", "y");
                    at.ftp().rename("old", "new");
                    assertThat(at.there("new")).hasContent("x");
                    assertThat(at.namesThere()).containsExactly("new");
                }),
                Call.of("rename of what is not there is refused", at -> {
                    assertThatThrownBy(() -> at.ftp().rename("none", "new")).isInstanceOf(Refused.class);
                    assertThat(at.namesThere()).isEmpty();
                }),
                Call.of("rename to a directory that is not there is refused", at -> {
                    at.file("old", "x");
                    assertThatThrownBy(() -> at.ftp().rename("old", "none/new")).isInstanceOf(Refused.class);
                    assertThat(at.there("old")).hasContent("x");
                }),
                Call.of("chmod", at -> {
                    at.file("a", "x");
                    at.ftp().chmod("a", "640");
                    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(at.there("a"))))
                            .isEqualTo("rw-r-----");
                }),
                Call.of("chmod of what is not there is refused", at -> assertThatThrownBy(
                                () -> at.ftp().chmod("none", "640"))
                        .isInstanceOf(Refused.class)),
                Call.of("setModified", at -> {
                    at.file("a", "x");
                    at.ftp().setModified("a", THEN);
                    assertThat(Files.getLastModifiedTime(at.there("a")).toInstant())
                            .isEqualTo(THEN);
                }),
                Call.of("setModified of what is not there is refused", at -> assertThatThrownBy(
                                () -> at.ftp().setModified("none", THEN))
                        .isInstanceOf(Refused.class)));
    }
}
