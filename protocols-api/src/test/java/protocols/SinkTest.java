package protocols;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import protocols.spi.Delivery;

/** Where bytes go: a file whole or not at all, a stream that stays open. */
class SinkTest {

    @TempDir
    Path folder;

    @Test
    void aFileIsThereWhenItIsWhole() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "old");
        try (Delivery delivery = Sink.file(file).open(OptionalLong.empty())) {
            write(delivery, "new");
            assertThat(file).hasContent("old");
            delivery.commit();
        }
        assertThat(file).hasContent("new");
        assertThat(names()).containsExactly("a");
    }

    @Test
    void aFileThatDidNotBecomeWholeLeavesNothing() throws IOException {
        Path old = Files.writeString(folder.resolve("old"), "old");
        for (Path file : List.of(old, folder.resolve("fresh"))) {
            try (Delivery delivery = Sink.file(file).open(OptionalLong.empty())) {
                write(delivery, "torso");
            }
        }
        assertThat(old).hasContent("old");
        assertThat(names()).containsExactly("old");
    }

    @Test
    void aLinkStaysALinkAndThePermissionsStay() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        try (Delivery delivery = Sink.file(link).open(OptionalLong.empty())) {
            write(delivery, "new");
            delivery.commit();
        }
        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent("new");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
    }

    @Test
    void aDeviceIsWrittenTo() throws IOException {
        Path device = Path.of("/dev/null");
        try (Delivery delivery = Sink.file(device).open(OptionalLong.empty())) {
            write(delivery, "gone");
            delivery.commit();
        }
        assertThat(Files.isRegularFile(device)).isFalse();
    }

    @Test
    void aStreamStaysOpen() throws IOException {
        AtomicBoolean closed = new AtomicBoolean();
        ByteArrayOutputStream out = new ByteArrayOutputStream() {
            @Override
            public void close() {
                closed.set(true);
            }
        };
        List<Progress> told = new ArrayList<>();
        try (Delivery delivery = Sink.stream(out).progress(told::add).open(OptionalLong.of(3))) {
            write(delivery, "abc");
            delivery.commit();
        }
        assertThat(out.toString(UTF_8)).isEqualTo("abc");
        assertThat(closed).isFalse();
        assertThat(told).singleElement().matches(Progress::isDone);
    }

    @Test
    void whatBrokeIsNeverToldAsDone() throws IOException {
        List<Progress> told = new ArrayList<>();
        try (Delivery delivery =
                Sink.file(folder.resolve("a")).progress(told::add).open(OptionalLong.empty())) {
            write(delivery, "abc");
        }
        assertThat(told).noneMatch(Progress::isDone);
    }

    @Test
    void aLinkIsNotWrittenThroughIfTheCallerSaysSo() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        Sink through = Sink.file(link, LinkOption.NOFOLLOW_LINKS);
        assertThatThrownBy(() -> through.open(OptionalLong.empty())).isInstanceOf(IOException.class);
        assertThat(file).hasContent("old");
        try (Delivery delivery = Sink.file(file, LinkOption.NOFOLLOW_LINKS).open(OptionalLong.empty())) {
            write(delivery, "new");
            delivery.commit();
        }
        assertThat(file).hasContent("new");
        assertThat(names()).containsExactly("a", "link");
    }

    @Test
    void aFileMayHaveTheLongestNameThereIs() throws IOException {
        Path file = folder.resolve("n".repeat(255));
        try (Delivery delivery = Sink.file(file).open(OptionalLong.empty())) {
            write(delivery, "new");
            delivery.commit();
        }
        assertThat(file).hasContent("new");
    }

    private static void write(Delivery delivery, String text) throws IOException {
        delivery.out().write(text.getBytes(UTF_8));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
