package protocols.internal.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchedFileTest {

    @TempDir
    Path folder;

    private Path path = Path.of("unset");
    private long now;
    private int reads;

    @BeforeEach
    void write() throws IOException {
        path = Files.writeString(folder.resolve("file"), "first");
    }

    private String read(Path file) throws IOException {
        reads++;
        return Files.readString(file);
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    @Test
    void aChangeIsSeenAfterASecond() throws Exception {
        WatchedFile<String> file = WatchedFile.of(path, this::read, () -> now);
        Files.writeString(path, "second one");
        pass(Duration.ofMillis(999));
        assertThat(file.value()).isEqualTo("first");
        pass(Duration.ofMillis(1));
        assertThat(file.value()).isEqualTo("second one");
    }

    @Test
    void whatDidNotChangeIsReadOnce() throws Exception {
        WatchedFile<String> file = WatchedFile.of(path, this::read, () -> now);
        for (int i = 0; i < 10; i++) {
            pass(Duration.ofSeconds(2));
            assertThat(file.value()).isEqualTo("first");
        }
        assertThat(reads).isEqualTo(1);
    }

    @Test
    void aChangeOfTheSameLengthIsSeenByItsTime() throws Exception {
        WatchedFile<String> file = WatchedFile.of(path, this::read, () -> now);
        Files.writeString(path, "other");
        Files.setLastModifiedTime(path, FileTime.fromMillis(12_345));
        pass(Duration.ofSeconds(1));
        assertThat(file.value()).isEqualTo("other");
    }

    @Test
    void whileItIsGoneTheLastWordStays() throws Exception {
        WatchedFile<String> file = WatchedFile.of(path, this::read, () -> now);
        Files.delete(path);
        pass(Duration.ofSeconds(1));
        assertThat(file.value()).isEqualTo("first");
        Files.writeString(path, "again");
        pass(Duration.ofSeconds(1));
        assertThat(file.value()).isEqualTo("again");
    }

    @Test
    void aFileMayComeLater() throws Exception {
        Path later = folder.resolve("later");
        WatchedFile<String> file = WatchedFile.of(later, this::read, () -> now, "nothing");
        assertThat(file.value()).isEqualTo("nothing");
        Files.writeString(later, "something");
        pass(Duration.ofSeconds(1));
        assertThat(file.value()).isEqualTo("something");
    }
}
