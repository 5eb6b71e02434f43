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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import protocols.Reply;
import protocols.WireException;
import protocols.ftp.FtpEntry.Kind;
import protocols.ftp.FtpTime.Precision;

class FtpValuesTest {

    @Test
    void anEntrySaysOnlyWhatTheServerSaid() {
        FtpEntry entry = FtpEntry.of("x", Kind.OTHER);
        assertThat(entry.isFile() || entry.isDirectory() || entry.isLink()).isFalse();
        assertThat(entry.size()).isEmpty();
        assertThat(entry.modified()).isEmpty();
        assertThat(entry.owner()).isEmpty();
        assertThat(entry.facts()).isEmpty();
        assertThatThrownBy(() -> FtpEntry.of("", Kind.FILE)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anEntryIsPutTogetherStepByStep() {
        FtpTime time = new FtpTime(LocalDateTime.of(2026, 3, 14, 13, 2), Precision.MINUTE, false);
        FtpEntry plain = FtpEntry.of("x", Kind.FILE);
        FtpEntry whole = plain.size(7)
                .modified(time)
                .permissions("-rw-r--r--")
                .owner("alice")
                .group("staff")
                .raw("-rw-r--r-- 1 alice staff 7 Mar 14 13:02 x");
        assertThat(plain.size()).isEmpty();
        assertThat(whole.isFile()).isTrue();
        assertThat(whole).hasToString("FILE 7 2026-03-14T13:02 x");
        assertThat(whole.permissions()).contains("-rw-r--r--");
        assertThat(whole.owner()).contains("alice");
        assertThat(whole.group()).contains("staff");
        assertThat(whole.raw()).endsWith(" x");
        assertThat(whole.size(-1).size()).isEmpty();
        assertThat(whole.linkTarget("y").isLink()).isTrue();
        assertThat(whole.linkTarget("y").linkTarget()).contains("y");
    }

    @Test
    void aSizeSaysWhetherItIsToTheByte() {
        FtpEntry plain = FtpEntry.of("x", Kind.FILE);
        assertThat(plain.isSizeExact()).isFalse();
        FtpEntry exact = plain.size(34_304);
        assertThat(exact.isSizeExact()).isTrue();
        FtpEntry rounded = plain.roundedSize(34_304);
        assertThat(rounded.isSizeExact()).isFalse();
        assertThat(rounded.size()).hasValue(34_304);
        assertThat(rounded).hasToString("FILE ~34304 x").isNotEqualTo(exact);
        assertThat(rounded.owner("alice").isSizeExact()).isFalse();
        assertThat(rounded.size(34_304)).isEqualTo(exact);
        assertThatThrownBy(() -> plain.roundedSize(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anEntryDoesNotChangeWithTheMapItCameFrom() {
        Map<String, String> facts = new HashMap<>(Map.of("type", "file"));
        FtpEntry entry = FtpEntry.of("x", Kind.FILE).facts(facts);
        facts.clear();
        assertThat(entry.facts()).containsEntry("type", "file");
        FtpEntry same = FtpEntry.of("x", Kind.FILE).facts(Map.of("type", "file"));
        assertThat(entry).isEqualTo(same).hasSameHashCodeAs(same);
        assertThat(entry).isNotEqualTo(FtpEntry.of("x", Kind.FILE));
    }

    @Test
    void anEntryIsSafeToShow() {
        assertThat(FtpEntry.of("\u001b[2J\u202e", Kind.OTHER).size(3)).hasToString("OTHER 3 \\x1b[2J\\u202e");
    }

    @Test
    void anEntryThatLeadsOutOfTheDirectoryHasNoPath() {
        assertThatThrownBy(() -> FtpEntry.of("../x", Kind.FILE).resolveUnder(Path.of("d")))
                .isInstanceOf(WireException.Insecure.class)
                .hasMessageContaining("../x");
    }

    @Test
    void aListingTellsTheDirectoryFromItsChildren() {
        List<FtpEntry> entries = new ArrayList<>(List.of(
                FtpEntry.of(".", Kind.DIRECTORY),
                FtpEntry.of("/pub", Kind.DIRECTORY).facts(Map.of("type", "cdir")),
                FtpEntry.of("a", Kind.FILE)));
        FtpListing listing = FtpListing.of(entries).notes(List.of("total 1")).unparsed(List.of("?\u001b"));
        entries.clear();
        assertThat(listing).extracting(FtpEntry::name).containsExactly("a");
        assertThat(listing.children()).extracting(FtpEntry::name).containsExactly("a");
        assertThat(listing.entries()).hasSize(3);
        assertThat(listing.size()).isEqualTo(1);
        assertThat(listing.isEmpty()).isFalse();
        assertThat(listing.named("a")).isPresent();
        assertThat(listing.named("b")).isEmpty();
        assertThat(listing.notes()).containsExactly("total 1");
        assertThat(listing.isComplete()).isFalse();
        assertThat(listing).hasToString("DIRECTORY .\nDIRECTORY /pub\nFILE a\n? ?\\x1b");
    }

    @Test
    void aListingKeepsTheReplyAndIsComparedWithoutIt() {
        Reply done = Reply.of("226", "done");
        FtpListing listing = FtpListing.of(List.of(FtpEntry.of("a", Kind.FILE)));
        FtpListing confirmed = listing.reply(done);
        assertThat(listing.reply()).isEmpty();
        assertThat(confirmed.reply()).contains(done);
        assertThat(confirmed.notes(List.of("total 1")).unparsed(List.of("?")).reply())
                .contains(done);
        assertThat(confirmed).isEqualTo(listing).hasSameHashCodeAs(listing);
    }

    @Test
    void aListingOfNothingIsEmpty() {
        FtpListing nothing = FtpListing.of(List.of());
        assertThat(nothing).isEmpty();
        assertThat(nothing.isEmpty()).isTrue();
        assertThat(nothing.isComplete()).isTrue();
        FtpListing same = FtpListing.of(List.of());
        assertThat(nothing).hasToString("").isEqualTo(same).hasSameHashCodeAs(same);
        assertThat(FtpListing.of(List.of(FtpEntry.of("..", Kind.DIRECTORY))).isEmpty())
                .isTrue();
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
    void timesAreInTheOrderTheyAreWritten() {
        LocalDateTime noon = LocalDateTime.of(2026, 3, 14, 12, 0);
        FtpTime day = new FtpTime(noon.toLocalDate().atStartOfDay(), Precision.DAY, false);
        FtpTime minute = new FtpTime(noon, Precision.MINUTE, false);
        FtpTime second = new FtpTime(noon, Precision.SECOND, false);
        FtpTime utc = new FtpTime(noon, Precision.SECOND, true);
        assertThat(Stream.of(utc, second, minute, day).sorted()).containsExactly(day, minute, second, utc);
        assertThat(utc).isEqualByComparingTo(new FtpTime(noon, Precision.SECOND, true));
    }
}
