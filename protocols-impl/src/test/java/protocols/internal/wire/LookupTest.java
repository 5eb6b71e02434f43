package protocols.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import protocols.Protocol.Transport;
import protocols.WireException;
import protocols.net.Deadline;
import protocols.net.Endpoint;
import protocols.net.Resolver;

/** What is an address is asked of nobody, and what is none is asked of the caller's resolver alone. */
class LookupTest {

    private static final Deadline SOON = Deadline.after("lookup", Duration.ofSeconds(5));

    private final List<String> asked = new ArrayList<>();
    private final Resolver resolver = (host, deadline) -> {
        asked.add(host);
        return List.of(InetAddress.getLoopbackAddress());
    };

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "2001:DB8::1, 2001:db8::1",
        "::ffff:192.0.2.1, 192.0.2.1",
        "fe80::1%7, fe80::1%7"
    })
    void anAddressIsNotLookedUp(String host, String address) throws IOException {
        String canonical = new Endpoint(host, 25, Transport.TCP).host();
        List<InetAddress> found = Lookup.addresses(canonical, resolver, SOON);
        assertThat(found).singleElement().satisfies(one -> assertThat(SocketName.text(new InetSocketAddress(one, 25))
                        .replace("[", "")
                        .replace("]", ""))
                .isEqualTo(address + ":25"));
        assertThat(asked).isEmpty();
    }

    @Test
    void aNameIsAskedOfTheResolverInALabels() throws IOException {
        assertThat(Lookup.addresses(new Endpoint("Faß.example", 25, Transport.TCP).host(), resolver, SOON))
                .containsExactly(InetAddress.getLoopbackAddress());
        assertThat(asked).containsExactly("xn--fa-hia.example");
    }

    @Test
    void aZoneThatThisMachineDoesNotHaveIsNamed() {
        assertThatThrownBy(() -> Lookup.addresses("fe80::1%nowhere0", resolver, SOON))
                .isInstanceOf(WireException.Unreachable.class)
                .hasMessageContaining("no such zone on this machine: fe80::1%nowhere0");
        assertThat(asked).isEmpty();
    }

    /** RFC 5952 in what a transcript and an error show, and read back. */
    @Test
    void aSocketIsNamedByTheCanonicalText() throws IOException {
        InetSocketAddress six = new InetSocketAddress(InetAddress.getByName("2001:DB8:0:0:8:800:200C:417A"), 993);
        assertThat(SocketName.text(six)).isEqualTo("[2001:db8::8:800:200c:417a]:993");
        assertThat(SocketName.parse(SocketName.text(six)).host()).isEqualTo("2001:db8::8:800:200c:417a");
    }
}
