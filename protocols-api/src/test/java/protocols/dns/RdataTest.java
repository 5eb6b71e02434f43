package protocols.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Inet6Address;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.WireException.Malformed;
import protocols.dns.Rdata.A;
import protocols.dns.Rdata.Aaaa;
import protocols.dns.Rdata.Mx;
import protocols.dns.Rdata.Soa;
import protocols.dns.Rdata.Srv;
import protocols.dns.Rdata.Txt;
import protocols.dns.Rdata.Unknown;

class RdataTest {

    /** RFC 5952 sections 4 and 5. */
    @ParameterizedTest
    @CsvSource({
        "2001:0db8:0:0:0:0:0:0001, 2001:db8::1",
        "2001:DB8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "0:0:0:0:0:0:0:0, ::",
        "0:0:0:0:0:0:0:1, ::1",
        "fe80:0:0:0:0:0:0:0, fe80::",
        "::ffff:192.0.2.1, ::ffff:192.0.2.1",
        "::ffff:c000:201, ::ffff:192.0.2.1",
        "64:ff9b::192.0.2.33, 64:ff9b::c000:221",
        "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
    })
    void printsIpv6AddressesInTheRecommendedForm(String text, String recommended) {
        Rdata data = Rdata.parse(RecordType.AAAA, text);
        assertThat(data.toPresentation()).isEqualTo(recommended);
        assertThat(Rdata.parse(RecordType.AAAA, recommended)).isEqualTo(data);
        assertThat(((Aaaa) data).address()).isInstanceOf(Inet6Address.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A|192.0.2",
                "A|192.0.2.256",
                "A|192.0.2.1.1",
                "A|1.2.3.0004",
                "A|1.2.3.",
                "A|",
                "A|1.2.3.4 5",
                "AAAA|1:2:3:4:5:6:7",
                "AAAA|1:2:3:4:5:6:7:8:9",
                "AAAA|::1::",
                "AAAA|1:",
                "AAAA|:1",
                "AAAA|12345::",
                "AAAA|::g",
                "AAAA|1.2.3.4::",
                "AAAA|:::",
                "AAAA|::1.2.3",
                "AAAA|fe80::1%eth0",
                "AAAA|",
                "MX|mx.example.",
                "MX|65536 mx.",
                "MX|-1 mx.",
                "MX|10",
                "MX|10 mx. x",
                "MX|+1 mx.",
                "MX|10 \"mx\"",
                "TXT|",
                "TXT|\"open",
                "TXT|\"\\25\"",
                "SRV|1 2 3",
                "SOA|a. b. 1 2 3 4",
                "SOA|a. b. 4294967296 1 1 1 1",
                "TYPE731|ab",
                "TYPE731|\\# 2 ab",
                "TYPE731|\\# 1 a",
                "TYPE731|\\# 1 xx",
                "TYPE731|\\#",
                "A|\\# 3 C000"
            })
    void refusesTextThatIsNoDataOfItsType(String typeAndText) {
        int bar = typeAndText.indexOf('|');
        RecordType type = RecordType.parse(typeAndText.substring(0, bar));
        assertThatThrownBy(() -> Rdata.parse(type, typeAndText.substring(bar + 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "A, C00002",
        "A, C000020101",
        "AAAA, 20010DB8",
        "MX, 000A",
        "MX, 00",
        "MX, 000A0000",
        "TXT, ''",
        "TXT, 0561",
        "SRV, 0000000013C4",
        "SOA, 016100016200FFFFFFFF0000000100000002000000",
        "CNAME, ''",
        "CNAME, 0000",
        "CNAME, C000",
    })
    void dataThatIsTooShortOrTooLongIsMalformed(String type, String hex) {
        byte[] data = Octets.ofHex(hex).toBytes();
        assertThatThrownBy(() -> Rdata.decode(RecordType.parse(type), data)).isInstanceOf(Malformed.class);
    }

    @Test
    void txtGivesItsStringsOrThemJoinedOrTheirText() {
        Txt txt = Txt.of("v=DKIM1; p=MIGf", "MA0G");
        assertThat(txt.strings()).containsExactly(Octets.of("v=DKIM1; p=MIGf"), Octets.of("MA0G"));
        assertThat(txt.joined()).isEqualTo("v=DKIM1; p=MIGfMA0G");
        assertThat(txt.toPresentation()).isEqualTo("\"v=DKIM1; p=MIGf\" \"MA0G\"");
        // A character of two bytes may be split between strings.
        assertThat(new Txt(List.of(Octets.ofHex("C3"), Octets.ofHex("BC"))).joined())
                .isEqualTo("ü");
    }

    @Test
    void txtReadsWordsWithoutQuotesAndQuotesWithoutBlanks() {
        assertThat(Rdata.parse(RecordType.TXT, "a b\t\"c d\"\"e\"")).isEqualTo(Txt.of("a", "b", "c d", "e"));
        assertThat(Rdata.parse(RecordType.TXT, "a\\ b")).isEqualTo(Txt.of("a b"));
        assertThat(Rdata.parse(RecordType.TXT, "\"ü\"")).isEqualTo(Txt.of("ü"));
    }

    @Test
    void aStringHas255BytesAtMost() {
        assertThat(Txt.of("a".repeat(255)).toBytes()).hasSize(256);
        assertThatThrownBy(() -> Txt.of("a".repeat(256))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Rdata.parse(RecordType.TXT, "a".repeat(256)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Txt(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatATerminalWouldObeyIsEscapedInTxt() {
        Txt evil = Txt.of("\u001b[2J\u009b\u202e\u007f\r\n");
        assertThat(evil.toPresentation().chars()).allMatch(c -> c >= ' ' && c < 0x7f);
        assertThat(evil.toString().chars()).allMatch(c -> c >= ' ' && c < 0x7f);
        assertThat(Rdata.parse(RecordType.TXT, evil.toPresentation())).isEqualTo(evil);
    }

    @Test
    void aMappedAddressStaysOneOfIpv6() throws Exception {
        byte[] mapped = Octets.ofHex("00000000000000000000FFFFC0000201").toBytes();
        assertThat(((Aaaa) Rdata.decode(RecordType.AAAA, mapped)).address().getAddress())
                .isEqualTo(mapped);
    }

    @Test
    void theScopeOfAnAddressIsDropped() throws Exception {
        byte[] linkLocal = Octets.ofHex("FE800000000000000000000000000001").toBytes();
        Aaaa scoped = new Aaaa(Inet6Address.getByAddress(null, linkLocal, 7));
        assertThat(scoped.address().getScopeId()).isZero();
        assertThat(scoped.toPresentation()).isEqualTo("fe80::1");
    }

    @Test
    void refusesValuesOutOfRange() {
        assertThatThrownBy(() -> new Mx(65536, Name.ROOT)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Srv(0, 0, -1, Name.ROOT)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Unknown(RecordType.MX, Octets.EMPTY)).isInstanceOf(IllegalArgumentException.class);
        Duration half = Duration.ofMillis(500);
        assertThatThrownBy(() -> new Soa(Name.ROOT, Name.ROOT, 0, half, half, half, half))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void randomDataIsEitherMalformedOrComesBack() {
        Random random = new Random(3597);
        int good = 0;
        for (int i = 0; i < 40_000; i++) {
            RecordType type = RecordType.of(1 + random.nextInt(66));
            byte[] bytes = new byte[random.nextInt(random.nextInt(10) == 0 ? 60 : 8)];
            random.nextBytes(bytes);
            if (bytes.length > 2 && random.nextBoolean()) {
                bytes[bytes.length - 1] = 0;
                bytes[2] = (byte) (bytes.length - 4);
            }
            Rdata data;
            try {
                data = Rdata.decode(type, bytes);
            } catch (Malformed expectedNowAndThen) {
                continue;
            }
            good++;
            assertThat(data.toBytes()).isEqualTo(bytes);
            assertThat(Rdata.parse(type, data.toPresentation())).isEqualTo(data);
        }
        assertThat(good).isGreaterThan(8_000);
    }

    @Test
    void addressesAreTypedByFamily() {
        assertThat(((A) Rdata.parse(RecordType.A, "192.0.2.1")).address().getHostAddress())
                .isEqualTo("192.0.2.1");
    }
}
