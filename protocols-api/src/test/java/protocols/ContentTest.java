package protocols;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import protocols.dns.Octets;

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

    @Test
    void aStreamThatWasUsedIsNotUsedAgain() throws IOException {
        for (Content once :
                List.of(stream("abc"), Content.stream(new ByteArrayInputStream("abc".getBytes(UTF_8)), 3))) {
            assertThat(text(once)).isEqualTo("abc");
            assertThatThrownBy(once::open).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(once.progress(progress -> {})::open).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aLengthThatIsNotMetIsAnErrorOfTheSource() throws IOException {
        Content tooShort = Content.stream(new ByteArrayInputStream("abc".getBytes(UTF_8)), 4);
        assertThatThrownBy(() -> text(tooShort))
                .isInstanceOf(EOFException.class)
                .hasMessageContaining("3 of 4");
        InputStream more = new ByteArrayInputStream("abcdef".getBytes(UTF_8));
        assertThat(text(Content.stream(more, 3))).isEqualTo("abc");
        assertThat(new String(more.readAllBytes(), UTF_8)).isEqualTo("def");
    }

    @Test
    void aDirectoryIsNoFile() {
        assertThatThrownBy(Content.file(folder)::open)
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining(folder.toString());
    }

    @Test
    void halfACharacterIsNoText() throws IOException {
        assertThat(text(Content.text("a\ud83d\ude00"))).isEqualTo("a\ud83d\ude00");
        assertThatThrownBy(() -> Content.text("a\ud83d b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Octets.of("\ude00")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everybodyWhoAskedIsTold() throws IOException {
        List<String> told = new ArrayList<>();
        text(Content.text("a").progress(one -> told.add("first")).progress(two -> told.add("second")));
        assertThat(told).containsExactly("first", "second");
    }

    private static Content stream(String text) {
        return Content.stream(new ByteArrayInputStream(text.getBytes(UTF_8)));
    }

    private static String text(Content content) throws IOException {
        try (InputStream in = content.open()) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
