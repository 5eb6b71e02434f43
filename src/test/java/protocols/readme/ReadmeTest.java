package protocols.readme;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import protocols.readme.Snippets.Snippet;

/** Every snippet of the README is compiled and run against a peer on loopback, and prints what it should. */
class ReadmeTest {

    /** What each snippet must print, in the order in which they are run: the mail is sent before it is read. */
    private static final Map<String, String> EXPECTED = new LinkedHashMap<>();

    static {
        EXPECTED.put(
                "dns",
                "10 mx1.example.org.\n20 mx2.example.org.\n[mx1.example.org., mx2.example.org.]\n[/192.0.2.80]\n"
                        + "NXDOMAIN: missing.example.org. IN A\n");
        EXPECTED.put("whois", "REGISTERED until 2030-08-13T04:00:00Z\n");
        EXPECTED.put("ftp", "README 16\nRead me first.");
        EXPECTED.put("smtp", "");
        EXPECTED.put("imap", "Gr\u00fc\u00dfe\n");
        EXPECTED.put("replay", "1 message, from the recording\n");
        EXPECTED.put("serve", "hung up after ");
        EXPECTED.put("pop3", "1 message\n");
        EXPECTED.put("telnet", "up 42 days");
        EXPECTED.put("http", "200 text/html");
    }

    private static Map<String, Snippet> snippets;

    @TempDir
    Path folder;

    @BeforeAll
    static void read() throws IOException {
        snippets = Snippets.readme();
    }

    @Test
    void everySnippetRuns() throws Exception {
        Peers.runAll(snippets, EXPECTED, folder);
    }

    @Test
    void everyJavaBlockIsMarkedToBeRun() throws IOException {
        String text = Files.readString(Snippets.root().resolve("README.md"), UTF_8);
        assertThat(text.split("```java", -1).length - 1).isEqualTo(snippets.size());
    }
}
