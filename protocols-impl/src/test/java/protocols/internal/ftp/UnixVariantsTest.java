package protocols.internal.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import protocols.ftp.FtpEntry;
import protocols.ftp.FtpEntry.Kind;
import protocols.ftp.FtpName;
import protocols.ftp.FtpTime;

/** What is made of the variants of {@code ls -l}: a row each. It is March 20, 2026. */
class UnixVariantsTest {

    private static FtpEntry read(byte[] line) {
        return new UnixDialect(ListingReaderTest.CLOCK)
                .entry(new Line().over(line, 0, line.length))
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // Owners and groups: by number, with spaces, one of them missing, or both.
                "-rw-r--r-- 1 1001 100 12 Mar 14 13:02 x|FILE|12|1001|100",
                "-rw-r--r-- 1 3 12 2003 Mar 14 13:02 x|FILE|2003|3|12",
                "-rw-r--r-- 1 alice Domain Users 12 Mar 14 13:02 x|FILE|12|alice|Domain Users",
                "-rw-r--r-- 1 alice all the domain 7 users 12 Mar 14 13:02 x|FILE|12|alice|all the domain 7 users",
                "-rw-r--r-- 1 alice 12 Mar 14 13:02 x|FILE|12|alice|",
                "-rw-r--r-- 12 Mar 14 13:02 x|FILE|12||",
                // Marks of access control lists, security contexts and attributes, glued to the mode or the count.
                "-rw-r--r--+ 1 alice staff 12 Mar 14 13:02 x|FILE|12|alice|staff",
                "-rw-r--r--. 1 alice staff 12 Mar 14 13:02 x|FILE|12|alice|staff",
                "-rw-r--r--@ 1 alice staff 12 Mar 14 13:02 x|FILE|12|alice|staff",
                "drwxr-xr-x* 3 alice staff 12 Mar 14 13:02 x|DIRECTORY|12|alice|staff",
                "drwxr-xr-x+165 alice staff 12 Mar 14 13:02 x|DIRECTORY|12|alice|staff",
                "drwxr-xr-x165 alice staff 12 Mar 14 13:02 x|DIRECTORY|12|alice|staff",
                "-rw-r--r-- 1+ alice staff 12 Mar 14 13:02 x|FILE|12|alice|staff",
                // Modes of nine letters: the last one or the type is missing; without a type nothing is known of the
                // kind.
                "-rw-r--r- 1 alice staff 12 Mar 14 13:02 x|FILE|12|alice|staff",
                "drwxr-xr- 1 alice staff 12 Mar 14 13:02 x|DIRECTORY|12|alice|staff",
                "lrwxrwxrw 1 alice staff 12 Mar 14 13:02 x|LINK|12|alice|staff",
                "rw-r--r-- 1 alice staff 12 Mar 14 13:02 x|OTHER|12|alice|staff",
                "rwxr-xr-x 1 alice staff 12 Mar 14 13:02 x|OTHER|12|alice|staff",
                // Modes of other letters: set-id, sticky, locks, doors, whiteouts.
                "-rwsr-Sr-t 1 alice staff 12 Mar 14 13:02 x|FILE|12|alice|staff",
                "-rw-r-lr-T 1 alice staff 12 Mar 14 13:02 x|FILE|12|alice|staff",
                "Drw-r--r-- 1 alice staff 12 Mar 14 13:02 x|OTHER|12|alice|staff",
                "prw-r--r-- 1 alice staff 12 Mar 14 13:02 x|OTHER|12|alice|staff",
                // Devices have two numbers for a size.
                "crw-r--r-- 1 alice staff 5, 12 Mar 14 13:02 x|OTHER||alice|staff",
                "brw-r--r-- 1 alice staff 5,12 Mar 14 13:02 x|OTHER||alice|staff",
                // A Macintosh counts the things in a directory.
                "drwxrwxr-x folder 2 May 10 1996 x|DIRECTORY|||",
                // Sizes: of nineteen digits, in groups, with a unit.
                "-rw-r--r-- 1 alice staff 9223372036854775807 Mar 14 13:02 x|FILE|9223372036854775807|alice|staff",
                "-rw-r--r-- 1 alice staff 1,234,567 Mar 14 13:02 x|FILE|1234567|alice|staff",
                "-rw-r--r-- 1 alice staff 1.234.567 Mar 14 13:02 x|FILE|1234567|alice|staff",
                "-rw-r--r-- 1 alice staff 512B Mar 14 13:02 x|FILE|512|alice|staff",
                "-rw-r--r-- 1 alice staff 33.5k Mar 14 13:02 x|FILE|~34304|alice|staff",
                "-rw-r--r-- 1 alice staff 12K Mar 14 13:02 x|FILE|~12288|alice|staff",
                "-rw-r--r-- 1 alice staff 1,5M Mar 14 13:02 x|FILE|~1572864|alice|staff",
                "-rw-r--r-- 1 alice staff 2GiB Mar 14 13:02 x|FILE|~2147483648|alice|staff",
                "-rw-r--r-- 1 alice staff 4.0TB Mar 14 13:02 x|FILE|~4398046511104|alice|staff"
            })
    void columns(String line, Kind kind, String size, String owner, String group) {
        FtpEntry entry = read(FtpName.encode(line));
        assertThat(entry.name()).isEqualTo("x");
        assertThat(entry.modified()).isPresent();
        assertThat(entry.kind()).isEqualTo(kind);
        assertThat(entry.owner().orElse(null)).isEqualTo(owner);
        assertThat(entry.group().orElse(null)).isEqualTo(group);
        if (size == null) {
            assertThat(entry.size()).isEmpty();
            assertThat(entry.isSizeExact()).isFalse();
        } else {
            assertThat(entry.size()).hasValue(Long.parseLong(size.replace("~", "")));
            assertThat(entry.isSizeExact()).isEqualTo(!size.startsWith("~"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // The month and the day in their usual places.
                "Mar 14 13:02|2026-03-14T13:02",
                "Mar  4  9:02|2026-03-04T09:02",
                "Mar 14  2003|2003-03-14",
                "14 Mar 13:02|2026-03-14T13:02",
                "14. Mar 2003|2003-03-14",
                "Mar 14 13:02:03 2003|2003-03-14T13:02:03",
                // The end of a day is the beginning of the next.
                "Mar 14 24:00|2026-03-15T00:00",
                "Dec 31 24:00|2026-01-01T00:00",
                "2003-12-31 24:00|2004-01-01T00:00",
                // A comma, and the time behind the year.
                "Oct 08, 2002 09:47|2002-10-08T09:47",
                "Oct 08, 2002|2002-10-08",
                // Numbers for months, with or without a year.
                "3 14 03:26|2026-03-14T03:26",
                "3 29 03:26|2025-03-29T03:26",
                "3 29 2003|2003-03-29",
                "09-26 2000|2000-09-26",
                "09-26 13:45|2025-09-26T13:45",
                "26.09. 13:45|2025-09-26T13:45",
                "26.09 2000|2000-09-26",
                // The day in front with dashes and dots, the month with slashes, unless it can be no month.
                "24-04-2003 17:12|2003-04-24T17:12",
                "03-04-2003 17:12|2003-04-03T17:12",
                "04-24-2003 17:12|2003-04-24T17:12",
                "24.04.2003 17:12|2003-04-24T17:12",
                "04/24/2003 17:12|2003-04-24T17:12",
                "24/04/03|2003-04-24",
                // The year in front.
                "1999/10/12|1999-10-12",
                "1999/10/12 17:12|1999-10-12T17:12",
                "2004.07.15|2004-07-15",
                "2004-7-5 9:12|2004-07-05T09:12",
                "2003-03-14 13:02:03.250 +0100|2003-03-14T12:02:03.250Z",
                // The month's name between them.
                "01-jun-99|1999-06-01",
                "01-jun-1999 17:12|1999-06-01T17:12",
                "1/Jun/24 17:12|2024-06-01T17:12",
                "01.Jun.2024|2024-06-01"
            })
    void dates(String date, String shown) {
        FtpEntry entry = read(FtpName.encode("-rw-r--r-- 1 alice staff 12 " + date + " 1 x"));
        assertThat(entry.name()).isEqualTo("1 x");
        assertThat(entry.size()).hasValue(12);
        assertThat(entry.modified().map(FtpTime::toString)).contains(shown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "German|jan feb mär apr mai jun jul aug sep okt nov dez",
                "German|Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
                "German, 1996|Jan Feb Mrz Apr Mai Jun Jul Aug Sep Okt Nov Dez",
                "Dutch|jan feb mrt apr mei jun jul aug sep okt nov dec",
                "Danish|jan feb mar apr maj jun jul aug sep okt nov dec",
                "Norwegian|jan. feb. mars april mai juni juli aug. sep. okt. nov. des.",
                "Swedish|jan feb mars april maj juni juli aug sept okt nov dec",
                "French|janv. févr. mars avril mai juin juil. août sept. oct. nov. déc.",
                "Spanish|ene feb mar abr may jun jul ago sep oct nov dic",
                "Italian|gen feb mar apr mag giu lug ago set ott nov dic",
                "Portuguese|jan fev mar abr mai jun jul ago set out nov dez",
                "Catalan|gen. febr. març abr. maig juny jul. ag0 set. oct. nov. des.",
                "Romanian|ian feb mar apr mai iun iul aug sep oct noi dec",
                "Polish|sty lut mar kwi maj cze lip sie wrz paź lis gru",
                "Czech|led úno bře dub kvě čen čec srp zář říj lis pro",
                "Czech|leden únor březen duben květen červen červenec srpen září říjen listopad prosinec",
                "Hungarian|jan. febr. márc. ápr. máj. jún. júl. aug. szept. okt. nov. dec.",
                "Finnish|tammi helmi maalis huhti touko kesä heinä elo syys loka marras joulu",
                "Turkish|Oca Şub Mar Nis May Haz Tem Ağu Eyl Eki Kas Ara",
                "Russian|янв фев мар апр мая июн июл авг сен окт ноя дек",
                "Ukrainian|січ лют бер кві тра чер лип сер вер жов лис гру",
                "Greek|Ιαν Φεβ Μαρ Απρ Μάι Ιουν Ιουλ Αυγ Σεπ Οκτ Νοε Δεκ"
            })
    void monthsOfManyLanguages(String language, String months) {
        String[] names = months.replace("ag0", "ago").split(" ");
        assertThat(names).hasSize(12);
        for (int month = 1; month <= 12; month++) {
            String shown = "2003-%02d-14".formatted(month);
            for (String date : new String[] {names[month - 1] + " 14  2003", "14 " + names[month - 1] + " 2003"}) {
                FtpEntry entry = read(FtpName.encode("-rw-r--r-- 1 alice staff 12 " + date + " x"));
                assertThat(entry.modified().map(FtpTime::toString))
                        .as(language + " " + date)
                        .contains(shown);
            }
        }
    }

    @Test
    void monthsMayBeInLatin1() {
        byte[] line = "-rw-r--r-- 1 alice staff 12 14. Mär 13:02 x".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(read(line).modified().map(FtpTime::toString)).contains("2026-03-14T13:02");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UTF-8|3月 14 13:02|2026-03-14T13:02",
                "UTF-8|3月14日 13:02|2026-03-14T13:02",
                "UTF-8|3月 14日 2003年|2003-03-14",
                "UTF-8|2003年 3月14日|2003-03-14",
                "UTF-8|2003年03月14日 13:02|2003-03-14T13:02",
                "UTF-8|3월 14 13:02|2026-03-14T13:02",
                "UTF-8|10월  8일  2003|2003-10-08",
                "GBK|3月 14日 13:02|2026-03-14T13:02",
                "GBK|2003年 3月14日|2003-03-14",
                "EUC-JP|3月 14日 13:02|2026-03-14T13:02",
                "EUC-JP|2003年 3月14日|2003-03-14",
                "Shift_JIS|3月 14日 13:02|2026-03-14T13:02",
                "Shift_JIS|2003年 3月14日|2003-03-14",
                "Big5|3月 14日 13:02|2026-03-14T13:02",
                "Big5|2003年 3月14日|2003-03-14",
                "EUC-KR|3월 14일 13:02|2026-03-14T13:02",
                "EUC-KR|2003년 3월14일|2003-03-14",
                "EUC-KR|3月 14日 13:02|2026-03-14T13:02",
                "EUC-KR|2003年 3月14日|2003-03-14"
            })
    void eastAsianMarks(String charset, String date, String shown) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        line.writeBytes(FtpName.encode("-rw-r--r-- 1 alice staff 12 "));
        line.writeBytes(date.getBytes(Charset.forName(charset)));
        line.writeBytes(FtpName.encode("  y"));
        FtpEntry entry = read(line.toByteArray());
        assertThat(entry.modified().map(FtpTime::toString)).contains(shown);
        assertThat(entry.name()).isEqualTo(" y");
    }
}
