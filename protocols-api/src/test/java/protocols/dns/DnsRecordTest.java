package protocols.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DnsRecordTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.org.\t\t3600\tIN\tMX\t10 mail.example.org.",
                "www.example.org.\t300\tIN\tA\t192.0.2.1",
                "a.\t\t\t0\tIN\tAAAA\t2001:db8::1",
                "selector1._domainkey.example.org. 86400 IN TXT\t\"v=DKIM1; p=\" \"AB\\\"C\"",
                "a-name-of-twenty-three.\t2147483647 IN\tNS\tns.example.org.",
                ".\t\t\t518400\tIN\tNS\ta.root-servers.net.",
                "version.bind.\t\t0\tCH\tTXT\t\"9\"",
                "x.\t\t\t1\tANY\tA\t192.0.2.1",
                "x.\t\t\t1\tIN\tANY\t\\# 0",
                "x.\t\t\t1\tCLASS32\tTYPE731\t\\# 2 ABCD",
                "a\\.b\\032\\@.org.\t\t1\tIN\tCNAME\t\\000.org.",
            })
    void printsInTheColumnsOfDigAndParsesBack(String line) {
        DnsRecord one = DnsRecord.parse(line);
        assertThat(one).hasToString(line);
        assertThat(DnsRecord.parse(one.toString())).isEqualTo(one);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.org 60 IN A 192.0.2.1",
                "example.org. IN 60 A 192.0.2.1",
                "EXAMPLE.org\t60\ta  192.0.2.1 "
            })
    void readsTtlAndClassInEitherOrder(String line) {
        assertThat(DnsRecord.parse(line))
                .isEqualTo(DnsRecord.of(
                        Name.of("example.org"), Duration.ofMinutes(1), Rdata.parse(RecordType.A, "192.0.2.1")));
    }

    @Test
    void aTtlOrClassThatIsNotGivenIsZeroAndIn() {
        DnsRecord one = DnsRecord.parse("example.org A 192.0.2.1");
        assertThat(one.ttl()).isZero();
        assertThat(one.recordClass()).isEqualTo(RecordClass.IN);
        assertThat(one.type()).isEqualTo(RecordType.A);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "example.org", "example.org 60 IN", "a. 60 IN NOSUCH x", "a. 60 IN 65 x", "a. 60 60 60 A 1"})
    void refusesWhatIsNoRecord(String line) {
        assertThatThrownBy(() -> DnsRecord.parse(line)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anyTextIsARecordThatComesBackOrRefused() {
        Random random = new Random(1035);
        List<DnsRecord> good = GoodMessages.oneOfEveryType();
        String alphabet = " \t\"\\\\#0129.:aAzMX\u0000\u007f\u00fc\ud800";
        int records = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder line = new StringBuilder(good.get(i % good.size()).toString());
            for (int n = random.nextInt(3); n >= 0; n--) {
                int at = random.nextInt(line.length());
                String other = alphabet.substring(i % alphabet.length(), i % alphabet.length() + random.nextInt(2));
                line.replace(at, at + 1, other);
            }
            DnsRecord one;
            try {
                one = DnsRecord.parse(line.toString());
            } catch (IllegalArgumentException refused) {
                continue;
            }
            records++;
            assertThat(DnsRecord.parse(one.toString())).isEqualTo(one);
        }
        assertThat(records).isGreaterThan(1_000);
    }

    @Test
    void aTtlIsWholeSecondsOf31Bits() {
        Rdata data = Rdata.parse(RecordType.A, "192.0.2.1");
        assertThat(DnsRecord.of(Name.ROOT, Duration.ofSeconds(Integer.MAX_VALUE), data)
                        .ttl())
                .isPositive();
        for (Duration bad : new Duration[] {
            Duration.ofSeconds(-1), Duration.ofMillis(1500), Duration.ofSeconds(Integer.MAX_VALUE + 1L)
        }) {
            assertThatThrownBy(() -> DnsRecord.of(Name.ROOT, bad, data)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "MX, 15, MX",
        "mx, 15, MX",
        "TYPE15, 15, MX",
        "type65280, 65280, TYPE65280",
        "65, 65, HTTPS",
        "257, 257, CAA"
    })
    void typesAreReadByNameOrNumber(String text, int number, String shown) {
        assertThat(RecordType.parse(text)).isEqualTo(RecordType.of(number)).hasToString(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "NOSUCH", "TYPE", "TYPE65536", "-1", "TYPE1x", "99999999999999999999"})
    void whatNamesNoTypeIsRefused(String text) {
        assertThatThrownBy(() -> RecordType.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void codesHaveTheirRegisteredNames() {
        assertThat(Rcode.of(3)).isEqualTo(Rcode.NXDOMAIN).hasToString("NXDOMAIN");
        assertThat(Rcode.of(23)).hasToString("BADCOOKIE");
        assertThat(Rcode.of(14)).hasToString("RCODE14");
        assertThat(new Opcode(5)).hasToString("UPDATE");
        assertThat(new Opcode(9)).hasToString("OPCODE9");
        assertThat(RecordClass.parse("class1")).isEqualTo(RecordClass.IN).hasToString("IN");
    }
}
