package protocols.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.Protocol.Transport;
import protocols.smtp.Smtp;

/** What is a host, and how it is written. */
class HostTest {

    @ParameterizedTest
    @CsvSource({
        // RFC 4291 section 2.2
        "ABCD:EF01:2345:6789:ABCD:EF01:2345:6789, abcd:ef01:2345:6789:abcd:ef01:2345:6789",
        "2001:DB8:0:0:8:800:200C:417A, 2001:db8::8:800:200c:417a",
        "2001:DB8::8:800:200C:417A, 2001:db8::8:800:200c:417a",
        "FF01:0:0:0:0:0:0:101, ff01::101",
        "0:0:0:0:0:0:0:1, ::1",
        "0:0:0:0:0:0:0:0, ::",
        "0:0:0:0:0:0:13.1.68.3, ::d01:4403",
        "0:0:0:0:0:FFFF:129.144.52.38, ::ffff:129.144.52.38",
        "::FFFF:129.144.52.38, ::ffff:129.144.52.38",
        "::ffff:8190:3426, ::ffff:129.144.52.38",
        // RFC 5952 section 4.1: no leading zeros
        "2001:0db8::0001, 2001:db8::1",
        // section 4.2.1: as short as possible
        "2001:db8:0:0:0:0:2:1, 2001:db8::2:1",
        "2001:db8::0:1, 2001:db8::1",
        // section 4.2.2: one group of zeros is not shortened
        "2001:db8::1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        // section 4.2.3: the longest run, the first of equals
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "1:0:0:4:5:6::, 1::4:5:6:0:0",
        "::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8",
        "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
        // section 4.3: small letters
        "2001:DB8::AAAA, 2001:db8::aaaa",
        // RFC 4007 section 11
        "FE80::1%eth0, fe80::1%eth0",
        "fe80:0:0:0:0:0:0:1%En-0.100_a~b, fe80::1%En-0.100_a~b",
    })
    void anIpv6AddressIsWrittenInOneWay(String text, String canonical) throws UnknownHostException {
        Host host = Host.parse(text);
        assertThat(host.text()).isEqualTo(canonical);
        assertThat(host.isLiteral()).isTrue();
        assertThat(host).isEqualTo(Host.parse(canonical));
        int percent = text.indexOf('%');
        String bare = percent < 0 ? text : text.substring(0, percent);
        // Without a zone the JDK reads the same.
        assertThat(host.address()).contains(InetAddress.getByName(bare));
        assertThat(new Endpoint(text, 25, Transport.TCP).authority()).isEqualTo("[" + canonical + "]:25");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[:]",
                ":",
                ":::",
                "1:",
                ":1",
                "::1::",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7:8::",
                "::1:2:3:4:5:6:7:8",
                "1:2:3:4:5:6:7:8:",
                "12345::",
                "::g",
                "::1.2.3",
                "::1.2.3.256",
                "::1.2.3.04",
                "1.2.3.4::",
                "::1.2.3.4:5",
                "1:2:3:4:5:6:7:1.2.3.4",
                "::1%",
                "fe80::1%eth 0",
                "fe80::1%eth0/64",
                "fe80::1%25%30",
                "::ffff:127.0.0.1%1",
                "::1/128",
                " ::1",
                "\uff11::1",
                "::\u0661",
            })
    void whatIsNoIpv6AddressIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Smtp.at(text))
                .withMessageContaining("not a host, with a colon it is an IPv6 address (RFC 4291 section 2.2): ");
        assertThat(Host.literal(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "127.0.0.1", "192.0.2.10", "255.255.255.255"})
    void anIpv4AddressIsFourDecimalNumbers(String text) {
        Host host = Host.parse(text);
        assertThat(host.text()).isEqualTo(text);
        assertThat(host.octets()).hasSize(4);
        assertThat(host.address()).containsInstanceOf(Inet4Address.class);
        assertThat(Host.literal(text)).contains(host);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.2.3.4.5",
                "256.1.1.1",
                "1.2.3",
                "127.1",
                "1",
                "2130706433",
                "0x7f.1",
                "0x7f000001",
                "0x",
                "0177.0.0.1",
                "127.0.0.01",
                "127.0.0.1.",
                "1..2.3",
                "01.02.03.04",
                "0000.0.0.0",
                "example.1",
                "example.0x1f",
                "a.1.2.3.256",
            })
    void whatEndsInANumberIsAnIpv4AddressOrNothing(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Smtp.at(text))
                .withMessageContaining("not a host, ")
                .withMessageContaining("four decimal numbers from 0 to 255")
                .withMessageEndingWith(": " + text);
        assertThat(Host.literal(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "mx.example.org, mx.example.org",
        "MX.Example.ORG, mx.example.org",
        "mx.example.org., mx.example.org.",
        "localhost, localhost",
        "a, a",
        "3com.example, 3com.example",
        "1.2.3.4.example, 1.2.3.4.example",
        "0x7f.1.example, 0x7f.1.example",
        "0xg, 0xg",
        "r3---sn-x.example, r3---sn-x.example",
        "_dmarc.mail_1.example, _dmarc.mail_1.example",
        "-a-.example, -a-.example",
        "xn--fa-hia.example, xn--fa-hia.example",
        "xn--what-nobody-can-decode-9.example, xn--what-nobody-can-decode-9.example",
        "faß.example, xn--fa-hia.example",
        "FAẞ.example, xn--fa-hia.example",
        "bücher。example, xn--bcher-kva.example",
        "ｍｘ.example, mx.example",
        "r3---sn-ü.example, xn--r3---sn--e6a.example",
        "_dmarc.bücher.example, _dmarc.xn--bcher-kva.example",
    })
    void aNameIsWrittenInOneWay(String text, String canonical) {
        Host host = Host.parse(text);
        assertThat(host.text()).isEqualTo(canonical);
        assertThat(host.isLiteral()).isFalse();
        assertThat(host.address()).isEmpty();
        assertThat(host.octets()).isEmpty();
        assertThat(Host.literal(text)).isEmpty();
        assertThat(Smtp.at(text).host()).isEqualTo(canonical);
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "'',a name is not empty",
                ".,a name is not empty",
                "a..b,a label is not empty",
                ".a,a label is not empty",
                "a..,a label is not empty",
                "a b,'a name is made of letters, digits, hyphens, underscores and dots'",
                " a,'a name is made of letters, digits, hyphens, underscores and dots'",
                "a\u0000b,'a name is made of letters, digits, hyphens, underscores and dots'",
                "a\u001bb,'a name is made of letters, digits, hyphens, underscores and dots'",
                "a\u007f,'a name is made of letters, digits, hyphens, underscores and dots'",
                "a/b,'a name is made of letters, digits, hyphens, underscores and dots'",
                "user@a,'a name is made of letters, digits, hyphens, underscores and dots'",
                "a%41,'a name is made of letters, digits, hyphens, underscores and dots'",
                "*.a,'a name is made of letters, digits, hyphens, underscores and dots'",
                "ü/b.example,'a name is made of letters, digits, hyphens, underscores and dots'",
                "ü b.example,'a name is made of letters, digits, hyphens, underscores and dots'",
                "ü..example,a label is not empty",
                "\u00ad,a name is not empty",
                "ü.１２,the last label of a name is no number",
                "１２７.0.0.1,the last label of a name is no number",
                "a\u202eb.example,U+202E is in no name (UTS 46)",
                "a\u200db.example,a joiner where nothing is joined (RFC 5892 appendix A)",
                "127.0.0.1:2525,a port goes into port()",
                "mx.example.org:25,a port goes into port()",
                "[::1]:25,a port goes into port()",
                "[::1],an IPv6 address is written without brackets",
                "http://a.example,a URL is no host",
                "http://a.example:80,a URL is no host",
            })
    void whatIsNoHostIsRefusedWithTheRule(String text, String rule) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Smtp.at(text))
                .withMessage("not a host, " + rule + ": " + protocols.Text.printable(text));
    }

    @Test
    void lengthsAreThoseOfTheDns() {
        String label = "a".repeat(63);
        String name = label + "." + label + "." + label + "." + "a".repeat(61);
        assertThat(Host.parse(name).text()).hasSize(253);
        assertThat(Host.parse(name + ".").text()).hasSize(254);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Host.parse(name + "a"))
                .withMessageContaining("a name is at most 253 characters long");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Host.parse(label + "a.example"))
                .withMessageContaining("a label is at most 63 characters long");
        // 56 letters are 63 with their prefix and one that is beyond ASCII, 57 are 64.
        assertThat(Host.parse("a".repeat(55) + "ü").text()).hasSize(63);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Host.parse("a".repeat(56) + "ü"))
                .withMessageContaining("a label is at most 63 characters long");
    }

    @Test
    void aNameIsReadByPeopleInItsLetters() {
        assertThat(Host.parse("FAẞ.example").unicode()).isEqualTo("faß.example");
        assertThat(Host.parse("xn--fa-hia.xn--abc-.example.").unicode()).isEqualTo("faß.xn--abc-.example.");
        assertThat(Host.parse("::1").unicode()).isEqualTo("::1");
    }

    @Test
    void anAddressIsWrittenAsItWouldBeRead() throws UnknownHostException {
        byte[] octets = Host.parse("2001:db8::1").octets();
        assertThat(Host.of(InetAddress.getByAddress(octets)).text()).isEqualTo("2001:db8::1");
        assertThat(Host.of(Inet6Address.getByAddress(null, octets, 7)).text()).isEqualTo("2001:db8::1%7");
        assertThat(Host.of(InetAddress.getByAddress("name.example", new byte[] {1, 2, 3, 4}))
                        .text())
                .isEqualTo("1.2.3.4");
        Inet6Address scoped = (Inet6Address) Host.parse("fe80::1%7").address().orElseThrow();
        assertThat(scoped.getScopeId()).isEqualTo(7);
        assertThat(Host.parse("fe80::1%7").zone()).contains("7");
        assertThat(Host.parse("::ffff:192.0.2.1").address()).containsInstanceOf(Inet4Address.class);
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, true",
        "LOCALHOST, true",
        "127.0.0.1, true",
        "127.255.0.9, true",
        "::1, true",
        "0:0::1, true",
        "::ffff:127.0.0.1, true",
        "128.0.0.1, false",
        "::2, false",
        "127.0.0.1.example, false",
        "local.example, false",
    })
    void loopbackIsKnownWithoutALookup(String text, boolean loopback) {
        assertThat(new Endpoint(text, 25, Transport.TCP).isLoopback()).isEqualTo(loopback);
    }
}
