package protocols.whois;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a lookup begins, and why there. */
class FirstServerTest {

    private static final String IANA_UK = "refer: whois.nic.uk\n\ndomain: UK\n";
    private static final WhoisServer NIC_UK = WhoisServer.of("whois.nic.uk");

    private Instant now = Instant.parse("2026-03-01T10:00:00Z");
    private final ServerCache cache = ServerCache.of(2, Duration.ofHours(1), () -> now);

    @ParameterizedTest
    @CsvSource({
        "example.com, whois.iana.org (root)",
        "uk, whois.iana.org (root)",
        "192.0.2.1, whois.iana.org (root)",
        "AS64496, whois.iana.org (root)",
        "EXAMPLE-NET, whois.iana.org (root)",
        "AB123-RIPE, whois.ripe.net (handle)",
        "ORG-EX1-AP, whois.apnic.net (handle)",
        "NET-192-0-2-0-1, whois.arin.net (handle)",
        "EX1-DENIC, whois.denic.de (handle)",
        "example.uk.com, whois.centralnic.com (table of 2025-06-01)",
        "www.example.uk.com, whois.centralnic.com (table of 2025-06-01)",
        "example.eu.org, whois.eu.org (table of 2025-06-01)",
        "uk.com, whois.iana.org (root)",
        "notuk.com, whois.iana.org (root)",
    })
    void serverIsChosenByWhatIsAskedFor(String query, String choice) {
        assertThat(Whois.iana().start(WhoisQuery.of(query))).hasToString(choice);
    }

    @Test
    void narrowestOverrideCountsBeforeAllElse() {
        Whois whois = Whois.iana()
                .server("uk", "whois.nic.uk")
                .server("co.uk", "whois.co.example", 4343)
                .server("uk.com", "whois.other.example")
                .server("192.0.2.0/24", "whois.wide.example")
                .server("192.0.2.0/28", "whois.narrow.example")
                .server("AS64496", "whois.as.example");
        assertThat(choice(whois, "example.org.uk")).isEqualTo("whois.nic.uk (override)");
        assertThat(choice(whois, "example.co.uk")).isEqualTo("whois.co.example:4343 (override)");
        assertThat(choice(whois, "example.uk.com")).isEqualTo("whois.other.example (override)");
        assertThat(choice(whois, "192.0.2.1")).isEqualTo("whois.narrow.example (override)");
        assertThat(choice(whois, "192.0.2.0/26")).isEqualTo("whois.wide.example (override)");
        assertThat(choice(whois, "as64496")).isEqualTo("whois.as.example (override)");
        assertThat(choice(whois, "as64497")).isEqualTo("whois.iana.org (root)");
        assertThat(choice(whois, "uk")).isEqualTo("whois.iana.org (root)");
        assertThat(choice(whois, "example.notuk")).isEqualTo("whois.iana.org (root)");
        assertThatIllegalArgumentException().isThrownBy(() -> whois.server("AB1-RIPE", "whois.ripe.net"));
        assertThatIllegalArgumentException().isThrownBy(() -> whois.server("uk", "not a host"));
    }

    @Test
    void namedServerIsAskedWhateverElseIsKnown() {
        Whois whois = Whois.at("whois.example").port(4343).server("uk", "whois.nic.uk");
        assertThat(choice(whois, "example.uk")).isEqualTo("whois.example:4343 (named)");
        assertThat(choice(whois, "AB1-RIPE")).isEqualTo("whois.example:4343 (named)");
    }

    @Test
    void referralOfIanaIsKeptForWhatItSpeaksOf() {
        Whois whois = Whois.iana().withCache(cache);
        cache.learn(WhoisQuery.of("example.co.uk"), IANA_UK, NIC_UK);
        assertThat(choice(whois, "other.uk")).isEqualTo("whois.nic.uk (cache)");
        assertThat(choice(whois, "other.org")).isEqualTo("whois.iana.org (root)");
        assertThat(choice(whois, "uk")).isEqualTo("whois.iana.org (root)");
        cache.forget(WhoisQuery.of("third.uk"));
        assertThat(choice(whois, "other.uk")).isEqualTo("whois.iana.org (root)");
    }

    @Test
    void blocksOfAddressesAndNumbersAreKept() {
        WhoisServer ripe = WhoisServer.of("whois.ripe.net");
        cache.learn(WhoisQuery.of("192.0.2.1"), "refer: x.example\n\ninetnum: 192.0.0.0 - 192.255.255.255\n", ripe);
        cache.learn(WhoisQuery.of("AS64500"), "refer: x.example\n\nas-block: 64496-64511\n", ripe);
        assertThat(cache.find(WhoisQuery.of("192.168.1.0/24"))).contains(ripe);
        assertThat(cache.find(WhoisQuery.of("193.0.0.1"))).isEmpty();
        assertThat(cache.find(WhoisQuery.of("AS64511"))).contains(ripe);
        assertThat(cache.find(WhoisQuery.of("AS64512"))).isEmpty();
        assertThat(cache.find(WhoisQuery.of("0.0.251.240"))).isEmpty();
    }

    @Test
    void answerThatSpeaksOfSomethingElseIsNotKept() {
        cache.learn(WhoisQuery.of("example.com"), IANA_UK, NIC_UK);
        cache.learn(WhoisQuery.of("example.uk"), "refer: whois.nic.uk\n", NIC_UK);
        cache.learn(WhoisQuery.of("uk"), IANA_UK, NIC_UK);
        assertThat(cache).hasToString("0 servers");
    }

    @Test
    void keptReferralGrowsOld() {
        cache.learn(WhoisQuery.of("example.uk"), IANA_UK, NIC_UK);
        now = now.plus(Duration.ofMinutes(59));
        assertThat(cache.find(WhoisQuery.of("example.uk"))).contains(NIC_UK);
        now = now.plus(Duration.ofMinutes(1));
        assertThat(cache.find(WhoisQuery.of("example.uk"))).isEmpty();
    }

    @Test
    void oldestReferralGoesWhenThereIsNoRoom() {
        for (String top : new String[] {"aa", "bb", "aa", "cc"}) {
            cache.learn(WhoisQuery.of("example." + top), "domain: " + top + "\n", NIC_UK);
        }
        assertThat(cache).hasToString("2 servers");
        assertThat(cache.find(WhoisQuery.of("example.bb"))).isEmpty();
        assertThat(cache.find(WhoisQuery.of("example.aa"))).isPresent();
        ServerCache none = ServerCache.of(0, Duration.ofHours(1));
        none.learn(WhoisQuery.of("example.uk"), IANA_UK, NIC_UK);
        assertThat(none.find(WhoisQuery.of("example.uk"))).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> ServerCache.of(-1, Duration.ZERO));
    }

    @Test
    void anotherWayThroughTheNetworkBeginsWithNothingKnown() {
        Whois whois = Whois.iana().withCache(cache);
        assertThat(whois.timeout(Duration.ofSeconds(1)).cache()).isSameAs(cache);
        assertThat(whois.via((endpoint, deadline) -> null).cache()).isNotSameAs(cache);
    }

    private static String choice(Whois whois, String query) {
        return whois.start(WhoisQuery.of(query)).toString();
    }
}
