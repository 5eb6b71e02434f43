package protocols;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where bytes come from: their length, whether they can be had again, and who is told. */
class ContentTest {

    @TempDir
    Path folder;

    @Test
    void aFileHasTheLengthThatItHasWhenItIsSent() throws IOException {
        Path file = folder.resolve("a");
        Content content = Content.file(file);
        Files.writeString(file, "grown");
        assertThat(content.length()).hasValue(5);
        assertThat(content.isRepeatable()).isTrue();
        assertThat(text(content)).isEqualTo("grown");
        assertThat(text(content)).isEqualTo("grown");
    }

    @Test
    void theCallersArrayMayChange() throws IOException {
        byte[] bytes = "abc".getBytes(UTF_8);
        Content content = Content.bytes(bytes);
        bytes[0] = 'x';
        assertThat(text(content)).isEqualTo("abc");
    }

    @Test
    void aStreamIsReadOnceAndLeftOpen() throws IOException {
        AtomicBoolean closed = new AtomicBoolean();
        InputStream stream = new ByteArrayInputStream("abc".getBytes(UTF_8)) {
            @Override
            public void close() {
                closed.set(true);
            }
        };
        Content content = Content.stream(stream, 3);
        assertThat(content.isRepeatable()).isFalse();
        assertThat(content.length()).hasValue(3);
        assertThat(text(content)).isEqualTo("abc");
        assertThat(closed).isFalse();
        assertThat(Content.stream(stream).length()).isEmpty();
        assertThatThrownBy(() -> Content.stream(stream, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theEndIsToldOnceWithTheTotal() throws IOException {
        List<Progress> told = new ArrayList<>();
        assertThat(text(Content.text("abcdef").progress(told::add))).isEqualTo("abcdef");
        assertThat(told).singleElement().satisfies(end -> {
            assertThat(end.isDone()).isTrue();
            assertThat(end.bytes()).isEqualTo(6);
            assertThat(end.total()).hasValue(6);
        });
    }

    @Test
    void whoIsToldBreaksNothing() throws IOException {
        Content content = Content.text("abc").progress(progress -> {
            throw new IllegalStateException("the bar fell");
        });
        assertThat(text(content)).isEqualTo("abc");
    }

    @Test
    void aRateIsPositive() {
        assertThatThrownBy(() -> Content.NONE.rate(0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static String text(Content content) throws IOException {
        try (InputStream in = content.open()) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
