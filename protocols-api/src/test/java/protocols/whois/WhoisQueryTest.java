package protocols.whois;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.whois.WhoisQuery.Kind;

class WhoisQueryTest {

    @ParameterizedTest
    @CsvSource({
        "Example.COM, DOMAIN, example.com",
        "example.com., DOMAIN, example.com",
        "b\u00fccher.de, DOMAIN, xn--bcher-kva.de",
        "com, TOP_LEVEL_DOMAIN, com",
        ".museum, TOP_LEVEL_DOMAIN, museum",
        "192.0.2.1, IPV4, 192.0.2.1",
        "2001:DB8::1, IPV6, 2001:db8::1",
        "::ffff:192.0.2.1, IPV6, ::ffff:192.0.2.1",
        "192.0.2.0/24, CIDR, 192.0.2.0/24",
        "2001:db8::/32, CIDR, 2001:db8::/32",
        "as64496, AS_NUMBER, AS64496",
        "AS4294967295, AS_NUMBER, AS4294967295",
        "AS4294967296, HANDLE, AS4294967296",
        "AB123-RIPE, HANDLE, AB123-RIPE",
        "192.0.2.256, HANDLE, 192.0.2.256",
        "192.0.2.0/33, HANDLE, 192.0.2.0/33",
        "1::2::3, HANDLE, 1::2::3",
        "jo@example.com, HANDLE, jo@example.com",
        "stra\u00dfe.de, DOMAIN, xn--strae-oqa.de",
        "0x7f.1, HANDLE, 0x7f.1",
    })
    void kindIsFoundByFormAlone(String query, Kind kind, String text) {
        assertThat(WhoisQuery.of(query).kind()).isEqualTo(kind);
        assertThat(WhoisQuery.of(query).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "a\r\nb", "a\nb", "a\0b", "a\033b", "-k example.com", "stra\u202ee.de"})
    void queryThatCouldMeanAnotherIsRefused(String query) {
        assertThatIllegalArgumentException().isThrownBy(() -> WhoisQuery.of(query));
    }

    @Test
    void verbatimQueryKeepsItsFlagsButNoLineEnd() {
        assertThat(WhoisQuery.verbatim("-B -r 192.0.2.1").lineFor(WhoisServer.of("whois.arin.net")))
                .isEqualTo("-B -r 192.0.2.1");
        assertThatIllegalArgumentException().isThrownBy(() -> WhoisQuery.verbatim("-k\r\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "example.com, whois.verisign-grs.com, domain example.com",
        "www.example.com, whois.verisign-grs.com, www.example.com",
        "example.de, whois.denic.de, '-T dn,ace -C UTF-8 example.de'",
        "example.dk, whois.punktum.dk, --show-handles example.dk",
        "example.jp, whois.jprs.jp, example.jp/e",
        "192.0.2.1, whois.arin.net, n + 192.0.2.1",
        "192.0.2.0/24, whois.arin.net, r + = 192.0.2.0/24",
        "AS64496, whois.arin.net, a 64496",
        "AS64496, whois.nic.ad.jp, AS 64496/e",
        "192.0.2.0/24, whois.iana.org, 192.0.2.0",
        "example.org, whois.example.org, example.org",
    })
    void eachServerIsAskedInItsOwnWords(String query, String server, String line) {
        assertThat(WhoisQuery.of(query).lineFor(WhoisServer.of(server))).isEqualTo(line);
    }

    @Test
    void topLevelDomainIsTheLastLabel() {
        assertThat(WhoisQuery.of("b\u00fccher.de").topLevelDomain()).contains("de");
        assertThat(WhoisQuery.of("192.0.2.1").topLevelDomain()).isEmpty();
    }

    @Test
    void serverIsReadWithAndWithoutPort() {
        assertThat(WhoisServer.of("WHOIS.Example.net")).isEqualTo(WhoisServer.of("whois.example.net", 43));
        assertThat(WhoisServer.read("localhost:4343").orElseThrow()).hasToString("localhost:4343");
        assertThat(WhoisServer.read("[::1]:4343").orElseThrow()).hasToString("[::1]:4343");
        assertThat(WhoisServer.of("::1")).isEqualTo(WhoisServer.read("::1").orElseThrow());
        for (String wrong : new String[] {
            "", "a b", "host:", "host:0", "host:65536", "a..b", "256.1.1.1", "0x7f.1", "[::1", "x;y", "1.2.3"
        }) {
            assertThatIllegalArgumentException().as(wrong).isThrownBy(() -> WhoisServer.of(wrong));
            assertThat(WhoisServer.read(wrong)).as(wrong).isEmpty();
        }
        assertThat(WhoisServer.read("-x.y"))
                .as("what a peer wrote is no option")
                .isEmpty();
        assertThat(WhoisServer.of("faß.example.")).isEqualTo(WhoisServer.of("xn--fa-hia.example"));
        assertThat(WhoisServer.of("2001:DB8:0::1")).hasToString("2001:db8::1");
    }
}
