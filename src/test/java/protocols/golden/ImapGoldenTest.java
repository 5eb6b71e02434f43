package protocols.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import protocols.Transcript;

class ImapGoldenTest {

    @Test
    void goldenDialogueIsPlayedToItsEndWithOneResult() throws Exception {
        Transcript dialogue;
        try (InputStream resource = ImapGoldenTest.class.getResourceAsStream("/golden/imap.txt")) {
            dialogue = Transcript.parse(new String(resource.readAllBytes(), StandardCharsets.UTF_8));
        }
        Object first = new ImapGolden().run(dialogue.replay(), Duration.ofSeconds(5));

        assertThat(first.toString())
                .contains("Entwürfe")
                .contains("Optional[Grüße]")
                .contains("xy");
        assertThat(new ImapGolden().run(dialogue.replay(), Duration.ofSeconds(5)))
                .isEqualTo(first);
    }
}
