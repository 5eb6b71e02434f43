package protocols.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class DnsGoldenTest {

    @Test
    void theDialogueReplays() throws Exception {
        DnsGolden golden = new DnsGolden();
        Object learned = golden.run(CutMatrixTest.dialogue(golden).replay(), Duration.ofSeconds(5));
        assertThat(learned)
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(6)
                .contains("NXDOMAIN: missing.example.org. IN A", "NODATA: example.org. IN SRV");
    }
}
