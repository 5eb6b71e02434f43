package protocols.ftp.suite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import protocols.Batch;
import protocols.Content;
import protocols.Transfer;
import protocols.WireException.Refused;
import protocols.ftp.FtpMismatch;
import protocols.ftp.FtpStored;
import protocols.ftp.Glob;

/** Files that go: STOR, REST, APPE, STOU. */
final class Uploads {

    private static final byte[] LARGE = Stage.noise(1_000_000);
    private static final byte[] SMALL = Stage.noise(20_000);

    private Uploads() {}

    static List<Call> calls() {
        List<Call> calls = new ArrayList<>(List.of(
                Call.of("put of an empty file", at -> {
                    at.ftp().put(Content.NONE, "a");
                    assertThat(at.there("a")).isEmptyFile();
                }),
                Call.of("put of a file", at -> {
                    Path local = Files.write(at.local().resolve("a"), SMALL);
                    Transfer done = at.ftp().put(local, "b");
                    assertThat(done.bytes()).isEqualTo(SMALL.length);
                    assertThat(at.there("b")).hasBinaryContent(SMALL);
                }),
                Call.of("put of 1 MB from a stream", at -> {
                    at.ftp().put(new ByteArrayInputStream(LARGE), "a");
                    assertThat(at.there("a")).hasBinaryContent(LARGE);
                }),
                Call.once("put of 64 MiB", at -> {
                    Path local = Files.write(at.local().resolve("a"), Stage.noise(1 << 26));
                    assertThat(at.ftp().put(local, "a").bytes()).isEqualTo(1 << 26);
                    assertThat(Files.mismatch(local, at.there("a"))).isEqualTo(-1);
                }),
                Call.of("put of lines of text", at -> {
                    at.ftp().text();
                    byte[] lines = "one%ntwo%n".formatted().getBytes(UTF_8);
                    assertThat(at.ftp().put(Content.bytes(lines), "a").bytes())
                            .as("with CR LF")
                            .isEqualTo(10);
                    at.ftp().binary();
                    assertThat(at.there("a")).hasContent("one\ntwo\n");
                }),
                Call.of("put over a longer file", at -> {
                    at.file("a", LARGE);
                    at.put("a", "short");
                    assertThat(at.there("a")).hasContent("short");
                }),
                Call.of("put, one after the other, and got again", at -> {
                    for (int i = 0; i < 4; i++) {
                        at.put("a" + i, "content " + i);
                        assertThat(at.get("a" + i)).asString().isEqualTo("content " + i);
                    }
                }),
                Call.of("put into a directory that is not there is refused", at -> {
                    assertThatThrownBy(() -> at.put("none/a", "x")).isInstanceOf(Refused.class);
                    assertThat(at.namesThere()).isEmpty();
                }),
                Call.of("put onto a directory is refused", at -> {
                    at.folder("sub");
                    assertThatThrownBy(() -> at.put("sub", "x")).isInstanceOf(Refused.class);
                    assertThat(at.there("sub")).isEmptyDirectory();
                }),
                Call.of("put, whose content breaks off", at -> {
                    assertThatThrownBy(() -> at.ftp().put(failing(3), "a")).hasMessage("the disk is gone");
                    assertThat(at.ftp().isOpen())
                            .as("whether the session goes on")
                            .isTrue();
                    assertThat(at.ftp().list().isComplete()).isTrue();
                    at.put("b", "xyz");
                    assertThat(at.ftp().size("b")).isEqualTo(3);
                }),
                Call.of("put, whose content breaks off, leaves the old file", at -> {
                    at.file("a", SMALL);
                    assertThatThrownBy(() -> at.ftp().put(failing(100), "a")).hasMessage("the disk is gone");
                    assertThat(at.there("a")).hasBinaryContent(SMALL);
                }),
                Call.of("replace makes a file", at -> {
                    at.ftp().replace(Content.bytes(SMALL), "a");
                    assertThat(at.there("a")).hasBinaryContent(SMALL);
                    assertThat(at.namesThere()).containsExactly("a");
                }),
                Call.of("replace of a file", at -> {
                    at.file("a", "old");
                    at.ftp().replace(Content.bytes(SMALL), "a");
                    assertThat(at.there("a")).hasBinaryContent(SMALL);
                    assertThat(at.namesThere()).containsExactly("a");
                }),
                Call.of("replace, whose content breaks off, leaves the old file", at -> {
                    at.file("a", "old");
                    assertThatThrownBy(() -> at.ftp().replace(Content.stream(failing(100)), "a"))
                            .hasMessage("the disk is gone");
                    assertThat(at.there("a")).hasContent("old");
                    assertThat(at.namesThere()).containsExactly("a");
                }),
                Call.of("append to a file", at -> {
                    at.file("a", "one");
                    at.ftp().append(new ByteArrayInputStream("two".getBytes(UTF_8)), "a");
                    assertThat(at.there("a")).hasContent("onetwo");
                }),
                Call.of("append makes a file", at -> {
                    at.ftp().append(Files.writeString(at.local().resolve("a"), "new"), "a");
                    assertThat(at.there("a")).hasContent("new");
                }),
                Call.of("append in a directory that is not there is refused", at -> assertThatThrownBy(
                                () -> at.ftp().append(Content.NONE, "none/a"))
                        .isInstanceOf(Refused.class)),
                Call.of("putUnique, and the name that it tells", at -> {
                    assertThat(at.ftp().list()).isEmpty();
                    FtpStored stored = at.ftp().putUnique(Content.bytes(SMALL));
                    assertThat(at.namesThere()).hasSize(1);
                    String name = stored.name().orElseThrow();
                    assertThat(at.there(name.substring(name.lastIndexOf('/') + 1)))
                            .hasBinaryContent(SMALL);
                }),
                Call.of("putUnique twice is two files", at -> {
                    for (int i = 0; i < 2; i++) {
                        assertThat(at.ftp().list().size()).isEqualTo(i);
                        at.ftp().putUnique(Content.bytes(SMALL));
                    }
                    assertThat(at.namesThere()).hasSize(2);
                }),
                Call.of("mput by a pattern", at -> {
                    Files.writeString(at.local().resolve("a.txt"), "a");
                    Files.writeString(at.local().resolve("b.txt"), "bb");
                    Files.writeString(at.local().resolve("c.dat"), "ccc");
                    Batch<String, Transfer> put = at.ftp().mput(at.local(), Glob.of("*.txt"));
                    assertThat(put.done()).containsOnlyKeys("a.txt", "b.txt");
                    assertThat(at.namesThere()).containsExactly("a.txt", "b.txt");
                    assertThat(at.there("b.txt")).hasContent("bb");
                })));
        calls.addAll(resumed());
        return calls;
    }

