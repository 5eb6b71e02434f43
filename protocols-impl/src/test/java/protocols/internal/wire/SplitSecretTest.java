package protocols.internal.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import protocols.Protocol;
import protocols.Transcript;
import protocols.internal.reply.TestSettings;

/** A secret that a peer repeats in pieces: what may be its beginning is known, so that it can wait for the rest. */
class SplitSecretTest {

    private final Recorder recorder = new Recorder(TestSettings.over(Protocol.TELNET, Transcript.EMPTY));

    @Test
    void nothingWaitsBeforeASecretWasSent() {
        assertThat(withheld("sesame")).isZero();
    }

    @Test
    void theLongestEndThatBeginsASecretWaits() {
        recorder.secret("sesses-open".getBytes(US_ASCII));
        assertThat(withheld("login: ")).isZero();
        assertThat(withheld("login: s")).isEqualTo(1);
        assertThat(withheld("login: sesses")).isEqualTo(6);
        assertThat(withheld("sesses-ope")).isEqualTo(10);
    }

    @Test
    void aWholeSecretNeedNotWait() {
        recorder.secret("open-sesame".getBytes(US_ASCII));
        assertThat(withheld("open-sesame")).isZero();
    }

    @Test
    void itsBase64FormWaitsToo() {
        recorder.secret("open-sesame".getBytes(US_ASCII));
        assertThat(withheld("b3Bl")).isEqualTo(4);
    }

    private int withheld(String said) {
        byte[] bytes = said.getBytes(US_ASCII);
        return recorder.withheld(bytes, 0, bytes.length);
    }
}
