package protocols.readme;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every snippet of the pages is compiled and run against a peer on loopback, and prints what it should. */
class PagesTest {

    /** What each snippet must print, in the order in which they are run. */
    private static final Map<String, String> EXPECTED = new LinkedHashMap<>();

    static {
        EXPECTED.put("dns-outcome", "NXDOMAIN: missing.example.org. IN A\n1 attempt, NXDOMAIN\n");
        EXPECTED.put("dns-exchange", "NOERROR, 2 records\n");
        EXPECTED.put("dns-update", "not done\n");
        EXPECTED.put("ftp-list", "README 16\ntrue, 0 lines beside, 226 Transfer complete\n");
        EXPECTED.put("ftp-entry", "FILE, 16 bytes, of ? and ?, ?, changed ?, 0 facts\n");
        EXPECTED.put("ftp-many", "README 16\n");
        EXPECTED.put("ftp-batch", "README 16\nNEWS 16\n");
        EXPECTED.put("ftp-reconnect", "/, 2 connections\n");
        EXPECTED.put("ftp-threads", "[README] 16\n");
        EXPECTED.put("ftp-transfer", "16 bytes, Transfer complete\n");
        EXPECTED.put("ftp-resume", "9 bytes more: Read me first.\n");
        EXPECTED.put("ftp-tls", "false\n");
        EXPECTED.put("ftp-active", "false\n");
        EXPECTED.put(
                "observing-transcript",
                "[CAPA, AUTH PLAIN ********, STAT]\n3 round trips\n1 connection\n"
                        + "refused, after [EHLO [127.0.0.1], AUTH PLAIN ********]\n");
        EXPECTED.put("observing-observer", "connect: ok\nlogin: ok\nlist: ok\nRETR 16\nRETR: ok\nQUIT: ok\n");
        EXPECTED.put("observing-log", "");
        EXPECTED.put("observing-micrometer", "1\ntrue\n");
        EXPECTED.put("observing-test", "[send at mail.example.org:587]\n");
        EXPECTED.put("telnet-run", "up 42 days\n");
        EXPECTED.put("telnet-expect", "logged in\n");
        EXPECTED.put("telnet-by-hand", "C: USER alice\n");
        EXPECTED.put("testing-refused", "bad@example.net: 5.1.1 no such user\ntrue\n");
        EXPECTED.put("testing-dies", "hung up, and a file: false\n");
        EXPECTED.put("testing-upload", "is it there? outcome unknown\n");
        EXPECTED.put("testing-recorded", "200, offline\n");
        EXPECTED.put("testing-dns", "mx.example.org.\nNXDOMAIN: missing.example.org. IN A\n");
        EXPECTED.put("testing-junit", "220 \n");
        EXPECTED.put(
                "transcript-form",
                "Said on 1\nSaid on 1\nOmitted on 2\nClosed on 1\n"
                        + "a transcript of version 2; this reads version 1\n");
        EXPECTED.put("whois-lookup", "held until 2030-08-13T04:00:00Z\n");
        EXPECTED.put("whois-suffix", "");
        EXPECTED.put("whois-many", "example.com: REGISTERED\nexample.net: REGISTERED\nexample.org: REGISTERED\n");
    }

    @TempDir
    Path folder;

    @Test
    void everySnippetRuns() throws Exception {
        Peers.runAll(Snippets.pages(), EXPECTED, folder);
    }

    @Test
    void everyJavaBlockIsMarkedToBeRun() throws IOException {
        int blocks = 0;
        for (Path page : Snippets.pageFiles()) {
            blocks += Files.readString(page, UTF_8).split("```java", -1).length - 1;
        }
        assertThat(blocks).isEqualTo(Snippets.pages().size());
    }
}
