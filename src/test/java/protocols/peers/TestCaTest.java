package protocols.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TestCaTest {

    @Test
    void aClientThatTrustsTheAuthorityAcceptsItsServer() throws IOException {
        try (HandServer server = HandServer.startTls(TestCa.sharedServer(), hand -> hand.say("hello"));
                RawLines client = RawLines.connectTls(server.port())) {
            assertThat(client.line()).isEqualTo("hello");
        }
    }

    static Stream<Arguments> badIdentities() {
        TestCa ca = TestCa.shared();
        return Stream.of(
                Arguments.of(Named.of("expired", ca.expired()), "validity check failed"),
                Arguments.of(Named.of("not yet valid", ca.notYetValid()), "validity check failed"),
                Arguments.of(Named.of("of another host", ca.wrongHost()), "localhost"),
                Arguments.of(Named.of("self-signed", TestCa.selfSigned()), "unable to find valid certification path"),
                Arguments.of(
                        Named.of("of an unknown authority", TestCa.other().server()),
                        "unable to find valid certification path"));
    }

    @ParameterizedTest
    @MethodSource("badIdentities")
    void theSameClientRefusesEveryBadOneForItsOwnReason(TestCa.Identity identity, String reason) throws IOException {
        try (HandServer server = HandServer.startTls(identity, hand -> hand.say("hello"));
                RawLines client = RawLines.connect(server.port())) {
            assertThatThrownBy(client::startTls)
                    .isInstanceOf(SSLHandshakeException.class)
                    .hasMessageContaining(reason);
        }
    }

    @Test
    void filesArePem(@TempDir Path folder) throws IOException {
        TestCa.Identity server = TestCa.sharedServer();
        assertThat(Files.readString(server.writeCertificate(folder))).containsPattern("(?s)(BEGIN CERTIFICATE.*){2}");
        assertThat(Files.readString(server.writeKey(folder))).startsWith("-----BEGIN PRIVATE KEY-----\n");
        assertThat(Files.readString(TestCa.shared().writeTo(folder))).endsWith("-----END CERTIFICATE-----\n");
    }
}
