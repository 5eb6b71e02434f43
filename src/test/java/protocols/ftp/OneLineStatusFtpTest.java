package protocols.ftp;

import static org.assertj.core.api.Assertions.assertThat;
import static protocols.ftp.Dialogues.play;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** STAT: what stands on the line of the code itself may be all that there is. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OneLineStatusFtpTest {

    @Test
    void anEntryIsOne() throws IOException {
        play("C: STAT f1\nS: 213 -rw-r--r-- 1 a b 9 Jan 01 2026 f1\n", ftp -> {
            FtpListing listing = ftp.status("f1");
            assertThat(listing.named("f1").orElseThrow().size()).hasValue(9);
            assertThat(listing.isComplete()).isTrue();
        });
    }

    @Test
    void whatNobodyCanReadIsKept() throws IOException {
        play("C: STAT f1\nS: 213 as you wish\n", ftp -> {
            FtpListing listing = ftp.status("f1");
            assertThat(listing.entries()).isEmpty();
            assertThat(listing.unparsed()).containsExactly("as you wish");
            assertThat(listing.isComplete()).isFalse();
        });
    }

    @Test
    void theFirstAndTheLastLineMayBeEntries() throws IOException {
        String reply =
                """
                C: STAT d
                S: 213--rw-r--r-- 1 a b 9 Jan 01 2026 f1
                S: 213--rw-r--r-- 1 a b 9 Jan 01 2026 f2
                S: 213 -rw-r--r-- 1 a b 9 Jan 01 2026 f3
                """;
        play(reply, ftp -> assertThat(ftp.status("d").entries())
                .extracting(FtpEntry::name)
                .containsExactly("f1", "f2", "f3"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Status of /:",
                "status of d: 2 files",
                "STAT",
                "Server status:",
                "Information about d;1",
                "Status for user anonymous 12:30 2026-01-01",
                "End of Status",
                "End",
                "Command okay."
            })
    void theFrameIsNoEntry(String frame) throws IOException {
        String reply = "C: STAT d\nS: 213-%1$s\nS:  -rw-r--r-- 1 a b 9 Jan 01 2026 f1\nS: 213 %1$s\n".formatted(frame);
        play(reply, ftp -> {
            FtpListing listing = ftp.status("d");
            assertThat(listing.entries()).extracting(FtpEntry::name).containsExactly("f1");
            assertThat(listing.isComplete()).isTrue();
        });
    }
}
