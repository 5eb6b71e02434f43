package protocols.dns;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.StringTokenizer;

/** Whatever stands in a hosts file, it is read, and what it says can be asked for in both directions. */
class HostsFuzzTest {

    @FuzzTest(maxDuration = "60s")
    void text(byte[] utf8) {
        String text = new String(utf8, StandardCharsets.UTF_8);
        Hosts hosts = Hosts.read(text);
        StringTokenizer words = new StringTokenizer(text, " \t\r\f\n#");
        while (words.hasMoreTokens()) {
            ask(hosts, words.nextToken());
        }
    }

    private static void ask(Hosts hosts, String word) {
        Name name;
        try {
            name = Name.of(word);
        } catch (IllegalArgumentException e) {
            // No name: nothing that could be asked for.
            return;
        }
        for (InetAddress address : hosts.addresses(name)) {
            assertThat(hosts.names(address)).contains(name);
            assertThat(hosts.answer(Question.of(name, RecordType.A))).isPresent();
            assertThat(hosts.answer(Question.of(name, RecordType.AAAA))).isPresent();
        }
    }
}
