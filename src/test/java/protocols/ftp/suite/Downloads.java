package protocols.ftp.suite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import protocols.Batch;
import protocols.Sink;
import protocols.Transfer;
import protocols.WireException.Refused;
import protocols.ftp.FtpMismatch;
import protocols.ftp.FtpSession;
import protocols.ftp.Glob;

/** Files that come: RETR, REST. */
final class Downloads {

    private static final byte[] LARGE = Stage.noise(1_000_000);
    private static final byte[] SMALL = Stage.noise(20_000);

    private Downloads() {}

    static List<Call> calls() {
        List<Call> calls = new ArrayList<>(List.of(
                Call.of("get of an empty file", at -> {
                    at.file("a", "");
                    assertThat(at.get("a")).isEmpty();
                }),
                Call.of("get of a small file", at -> {
                    at.file("a", "xyz");
                    assertThat(at.get("a")).asString().isEqualTo("xyz");
                }),
                Call.of("get of 1 MB", at -> {
                    at.file("a", LARGE);
                    assertThat(at.get("a")).isEqualTo(LARGE);
                }),
                Call.once("get of 64 MiB", at -> {
                    byte[] large = Stage.noise(1 << 26);
                    at.file("a", large);
                    at.ftp().get("a", at.local().resolve("a"));
                    assertThat(Files.mismatch(at.local().resolve("a"), at.there("a")))
                            .isEqualTo(-1);
                }),
                Call.of("get into a file", at -> {
                    at.file("a", SMALL);
                    Transfer done = at.ftp().get("a", at.local().resolve("b"));
                    assertThat(done.bytes()).isEqualTo(SMALL.length);
                    assertThat(done.reply().code()).isBetween(200, 299);
                    assertThat(at.local().resolve("b")).hasBinaryContent(SMALL);
                }),
                Call.of("get with progress", at -> {
                    at.file("a", LARGE);
                    List<Long> seen = new ArrayList<>();
                    at.ftp()
                            .get(
                                    "a",
                                    Sink.stream(OutputStream.nullOutputStream()).progress(p -> seen.add(p.bytes())));
                    assertThat(seen).isSorted().endsWith((long) LARGE.length);
                }),
                Call.of("get of lines of text", at -> {
                    at.file("a", "one\ntwo\n");
                    at.ftp().text();
                    ByteArrayOutputStream out = new ByteArrayOutputStream();
                    assertThat(at.ftp().get("a", out).bytes()).as("with CR LF").isEqualTo(10);
                    assertThat(out.toString(UTF_8)).isEqualTo("one%ntwo%n".formatted());
                    at.ftp().binary();
                    assertThat(at.get("a")).hasSize(8);
                }),
                Call.of("get, one after the other", at -> {
                    for (int i = 0; i < 5; i++) {
                        at.file("a" + i, Stage.noise(i * 1000));
                    }
                    for (int i = 0; i < 5; i++) {
                        assertThat(at.get("a" + i)).isEqualTo(Stage.noise(i * 1000));
                    }
                }),
                Call.of("get of what is not there is refused", at -> {
                    Path local = Files.writeString(at.local().resolve("a"), "mine");
                    assertThatThrownBy(() -> at.ftp().get("none", local)).isInstanceOf(Refused.class);
                    assertThat(local).hasContent("mine");
                    assertThat(at.local()).isDirectoryNotContaining(path -> !path.equals(local));
                }),
                Call.of(
                        "get in a directory that is not there is refused",
                        at -> assertThatThrownBy(() -> at.get("none/none")).isInstanceOf(Refused.class)),
                Call.of("get of a directory is refused", at -> {
                    at.folder("sub");
                    assertThatThrownBy(() -> at.get("sub")).isInstanceOf(Refused.class);
                }),
                Call.of("get, refused and then not", at -> {
                    at.file("a", "xyz");
                    for (int i = 0; i < 3; i++) {
                        assertThatThrownBy(() -> at.get("none")).isInstanceOf(Refused.class);
                        assertThat(at.get("a")).hasSize(3);
                    }
                }),
                Call.of("get, whose taker breaks it off", at -> {
                    at.large("a", 30_000_000);
                    OutputStream full = new OutputStream() {
                        @Override
                        public void write(int b) throws IOException {
                            throw new IOException("the disk is full");
                        }
                    };
                    try (FtpSession ftp = at.hasty()) {
                        assertThatThrownBy(() -> ftp.get("a", full)).hasMessage("the disk is full");
                        assertThat(ftp.isOpen())
                                .as("whether the session goes on")
                                .isTrue();
                        at.file("b", "xyz");
                        assertThat(ftp.get("b", OutputStream.nullOutputStream()).bytes())
                                .isEqualTo(3);
                    }
                })));
        calls.addAll(parts());
        calls.addAll(resumed());
        return calls;
    }

