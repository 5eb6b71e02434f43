package protocols.internal.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Text keeps its lines wherever the blocks are cut. */
class LineEndsTest {

    private static void everySplit(String given, String expected, Supplier<LineEnds> lineEnds) throws IOException {
        byte[] bytes = given.getBytes(StandardCharsets.ISO_8859_1);
        for (int a = 0; a <= bytes.length; a++) {
            for (int b = a; b <= bytes.length; b++) {
                assertThat(written(bytes, a, b, lineEnds.get())).isEqualTo(expected);
                assertThat(read(bytes, a, b, lineEnds.get())).isEqualTo(expected);
            }
        }
    }

    private static String written(byte[] bytes, int a, int b, LineEnds lineEnds) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TextOutputStream text = new TextOutputStream(out, lineEnds)) {
            text.write(bytes, 0, a);
            text.write(bytes, a, b - a);
            text.write(bytes, b, bytes.length - b);
        }
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    private static String read(byte[] bytes, int a, int b, LineEnds lineEnds) throws IOException {
        List<InputStream> parts = List.of(
                new ByteArrayInputStream(bytes, 0, a),
                new ByteArrayInputStream(bytes, a, b - a),
                new ByteArrayInputStream(bytes, b, bytes.length - b));
        try (var in = new TextInputStream(new SequenceInputStream(Collections.enumeration(parts)), lineEnds)) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @Test
    void toNetworkEndsEveryLineWithCrlf() throws IOException {
        everySplit("a\nb\n\n", "a\r\nb\r\n\r\n", LineEnds::toNetwork);
        everySplit("a\r\nb\rc\r\r\n\n\r", "a\r\nb\rc\r\r\n\r\n\r", LineEnds::toNetwork);
        everySplit("", "", LineEnds::toNetwork);
    }

    @Test
    void fromNetworkEndsEveryLineAsTheSystemDoes() throws IOException {
        everySplit("a\r\nb\r\n\r\n", "a\nb\n\n", () -> LineEnds.fromNetwork(false));
        everySplit("\ra\r\r\nb\nc\r", "\ra\r\nb\nc\r", () -> LineEnds.fromNetwork(false));
        everySplit("a\r\nb\rc\n\r", "a\r\nb\rc\n\r", () -> LineEnds.fromNetwork(true));
    }

    @Test
    void blocksBeyondTheBufferAreConvertedWhole() throws IOException {
        byte[] local = "\n".repeat(100_001).getBytes(StandardCharsets.US_ASCII);
        String network = "\r\n".repeat(100_001);
        assertThat(written(local, 1, 70_000, LineEnds.toNetwork())).isEqualTo(network);
        assertThat(read(local, 1, 70_000, LineEnds.toNetwork())).isEqualTo(network);
        assertThat(read(network.getBytes(StandardCharsets.US_ASCII), 32_769, 99_999, LineEnds.fromNetwork(false)))
                .isEqualTo("\n".repeat(100_001));
    }

    @Test
    void singleBytesAreConvertedToo() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TextOutputStream text = new TextOutputStream(out, LineEnds.fromNetwork(false));
        for (char c : "a\r\nb\r".toCharArray()) {
            text.write(c);
        }
        text.close();
        text.close();
        assertThat(out.toString(StandardCharsets.US_ASCII)).isEqualTo("a\nb\r");
        InputStream in = new TextInputStream(new ByteArrayInputStream(new byte[] {'\n', -1}), LineEnds.toNetwork());
        assertThat(List.of(in.read(), in.read(), in.read(), in.read())).containsExactly(13, 10, 255, -1);
    }
}
