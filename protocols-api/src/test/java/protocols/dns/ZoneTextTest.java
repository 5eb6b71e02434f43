package protocols.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZoneTextTest {

    private static final Name ORIGIN = Name.of("example.org");

    private static String read(String text) {
        return ZoneText.parse(text, ORIGIN).stream()
                .map(one -> one.toString().replace('\t', ' ').replaceAll(" +", " ") + "\n")
                .collect(Collectors.joining());
    }

    /** The zone of RFC 1035 section 5.3. */
    @Test
    void readsTheZoneOfTheRfc() {
        String text =
                """
                @   IN  SOA     VENERA      Action\\.domains (
                                                 20     ; SERIAL
                                                 7200   ; REFRESH
                                                 600    ; RETRY
                                                 3600000; EXPIRE
                                                 60)    ; MINIMUM

                        NS      A.ISI.EDU.
                        NS      VENERA
                        MX      10      VENERA
                        MX      20      VAXA

                A       A       26.3.0.103

                VENERA  A       10.1.0.52
                        A       128.9.0.32
                """;
        assertThat(ZoneText.parse(text, Name.of("ISI.EDU")).stream()
                        .map(one -> one.toString().replace('\t', ' ').replaceAll(" +", " ")))
                .containsExactly(
                        "ISI.EDU. 60 IN SOA VENERA.ISI.EDU. Action\\.domains.ISI.EDU. 20 7200 600 3600000 60",
                        "ISI.EDU. 60 IN NS A.ISI.EDU.",
                        "ISI.EDU. 60 IN NS VENERA.ISI.EDU.",
                        "ISI.EDU. 60 IN MX 10 VENERA.ISI.EDU.",
                        "ISI.EDU. 60 IN MX 20 VAXA.ISI.EDU.",
                        "A.ISI.EDU. 60 IN A 26.3.0.103",
                        "VENERA.ISI.EDU. 60 IN A 10.1.0.52",
                        "VENERA.ISI.EDU. 60 IN A 128.9.0.32");
    }

    @Test
    void directivesHoldForWhatFollows() {
        assertThat(
                        read(
                                """
                                $TTL 1h30m
                                a A 192.0.2.1
                                $ORIGIN sub ; relative to the one before
                                a A 192.0.2.2
                                  60 A 192.0.2.3
                                @ CNAME a
                                $ORIGIN example.net.
                                $TTL 1w
                                a CH TXT x
                                b A \\# 4 C0000204
                                """))
                .isEqualTo(
                        """
                        a.example.org. 5400 IN A 192.0.2.1
                        a.sub.example.org. 5400 IN A 192.0.2.2
                        a.sub.example.org. 60 IN A 192.0.2.3
                        sub.example.org. 5400 IN CNAME a.sub.example.org.
                        a.example.net. 604800 CH TXT "x"
                        b.example.net. 604800 CH A 192.0.2.4
                        """);
    }

    @Test
    void parenthesesCommentsAndQuotesMaySurroundEachOther() {
        assertThat(
                        read(
                                """
                                a 1 IN TXT ( "one ; no comment" ; a comment with ( and "
                                   two\\;three "(" ) four ; end
                                b\\; 1 TXT "a\\"b\\\\" \\(
                                (
                                c 1 A 192.0.2.1 )
                                ; nothing
                                   ; nothing either
                                d 1 SOA @ a.b ( 1 1d 2H 1w3d
                                  5 )"""))
                .isEqualTo(
                        """
                        a.example.org. 1 IN TXT "one ; no comment" "two;three" "(" "four"
                        b\\;.example.org. 1 IN TXT "a\\"b\\\\" "("
                        c.example.org. 1 IN A 192.0.2.1
                        d.example.org. 1 IN SOA example.org. a.b.example.org. 1 86400 7200 864000 5
                        """);
    }

    @Test
    void linesMayEndInCrlfAndTheLastInNothing() {
        assertThat(read("a 1 A 192.0.2.1\r\n\r\n 2 A 192.0.2.2"))
                .isEqualTo("a.example.org. 1 IN A 192.0.2.1\na.example.org. 2 IN A 192.0.2.2\n");
        assertThat(read("")).isEmpty();
        assertThat(read("\n \n;")).isEmpty();
    }

    @Test
    void aTtlThatIsNotStatedIsTheLastThatWas() {
        assertThat(read("a 7 A 192.0.2.1\nb A 192.0.2.2\n"))
                .isEqualTo("a.example.org. 7 IN A 192.0.2.1\nb.example.org. 7 IN A 192.0.2.2\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | a A 192.0.2.1                            | no TTL is stated",
                "1 | ' 1 A 192.0.2.1'                         | no owner before this record",
                "2 | a 1 A 192.0.2.1~b 1 A 192.0.2            | no IPv4 address",
                "4 | a 1 A ( ~192.0.2.1 ~ ~                   | parenthesis is not closed",
                "2 | a 1 TXT ( ~\"open ~)                     | quotes are not closed",
                "2 | a 1 A ( ~192.0.2.1 ) )                   | parenthesis closed that is not open",
                "4 | ; x~; y~~a 1 NOSUCH x                    | no record type",
                "3 | a 1 SOA ( . . ~1 1 1 1 1 )~b 1 MX 1      | field is missing",
                "1 | $INCLUDE /etc/passwd                     | directive that is not known or not followed",
                "1 | $GENERATE 1-2 a A 192.0.2.$              | directive that is not known or not followed",
                "1 | $TTL x                                   | no TTL",
                "1 | $TTL 1 2                                 | text after the end",
                "1 | $ORIGIN                                  | field is missing",
                "1 | a 1 A 192.0.2.1 \\                       | escape is cut short",
                "1 | a..b 1 A 192.0.2.1                       | empty label",
                "1 | a 1h1 A 192.0.2.1                        | no record type",
                "1 | a 3000000000 A 192.0.2.1                 | no record type",
            })
    void whatIsNoZoneTextIsRefusedWithItsLine(int line, String text, String why) {
        ZoneText.Invalid invalid =
                catchThrowableOfType(ZoneText.Invalid.class, () -> ZoneText.parse(text.replace('~', '\n'), ORIGIN));
        assertThat(invalid).hasMessageContaining("line " + line + ": ").hasMessageContaining(why);
        assertThat(invalid.line()).isEqualTo(line);
    }

    @Test
    void aNameUnderItsOriginMustNotBecomeTooLong() {
        String label = "a".repeat(63);
        Name origin = Name.of(label + "." + label + "." + label);
        assertThat(ZoneText.parse("b".repeat(61) + " 1 A 192.0.2.1", origin)).hasSize(1);
        assertThatThrownBy(() -> ZoneText.parse("b".repeat(62) + " 1 A 192.0.2.1", origin))
                .isInstanceOf(ZoneText.Invalid.class)
                .hasMessageContaining("over 255 bytes");
    }

    @Test
    void recordsThatAreReadBeforeTheErrorAreGiven() {
        Stream<DnsRecord> records = ZoneText.parse(new StringReader("a 1 A 192.0.2.1\nb 1 A x\n"), ORIGIN);
        assertThat(records.limit(1)).hasSize(1);
    }

    @Test
    void aTextWithoutEndIsReadAsFarAsItIsAskedFor() {
        assertThat(ZoneText.parse(endless("a 1 A 192.0.2.1\n"), ORIGIN).limit(10_000))
                .hasSize(10_000);
        assertThatThrownBy(() -> ZoneText.parse(endless("( a "), ORIGIN).findFirst())
                .isInstanceOf(ZoneText.Invalid.class)
                .hasMessageContaining("over 300000 characters");
    }

    @Test
    void aReaderThatFailsIsNoEndOfTheText() {
        Reader failing = new Reader() {
            @Override
            public int read(char[] buffer, int offset, int length) throws IOException {
                throw new IOException("disk");
            }

            @Override
            public void close() {}
        };
        assertThatThrownBy(() -> ZoneText.parse(failing, ORIGIN).count()).isInstanceOf(UncheckedIOException.class);
    }

    private static Reader endless(String text) {
        return new Reader() {
            private int at;

            @Override
            public int read(char[] buffer, int offset, int length) {
                for (int i = 0; i < length; i++) {
                    buffer[offset + i] = text.charAt(at++ % text.length());
                }
                return length;
            }

            @Override
            public void close() {}
        };
    }

    /** RFC 4034 section 6.1. */
    @Test
    void namesHaveACanonicalOrder() {
        List<Name> ordered = Stream.of(
                        "example.",
                        "a.example.",
                        "yljkjljk.a.example.",
                        "Z.a.example.",
                        "zABC.a.EXAMPLE.",
                        "z.example.",
                        "\\001.z.example.",
                        "*.z.example.",
                        "\\200.z.example.")
                .map(Name::of)
                .toList();
        for (int i = 0; i < ordered.size(); i++) {
            for (int j = 0; j < ordered.size(); j++) {
                assertThat(Integer.signum(ordered.get(i).compareTo(ordered.get(j))))
                        .isEqualTo(Integer.compare(i, j));
            }
        }
        assertThat(Name.of("A.b").compareTo(Name.of("a.B"))).isZero();
        assertThat(Name.ROOT.compareTo(Name.of("a"))).isNegative();
    }
}
