package protocols;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.Protocol.Transport;

/** The table of protocols against the registered port numbers, and the modes of TLS that the library promises. */
class ProtocolTest {

    private static List<Integer> numbers(Protocol protocol, Transport transport) {
        return protocol.ports().stream()
                .filter(port -> port.transport() == transport)
                .map(Protocol.Port::number)
                .toList();
    }

    @Test
    void thePortsAreTheRegisteredOnes() {
        assertThat(numbers(Protocol.DNS, Transport.UDP)).containsExactly(53);
        assertThat(numbers(Protocol.DNS, Transport.TCP)).containsExactly(53, 853);
        assertThat(numbers(Protocol.WHOIS, Transport.TCP)).containsExactly(43);
        assertThat(numbers(Protocol.FTP, Transport.TCP)).containsExactly(21, 20, 990);
        assertThat(numbers(Protocol.SMTP, Transport.TCP)).containsExactly(25, 587, 465);
        assertThat(numbers(Protocol.POP3, Transport.TCP)).containsExactly(110, 995);
        assertThat(numbers(Protocol.IMAP, Transport.TCP)).containsExactly(143, 993);
        assertThat(numbers(Protocol.TELNET, Transport.TCP)).containsExactly(23, 992);
        assertThat(numbers(Protocol.HTTP, Transport.TCP)).containsExactly(80, 443);
    }

    @ParameterizedTest
    @EnumSource
    void allAreOfTheApplicationLayer(Protocol protocol) {
        assertThat(protocol.layer()).isEqualTo("application");
        assertThat(protocol.ports()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {443, 465, 853, 990, 992, 993, 995})
    void tlsIsImplicitOnItsPortsForEveryProtocol(int port) {
        assertThat(Stream.of(Protocol.values()))
                .allMatch(protocol -> protocol.tls(port, false) == Tls.IMPLICIT)
                .allMatch(protocol -> protocol.tls(port, true) == Tls.IMPLICIT);
    }

    @Test
    void submissionIsUpgradedEverywhereAndMailboxesWhereThePeerIsNotLoopback() {
        assertThat(Protocol.SMTP.tls(587, false)).isEqualTo(Tls.UPGRADE);
        assertThat(Protocol.SMTP.tls(587, true)).isEqualTo(Tls.UPGRADE);
        assertThat(Protocol.POP3.tls(110, false)).isEqualTo(Tls.UPGRADE);
        assertThat(Protocol.IMAP.tls(1143, false)).isEqualTo(Tls.UPGRADE);
        assertThat(Protocol.IMAP.tls(1143, true)).isEqualTo(Tls.NONE);
        assertThat(Protocol.SMTP.tls(25, false)).isEqualTo(Tls.NONE);
        assertThat(Protocol.FTP.tls(21, false)).isEqualTo(Tls.NONE);
    }

    @Test
    void aClientWithoutAPortTakesTheOneOfItsMode() {
        assertThat(Protocol.SMTP.port(Tls.NONE)).isEqualTo(25);
        assertThat(Protocol.SMTP.port(Tls.UPGRADE)).isEqualTo(587);
        assertThat(Protocol.IMAP.port(Tls.IMPLICIT)).isEqualTo(993);
        assertThat(Protocol.FTP.port(Tls.IMPLICIT)).isEqualTo(990);
        assertThat(Protocol.HTTP.port(Tls.NONE)).isEqualTo(80);
        assertThat(Protocol.DNS.port(Tls.IMPLICIT)).isEqualTo(853);
    }
}