    private static List<Call> resumed() {
        return List.of(
                Call.of("put at an offset", at -> {
                    at.file("a", "one two");
                    at.ftp().put(Content.bytes("tree".getBytes(UTF_8)), "a", 4);
                    assertThat(at.there("a")).hasContent("one tree");
                }),
                Call.of("resume of an upload", at -> {
                    at.file("a", Arrays.copyOf(SMALL, 9_000));
                    Path local = Files.write(at.local().resolve("a"), SMALL);
                    assertThat(at.ftp().resume(local, "a").bytes()).isEqualTo(11_000);
                    assertThat(at.there("a")).hasBinaryContent(SMALL);
                }),
                Call.of("resume of an upload from nothing", at -> {
                    Path local = Files.write(at.local().resolve("a"), SMALL);
                    assertThat(at.ftp().resume(local, "a").bytes()).isEqualTo(SMALL.length);
                    assertThat(at.there("a")).hasBinaryContent(SMALL);
                }),
                Call.of("resume of an upload that is whole", at -> {
                    at.file("a", SMALL);
                    Path local = Files.write(at.local().resolve("a"), SMALL);
                    assertThat(at.ftp().resume(local, "a").bytes()).isZero();
                    assertThat(at.there("a")).hasBinaryContent(SMALL);
                }),
                Call.of("resume of an upload of another file is a mismatch", at -> {
                    at.file("a", Stage.noise(9_000));
                    Path local = Files.write(at.local().resolve("a"), SMALL);
                    assertThatThrownBy(() -> at.ftp().resume(local, "a"))
                            .isInstanceOfSatisfying(FtpMismatch.class, e -> assertThat(e.kind())
                                    .isEqualTo(FtpMismatch.Kind.OTHER_BYTES));
                    assertThat(at.there("a")).hasBinaryContent(Stage.noise(9_000));
                }),
                Call.of("resume of an upload that is longer there is a mismatch", at -> {
                    at.file("a", Arrays.copyOf(SMALL, SMALL.length + 1));
                    Path local = Files.write(at.local().resolve("a"), SMALL);
                    assertThatThrownBy(() -> at.ftp().resume(local, "a"))
                            .isInstanceOfSatisfying(
                                    FtpMismatch.class, e -> assertThat(e.kind()).isEqualTo(FtpMismatch.Kind.LONGER));
                    assertThat(at.there("a")).hasSize(SMALL.length + 1L);
                }));
    }

    /** Gives so many pieces, and then no more. */
    private static InputStream failing(int after) {
        return new InputStream() {
            private int pieces;

            @Override
            public int read() {
                throw new AssertionError("read by the byte");
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                if (++pieces > after) {
                    throw new IOException("the disk is gone");
                }
                return length;
            }
        };
    }
}