    private static List<Call> parts() {
        return List.of(
                Call.of("get from an offset", at -> {
                    at.file("a", SMALL);
                    ByteArrayOutputStream out = new ByteArrayOutputStream();
                    at.ftp().get("a", Sink.stream(out), 15_000);
                    assertThat(out.toByteArray()).isEqualTo(Arrays.copyOfRange(SMALL, 15_000, SMALL.length));
                    assertThat(at.get("a")).as("whole again").isEqualTo(SMALL);
                }),
                Call.of("get from the end", at -> {
                    at.file("a", SMALL);
                    assertThat(at.ftp()
                                    .get("a", Sink.stream(OutputStream.nullOutputStream()), SMALL.length)
                                    .bytes())
                            .isZero();
                }),
                Call.of("open, read to the end", at -> {
                    at.file("a", LARGE);
                    try (InputStream in = at.ftp().open("a")) {
                        assertThat(in.readAllBytes()).isEqualTo(LARGE);
                    }
                }),
                Call.of("open from an offset", at -> {
                    at.file("a", SMALL);
                    try (InputStream in = at.ftp().open("a", 19_000)) {
                        assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(SMALL, 19_000, SMALL.length));
                    }
                }),
                Call.of(
                        "open of what is not there is refused",
                        at -> assertThatThrownBy(() -> at.ftp().open("none")).isInstanceOf(Refused.class)),
                Call.of("open, closed early", at -> {
                    at.large("a", 30_000_000);
                    try (FtpSession ftp = at.hasty()) {
                        try (InputStream in = ftp.open("a")) {
                            assertThat(in.readNBytes(10)).isEqualTo(new byte[10]);
                        }
                        assertThat(ftp.isOpen())
                                .as("whether the session goes on")
                                .isTrue();
                        assertThat(ftp.size("a")).isEqualTo(30_000_000);
                        at.file("b", "xyz");
                        assertThat(ftp.get("b", OutputStream.nullOutputStream()).bytes())
                                .isEqualTo(3);
                    }
                }),
                Call.of("mget by a pattern", at -> {
                    at.file("a.txt", "a");
                    at.file("b.txt", "bb");
                    at.file("c.dat", "ccc");
                    at.folder("d.txt");
                    Batch<String, Transfer> got = at.ftp().mget(Glob.of("*.txt"), at.local());
                    assertThat(got.done()).containsOnlyKeys("a.txt", "b.txt");
                    assertThat(got.isComplete()).isTrue();
                    assertThat(at.local().resolve("b.txt")).hasContent("bb");
                }));
    }

    private static List<Call> resumed() {
        return List.of(
                Call.of("resume of a download", at -> {
                    at.file("a", SMALL);
                    Path local = Files.write(at.local().resolve("a"), Arrays.copyOf(SMALL, 9_000));
                    assertThat(at.ftp().resume("a", local).bytes()).isEqualTo(11_000);
                    assertThat(local).hasBinaryContent(SMALL);
                }),
                Call.of("resume of a download from nothing", at -> {
                    at.file("a", SMALL);
                    at.ftp().resume("a", at.local().resolve("a"));
                    assertThat(at.local().resolve("a")).hasBinaryContent(SMALL);
                }),
                Call.of("resume of a download that is whole", at -> {
                    at.file("a", SMALL);
                    Path local = Files.write(at.local().resolve("a"), SMALL);
                    assertThat(at.ftp().resume("a", local).bytes()).isZero();
                    assertThat(local).hasBinaryContent(SMALL);
                }),
                Call.of("resume of a download of another file is a mismatch", at -> {
                    at.file("a", SMALL);
                    Path local = Files.write(at.local().resolve("a"), Stage.noise(9_000));
                    assertThatThrownBy(() -> at.ftp().resume("a", local))
                            .isInstanceOfSatisfying(FtpMismatch.class, e -> assertThat(e.kind())
                                    .isEqualTo(FtpMismatch.Kind.OTHER_BYTES));
                    assertThat(local).hasBinaryContent(Stage.noise(9_000));
                    assertThat(at.get("a")).isEqualTo(SMALL);
                }),
                Call.of("resume of a download that is longer here is a mismatch", at -> {
                    at.file("a", SMALL);
                    Path local = Files.write(at.local().resolve("a"), Arrays.copyOf(SMALL, SMALL.length + 1));
                    assertThatThrownBy(() -> at.ftp().resume("a", local))
                            .isInstanceOfSatisfying(
                                    FtpMismatch.class, e -> assertThat(e.kind()).isEqualTo(FtpMismatch.Kind.SHORTER));
                }),
                Call.of("resume of a download of what is not there is refused", at -> {
                    Path local = Files.writeString(at.local().resolve("a"), "mine");
                    assertThatThrownBy(() -> at.ftp().resume("none", local)).isInstanceOf(Refused.class);
                    assertThat(local).hasContent("mine");
                }));
    }
}
