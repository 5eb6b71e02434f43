package protocols.golden;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import protocols.Transcript;

class SmtpGoldenTest {

    @Test
    void theGoldenDialogueIsPlayedToItsEnd() throws Exception {
        String dialogue;
        try (InputStream in = SmtpGoldenTest.class.getResourceAsStream("/golden/smtp.txt")) {
            dialogue = new String(in.readAllBytes(), UTF_8);
        }
        Object learned = new SmtpGolden().run(Transcript.parse(dialogue).replay(), Duration.ofSeconds(5));
        assertThat(learned).isInstanceOf(List.class);
        assertThat((List<?>) learned).hasSize(9);
        assertThat(learned.toString()).contains("queued as 1", "4.2.2 full", "queued as 2", "5.7.1 not you");
    }
}
