package protocols.internal.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.ftp.FtpEntry;
import protocols.ftp.FtpEntry.Kind;

class DosDialectTest {

    private static FtpEntry read(String line) {
        return new DosDialect().entry(Line.of(line)).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "03-14-26  01:02PM|2026-03-14T13:02",
                "03-14-26  12:00AM|2026-03-14T00:00",
                "03-14-26  12:30PM|2026-03-14T12:30",
                "03-14-2026  01:02 PM|2026-03-14T13:02",
                "03/14/2026  13:02|2026-03-14T13:02",
                "2026-03-14  13:02|2026-03-14T13:02",
                "03-14-69  01:02AM|2069-03-14T01:02",
                "03-14-70  01:02AM|1970-03-14T01:02"
            })
    void datesComeInManyShapes(String date, String shown) {
        assertThat(read(date + "   <DIR>          x").modified().orElseThrow()).hasToString(shown);
    }

    @Test
    void namesAreExactAfterThePadding() {
        assertThat(read("03-14-26  01:02PM       <DIR>          name").name()).isEqualTo("name");
        assertThat(read("03-14-26  01:02PM       <DIR>            name").name()).isEqualTo("  name");
        assertThat(read("03-14-26  01:02PM       <DIR> name").name()).isEqualTo("name");
        assertThat(read("03-14-26  01:02PM                 1234  name ").name()).isEqualTo(" name ");
    }

    @Test
    void sizesMayBeInGroups() {
        assertThat(read("2026-03-14  13:02             9,730,112 x").size()).hasValue(9_730_112);
        assertThat(read("2026-03-14  13:02             9,730 x").isSizeExact()).isTrue();
    }

    /** With the month in front, unless a line of the listing shows that it is not. */
    @Test
    void theDayIsInFrontOnceALineProvesIt() {
        DosDialect dialect = new DosDialect();
        List<String> shown = Stream.of("03-04-26", "14-03-26", "03-04-26", "03/15/26", "03-04-26")
                .map(date ->
                        dialect.entry(Line.of(date + "  01:02PM  <DIR>  x")).orElseThrow())
                .map(entry -> entry.modified().orElseThrow().toString())
                .toList();
        assertThat(shown)
                .containsExactly(
                        "2026-03-04T13:02",
                        "2026-03-14T13:02",
                        "2026-04-03T13:02",
                        "2026-03-15T13:02",
                        "2026-03-04T13:02");
    }

    @Test
    void junctionsAndLinksSayWhereTheyLead() {
        FtpEntry entry = read("03-14-26  01:02PM    <JUNCTION>     docs [D:\\docs]");
        assertThat(entry.kind()).isEqualTo(Kind.LINK);
        assertThat(entry.name()).isEqualTo("docs");
        assertThat(entry.linkTarget()).contains("D:\\docs");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "13-14-26  01:02PM  <DIR>  x",
                "03-14-26  01:02PM  1,23 x",
                "02-30-26  01:02PM  <DIR>  x",
                "03-14-26  13:02PM  <DIR>  x",
                "03-14-26  00:02AM  <DIR>  x",
                "03-14-26  24:02  <DIR>  x",
                "03-14-26  01:02PM  <FOO>  x",
                "03-14-26  01:02PM  <DIR>",
                "03-14-26  01:02PM  12x x",
                "03-14-26",
                "100-01-02  13:02  1 x",
                "03-14 01:02PM 1 x"
            })
    void otherLinesAreNotOfThisDialect(String line) {
        assertThat(new DosDialect().entry(Line.of(line))).isEmpty();
    }
}
