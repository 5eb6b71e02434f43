package protocols.internal.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.Limits;
import protocols.Protocol;
import protocols.WireException.LimitExceeded;
import protocols.internal.wire.Link;
import protocols.internal.wire.SaidWire;

/** A line that is too long is that, whatever else is wrong with its end and however much of it has come. */
class PiecesTest {

    private static final Limits LIMITS = Limits.DEFAULT.line(40).reply(400);

    private static Link link(String said, int piece) {
        return SaidWire.link(Protocol.HTTP, LIMITS, said.getBytes(ISO_8859_1), piece);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, Integer.MAX_VALUE})
    void aLineOfAHead(int piece) {
        String head = "HTTP/1.1 200 OK\r\nA: " + "x".repeat(50) + "\n\r\n";

        assertThatThrownBy(() -> new HeadReader(link(head, piece)).response())
                .isInstanceOf(LimitExceeded.class)
                .hasMessageContaining("line");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, Integer.MAX_VALUE})
    void aHead(int piece) {
        String head = "HTTP/1.1 200 OK\r\n" + "A: b\r\n".repeat(80) + "C: d\n\r\n";

        assertThatThrownBy(() -> new HeadReader(link(head, piece)).response())
                .isInstanceOf(LimitExceeded.class)
                .hasMessageContaining("reply");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, Integer.MAX_VALUE})
    void theSizeOfAChunk(int piece) {
        Link link = link("1;" + "x".repeat(300) + "\n", piece);

        assertThatThrownBy(() -> new ChunkedBody(link, "GET", new HeadReader(link)).read())
                .isInstanceOf(LimitExceeded.class)
                .hasMessageContaining("chunk extension");
    }
}
