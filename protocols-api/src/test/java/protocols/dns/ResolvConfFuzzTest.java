package protocols.dns;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/** Whatever stands in resolv.conf, settings come out: what is not understood is passed over. */
class ResolvConfFuzzTest {

    @FuzzTest(maxDuration = "60s")
    void text(byte[] utf8) {
        ResolvConf conf = ResolvConf.read(new String(utf8, StandardCharsets.UTF_8));
        assertThat(conf.servers()).doesNotContain("");
    }
}
