package protocols.ftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import protocols.Reply;
import protocols.WireException;
import protocols.ftp.FtpEntry.Kind;
import protocols.ftp.FtpTime.Precision;

class FtpValuesTest {

    @Test
    void anEntrySaysOnlyWhatTheServerSaid() {
        FtpEntry entry = FtpEntry.named("x").build();
        assertThat(entry.kind()).isEqualTo(Kind.OTHER);
        assertThat(entry.size()).isEmpty();
        assertThat(entry.modified()).isEmpty();
        assertThat(entry.owner()).isEmpty();
        assertThat(entry.facts()).isEmpty();
        assertThatThrownBy(() -> FtpEntry.named("")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anEntryDoesNotChangeWithTheMapItCameFrom() {
        Map<String, String> facts = new HashMap<>(Map.of("type", "file"));
        FtpEntry entry = FtpEntry.named("x").facts(facts).build();
        facts.clear();
        assertThat(entry.facts()).containsEntry("type", "file");
        assertThat(entry)
                .isEqualTo(FtpEntry.named("x").facts(Map.of("type", "file")).build());
        assertThat(entry).isNotEqualTo(FtpEntry.named("x").build());
    }

    @Test
    void anEntryIsSafeToShow() {
        assertThat(FtpEntry.named("\u001b[2J\u202e").size(3).build()).hasToString("OTHER 3 \\x1b[2J\\u202e");
    }

    @Test
    void anEntryThatLeadsOutOfTheDirectoryHasNoPath() {
        assertThatThrownBy(() -> FtpEntry.named("../x").build().resolveUnder(Path.of("d")))
                .isInstanceOf(WireException.Insecure.class)
                .hasMessageContaining("../x");
    }

    @Test
    void aListingTellsTheDirectoryFromItsChildren() {
        List<FtpEntry> entries = new ArrayList<>(List.of(
                FtpEntry.named(".").build(),
                FtpEntry.named("/pub").facts(Map.of("type", "cdir")).build(),
                FtpEntry.named("a").build()));
        FtpListing listing = new FtpListing(entries, List.of(), List.of("?"));
        entries.clear();
        assertThat(listing.children()).extracting(FtpEntry::name).containsExactly("a");
        assertThat(listing.named("a")).isPresent();
        assertThat(listing.isComplete()).isFalse();
    }

    @Test
    void aTimeIsAMomentOnlyIfItsZoneIsKnown() {
        LocalDateTime time = LocalDateTime.of(2026, 3, 14, 13, 2);
        FtpTime local = new FtpTime(time, Precision.MINUTE, false);
        assertThat(local.instant()).isEmpty();
        assertThat(local.instant(ZoneId.of("Europe/Berlin"))).isEqualTo(Instant.parse("2026-03-14T12:02:00Z"));
        FtpTime utc = new FtpTime(time, Precision.SECOND, true);
        assertThat(utc.instant()).contains(Instant.parse("2026-03-14T13:02:00Z"));
        assertThat(utc.instant(ZoneId.of("Europe/Berlin"))).isEqualTo(Instant.parse("2026-03-14T13:02:00Z"));
        assertThat(utc).hasToString("2026-03-14T13:02:00Z");
    }

    @Test
    void featuresAreReadFromTheLinesBetween() {
        FtpFeatures features = FtpFeatures.of(new Reply(
                "211",
                List.of(
                        "Features:",
                        " AUTH TLS",
                        " MLST Type*;Size*;Modify;",
                        "211-REST STREAM",
                        " utf8",
                        " EPSV",
                        "End")));
        assertThat(features.has("epsv")).isTrue();
        assertThat(features.utf8()).isTrue();
        assertThat(features.mlst()).isTrue();
        assertThat(features.restStream()).isTrue();
        assertThat(features.authTls()).isTrue();
        assertThat(features.facts())
                .containsExactly(Map.entry("type", true), Map.entry("size", true), Map.entry("modify", false));
        assertThat(features.parameter("EPSV")).contains("");
        assertThat(features.parameter("HASH")).isEmpty();
        assertThat(features.has("Features:")).isFalse();
    }

    @Test
    void severalLinesOfOneFeatureAddUp() {
        FtpFeatures features = FtpFeatures.of(new Reply("211", List.of("x", " AUTH SSL", " AUTH TLS-C;TLS-P;", "End")));
        assertThat(features.parameter("AUTH")).contains("SSL TLS-C;TLS-P;");
        assertThat(features.authTls()).isTrue();
    }

    @Test
    void noFeaturesIsNotAnError() {
        assertThat(FtpFeatures.of(Reply.of("211", "No features supported"))).isEqualTo(FtpFeatures.NONE);
        assertThat(FtpFeatures.of(Reply.of("500", "Unknown command"))).isEqualTo(FtpFeatures.NONE);
    }
}
