package protocols.golden;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import protocols.Content;
import protocols.Tls;
import protocols.Transcript;
import protocols.mail.Address;
import protocols.mail.Draft;
import protocols.mail.MailMessage;
import protocols.smtp.Envelope;
import protocols.smtp.Mail;
import protocols.smtp.Receipt;
import protocols.smtp.Smtp;
import protocols.smtp.SmtpSession;

/** The programs of the recordings of SMTP. */
final class OldSmtp {

    private static final String RAW =
            """
            From: Carol <carol@example.net>
            To: alice@example.org
            Subject: dots
            Message-ID: <1@example.net>
            Date: Mon, 23 Nov 2026 10:00:00 +0000

            .
            ..
            .hidden
            the end
            """
                    .replace("\n", "\r\n");

    private OldSmtp() {}

    private static Smtp at(OldPlace place) {
        return Smtp.at(place.host())
                .port(place.port())
                .via(place.via())
                .trust(place.trust())
                .keep(Transcript.Keep.EVERYTHING);
    }

    /** Text, HTML, a picture within and two files, as a program writes it: Date, Message-ID and boundaries are new each time. */
    private static Draft report() {
        return MailMessage.from(Address.of("Älice", "alice@example.org"))
                .to("bob@example.org")
                .cc(Address.of("Alice Again", "alice@example.org"))
                .subject("Grüße: the report of November, with figures, and with a subject that is longer than a line")
                .text("Hello Bob,\n.\nthe report is attached.\n")
                .html("<p>Hello <b>Bob</b>,<br><img src=\"cid:pie\">")
                .inline("pie", "image/png", new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10})
                .attach(
                        "report.pdf",
                        "application/pdf",
                        "%PDF-1.7 a report\n".repeat(20).getBytes(US_ASCII))
                .attach("Käse.csv", Content.text("a,b\r\n1,2\r\n"));
    }

    /** A login in the clear on the port of submission, and the mail. */
    static void sendsAMessageWithAttachments(OldPlace place) throws Exception {
        SmtpSession smtp = at(place).tls(Tls.NONE).connect();
        try (smtp) {
            Receipt receipt = smtp.login("alice", "password").send(report());
            assertThat(receipt.accepted().keySet())
                    .containsExactly(Address.of("bob@example.org"), Address.of("alice@example.org"));
            assertThat(receipt.isComplete()).isTrue();
            smtp.quit();
        }
        place.kept().accept(smtp.transcript());
    }

    /** An upgrade, a login, two mails. */
    static void sendsAfterAnUpgrade(OldPlace place) throws Exception {
        SmtpSession smtp = at(place).tls(Tls.UPGRADE).connect();
        try (smtp) {
            smtp.login("alice", "password");
            assertThat(smtp.extensions().has("STARTTLS")).isFalse();
            assertThat(smtp.send(report()).isComplete()).isTrue();
            assertThat(smtp.send(MailMessage.from("alice@example.org")
                                    .to("bob@example.org")
                                    .subject("short")
                                    .text("It works."))
                            .isComplete())
                    .isTrue();
            smtp.quit();
        }
        place.kept().accept(smtp.transcript());
    }

    /** As the first, by a client that waits for each answer. */
    static void sendsWithoutPipelining(OldPlace place) throws Exception {
        SmtpSession smtp = at(place).tls(Tls.NONE).withoutPipelining().connect();
        try (smtp) {
            assertThat(smtp.login("alice", "password").send(report()).isComplete())
                    .isTrue();
            smtp.quit();
        }
        place.kept().accept(smtp.transcript());
    }

    /** The draft has its own date, id and boundaries; nothing changes from run to run. */
    static void sendsWhatStaysTheSame(OldPlace place) throws Exception {
        SmtpSession smtp = at(place).tls(Tls.NONE).helo("client.example").connect();
        try (smtp) {
            smtp.login("alice", "password");
            Draft same = report().date(OffsetDateTime.parse("2026-11-23T10:00:00Z"))
                    .messageId("<2@example.org>")
                    .random(new Random(1));
            assertThat(smtp.send(same).isComplete()).isTrue();
            smtp.quit();
        }
        place.kept().accept(smtp.transcript());
    }

    /** Implicit TLS; some recipients are refused, and mails are sent in a row. */
    static void someAreRefused(OldPlace place) throws Exception {
        SmtpSession smtp = at(place).tls(Tls.IMPLICIT).helo("client.example").connect();
        try (smtp) {
            assertThat(smtp.verify("nobody@example.org").code()).isEqualTo(550);
            Receipt receipt = smtp.from("carol@example.net")
                    .to("alice@example.org", "nobody@example.org", "x@elsewhere.example")
                    .send(RAW.getBytes(UTF_8));
            assertThat(receipt.refused().values())
                    .extracting(reply -> reply.text())
                    .containsExactly("no such user", "relay not permitted");
            List<Mail> mails = new ArrayList<>();
            for (String to : List.of("alice@example.org", "nobody@example.org", "bob@example.org")) {
                mails.add(Mail.of(Envelope.of("carol@example.net").to(to), MailMessage.raw(RAW.getBytes(UTF_8))));
            }
            List<Boolean> sent = new ArrayList<>();
            smtp.sendAll(mails, fate -> sent.add(fate.receipt().isSent()));
            assertThat(sent).containsExactly(true, false, true);
            smtp.reset();
            smtp.noop();
            smtp.quit();
        }
        place.kept().accept(smtp.transcript());
    }
}
