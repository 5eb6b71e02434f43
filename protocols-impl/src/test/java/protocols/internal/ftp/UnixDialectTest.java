package protocols.internal.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.ftp.FtpEntry;
import protocols.ftp.FtpTime.Precision;

class UnixDialectTest {

    private static FtpEntry read(String line) {
        return new UnixDialect(ListingReaderTest.CLOCK).entry(Line.of(line)).orElseThrow();
    }

    private static String yearless(String now, String date) {
        Clock clock = Clock.fixed(Instant.parse(now), ZoneOffset.UTC);
        return new UnixDialect(clock)
                .entry(Line.of("-rw-r--r-- 1 a b 1 " + date + " x"))
                .flatMap(FtpEntry::modified)
                .orElseThrow()
                .toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "-rw-r--r-- 1 alice staff 12 Mar 14 13:02 x|alice|staff",
                "-rw-r--r-- 1 alice 12 Mar 14 13:02 x|alice|",
                "-rw-r--r-- alice staff 12 Mar 14 13:02 x|alice|staff",
                "-rw-r--r-- 1 1000 100 12 Mar 14 13:02 x|1000|100",
                "-rw-r--r-- 1 alice the domain users 12 Mar 14 13:02 x|alice|the domain users",
                "-rw-r--r--+ 1 alice staff 12 Mar 14 13:02 x|alice|staff",
                "-rw-r--r-- 12 Mar 14 13:02 x||",
                "-rw-r--r-- 1 12 Mar 14 13:02 x||"
            })
    void columnsBeforeTheSizeComeAndGo(String line, String owner, String group) {
        FtpEntry entry = read(line);
        assertThat(entry.name()).isEqualTo("x");
        assertThat(entry.size()).hasValue(12);
        assertThat(entry.owner().orElse(null)).isEqualTo(owner);
        assertThat(entry.group().orElse(null)).isEqualTo(group);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mar 14 13:02|2026-03-14T13:02|MINUTE|false",
                "Mar  4  9:02|2026-03-04T09:02|MINUTE|false",
                "14 Mar 13:02|2026-03-14T13:02|MINUTE|false",
                "Mar 14 2003|2003-03-14|DAY|false",
                "14 Mar 2003|2003-03-14|DAY|false",
                "MAR 14 2003|2003-03-14|DAY|false",
                "Mar 14 13:02:03 2003|2003-03-14T13:02:03|SECOND|false",
                "2003-03-14 13:02|2003-03-14T13:02|MINUTE|false",
                "2003-03-14 13:02:03.250000000 +0100|2003-03-14T12:02:03.250Z|FRACTION|true",
                "2003-03-14 13:02:03 -0130|2003-03-14T14:32:03Z|SECOND|true"
            })
    void datesSayHowMuchIsKnown(String date, String shown, Precision precision, boolean zoneKnown) {
        var time = read("-rw-r--r-- 1 a b 1 " + date + " x").modified().orElseThrow();
        assertThat(time).hasToString(shown);
        assertThat(time.precision()).isEqualTo(precision);
        assertThat(time.zoneKnown()).isEqualTo(zoneKnown);
    }

    @Test
    void aDateWithoutAYearIsTheLastOneThatIsNotInTheFuture() {
        assertThat(yearless("2026-01-02T00:00:00Z", "Dec 31 23:59")).isEqualTo("2025-12-31T23:59");
        assertThat(yearless("2025-12-31T23:30:00Z", "Jan  1 00:30")).isEqualTo("2026-01-01T00:30");
        assertThat(yearless("2026-03-20T12:00:00Z", "Mar 21 12:00")).isEqualTo("2026-03-21T12:00");
        assertThat(yearless("2026-03-20T12:00:00Z", "Mar 21 12:01")).isEqualTo("2025-03-21T12:01");
        assertThat(yearless("2026-03-20T12:00:00Z", "Feb 29 12:00")).isEqualTo("2024-02-29T12:00");
        assertThat(yearless("1904-02-01T12:00:00Z", "Feb 29 12:00")).isEqualTo("1896-02-29T12:00");
    }

    @Test
    void namesAreExact() {
        assertThat(read("-rw-r--r-- 1 a b 1 Mar 14 13:02   two before and after  ")
                        .name())
                .isEqualTo("  two before and after  ");
        assertThat(read("-rw-r--r-- 1 a b 1 Mar 14 13:02 1 Mar 14 13:02 y").name())
                .isEqualTo("1 Mar 14 13:02 y");
        assertThat(read("-rw-r--r-- 1 a b 1 Mar 14 13:02 a -> b").name()).isEqualTo("a -> b");
    }

    @Test
    void theSizeOfALinkTellsWhichArrowIsMeant() {
        FtpEntry entry = read("lrwxrwxrwx 1 a b 1 Mar 14 13:02 x -> y -> z");
        assertThat(entry.name()).isEqualTo("x -> y");
        assertThat(entry.linkTarget()).contains("z");
        FtpEntry unsized = read("lrwxrwxrwx 1 a b 0 Mar 14 13:02 x -> y -> z");
        assertThat(unsized.name()).isEqualTo("x");
        assertThat(unsized.linkTarget()).contains("y -> z");
        assertThat(read("lrwxrwxrwx 1 a b 3 Mar 14 13:02 alone").linkTarget()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-rw-r--r-- 1 a b 1 Feb 30 2003 x",
                "-rw-r--r-- 1 a b 1 Feb 29 2003 x",
                "-rw-r--r-- 1 a b 1 Mar 0 2003 x",
                "-rw-r--r-- 1 a b 1 Mar 14 24:01 x",
                "-rw-r--r-- 1 a b 1 2003-03-14 25:00 x",
                "-rw-r--r-- 1 a b 1 Mar 14 13:60 x",
                "-rw-r--r-- 1 a b 1 Mar 14 203 x",
                "-rw-r--r-- 1 a b 1 Mer 14 2003 x",
                "-rw-r--r-- 1 a b -1 Mar 14 2003 x",
                "-rw-r--r-- 1 a b 9999999999999999999 Mar 14 2003 x",
                "-rw-r--r-- 1 a b 1 Mar 14 2003",
                "-rw-r--r-- 1 a b 1 Mar 14 2003 ",
                "-rw-r--r 1 a b 1 Mar 14 2003 x",
                "rwr-xr-xr 1 a b 1 Mar 14 2003 x",
                "xwr-r--r- 1 a b 1 Mar 14 2003 x",
                "-rw-r--r--a 1 a b 1 Mar 14 2003 x",
                "-rw-r--r-- 1 a b 1,23 Mar 14 2003 x",
                "-rw-r--r-- 1 a b 1Q Mar 14 2003 x",
                "-rw-r--r-- 1 a b 1 13 14 2003 x",
                "-rw-r--r-- 1 a b 1 2003/13/14 x",
                "-rw-r--r-- 1 a b 1 01-xyz-99 x",
                "?rw-r--r-- 1 a b 1 Mar 14 2003 x",
                "d [R",
                ""
            })
    void otherLinesAreNotOfThisDialect(String line) {
        assertThat(new UnixDialect(ListingReaderTest.CLOCK).entry(Line.of(line)))
                .isEmpty();
    }
}
