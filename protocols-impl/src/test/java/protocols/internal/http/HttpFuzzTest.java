package protocols.internal.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import protocols.Limits;
import protocols.Protocol;
import protocols.WireException;
import protocols.http.Headers;
import protocols.internal.wire.Link;
import protocols.internal.wire.SaidWire;

/**
 * Whatever a server of HTTP says: a head and a body by the letter of RFC 9112 or a fault with a name, however the bytes are
 * cut on their way; and what was read is the same when it is written down again.
 */
class HttpFuzzTest {

    private static final Limits LIMITS = Limits.DEFAULT.line(200).reply(600).fields(12);

    @FuzzTest(maxDuration = "60s")
    void head(byte[] bytes) throws IOException {
        String whole = head(bytes, Integer.MAX_VALUE);
        assertThat(head(bytes, 1)).isEqualTo(whole);
        assertThat(head(bytes, 5)).isEqualTo(whole);
    }

    /** The head as it would be written, which gives the same one again; or how reading it ended. */
    private static String head(byte[] bytes, int piece) throws IOException {
        try {
            Head head = new HeadReader(link(bytes, piece)).response();
            assertThat(head.status()).isBetween(200, 999);
            assertThat(head.headers().size()).isLessThanOrEqualTo(LIMITS.fields());
            assertThat(head.reason().chars()).noneMatch(c -> c == '\r' || c == '\n' || c == 0);
            head.headers().fields().forEach(HttpFuzzTest::assertField);
            assertThat(Headers.of(head.headers().fields())).isEqualTo(head.headers());
            String written = written(head);
            Head again = new HeadReader(link(written.getBytes(ISO_8859_1), 5)).response();
            assertThat(written(again)).isEqualTo(written);
            return written;
        } catch (WireException.Malformed | WireException.LimitExceeded | WireException.Hangup end) {
            return end.getClass().getSimpleName();
        }
    }

    private static void assertField(Headers.Field field) {
        assertThat(field.name()).isNotEmpty().doesNotContain(" ", "\t", ":", "\r", "\n");
        assertThat(field.value().chars()).noneMatch(c -> (c < ' ' && c != '\t') || c == 0x7f);
        assertThat(field.value()).doesNotStartWith(" ").doesNotEndWith("\t");
    }

    private static String written(Head head) {
        StringBuilder out = new StringBuilder(head.version() + " " + head.status() + " " + head.reason() + "\r\n");
        head.headers().fields().forEach(f -> out.append(f.name() + ":" + f.value() + "\r\n"));
        return out.append("\r\n").toString();
    }

    @FuzzTest(maxDuration = "60s")
    void chunks(byte[] bytes) throws IOException {
        String whole = chunks(bytes, Integer.MAX_VALUE, 8192);
        assertThat(chunks(bytes, 1, 8192)).isEqualTo(whole);
        assertThat(chunks(bytes, 3, 2)).isEqualTo(whole);
    }

    /** The body that the chunks make, and the trailers; or how reading it ended. */
    private static String chunks(byte[] bytes, int piece, int room) throws IOException {
        Link link = link(bytes, piece);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ChunkedBody body = new ChunkedBody(link, "GET", new HeadReader(link));
        try {
            byte[] into = new byte[room];
            for (int n = body.read(into); n >= 0; n = body.read(into)) {
                assertThat(n).isPositive();
                out.write(into, 0, n);
            }
        } catch (WireException.Malformed | WireException.LimitExceeded | WireException.Hangup end) {
            return end.getClass().getSimpleName();
        }
        assertThat(out.size()).isLessThan(bytes.length);
        assertThat(body.trailers().fields()).allSatisfy(HttpFuzzTest::assertField);
        String data = out.toString(ISO_8859_1);
        return data + "|" + body.trailers();
    }

    private static Link link(byte[] bytes, int piece) {
        return SaidWire.link(Protocol.HTTP, LIMITS, bytes, piece);
    }
}
