package protocols.ftp.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.util.List;
import protocols.Secret;
import protocols.WireException.Refused;

/** Where one is, and directories made and removed: PWD, CWD, CDUP, ACCT, MKD, RMD. */
final class Directories {

    private Directories() {}

    static List<Call> calls() {
        return List.of(
                Call.of("pwd", at -> assertThat(at.ftp().pwd()).isEqualTo(at.path())),
                Call.of("cd, relative", at -> {
                    at.folder("sub");
                    at.ftp().cd("sub");
                    assertThat(at.ftp().pwd()).isEqualTo(at.path() + "/sub");
                }),
                Call.of("cd, absolute", at -> {
                    at.folder("sub");
                    at.ftp().cd("/");
                    assertThat(at.ftp().pwd()).isEqualTo("/");
                    at.ftp().cd(at.path() + "/sub");
                    assertThat(at.ftp().pwd()).isEqualTo(at.path() + "/sub");
                }),
                Call.of("cd with an account that nobody asks for", at -> {
                    at.folder("sub");
                    at.ftp().cd("sub", Secret.of("account"));
                    assertThat(at.ftp().pwd()).isEqualTo(at.path() + "/sub");
                }),
                Call.of("cd to what is not there is refused", at -> {
                    assertThatThrownBy(() -> at.ftp().cd("none")).isInstanceOf(Refused.class);
                    assertThat(at.ftp().pwd()).isEqualTo(at.path());
                }),
                Call.of("cd to a file is refused", at -> {
                    at.file("file", "x");
                    assertThatThrownBy(() -> at.ftp().cd("file")).isInstanceOf(Refused.class);
                    assertThat(at.ftp().pwd()).isEqualTo(at.path());
                }),
                Call.of("up", at -> {
                    at.folder("sub");
                    at.ftp().cd("sub");
                    at.ftp().up();
                    assertThat(at.ftp().pwd()).isEqualTo(at.path());
                }),
                Call.of("mkdir, and the path that it tells", at -> {
                    assertThat(at.ftp().mkdir("new")).endsWith("new");
                    assertThat(at.there("new")).isDirectory();
                }),
                Call.of("mkdir of what is there is refused", at -> {
                    at.folder("old");
                    assertThatThrownBy(() -> at.ftp().mkdir("old")).isInstanceOf(Refused.class);
                }),
                Call.of("mkdir in what is not there is refused", at -> {
                    assertThatThrownBy(() -> at.ftp().mkdir("none/new")).isInstanceOf(Refused.class);
                    assertThat(at.namesThere()).isEmpty();
                }),
                Call.of("mkdirs, three deep", at -> {
                    at.folder("a");
                    assertThat(at.ftp().mkdirs("a/b/c")).containsExactly("a/b", "a/b/c");
                    assertThat(at.there("a").resolve("b/c")).isDirectory();
                }),
                Call.of("mkdirs of what is there makes nothing", at -> {
                    at.folder("a");
                    assertThat(at.ftp().mkdirs("a")).isEmpty();
                }),
                Call.of("mkdirs below a file is refused", at -> {
                    at.file("a", "x");
                    assertThatThrownBy(() -> at.ftp().mkdirs("a/b")).isInstanceOf(Refused.class);
                    assertThat(at.there("a")).hasContent("x");
                }),
                Call.of("rmdir", at -> {
                    at.folder("old");
                    at.ftp().rmdir("old");
                    assertThat(at.namesThere()).isEmpty();
                }),
                Call.of("rmdir of what is not empty is refused", at -> {
                    Files.createFile(at.folder("full").resolve("x"));
                    assertThatThrownBy(() -> at.ftp().rmdir("full")).isInstanceOf(Refused.class);
                    assertThat(at.there("full").resolve("x")).exists();
                }),
                Call.of(
                        "rmdir of what is not there is refused",
                        at -> assertThatThrownBy(() -> at.ftp().rmdir("none")).isInstanceOf(Refused.class)),
                Call.of("rmdir of a file is refused", at -> {
                    at.file("file", "x");
                    assertThatThrownBy(() -> at.ftp().rmdir("file")).isInstanceOf(Refused.class);
                    assertThat(at.there("file")).hasContent("x");
                }));
    }
}
