package protocols.readme;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import protocols.readme.Snippets.Snippet;

/** Every program in the Javadoc is compiled and run against a peer on loopback, and prints what it should. */
class JavadocTest {

    /** What each program must print, in the order in which they are run: mail is sent, read, and at last taken away. */
    private static final Map<String, String> EXPECTED = new LinkedHashMap<>();

    static {
        EXPECTED.put("smtp-attach", "");
        EXPECTED.put("imap-unread", "[alice@example.org] The report");
        EXPECTED.put("recording", "1 message, offline\n8 round trips in both\n14 lines were played\n");
        EXPECTED.put("serve", "no such user");
        EXPECTED.put("limits", "1\n");
        EXPECTED.put("observer", "connection 1 to 127.0.0.1:");
        EXPECTED.put("connector", "to localhost within 59 s\nPOP3 GreenMail Server");
        EXPECTED.put("pop3-files", "");
        EXPECTED.put("dns-answer", "example.org. IN MX: Mx[preference=10, exchange=mx.example.org.]\n");
        EXPECTED.put("tsig-key", "hmac-sha256:transfer.example.:******** true\n");
        EXPECTED.put("dns-update", ";; PREREQUISITE SECTION:\nnew.example.org.");
        EXPECTED.put("dns-reverse", "mx1.example.org.\nmx2.example.org.\n500 have a name\n");
        EXPECTED.put("whois-five", "example.info: REGISTERED, Example Registrar, Inc., 2030-08-13T04:00:00Z\n");
        EXPECTED.put("ftp-down", "README: 16 bytes in ");
        EXPECTED.put("ftp-pool", "[README] 16\n");
        EXPECTED.put("telnet-login", "up 42 days\n");
        EXPECTED.put("http-json", "\n200 <h1>It works.</h1>\n");
        EXPECTED.put("response", "text/html; charset=utf-8 []\n19 bytes from localhost\n");
        EXPECTED.put("services", "TELNET: \nHTTP: 200\n");
        EXPECTED.put("url", "https://www.example.org:8443/c true\n");
        EXPECTED.put("host", "xn--bcher-kva.example bücher.example\n2001:db8::1\n");
        EXPECTED.put("hosts", "NOERROR: printer.example. IN A\n");
        EXPECTED.put("resolv-conf", "[192.0.2.53] true\n");
        EXPECTED.put("capabilities", "true [10240000] [PLAIN, LOGIN]\nPIPELINING\n");
        EXPECTED.put("batch", "a DONE\nb REFUSED: 550 No such file\nc UNKNOWN\nd UNTRIED\nagain: [d]\n");
        EXPECTED.put("unreadable", "LIST, malformed: * LIST () NIL My Folder\nnews of LIST\nfalse []\n");
        EXPECTED.put("uids", "true 5 true\nfalse false\n304,319:320\n");
        EXPECTED.put("section", "7 [1.2]\n(UID BODY.PEEK[] FLAGS)\n{UNSEEN=3}\n");
        EXPECTED.put("errors", "outcome unknown: ask before it is done twice\n");
    }

    @TempDir
    Path folder;

    @Test
    void everyProgramRuns() throws Exception {
        Map<String, Snippet> programs = Snippets.javadoc();
        assertThat(programs.keySet()).containsExactlyInAnyOrderElementsOf(EXPECTED.keySet());
        Files.writeString(folder.resolve("report.pdf"), "a report", UTF_8);
        try (Peers peers = new Peers(folder)) {
            for (Map.Entry<String, String> expected : EXPECTED.entrySet()) {
                Snippet program = programs.get(expected.getKey()).with(peers.here());
                assertThat(program.run(folder, Peers.PASSWORD))
                        .as(expected.getKey())
                        .contains(expected.getValue());
            }
        }
        assertThat(folder).isDirectoryContaining(file -> file.toString().endsWith(".eml"));
        assertThat(folder.resolve("README")).hasContent("Read me first.");
    }
}
