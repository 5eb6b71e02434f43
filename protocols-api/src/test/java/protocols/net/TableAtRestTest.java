package protocols.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who writes ASCII alone does not pay for the letters of the others. */
class TableAtRestTest {

    /** Reads hosts as escapes of Java, because what a command line can hold depends on the locale. */
    public static void main(String[] hosts) {
        for (String host : hosts) {
            System.out.println("host: " + Host.parse(host.translateEscapes()).unicode());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "false, MX.Example.org 127.0.0.1 2001:DB8::1 xn.xn-.example",
        "true, b\\374cher.example",
    })
    void theTableIsReadForALetterBeyondAscii(boolean read, String hosts) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-verbose:class",
                "-cp",
                System.getProperty("java.class.path"),
                TableAtRestTest.class.getName()));
        command.addAll(List.of(hosts.replace("", "").split(" ")));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(said).contains("host: ").contains("protocols.net.Host ");
        assertThat(said.contains("protocols.net.idn.IdnaTable ")).isEqualTo(read);
    }
}
