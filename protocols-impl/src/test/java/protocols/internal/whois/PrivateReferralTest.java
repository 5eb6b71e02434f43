package protocols.internal.whois;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import protocols.Protocol;
import protocols.WireException;
import protocols.internal.wire.DirectConnector;
import protocols.net.Deadline;
import protocols.net.Endpoint;
import protocols.whois.Registration;
import protocols.whois.Whois;
import protocols.whois.WhoisReferral;

/** Whoever writes an answer must not be able to use us to reach what only we can reach. */
class PrivateReferralTest {

    private final ScriptedNetwork network = new ScriptedNetwork()
            .address("inner.example.net", "10.0.0.5")
            .address("10.0.0.5", "10.0.0.5")
            .address("::1", "[0:0:0:0:0:0:0:1]")
            .address("127.0.0.1", "127.0.0.1");

    @Test
    void aPrivateAddressIsNotEvenConnectedTo() throws Exception {
        Registration found = lookup("whois.example", "10.0.0.5");
        assertIgnored(found);
        assertThat(network.opened).containsExactly("whois.example");
    }

    @Test
    void loopbackInIpv6IsNotConnectedTo() throws Exception {
        assertIgnored(lookup("whois.example", "[::1]:43"));
        assertThat(network.opened).containsExactly("whois.example");
    }

    @Test
    void aNameThatLeadsToAPrivateAddressIsJudgedByTheConnection() throws Exception {
        Registration found = lookup("whois.example", "inner.example.net");
        assertIgnored(found);
        assertThat(network.opened).containsExactly("whois.example", "inner.example.net");
        assertThat(network.asked).containsExactly("whois.example: example.com");
    }

    @Test
    void itIsFollowedWhereTheCallerSaysSo() throws Exception {
        Registration found = lookup(Whois.at("whois.example").followPrivate(), "inner.example.net");
        assertThat(found.chain()).hasSize(2);
    }

    @Test
    void aPrivateServerMayReferToItsNeighbours() throws Exception {
        assertThat(lookup("127.0.0.1", "10.0.0.5").chain()).hasSize(2);
    }

    @Test
    void aPublicServerIsFollowed() throws Exception {
        assertThat(lookup("whois.example", "outer.example.net").chain()).hasSize(2);
    }

    @Test
    void aForbiddenAddressOfANameThatIsResolvedHereIsNotEvenTried() throws Exception {
        try (ServerSocketChannel inside = ServerSocketChannel.open()) {
            inside.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                    .configureBlocking(false);
            int port = inside.socket().getLocalPort();
            DirectConnector guarded = new DirectConnector().only(address -> !address.isLoopbackAddress());
            assertThatThrownBy(() -> guarded.open(
                            new Endpoint("localhost", port, Protocol.Transport.TCP),
                            Deadline.after("timeout", Duration.ofSeconds(10))))
                    .isInstanceOf(WireException.Unreachable.class)
                    .hasMessageContaining("no address that may be connected to");
            assertThat(inside.accept()).isNull();
        }
    }

    @Test
    void addressesAreReadWithoutAResolver() {
        assertThat(Addresses.literal("999.1.1.1")).isEmpty();
        assertThat(Addresses.literal("127.1")).isEmpty();
        assertThat(Addresses.literal("whois.example")).isEmpty();
        assertThat(Addresses.literal("fe80::1%eth0")).isPresent();
        assertThat(Addresses.of("127.0.0.1:1080", 43)).isEmpty();
        assertThat(Addresses.of("[0:0:0:0:0:0:0:1]:43", 43)).isPresent();
        assertThat(Addresses.of("/run/whois.socket", 43)).isEmpty();
    }

    private static void assertIgnored(Registration found) {
        assertThat(found.chain()).hasSize(1);
        assertThat(found.end()).isInstanceOfSatisfying(WhoisReferral.Ignored.class, end -> assertThat(end.reason())
                .isEqualTo("a private address"));
    }

    private Registration lookup(String first, String referral) throws Exception {
        return lookup(Whois.at(first), referral);
    }

    private Registration lookup(Whois whois, String referral) throws Exception {
        String first = whois.host();
        String next = referral.startsWith("[") ? referral.substring(1, referral.indexOf(']')) : referral;
        for (String host : List.of(first, next)) {
            network.answer(host, "Domain Name: EXAMPLE.COM\nRegistrar: R\nRegistrar WHOIS Server: " + referral + "\n");
        }
        return whois.via(network).lookup("example.com");
    }
}
