package protocols.internal.whois;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import protocols.Connector;
import protocols.Deadline;
import protocols.Endpoint;
import protocols.Wire;
import protocols.whois.Referral;
import protocols.whois.ReferralPolicy;
import protocols.whois.Registration;
import protocols.whois.Whois;

/** Whoever writes an answer must not be able to use us to reach what only we can reach. */
class PrivateReferralTest {

    private final List<String> asked = new ArrayList<>();
    private final List<String> opened = new ArrayList<>();

    private final Map<String, String> addresses = Map.of(
            "whois.example", "192.0.2.1:43",
            "inner.example.net", "10.0.0.5:43",
            "10.0.0.5", "10.0.0.5:43",
            "::1", "[0:0:0:0:0:0:0:1]:43",
            "127.0.0.1", "127.0.0.1:43",
            "outer.example.net", "198.51.100.7:43");

    @Test
    void aPrivateAddressIsNotEvenConnectedTo() throws Exception {
        Registration found = lookup("whois.example", "10.0.0.5", ReferralPolicy.DEFAULT);
        assertIgnored(found);
        assertThat(opened).containsExactly("whois.example");
    }

    @Test
    void loopbackInIpv6IsNotConnectedTo() throws Exception {
        assertIgnored(lookup("whois.example", "[::1]:43", ReferralPolicy.DEFAULT));
        assertThat(opened).containsExactly("whois.example");
    }

    @Test
    void aNameThatLeadsToAPrivateAddressIsJudgedByTheConnection() throws Exception {
        Registration found = lookup("whois.example", "inner.example.net", ReferralPolicy.DEFAULT);
        assertIgnored(found);
        assertThat(opened).containsExactly("whois.example", "inner.example.net");
        assertThat(asked).containsExactly("whois.example: example.com\r\n");
    }

    @Test
    void thePolicyMayAllowIt() throws Exception {
        Registration found =
                lookup("whois.example", "inner.example.net", ReferralPolicy.DEFAULT.withPrivateAddresses());
        assertThat(found.chain()).hasSize(2);
    }

    @Test
    void aPrivateServerMayReferToItsNeighbours() throws Exception {
        assertThat(lookup("127.0.0.1", "10.0.0.5", ReferralPolicy.DEFAULT).chain())
                .hasSize(2);
    }

    @Test
    void aPublicServerIsFollowed() throws Exception {
        assertThat(lookup("whois.example", "outer.example.net", ReferralPolicy.DEFAULT)
                        .chain())
                .hasSize(2);
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
        assertThat(found.end()).isInstanceOfSatisfying(Referral.Ignored.class, end -> assertThat(end.reason())
                .isEqualTo("a private address"));
    }

    private Registration lookup(String first, String referral, ReferralPolicy policy) throws Exception {
        String answer = "Domain Name: EXAMPLE.COM\r\nRegistrar: R\r\nRegistrar WHOIS Server: " + referral + "\r\n";
        Connector network = (endpoint, deadline) -> {
            opened.add(endpoint.host());
            return new Answering(endpoint, answer);
        };
        return Whois.at(first).follow(policy).via(network).lookup("example.com");
    }

    /** Takes the question and gives the answer. */
    private final class Answering implements Wire {
        private final Endpoint endpoint;
        private final ByteBuffer answer;

        Answering(Endpoint endpoint, String answer) {
            this.endpoint = endpoint;
            this.answer = ByteBuffer.wrap(answer.getBytes(US_ASCII));
        }

        @Override
        public int read(ByteBuffer into, Deadline deadline) {
            int n = Math.min(into.remaining(), answer.remaining());
            into.put(answer.slice().limit(n));
            answer.position(answer.position() + n);
            return n == 0 ? -1 : n;
        }

        @Override
        public void write(ByteBuffer from, Deadline deadline) {
            asked.add(endpoint.host() + ": " + US_ASCII.decode(from));
        }

        @Override
        public boolean await(Deadline deadline) {
            return true;
        }

        @Override
        public String peer() {
            return addresses.get(endpoint.host());
        }

        @Override
        public String local() {
            return "";
        }

        @Override
        public void close() {}
    }
}
