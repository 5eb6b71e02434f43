package protocols.whois;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import protocols.WireException;
import protocols.http.Url;

/** Which service answers for what, by RFC 9224. */
class BootstrapTest {

    private static final Map<String, String> REGISTRIES = Map.of(
            "dns.json",
            """
            {"version": "1.0", "publication": "2026-01-01T00:00:00Z", "services": [
              [["com", "NET"], ["https://com.example/v1/"]],
              [["co.uk"], ["https://second.example/"]],
              [["uk", 7], ["http://clear.example/", "https://uk.example/rdap", "gopher://old.example/"]],
              [["xn--p1ai"], ["http://only.example/"]],
              [["nobody"], ["not a url"]],
              "broken", [], [["x"]]
            ]}
            """,
            "ipv4.json",
            """
            {"services": [
              [["192.0.0.0/8", "198.51.100.0/24"], ["https://wide.example/"]],
              [["192.0.2.0/24"], ["https://narrow.example/"]]
            ]}
            """,
            "ipv6.json",
            """
            {"services": [
              [["2001:db8::/32"], ["https://six.example/"]],
              [["2001:db8:1::/48"], ["https://closer.example/"]]
            ]}
            """,
            "asn.json",
            """
            {"services": [[["64496-64511", "65536"], ["https://as.example/"]], [["0-4294967295"], ["https://rest.example/"]]]}
            """,
            "object-tags.json",
            """
            {"services": [[["contact@example.org"], ["TEST"], ["https://tag.example/"]]]}
            """);

    private final List<String> loaded = new ArrayList<>();
    private boolean down;

    private byte[] load(Url url) throws WireException {
        loaded.add(url.toString());
        if (down) {
            throw new WireException.Unreachable("down", List.of());
        }
        String file = url.target().substring(url.target().lastIndexOf('/') + 1);
        return REGISTRIES.getOrDefault(file, "{}").getBytes(UTF_8);
    }

    private String service(Bootstrap bootstrap, String query) throws WireException {
        List<Url> services = bootstrap.services(WhoisQuery.of(query), this::load);
        return services.isEmpty() ? "none" : services.get(0).toString();
    }

    @ParameterizedTest
    @CsvSource({
        "example.com, https://com.example/v1/",
        "www.example.net, https://com.example/v1/",
        "example.uk, https://uk.example/rdap/",
        "example.co.uk, https://second.example/",
        "notco.uk, https://uk.example/rdap/",
        "example.xn--p1ai, http://only.example/",
        "example.org, none",
        "example.nobody, none",
        "uk, none",
        "192.0.2.7, https://narrow.example/",
        "192.0.3.7, https://wide.example/",
        "192.0.2.0/25, https://narrow.example/",
        "192.0.2.0/23, https://wide.example/",
        "198.51.100.255, https://wide.example/",
        "203.0.113.1, none",
        "2001:db8:2::1, https://six.example/",
        "2001:db8:1::1, https://closer.example/",
        "2001:db8:1::/47, https://six.example/",
        "2001:db9::1, none",
        "AS64500, https://as.example/",
        "AS65536, https://as.example/",
        "AS64512, https://rest.example/",
        "AB1-TEST, https://tag.example/",
        "AB1-OTHER, none",
        "AB1, none"
    })
    void theClosestEntryNamesTheService(String query, String service) throws WireException {
        assertThat(service(Bootstrap.at(Url.parse(Bootstrap.IANA)), query)).isEqualTo(service);
    }

    @Test
    void aRegistryIsLoadedOnceAndAgainWhenItsTimeIsOver() throws WireException {
        Bootstrap bootstrap = Bootstrap.at(Url.parse("https://mirror.example/rdap/"));
        service(bootstrap, "example.com");
        service(bootstrap, "example.uk");
        service(bootstrap, "192.0.2.1");
        assertThat(loaded)
                .containsExactly("https://mirror.example/rdap/dns.json", "https://mirror.example/rdap/ipv4.json");
        Bootstrap forgetful = bootstrap.keepFor(Duration.ZERO);
        service(forgetful, "example.com");
        service(forgetful, "example.com");
        assertThat(loaded).hasSize(4);
    }

    @Test
    void anOldRegistryServesOnWhereNoNewOneIsToBeHad() throws WireException {
        Bootstrap bootstrap = Bootstrap.at(Url.parse(Bootstrap.IANA)).keepFor(Duration.ZERO);
        service(bootstrap, "example.com");
        down = true;
        assertThat(service(bootstrap, "example.com")).isEqualTo("https://com.example/v1/");
        assertThatThrownBy(() -> service(bootstrap, "192.0.2.1")).isInstanceOf(WireException.Unreachable.class);
        assertThat(loaded).hasSize(3);
    }

    @Test
    void whatIsNoRegistryIsMalformed() {
        for (String text : List.of("", "[]", "{}", "{\"services\":{}}", "<html>")) {
            assertThatThrownBy(() -> Bootstrap.at(Url.parse(Bootstrap.IANA))
                            .services(WhoisQuery.of("example.com"), url -> text.getBytes(UTF_8)))
                    .isInstanceOf(WireException.Malformed.class);
        }
    }

    @Test
    void manyEntriesAreFoundInLinearTime() throws WireException {
        StringBuilder entries = new StringBuilder();
        for (int i = 0; i < 90_000; i++) {
            entries.append(i == 0 ? "" : ",").append("\"t").append(i).append('"');
        }
        String text = "{\"services\":[[[" + entries + "],[\"https://many.example/\"]]]}";
        Bootstrap bootstrap = Bootstrap.at(Url.parse(Bootstrap.IANA));
        assertThat(bootstrap.services(WhoisQuery.of("example.t89999"), url -> text.getBytes(UTF_8)))
                .hasSize(1);
    }
}
