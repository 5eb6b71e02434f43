package protocols.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import protocols.WireException.Malformed;
import protocols.dns.EdnsOption.ClientSubnet;
import protocols.dns.EdnsOption.Cookie;
import protocols.dns.EdnsOption.KeepAlive;
import protocols.dns.EdnsOption.Nsid;
import protocols.dns.EdnsOption.Padding;
import protocols.dns.EdnsOption.Unknown;

class EdnsOptionTest {

    /** Code, data, and how dig shows it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3     | ''                               | NSID",
                "3     | 6E7331                           | NSID: 6e 73 31 (\"ns1\")",
                "3     | 1B5B                             | NSID: 1b 5b (\"\\027[\")",
                "8     | 00011800C00002                   | CLIENT-SUBNET: 192.0.2.0/24/0",
                "8     | 00011914C0000280                 | CLIENT-SUBNET: 192.0.2.128/25/20",
                "8     | 00010000                         | CLIENT-SUBNET: 0.0.0.0/0/0",
                "8     | 0002383020010DB8000001           | CLIENT-SUBNET: 2001:db8:0:100::/56/48",
                "10    | 0123456789ABCDEF                 | COOKIE: 0123456789abcdef",
                "10    | 0123456789ABCDEFFEDCBA9876543210 | COOKIE: 0123456789abcdeffedcba9876543210",
                "11    | ''                               | TCP KEEPALIVE",
                "11    | 012D                             | TCP KEEPALIVE: 30.1 secs",
                "12    | 000000                           | PAD: (3 bytes)",
                "15    | 00166E6F6E65                     | EDE: 22 (No Reachable Authority): (none)",
                "65001 | 0102                             | OPT=65001: 0102",
            })
    void comesBackFromItsDataAndIsShownAsDigShowsIt(int code, String hex, String shown) throws Exception {
        EdnsOption option = EdnsOption.decode(code, Octets.ofHex(hex));
        assertThat(option).hasToString(shown);
        assertThat(option.code()).isEqualTo(code);
        assertThat(option.data().hex()).isEqualTo(hex);
        Message sent = Message.query(Name.ROOT, RecordType.NS).option(option).build();
        assertThat(sent.edns().orElseThrow().options()).containsExactly(option);
    }

    @ParameterizedTest
    @CsvSource({
        "8, 000118",
        "8, 00011800C000",
        "8, 00011800C0000200",
        "8, 00011800C00002FF",
        "8, 00011700C00003",
        "8, 00012100C000020100",
        "8, 00011821C00002",
        "8, 00031800C00002",
        "10, 01234567",
        "10, 0123456789ABCDEFFE",
        "11, 01",
        "15, 00",
    })
    void dataThatIsNoneOfAKnownOptionIsMalformed(int code, String hex) {
        assertThatThrownBy(() -> EdnsOption.decode(code, Octets.ofHex(hex))).isInstanceOf(Malformed.class);
    }

    @Test
    void theNetworkOfAClientHasNoMoreBitsThanItsPrefix() throws Exception {
        ClientSubnet subnet = ClientSubnet.of(InetAddress.getByName("192.0.2.255"), 25);
        assertThat(subnet.address()).isEqualTo(InetAddress.getByName("192.0.2.128"));
        assertThat(subnet).hasToString("CLIENT-SUBNET: 192.0.2.128/25/0");
        assertThatThrownBy(() -> ClientSubnet.of(InetAddress.getByName("192.0.2.1"), 33))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesWhatNoOptionCanHold() {
        Octets eight = Octets.of(new byte[8]);
        assertThatThrownBy(() -> new Cookie(Octets.EMPTY, eight)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Cookie(eight, Octets.of(new byte[33])))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new KeepAlive(Optional.of(Duration.ofHours(2))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new KeepAlive(Optional.of(Duration.ofMillis(50))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Unknown(Cookie.CODE, eight)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void optionsAreFoundAndTakenAwayByKind() {
        Edns edns = Edns.DEFAULT.with(Nsid.ASK, KeepAlive.ASK);
        assertThat(edns.option(Nsid.class)).contains(Nsid.ASK);
        assertThat(edns.without(Nsid.class)).isEqualTo(Edns.DEFAULT.with(KeepAlive.ASK));
        assertThat(edns.option(Padding.class)).isEmpty();
    }

    /** RFC 8467 section 4.1. */
    @ParameterizedTest
    @CsvSource({"1, 44", "43, 86", "44, 44", "45, 45", "48, 48", "49, 49", "52, 52", "128, 128"})
    void paddingFillsTheLastBlock(int block, int length) {
        // 12 header, 17 question, 11 OPT, 4 of the option itself
        var query = Message.query(Name.of("example.org"), RecordType.A).padTo(block);
        assertThat(query.encode()).hasSize(block == 1 ? length - 4 : length);
        assertThat(query.option(Nsid.ASK).encode().length % block).isZero();
    }
}
