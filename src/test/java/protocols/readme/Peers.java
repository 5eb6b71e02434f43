package protocols.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.Map;
import protocols.examples.tour.DnsPeer;
import protocols.examples.tour.FtpPeer;
import protocols.examples.tour.MailPeer;
import protocols.examples.tour.TelnetPeer;
import protocols.examples.tour.WebPeer;
import protocols.examples.tour.WhoisPeer;
import protocols.readme.Snippets.Snippet;

/** The peers of the tour on loopback, in place of those that the programs in the documentation name. */
final class Peers implements AutoCloseable {

    static final String PASSWORD = "correct horse";

    private final DnsPeer dns = new DnsPeer();
    private final WhoisPeer whois = new WhoisPeer();
    private final FtpPeer ftp = new FtpPeer();
    private final MailPeer mail = new MailPeer("alice@example.org", "alice", PASSWORD);
    private final TelnetPeer telnet = new TelnetPeer();
    private final WebPeer web;

    /** Starts them; what they need is made in the folder. */
    Peers(Path folder) throws IOException, GeneralSecurityException {
        web = new WebPeer(folder);
    }

    /**
     * Runs all snippets of a page: each leads to a peer on loopback alone, and prints what it should.
     *
     * @param expected what each prints, in the order in which they are run
     */
    static void runAll(Map<String, Snippet> snippets, Map<String, String> expected, Path folder) throws Exception {
        assertThat(snippets.keySet()).containsExactlyInAnyOrderElementsOf(expected.keySet());
        try (Peers peers = new Peers(folder)) {
            for (Map.Entry<String, String> one : expected.entrySet()) {
                Snippet snippet = snippets.get(one.getKey()).with(peers.here());
                assertThat(snippet.code()).as(one.getKey()).doesNotContainPattern("at\\(\"[^\"]*example");
                assertThat(snippet.run(folder, PASSWORD)).as(one.getKey()).contains(one.getValue());
            }
        }
    }

    /** What a program says of a peer, and what leads here. */
    Map<String, String> here() {
        Map<String, String> here = new LinkedHashMap<>();
        here.put("Dns.at(\"192.0.2.53\")", "Dns.at(\"127.0.0.1\").port(" + dns.port() + ")");
        here.put("Whois.iana()", "Whois.at(\"localhost\").port(" + whois.port() + ").followAnyPort().followPrivate()");
        here.put("Ftp.at(\"ftp.example.org\")", "Ftp.at(\"localhost\").port(" + ftp.port() + ")");
        here.put("Smtp.at(\"mail.example.org\").port(587)", "Smtp.at(\"localhost\").port(" + mail.smtpPort() + ")");
        here.put("Pop3.at(\"mail.example.org\")", "Pop3.at(\"localhost\").port(" + mail.pop3Port() + ")");
        here.put("Imap.at(\"mail.example.org\")", "Imap.at(\"localhost\").port(" + mail.imapPort() + ")");
        here.put(
                "Telnet.at(\"host.example.org\")",
                "Telnet.at(\"localhost\").port(" + telnet.port() + ").mode(TelnetMode.ACTIVE)");
        here.put("Telnet.at(\"mail.example.org\").port(110)", "Telnet.at(\"localhost\").port(" + mail.pop3Port() + ")");
        here.put("https://www.example.org/", "http://localhost:" + web.port() + "/");
        // The mailbox here is the one of alice@example.org.
        here.put(".to(\"bob@example.net\", ", ".to(\"alice@example.org\", ");
        return here;
    }

    @Override
    public void close() throws IOException {
        dns.close();
        whois.close();
        ftp.close();
        mail.close();
        telnet.close();
        web.close();
    }
}
