package protocols.imap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import protocols.Tls;

/** A server that is no Dovecot: other capabilities, other habits. */
class GreenMailImapTest {

    private final GreenMail greenMail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));

    @BeforeEach
    void start() {
        greenMail.setUser("alice@example.org", "alice", "secret-word");
        greenMail.start();
    }

    @AfterEach
    void stop() {
        greenMail.stop();
    }

    @Test
    void messageGoesInAndComesOut() throws Exception {
        Imap imap = Imap.at("127.0.0.1")
                .port(greenMail.getImap().getPort())
                .tls(Tls.NONE)
                .timeout(Duration.ofSeconds(10));
        byte[] message = "Subject: hello\r\nFrom: bob@example.org\r\n\r\nlines\r\nof text\r\n".getBytes(UTF_8);
        String folder = "Entwürfe";
        try (ImapSession session = imap.connect().login("alice", "secret-word")) {
            session.create(folder);
            session.append(folder, NewMessage.of(message).flags(Flag.SEEN));
            Mailbox mailbox = session.select(folder);
            Messages all = mailbox.fetch(
                    UidSet.ALL, Fetch.flags().and(Fetch.envelope()).and(Fetch.message()));
            assertThat(all).hasSize(1);
            FetchedMessage only = all.iterator().next();
            assertThat(only.envelope().orElseThrow().subject()).contains("hello");
            assertThat(only.flags()).contains(Flag.SEEN);
            assertThat(new String(only.bytes().orElseThrow(), UTF_8)).contains("lines\r\nof text");
            assertThat(only.message().orElseThrow().subject()).contains("hello");
            assertThat(mailbox.search(Search.subject("hello"))).isEqualTo(all.uids());
            mailbox.addFlags(all.uids(), Flag.DELETED);
            assertThat(mailbox.expunge()).isEqualTo(Removal.of(1, all.uids()));
            session.logout();
        }
        assertThat(imap.toString()).doesNotContain("secret");
    }
}
