package protocols;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import protocols.Transcript.Entry;
import protocols.Transcript.Said;

/** Whatever text comes: it is refused with the number of its line, or it is a transcript that comes back from its forms. */
class TranscriptFuzzTest {

    @FuzzTest(maxDuration = "60s")
    void text(byte[] utf8) {
        String text = new String(utf8, StandardCharsets.UTF_8);
        Transcript read;
        try {
            read = Transcript.parse(text);
        } catch (IllegalArgumentException refused) {
            assertThat(refused).isExactlyInstanceOf(IllegalArgumentException.class);
            assertThat(refused.getMessage()).contains("transcript");
            isSafe(refused.getMessage());
            return;
        }
        String printed = read.toString();
        assertThat(Transcript.parse(printed)).isEqualTo(read).hasToString(printed);
        assertThat(Transcript.parse(read.timed())).isEqualTo(read);
        assertThat(Transcript.parse(read.then(read).timed())).isEqualTo(read.then(read));
        printed.lines().forEach(TranscriptFuzzTest::isSafe);
        for (Entry entry : read.entries()) {
            if (entry instanceof Said said) {
                assertThat(TranscriptText.bytes(said.text())).isEqualTo(said.bytes());
            }
        }
    }

    /** Any bytes have an escaped form in which they stand, eight asterisks as well. */
    @FuzzTest(maxDuration = "60s")
    void bytes(byte[] bytes) {
        String text = TranscriptText.escape(bytes, 0, bytes.length);
        assertThat(TranscriptText.bytes(text)).isEqualTo(bytes);
        assertThat(text).doesNotContain(Transcript.REDACTED);
        Transcript one = Transcript.parse("S: " + text + "\n");
        assertThat(((Said) one.entries().get(0)).bytes()).isEqualTo(bytes);
        assertThat(Transcript.parse(one.toString())).isEqualTo(one);
    }

    private static void isSafe(String line) {
        assertThat(line.chars().noneMatch(c -> Text.isControl((char) c))).isTrue();
    }
}
