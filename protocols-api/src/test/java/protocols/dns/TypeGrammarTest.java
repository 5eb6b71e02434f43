package protocols.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.WireException.Malformed;

/** What is data of a type and what is none, in text and on the wire. */
class TypeGrammarTest {

    /** RFC 9460 appendix D.3, and the rules of sections 2.2, 7 and 8. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 foo.example.com. key123=abc key123=def",
                "1 foo.example.com. mandatory",
                "1 foo.example.com. alpn",
                "1 foo.example.com. port",
                "1 foo.example.com. ipv4hint",
                "1 foo.example.com. ipv6hint",
                "1 foo.example.com. no-default-alpn=abc",
                "1 foo.example.com. mandatory=key123",
                "1 foo.example.com. mandatory=mandatory",
                "1 foo.example.com. mandatory=key123,key123 key123=abc",
                "1 foo.example.com. alpn=h2,,h3",
                "1 foo.example.com. port=65536",
                "1 foo.example.com. ech=!",
                "1 foo.example.com. key65535=x",
                "1 foo.example.com. nosuch=x",
            })
    void refusesServiceParametersThatBreakARule(String text) {
        assertThatThrownBy(() -> Rdata.parse(RecordType.SVCB, text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SVCB  | key out of order          | 0001 00 0003 0002 0035 0001 0003 026832",
                "SVCB  | key twice                 | 0001 00 0003 0002 0035 0003 0002 0035",
                "SVCB  | value past the end        | 0001 00 0003 0003 0035",
                "SVCB  | port of one byte          | 0001 00 0003 0001 35",
                "SVCB  | alpn with an empty name   | 0001 00 0001 0001 00",
                "SVCB  | mandatory key missing     | 0001 00 0000 0002 0001",
                "NSEC  | empty window              | 00 0000",
                "NSEC  | zero at the end           | 00 0002 4000",
                "NSEC  | windows out of order      | 00 0101 40 0001 40",
                "NSEC  | window of 33 bytes        | 00 0021 000000000000000000000000000000000000000000000000000000000000000001",
                "NSEC  | window past the end       | 00 0002 40",
                "NSEC3 | no hash                   | 01 00 0000 00 00",
                "NSEC3 | salt past the end         | 01 00 0000 05 00",
                "CAA   | empty tag                 | 00 00",
                "CAA   | tag with a blank          | 00 03 612062",
                "LOC   | another version           | 01 33 16 13 89172DD0 70BE15F0 00988D20",
                "LOC   | size with a digit over 9  | 00 A3 16 13 89172DD0 70BE15F0 00988D20",
                "LOC   | size of 0 with an exponent| 00 03 16 13 89172DD0 70BE15F0 00988D20",
                "LOC   | beyond the pole           | 00 33 16 13 00000000 70BE15F0 00988D20",
                "URI   | no target                 | 000A 0001",
                "WKS   | zero at the end           | C0000201 06 00",
                "NXT   | zero at the end           | 00 4000",
                "NXT   | type over 127             | 00 0000000000000000000000000000000080",
                "NSAP  | no address                | ''",
                "ATMA  | another format            | 02 00",
                "ATMA  | number with a letter      | 01 3161",
                "APL   | zero at the end           | 0001 18 03 C00000",
                "APL   | another family            | 0003 08 01 FF",
                "APL   | past the end              | 0001 18 03 C000",
                "APL   | cut                       | 0001 18",
                "APL   | prefix over 32            | 0001 21 01 C0",
                "APL   | address too long          | 0001 20 05 C000020101",
                "HIP   | tag past the end          | 10 02 0001 01",
                "HIP   | no tag                    | 00 02 0001 01",
                "HIP   | no key                    | 01 02 0000 01",
                "HIP   | server past the end       | 01 02 0001 01 01 0361",
                "A6    | prefix over 128           | 81 00",
                "A6    | suffix past the end       | 00 2001",
                "IPSECKEY | another gateway        | 0A 04 02 00",
                "AMTRELAY | another relay          | 0A 04 00",
                "AMTRELAY | none, and one          | 0A 00 00",
                "TSIG  | signature past the end    | 00 00003E7C9DD7 012C 0004 010203",
                "TKEY  | cut in a length           | 00 3E7C9DD7 3E5510D7 0003 0000 00",
                "EUI48 | of 64 bits                | 00005E00532A1122",
                "ISDN  | three strings             | 00 00 00",
                "SPF   | no string                 | ''",
            })
    void dataThatBreaksARuleIsMalformed(String type, String rule, String hex) {
        byte[] data = Octets.ofHex(hex.replace(" ", "")).toBytes();
        assertThatThrownBy(() -> Rdata.decode(RecordType.parse(type), data))
                .as(rule)
                .isInstanceOf(Malformed.class);
    }

    /** Other ways to write the same. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DNSKEY | 256 3 RSASHA1 AQPS Kmyn       | 256 3 5 AQPSKmyn",
                "RRSIG  | a 5 3 60 1048354263 0 1 . AAAA | A 5 3 60 20030322173103 19700101000000 1 . AAAA",
                "DS     | 1 8 2 abcd EF01               | 1 8 2 ABCDEF01",
                "NSEC   | a. TYPE1 aaaa A               | a. A AAAA",
                "CERT   | 1 1 8 AAAA                    | PKIX 1 RSASHA256 AAAA",
                "CAA    | 0 issue ca.example            | 0 issue \"ca.example\"",
                "SVCB   | 1 . port=\"53\" alpn=h2       | 1 . alpn=\"h2\" port=53",
                "SVCB   | 1 . key3=53 key2              | 1 . no-default-alpn port=53",
                "LOC    | 52 N 105 E 24                 | 52 0 0.000 N 105 0 0.000 E 24.00m 1m 10000m 10m",
                "LOC    | 52 14 N 0 8 50.5 w 10m 20m    | 52 14 0.000 N 0 8 50.500 W 10.00m 20m 10000m 10m",
                "LOC    | 52 N 105 E 24 11m 1999.99m 0.5m | 52 0 0.000 N 105 0 0.000 E 24.00m 10m 1000m 0.50m",
                "CDS    | 0 0 0 0                     | 0 0 0 00",
                "CDNSKEY | 0 3 0 0                    | 0 3 0 AA==",
                "WKS    | 192.0.2.1 tcp 80 25         | 192.0.2.1 6 25 80",
                "NSAP   | 0x47.0005.80                | 0x47000580",
                "ATMA   | 39.246f                     | 39246f",
                "IPN    | 01                          | 1",
                "NID    | 1 0014:4FFF:0:1             | 1 14:4fff:0:1",
                "EUI48  | 00-00-5E-00-53-2A           | 00-00-5e-00-53-2a",
                "KX     | 1 KX.example                | 1 KX.example.",
                "SIG    | TYPE0 5 0 0 1 1 1 . oJA=    | 0 5 0 0 19700101000001 19700101000001 1 . oJA=",
                "DSYNC  | TYPE59 1 0 a.               | CDS NOTIFY 0 a.",
                "TKEY   | a. 20030322173103 0 3 16 0 0 | a. 1048354263 0 3 BADSIG 0 0",
                "APL    | 1:192.0.2.1/24              | 1:192.0.2.1/24",
                "NSEC3PARAM | 1 0 1 aabb                | 1 0 1 AABB",
                "HINFO  | PC Linux                      | \"PC\" \"Linux\"",
            })
    void isReadInEveryFormThatItMayBeWritten(String type, String text, String printed) {
        assertThat(Rdata.parse(RecordType.parse(type), text).toPresentation()).isEqualTo(printed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RRSIG|A 5 3 60 20031322173103 0 1 . AAAA",
                "RRSIG|A 5 3 60 21070322173103 0 1 . AAAA",
                "RRSIG|NOSUCH 5 3 60 0 0 1 . AAAA",
                "DNSKEY|256 3 5 A",
                "DNSKEY|256 3 NOSUCH AAAA",
                "DNSKEY|256 3 5 AB==",
                "DS|1 8 2 abc",
                "DS|1 8 256 ab",
                "NSEC3|1 0 0 - 0 A",
                "NSEC3|1 0 0 - W0 A",
                "LOC|91 N 0 E 0",
                "LOC|90 0 0.001 N 0 E 0",
                "LOC|52 60 N 0 E 0",
                "LOC|52 N 0 E 0.001",
                "LOC|52 N 0 E",
                "LOC|52",
                "LOC|-1 N 0 E 0",
                "LOC|1 N 0 E -100000.01",
                "CAA|0 a-b \"x\"",
                "CAA|256 issue \"x\"",
                "URI|1 1 \"\"",
                "URI|1 1 \"a\" \"b\"",
                "HINFO|PC",
                "CDS|1 8 2 0",
                "CDS|0 0 0 000",
                "CDNSKEY|0 3 5 0",
                "WKS|192.0.2.1 6 65536",
                "WKS|192.0.2.1 sctp",
                "ISDN|a b c",
                "NSAP|47",
                "NSAP|0x",
                "NSAP|0x4",
                "ATMA|+",
                "ATMA|+1a",
                "ATMA|zz",
                "NXT|a. CAA",
                "A6|129 ::1 a.",
                "A6|0",
                "APL|192.0.2.0/24",
                "APL|3:192.0.2.0/24",
                "APL|1:192.0.2.0/33",
                "APL|1:192.0.2.0",
                "APL|2:192.0.2.0/24",
                "IPSECKEY|10 0 2 192.0.2.1 AQNRU5g=",
                "IPSECKEY|10 4 2 a. AQNRU5g=",
                "HIP|2 20 AwEAAQ",
                "HIP|2 - AwEAAQ==",
                "NID|1 1:2:3",
                "NID|1 1:2:3:4:5",
                "L64|1 ::",
                "L64|1 2001:db8::",
                "EUI48|00-00-5e-00-53",
                "EUI48|00:00:5e:00:53:2a",
                "EUI64|00-00-5e-00-53-2a",
                "AMTRELAY|10 2 1 203.0.113.15",
                "AMTRELAY|10 0 129 .",
                "IPN|18446744073709551616",
                "IPN|-1",
                "IPN|+1",
                "TSIG|a. 281474976710656 300 0 1 0 0",
                "TSIG|a. 1 300 4 AQID 1 0 0",
                "DOA|0 1 2 a",
                "NULL|a",
                "SPF|",
            })
    void refusesTextThatIsNoDataOfItsType(String typeAndText) {
        int bar = typeAndText.indexOf('|');
        RecordType type = RecordType.parse(typeAndText.substring(0, bar));
        assertThatThrownBy(() -> Rdata.parse(type, typeAndText.substring(bar + 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
