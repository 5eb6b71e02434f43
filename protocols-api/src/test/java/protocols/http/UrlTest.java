package protocols.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlTest {

    @ParameterizedTest
    @CsvSource({
        "http://example.org, http://example.org/",
        "HTTP://Example.ORG:80/A%2fb?c=%20#d, http://example.org/A%2fb?c=%20",
        "https://example.org:443?q, https://example.org/?q",
        "https://example.org:8443/, https://example.org:8443/",
        "http://example.org:/x, http://example.org/x",
        "http://my_service.local/, http://my_service.local/",
        "http://[2001:DB8::1]:81/, http://[2001:db8::1]:81/",
        "http://b\u00fccher.example/, http://xn--bcher-kva.example/",
        "http://b%C3%BCcher%2eexample/, http://xn--bcher-kva.example/",
        "http://h%41/, http://ha/",
        "http://fa\u00df.example/, http://xn--fa-hia.example/",
        "http://[::FFFF:127.0.0.1]/, http://[::ffff:127.0.0.1]/",
        "http://[FE80:0::1%25eth0]:81/x, http://[fe80::1%25eth0]:81/x",
        "http://h/\u00fc?\u20ac, http://h/%C3%BC?%E2%82%AC",
        "http://h/a{b}|c^, http://h/a{b}|c^",
    })
    void aUrlStaysAsItIsButForItsHost(String text, String expected) {
        assertThat(Url.parse(text)).hasToString(expected).isEqualTo(Url.parse(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.org",
                "//example.org",
                "ftp://example.org/",
                "http:/example.org",
                "http://",
                "http:///path",
                "http://user@example.org/",
                "http://user:secret@example.org/",
                "http://a b/",
                "http://h/a b",
                "http://h/a\r\nX: y",
                "http://h/\u0000",
                "http://h/a\\b",
                "http://h:0/",
                "http://h:65536/",
                "http://h:+80/",
                "http://h:8a/",
                "http://h:80:80/",
                "http://[::1/",
                "http://[::1]x/",
                "http://[v1.x]/",
                "http://[1.2.3.4]/",
                "http://h%4/",
                "http://h%2f/",
                "http://h%00/",
                "http://%ff/",
                "http://h%20x/",
                "http://1.2.3.4.5/",
                "http://256.1.1.1/",
                "http://0x7f.1/",
                "http://127.1/",
                "http://2130706433/",
                "http://[:]/",
                "http://[::1%251]x/",
                "http://[fe80::1%eth0]/",
                "http://[fe80::1%25]/",
                "http://[fe80::1%25a%2fb]/",
                "http://h!x/",
                "http://a..b/",
                "http://\u2100.example/",
                "http://h\u0000/",
                "http://h\"x/",
            })
    void whatIsNoUrlIsRefused(String text) {
        assertThatThrownBy(() -> Url.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .extracting(Throwable::getMessage)
                .asString()
                .doesNotContain("secret");
    }

    /** RFC 6874 section 4. */
    @Test
    void aZoneStaysOnThisMachine() {
        Url url = Url.parse("http://[fe80::1%25eth0]:81/");
        assertThat(url.host()).isEqualTo("fe80::1%eth0");
        assertThat(url.authority()).isEqualTo("[fe80::1]:81");
        assertThat(Http.at(url).host()).isEqualTo("fe80::1%eth0");
        assertThat(url.sameOrigin(Url.parse("http://[fe80::1%25eth1]:81/"))).isFalse();
    }

    /** RFC 3986 section 5.4, the examples that lead to http, without their fragments. */
    @ParameterizedTest
    @CsvSource({
        "g, /b/c/g",
        "./g, /b/c/g",
        "g/, /b/c/g/",
        "/g, /g",
        "?y, /b/c/d;p?y",
        "g?y, /b/c/g?y",
        "#s, /b/c/d;p?q",
        "g#s, /b/c/g",
        "g?y#s, /b/c/g?y",
        ";x, /b/c/;x",
        "g;x, /b/c/g;x",
        "'', /b/c/d;p?q",
        "., /b/c/",
        "./, /b/c/",
        ".., /b/",
        "../, /b/",
        "../g, /b/g",
        "../.., /",
        "../../, /",
        "../../g, /g",
        "../../../g, /g",
        "/./g, /g",
        "/../g, /g",
        "g., /b/c/g.",
        "..g, /b/c/..g",
        "./../g, /b/g",
        "./g/., /b/c/g/",
        "g/../h, /b/c/h",
        "g;x=1/../y, /b/c/y",
        "g?y/../x, /b/c/g?y/../x",
    })
    void referencesResolveAsTheStandardShows(String reference, String expected) {
        assertThat(Url.parse("http://a/b/c/d;p?q").resolve(reference)).hasToString("http://a" + expected);
    }

    @Test
    void aReferenceMayLeadElsewhere() {
        Url base = Url.parse("https://a:8443/b");
        assertThat(base.resolve("//g/x")).hasToString("https://g/x");
        assertThat(base.resolve("http://g")).hasToString("http://g/");
        assertThatThrownBy(() -> base.resolve("mailto:x@example.org")).isInstanceOf(IllegalArgumentException.class);
        assertThat(base.sameOrigin(Url.parse("https://A:8443"))).isTrue();
        assertThat(base.sameOrigin(Url.parse("http://a:8443"))).isFalse();
        assertThat(base.sameOrigin(Url.parse("https://a"))).isFalse();
    }

    @Test
    void aValueIsEncodedForAQuery() {
        assertThat(Url.encode("a b&c=\u20ac~")).isEqualTo("a%20b%26c%3D%E2%82%AC~");
        assertThatThrownBy(() -> Url.encode("a\ud83d")).hasMessageContaining("half of a surrogate pair in a value");
        assertThatThrownBy(() -> Url.parse("http://x.example/\udc00"))
                .hasMessageContaining("half of a surrogate pair in a URL");
    }
}
