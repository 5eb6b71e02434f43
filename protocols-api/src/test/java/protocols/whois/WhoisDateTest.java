package protocols.whois;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import protocols.whois.WhoisDate.Precision;

class WhoisDateTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1995-08-14T04:00:00Z | INSTANT | 1995-08-14T04:00:00Z",
                "2026-03-01T10:00:00.123Z | INSTANT | 2026-03-01T10:00:00Z",
                "2018-03-12T21:44:25+01:00 | INSTANT | 2018-03-12T20:44:25Z",
                "2018-03-12 21:44:25-0530 | INSTANT | 2018-03-13T03:14:25Z",
                "2026-03-01 10:00:00 UTC | INSTANT | 2026-03-01T10:00:00Z",
                "2026/03/01 01:05:05 (JST) | INSTANT | 2026-02-28T16:05:05Z",
                "Thu Apr 12 10:20:30 GMT 2026 | INSTANT | 2026-04-12T10:20:30Z",
                "2026-03-01 10:00:00 | LOCAL_TIME | 2026-03-01T10:00",
                "2026-03-01 10:00:00 CLST | LOCAL_TIME | 2026-03-01T10:00",
                "26-Nov-1996 | DAY | 1996-11-26",
                "26 November 1996 | DAY | 1996-11-26",
                "November 26, 1996 | DAY | 1996-11-26",
                "Tue Jan 4 2000 | DAY | 2000-01-04",
                "2001/02/22 | DAY | 2001-02-22",
                "2001. 02. 22. | DAY | 2001-02-22",
                "20010222 | DAY | 2001-02-22",
                "20010222 #123 | DAY | 2001-02-22",
                "31.8.2027 | DAY | 2027-08-31",
                "25/12/2026 | DAY | 2026-12-25",
                "12/25/2026 | DAY | 2026-12-25",
                "03/03/2026 | DAY | 2026-03-03",
                "2026-03-01 (YYYY-MM-DD) | DAY | 2026-03-01",
                "03/04/2026 | TEXT | 03/04/2026",
                "03-04-2026 | TEXT | 03-04-2026",
                "before Aug-1996 | TEXT | before Aug-1996",
                "2026-02-30 | TEXT | 2026-02-30",
                "2026-13-01 | TEXT | 2026-13-01",
                "2026-01-01T25:00:00Z | TEXT | 2026-01-01T25:00:00Z",
                "2026-01-01T10:00:00+99:00 | TEXT | 2026-01-01T10:00:00+99:00",
                "01/02/03 | TEXT | 01/02/03",
                "never | TEXT | never",
                "2026 | TEXT | 2026",
                "T | TEXT | T",
                "- - - | TEXT | - - -",
            })
    void dateIsReadAsFarAsItIsCertain(String raw, Precision precision, String printed) {
        WhoisDate date = WhoisDate.read(raw);
        assertThat(date.precision()).isEqualTo(precision);
        assertThat(date).hasToString(printed);
        assertThat(date.raw()).isEqualTo(raw);
    }
}
