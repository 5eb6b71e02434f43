package protocols.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FtpGoldenTest {

    @Test
    void theWholeSessionIsReplayed() throws Exception {
        FtpGolden golden = new FtpGolden();
        Object seen = golden.run(CutMatrixTest.dialogue(golden).replay(), Duration.ofSeconds(5));
        assertThat((List<?>) seen).hasSize(18);
        assertThat(seen.toString())
                .contains("/home/\"al\"", "31323334350d0a00ff01", "[pub/x, pub/y]", "550 none", "450 busy");
    }
}
