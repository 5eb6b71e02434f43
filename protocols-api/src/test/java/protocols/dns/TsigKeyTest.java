package protocols.dns;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TsigKeyTest {

    private static final String SECRET = "c2VjcmV0IG9mIHR3byBzaWRlcw==";

    @Test
    void theFormsOfDigAndBindAreTheSameKey(@TempDir Path folder) throws Exception {
        TsigKey key = TsigKey.of(
                Name.of("transfer.example."), TsigKey.Algorithm.HMAC_SHA256, "secret of two sides".getBytes(UTF_8));
        String statement =
                """
                # Made by tsig-keygen; a "secret" in a comment is none.
                key "transfer.example" {
                \talgorithm HMAC-SHA256;
                \tsecret "%s";
                };
                """
                        .formatted(SECRET);
        assertThat(TsigKey.parse("hmac-sha256:transfer.example:" + SECRET))
                .isEqualTo(key)
                .hasSameHashCodeAs(key);
        assertThat(TsigKey.parse(statement)).isEqualTo(key);
        assertThat(TsigKey.parse("key transfer.example{algorithm hmac-sha256;secret \"" + SECRET + "\";};"))
                .isEqualTo(key);
        assertThat(TsigKey.fromFile(Files.writeString(folder.resolve("key"), statement)))
                .isEqualTo(key);
        assertThat(TsigKey.parse("hmac-sha512-256:a:" + SECRET).macLength()).isEqualTo(32);
    }

    @Test
    void whatIsNoKeyIsRefusedWithoutItsText(@TempDir Path folder) throws Exception {
        for (String text : new String[] {
            "",
            SECRET,
            "transfer.example:" + SECRET,
            "hmac-md5:a:" + SECRET,
            "hmac-sha256-1:a:" + SECRET,
            "hmac-sha256-64:a:" + SECRET,
            "hmac-sha256:a:" + SECRET + "!",
            "hmac-sha256:a:",
            "hmac-sha256:a..b:" + SECRET,
            "key a { algorithm hmac-sha256; };",
            "key a { algorithm hmac-sha256; secret \"" + SECRET + "\"; }; key b { secret \"" + SECRET + "\"; };",
            "key",
        }) {
            assertThatThrownBy(() -> TsigKey.parse(text))
                    .as(text)
                    .isInstanceOf(IllegalArgumentException.class)
                    .message()
                    .doesNotContain(SECRET);
            Path file = Files.writeString(folder.resolve("key"), text);
            assertThatThrownBy(() -> TsigKey.fromFile(file))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith(file.toString());
        }
    }

    @Test
    void theSecretIsNeverPrinted() {
        TsigKey key = TsigKey.parse("hmac-sha1:Transfer.example:" + SECRET);
        assertThat(key).hasToString("hmac-sha1:Transfer.example.:********");
        assertThat(Dns.at("192.0.2.53").key(key).toString()).doesNotContain(SECRET);
        assertThat(Dns.at("192.0.2.53").key(key).options().toString()).doesNotContain(SECRET);
    }

    @Test
    void keysWithAnotherSecretAreNotEqual() {
        TsigKey key = TsigKey.parse("hmac-sha1:a:" + SECRET);
        assertThat(key)
                .isNotEqualTo(TsigKey.parse("hmac-sha1:a:AAAA"))
                .isNotEqualTo(TsigKey.parse("hmac-sha256:a:" + SECRET))
                .isNotEqualTo(key.fudge(Duration.ofSeconds(10)))
                .isNotEqualTo(key.macLength(10));
        assertThat(Dns.at("192.0.2.53").key(key)).isEqualTo(Dns.at("192.0.2.53").key(key));
        assertThat(Dns.at("192.0.2.53").key(key)).isNotEqualTo(Dns.at("192.0.2.53"));
    }

    @Test
    void theFudgeIsInWholeSeconds() {
        TsigKey key = TsigKey.parse("hmac-sha1:a:" + SECRET);
        assertThat(key.fudge()).isEqualTo(Duration.ofMinutes(5));
        assertThat(key.fudge(Duration.ofSeconds(65_535)).fudge()).isEqualTo(Duration.ofSeconds(65_535));
        for (Duration wrong : new Duration[] {Duration.ZERO, Duration.ofMillis(1500), Duration.ofSeconds(65_536)}) {
            assertThatThrownBy(() -> key.fudge(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
