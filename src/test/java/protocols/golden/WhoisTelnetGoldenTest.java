package protocols.golden;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import protocols.Transcript;

/** The golden dialogues of WHOIS and TELNET are what the clients say. */
class WhoisTelnetGoldenTest {

    @Test
    void whoisIsFollowedThroughThreeServers() throws Exception {
        assertThat(run(new WhoisGolden()).toString())
                .contains(
                        "registrar: Example Registrar, Inc.", "expires: 2030-08-13", "server: whois.registrar.example");
    }

    @Test
    void telnetNegotiatesLogsInAndWorks() throws Exception {
        assertThat(run(new TelnetGolden()).toString())
                .contains(
                        "Debian GNU/Linux 12",
                        "Login incorrect",
                        "24 80",
                        "40 132",
                        "[Yes]",
                        "byte \u00ff and",
                        "exit");
    }

    private static Object run(Golden golden) throws Exception {
        return golden.run(dialogue(golden).replay(), Duration.ofSeconds(5));
    }

    private static Transcript dialogue(Golden golden) throws IOException {
        try (InputStream in = Golden.class.getResourceAsStream("/golden/" + golden.name() + ".txt")) {
            return Transcript.parse(new String(in.readAllBytes(), UTF_8));
        }
    }
}
