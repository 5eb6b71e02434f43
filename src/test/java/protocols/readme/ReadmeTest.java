package protocols.readme;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import protocols.examples.tour.DnsPeer;
import protocols.examples.tour.FtpPeer;
import protocols.examples.tour.MailPeer;
import protocols.examples.tour.TelnetPeer;
import protocols.examples.tour.WebPeer;
import protocols.examples.tour.WhoisPeer;

/** Every snippet of the README is compiled and run against a peer on loopback, and prints what it should. */
class ReadmeTest {

    private static final String MARK = "<!-- run: ";
    private static final String PASSWORD = "correct horse";

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
        EXPECTED.put("pop3", "1 message\n");
        EXPECTED.put("telnet", "up 42 days");
        EXPECTED.put("http", "200 text/html");
    }

    private static Map<String, String> snippets;

    @TempDir
    Path folder;

    @BeforeAll
    static void read() throws IOException {
        snippets = snippets(Files.readString(readme(), UTF_8));
    }

    @Test
    void everySnippetRuns() throws Exception {
        assertThat(snippets.keySet()).containsExactlyInAnyOrderElementsOf(EXPECTED.keySet());
        try (DnsPeer dns = new DnsPeer();
                WhoisPeer whois = new WhoisPeer();
                FtpPeer ftp = new FtpPeer();
                MailPeer mail = new MailPeer("alice@example.org", "alice", PASSWORD);
                TelnetPeer telnet = new TelnetPeer();
                WebPeer web = new WebPeer(folder)) {
            Map<String, String> here = Map.of(
                    "Dns.at(\"192.0.2.53\")", "Dns.at(\"127.0.0.1\").port(" + dns.port() + ")",
                    "Whois.iana()",
                            "Whois.at(\"localhost\").port(" + whois.port()
                                    + ").follow(ReferralPolicy.DEFAULT.withAnyPort().withPrivateAddresses())",
                    "Ftp.at(\"ftp.example.org\")", "Ftp.at(\"localhost\").port(" + ftp.port() + ")",
                    "Smtp.at(\"mail.example.org\").port(587)", "Smtp.at(\"localhost\").port(" + mail.smtpPort() + ")",
                    "Pop3.at(\"mail.example.org\")", "Pop3.at(\"localhost\").port(" + mail.pop3Port() + ")",
                    "Imap.at(\"mail.example.org\")", "Imap.at(\"localhost\").port(" + mail.imapPort() + ")",
                    "Telnet.at(\"host.example.org\")",
                            "Telnet.at(\"localhost\").port(" + telnet.port() + ").mode(TelnetMode.ACTIVE)",
                    "https://www.example.org/", "http://localhost:" + web.port() + "/");
            for (Map.Entry<String, String> expected : EXPECTED.entrySet()) {
                String code = snippets.get(expected.getKey());
                for (Map.Entry<String, String> there : here.entrySet()) {
                    code = code.replace(there.getKey(), there.getValue());
                }
                assertThat(code).as(expected.getKey()).doesNotContainPattern("at\\(\"[^\"]*example");
                assertThat(run(expected.getKey(), code)).as(expected.getKey()).contains(expected.getValue());
            }
        }
    }

    @Test
    void everyJavaBlockIsMarkedToBeRun() throws IOException {
        String text = Files.readString(readme(), UTF_8);
        assertThat(text.split("```java", -1).length - 1).isEqualTo(snippets.size());
    }

    private String run(String name, String code) throws Exception {
        String type = "Snippet" + name.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + name.substring(1);
        String room = name.equals("replay") ? "pop3" : name;
        Path source = folder.resolve(type + ".java");
        Files.writeString(
                source,
                "import java.io.PrintStream;\nimport protocols.*;\nimport protocols.mail.MailMessage;\nimport protocols."
                        + room + ".*;\npublic class " + type
                        + " {\n  public static void run(PrintStream out, PrintStream err, String password)"
                        + " throws Exception {\n" + code + "\n  }\n}\n",
                UTF_8);
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        said,
                        said,
                        "-encoding",
                        "UTF-8",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        folder.toString(),
                        source.toString());
        assertThat(status).as(said.toString(UTF_8)).isZero();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            loader.loadClass(type)
                    .getMethod("run", PrintStream.class, PrintStream.class, String.class)
                    .invoke(null, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), PASSWORD);
        }
        assertThat(err.toString(UTF_8)).as(name + " complains").isEmpty();
        return out.toString(UTF_8);
    }

    private static Map<String, String> snippets(String text) {
        Map<String, String> found = new LinkedHashMap<>();
        for (int at = text.indexOf(MARK); at >= 0; at = text.indexOf(MARK, at + 1)) {
            String name = text.substring(at + MARK.length(), text.indexOf(" -->", at));
            int from = text.indexOf("```java\n", at) + "```java\n".length();
            found.put(name, text.substring(from, text.indexOf("```", from)));
        }
        return found;
    }

    /** The tests run in the folder of their module. */
    private static Path readme() {
        return List.of(Path.of("README.md"), Path.of("../../README.md")).stream()
                .filter(file -> Files.exists(file) && Files.exists(file.resolveSibling("protocols-api")))
                .findFirst()
                .orElseThrow();
    }
}
