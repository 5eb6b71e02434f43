package protocols.golden;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import protocols.Tls;
import protocols.mail.MailMessage;
import protocols.net.Connector;
import protocols.smtp.Envelope;
import protocols.smtp.Mail;
import protocols.smtp.MailRefused;
import protocols.smtp.Smtp;

/** SMTP: an upgrade, a login, a mail that half its recipients get, one that nobody gets, and two in one group. */
final class SmtpGolden implements Golden {

    private static final String MESSAGE =
            "From: alice@example.org\r\nSubject: golden\r\n\r\nOne.\r\n.\r\n..hidden\r\nA last line.";

    @Override
    public String name() {
        return "smtp";
    }

    @Override
    public Object run(Connector via, Duration timeout) throws Exception {
        Smtp client = Smtp.at("localhost")
                .helo("client.example")
                .tls(Tls.UPGRADE)
                .via(via)
                .timeout(timeout)
                .idleTimeout(timeout);
        List<Object> learned = new ArrayList<>();
        try (var smtp = client.connect().login("alice", "hunter2")) {
            learned.add(smtp.greeting());
            learned.add(smtp.extensions());
            learned.add(smtp.verify("bob"));
            learned.add(smtp.noop());
            learned.add(smtp.from("alice@example.org")
                    .to("bob@example.net", "eve@example.com")
                    .send(MESSAGE.getBytes(UTF_8)));
            try {
                smtp.from("").to("eve@example.com").send("lost".getBytes(UTF_8));
            } catch (MailRefused e) {
                learned.add(e.receipt());
            }
            smtp.sendAll(List.of(mail("alice@example.org", "two\r\n"), mail("ä@example.org", "three ä")), learned::add);
            learned.add(smtp.reset());
            smtp.quit();
        }
        return learned;
    }

    private static Mail mail(String from, String text) {
        return Mail.of(Envelope.of(from).to("bob@example.net"), MailMessage.raw(text.getBytes(UTF_8)));
    }
}
