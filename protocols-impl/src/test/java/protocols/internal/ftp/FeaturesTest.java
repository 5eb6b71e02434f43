package protocols.internal.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import protocols.Capabilities;
import protocols.Reply;

class FeaturesTest {

    @Test
    void featuresAreReadFromTheLinesBetween() {
        Features features = Features.of(new Reply(
                "211",
                List.of(
                        "Features:",
                        " AUTH TLS",
                        " MLST Type*;Size*;Modify;",
                        "211-REST STREAM",
                        " utf8",
                        " ",
                        " EPSV",
                        "End")));
        assertThat(features.offered().lines())
                .containsExactly("AUTH TLS", "MLST Type*;Size*;Modify;", "REST STREAM", "utf8", "EPSV");
        assertThat(features.offered().has("MLST")).isTrue();
        assertThat(features.offered().has("epsv")).isTrue();
        assertThat(features.offered().has("HASH")).isFalse();
        assertThat(features.offered().has("Features:")).isFalse();
    }

    @Test
    void severalLinesOfOneFeatureAddUp() {
        Features features = Features.of(new Reply("211", List.of("x", " AUTH SSL", " AUTH TLS-C;TLS-P;", "End")));
        assertThat(features.offered().arguments("AUTH")).containsExactly("SSL", "TLS-C;TLS-P;");
    }

    @Test
    void noFeaturesIsNotAnError() {
        for (Reply reply : List.of(Reply.of("211", "No features supported"), Reply.of("500", "Unknown command"))) {
            Features features = Features.of(reply);
            assertThat(features.offered()).isEqualTo(Capabilities.NONE);
            assertThat(features.offered().has("MLST")).isFalse();
        }
    }
}
