package protocols.smtp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import protocols.Transcript;
import protocols.WireException;
import protocols.mail.Address;
import protocols.mail.MailMessage;

class GreenMailSmtpTest {

    private GreenMail server;

    @BeforeEach
    void start() {
        server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.setUser("alice@example.org", "alice", "hunter2-secret");
        server.setUser("bob@example.org", "bob", "other");
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private Smtp client() {
        return Smtp.at("127.0.0.1").port(server.getSmtp().getPort());
    }

    @Test
    void aMessageArrivesAsItWasBuilt() throws Exception {
        var draft = MailMessage.from(Address.of("Älice", "alice@example.org"))
                .to("bob@example.org")
                .subject("Grüße")
                .text("Hello\n.\nBob")
                .attach("data.bin", "application/octet-stream", new byte[] {0, 1, 2, (byte) 0xff});
        try (SmtpSession smtp = client().connect().login("alice", "hunter2-secret")) {
            assertThat(smtp.send(draft).isComplete()).isTrue();
            smtp.quit();
        }
        assertThat(server.waitForIncomingEmail(5000, 1)).isTrue();
        var received = server.getReceivedMessages()[0];
        assertThat(received.getSubject()).isEqualTo("Grüße");
        assertThat(GreenMailUtil.getWholeMessage(received)).endsWith(new String(draft.bytes(), UTF_8).stripTrailing());
    }

    @Test
    void manyMailsArriveInTheirOrder() throws Exception {
        List<Mail> mails = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            byte[] message = ("Subject: " + i + "\r\n\r\n" + i + "\r\n").getBytes(UTF_8);
            mails.add(Mail.of(Envelope.of("alice@example.org").to("bob@example.org"), MailMessage.raw(message)));
        }
        List<Receipt> receipts = new ArrayList<>();
        try (SmtpSession smtp = client().connect()) {
            smtp.sendAll(mails, sent -> receipts.add(sent.receipt()));
            smtp.quit();
        }
        assertThat(receipts).hasSize(30).allMatch(Receipt::isComplete);
        assertThat(server.waitForIncomingEmail(5000, 30)).isTrue();
        var received = server.getReceivedMessages();
        for (int i = 0; i < 30; i++) {
            assertThat(received[i].getSubject()).isEqualTo(Integer.toString(i));
        }
    }

    @Test
    void aWrongPasswordIsRefused() throws IOException {
        SmtpSession smtp = client().connect();
        assertThatThrownBy(() -> smtp.login("alice", "wrong")).isInstanceOf(WireException.Refused.class);
    }

    @Test
    void aRecordingReplaysWithTheSameResultsAndHoldsNoPassword() throws IOException {
        Smtp client = client().keep(Transcript.Keep.EVERYTHING);
        SmtpSession live = client.connect();
        List<Object> learned = session(live);
        Transcript recorded = Transcript.parse(live.transcript().toString());
        assertThat(recorded.toString())
                .doesNotContain("hunter2-secret")
                .doesNotContain("aHVudGVyMi1zZWNyZXQ")
                .doesNotContain("AGFsaWNlAGh1bnRlcjItc2VjcmV0");
        assertThat(session(client.via(recorded.replay()).connect())).isEqualTo(learned);
    }

    private static List<Object> session(SmtpSession smtp) throws IOException {
        List<Object> learned = new ArrayList<>();
        learned.add(smtp.login("alice", "hunter2-secret").extensions());
        learned.add(smtp.from("alice@example.org")
                .to("bob@example.org")
                .send("Subject: x\r\n\r\n.body\r\n".getBytes(UTF_8)));
        smtp.quit();
        return learned;
    }
}
