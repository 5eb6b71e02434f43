package protocols.imap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.time.Duration;
import java.util.List;
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
        MailboxName folder = MailboxName.of("Entwürfe");
        try (ImapSession session = imap.connect().login("alice", "secret-word")) {
            session.create(folder);
            session.append(folder, NewMessage.of(message).flags(Flag.SEEN));
            Mailbox mailbox = session.select(folder);
            List<FetchedMessage> all =
                    mailbox.fetch(UidSet.ALL, Fetch.uid().flags().envelope().body());
            assertThat(all).hasSize(1);
            assertThat(all.get(0).envelope().orElseThrow().subject()).contains("hello");
            assertThat(all.get(0).flags()).contains(Flag.SEEN);
            assertThat(new String(all.get(0).body().orElseThrow(), UTF_8)).contains("lines\r\nof text");
            assertThat(mailbox.search(Search.all().subject("hello")).size()).isEqualTo(1);
            mailbox.addFlags(UidSet.of(all.get(0).uid().orElseThrow()), Flag.DELETED);
            assertThat(mailbox.expunge()).isEqualTo(1);
            session.logout();
        }
        assertThat(imap.toString()).doesNotContain("secret");
    }
}
