package protocols.bench;

import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import org.apache.commons.net.smtp.SMTPClient;
import protocols.mail.MailMessage;
import protocols.peers.Exim;
import protocols.smtp.Envelope;
import protocols.smtp.Mail;
import protocols.smtp.Smtp;

/** SMTP: mails of 2 KB on one connection, to Exim, which delivers them, and to a sink, which forgets them. */
final class SmtpCases {

    private static final int TO_EXIM = 100;
    private static final int TO_SINK = 5_000;

    private SmtpCases() {}

    static void run(SideBySide bench) throws Exception {
        if (bench.wants("smtp-sink")) {
            try (MailSink sink = new MailSink()) {
                measure(bench.measure("smtp-sink-5000", "mails/s"), sink.port(), TO_SINK);
            }
        }
        if (bench.wants("smtp-exim")) {
            try (Exim server = Exim.start()) {
                measure(bench.measure("smtp-exim-100", "mails/s"), server.smtpPort(), TO_EXIM);
            }
        }
    }

    private static void measure(SideBySide.Case contest, int port, int mails) throws Exception {
        contest.with("ours", () -> oursInBulk(port, mails))
                .with("ours-one-by-one", () -> ours(port, mails))
                .with("commons-net", () -> commonsNet(port, mails))
                .with("angus", () -> angus(port, mails))
                .program("smtp-source", () -> smtpSource(port, mails))
                .with("floor", () -> floor(port, mails))
                .run();
    }

    private static long ours(int port, int mails) throws Exception {
        int sent = 0;
        try (var smtp = Smtp.at("127.0.0.1").port(port).connect()) {
            for (int i = 0; i < mails; i++) {
                var receipt =
                        smtp.from("alice@example.org").to("bob@example.org").send(Mails.MESSAGE);
                sent += receipt.accepted().size();
            }
        }
        return sent;
    }

    private static long oursInBulk(int port, int mails) throws Exception {
        int[] sent = new int[1];
        Mail mail = Mail.of(Envelope.of("alice@example.org").to("bob@example.org"), MailMessage.raw(Mails.MESSAGE));
        try (var smtp = Smtp.at("127.0.0.1").port(port).connect()) {
            smtp.sendAll(
                    Collections.nCopies(mails, mail),
                    fate -> sent[0] += fate.receipt().accepted().size());
        }
        return sent[0];
    }

    private static long commonsNet(int port, int mails) throws Exception {
        SMTPClient smtp = new SMTPClient();
        smtp.connect("127.0.0.1", port);
        try {
            smtp.helo("client.example");
            String text = new String(Mails.MESSAGE, StandardCharsets.US_ASCII);
            for (int i = 0; i < mails; i++) {
                smtp.setSender("alice@example.org");
                smtp.addRecipient("bob@example.org");
                try (Writer data = smtp.sendMessageData()) {
                    data.write(text);
                }
                if (!smtp.completePendingCommand()) {
                    throw new IllegalStateException(smtp.getReplyString());
                }
            }
        } finally {
            smtp.disconnect();
        }
        return mails;
    }

    private static long angus(int port, int mails) throws Exception {
        Session session = Session.getInstance(Mails.angus("smtp", port));
        MimeMessage message = new MimeMessage(session, new ByteArrayInputStream(Mails.MESSAGE));
        InternetAddress[] to = {new InternetAddress("bob@example.org")};
        try (Transport transport = session.getTransport("smtp")) {
            transport.connect();
            for (int i = 0; i < mails; i++) {
                transport.sendMessage(message, to);
            }
        }
        return mails;
    }

    /** Postfix's own, on one connection. */
    private static long smtpSource(int port, int mails) throws Exception {
        String count = String.valueOf(mails);
        String length = String.valueOf(Mails.MESSAGE.length);
        String[] mail = {"-f", "alice@example.org", "-t", "bob@example.org", "-l", length};
        Program.run(
                "smtp-source",
                "-d",
                "-m",
                count,
                mail[0],
                mail[1],
                mail[2],
                mail[3],
                mail[4],
                mail[5],
                "127.0.0.1:" + port);
        return mails;
    }

    /** MAIL, RCPT and DATA in one write, as PIPELINING allows. */
    private static long floor(int port, int mails) throws Exception {
        try (Floor smtp = new Floor(port)) {
            smtp.until("220 ");
            smtp.send("EHLO client.example\r\n");
            smtp.until("250 ");
            byte[] body = (new String(Mails.MESSAGE, StandardCharsets.US_ASCII) + ".\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < mails; i++) {
                smtp.send("MAIL FROM:<alice@example.org>\r\nRCPT TO:<bob@example.org>\r\nDATA\r\n");
                smtp.until("250 ");
                smtp.until("250 ");
                smtp.until("354 ");
                smtp.send(body);
                smtp.until("250 ");
            }
        }
        return mails;
    }
}
