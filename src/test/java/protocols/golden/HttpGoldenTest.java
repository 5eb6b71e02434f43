package protocols.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class HttpGoldenTest {

    @Test
    void theDialogueRunsAsItIsWritten() throws IOException {
        HttpGolden golden = new HttpGolden();
        Object learned = golden.run(CutMatrixTest.dialogue(golden).replay(), Duration.ofSeconds(5));
        assertThat((List<?>) learned)
                .hasSize(6)
                .element(0)
                .asString()
                .contains("HTTP/1.1 200 OK\n", "Set-Cookie: a=b\nSet-Cookie: c=d\n")
                .endsWith("<p>caf\u00e9\r\n<p>and a second line");
        assertThat(((List<?>) learned).get(1)).asString().endsWith("z0123456789Digest: sha-256=abc\n");
    }
}
