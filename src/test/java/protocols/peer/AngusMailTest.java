package protocols.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Authenticator;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayOutputStream;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import protocols.Content;
import protocols.Peer;
import protocols.Script;
import protocols.Tls;
import protocols.Transcript;
import protocols.mail.MailMessage;
import protocols.pop3.Pop3;
import protocols.smtp.Smtp;

/** Angus Mail, the client of Jakarta Mail, talks to served transcripts. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AngusMailTest {

    private static final String SUBMISSION =
            """
            S: 220 mx ESMTP
            C: EHLO *
            S: 250-mx
            S: 250-8BITMIME
            S: 250-SIZE 100000
            S: 250 PIPELINING
            C: MAIL FROM:<bob@example.net>*
            S: 250 ok
            C: RCPT TO:<alice@example.org>
            S: 250 ok
            C: DATA
            S: 354 go on
            C|
            S: 250 queued
            C: QUIT
            S: 221 bye
            """;

    private static Session session(Peer peer, String protocol) {
        Properties settings = new Properties();
        settings.setProperty("mail.transport.protocol", protocol);
        settings.setProperty("mail.store.protocol", protocol);
        settings.setProperty("mail." + protocol + ".host", peer.host());
        settings.setProperty("mail." + protocol + ".port", Integer.toString(peer.port()));
        settings.setProperty("mail." + protocol + ".timeout", "10000");
        settings.setProperty("mail." + protocol + ".connectiontimeout", "10000");
        settings.setProperty("mail." + protocol + ".writetimeout", "10000");
        return Session.getInstance(settings, new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication("alice", "wonderland");
            }
        });
    }

    private static void send(Session session) throws Exception {
        MimeBodyPart text = new MimeBodyPart();
        text.setText("The report is attached.\r\n.\r\n");
        MimeBodyPart file = new MimeBodyPart();
        file.setDataHandler(new jakarta.activation.DataHandler(
                new ByteArrayDataSource(new byte[3000], "application/octet-stream")));
        file.setFileName("report.bin");
        MimeMessage message = new MimeMessage(session);
        message.setFrom(new InternetAddress("bob@example.net"));
        message.setRecipients(Message.RecipientType.TO, "alice@example.org");
        message.setSubject("The report");
        message.setContent(new MimeMultipart(text, file));
        Transport.send(message);
    }

    @Test
    void sendsAMailWithAnAttachment() throws Exception {
        try (Peer peer = Transcript.parse(SUBMISSION).serve()) {
            send(session(peer, "smtp"));
            peer.verify();
            assertThat(peer.received().said(Transcript.Side.CLIENT))
                    .contains("Subject: The report", "..", "Content-Disposition: attachment; filename=report.bin")
                    .endsWith("QUIT");
        }
    }

    @Test
    void isToldThatARecipientIsUnknown() {
        Script script = Script.of(
                        Transcript.parse(
                                """
                        S: 220 mx
                        C: EHLO *
                        S: 250 mx
                        C: MAIL FROM:<bob@example.net>
                        S: 250 ok
                        C: RSET
                        S: 250 ok
                        C: QUIT
                        S: 221 bye
                        """))
                .whenever("C: RCPT TO:<alice@*>\nS: 550 5.1.1 no such user");
        try (Peer peer = script.serve()) {
            assertThatThrownBy(() -> send(session(peer, "smtp")))
                    .isInstanceOf(SendFailedException.class)
                    .hasStackTraceContaining("550 5.1.1 no such user");
            peer.verify();
        }
    }

    /** Our client sends its commands together; Angus waits for the answer to each. */
    @Test
    void isServedARecordingOfAClientThatPipelines() throws Exception {
        Transcript recording;
        try (Peer peer = Transcript.parse(SUBMISSION).serve()) {
            var smtp = Smtp.at(peer.host()).port(peer.port()).connect();
            try (smtp) {
                smtp.send(MailMessage.from("bob@example.net")
                        .to("alice@example.org")
                        .subject("The report")
                        .text("The report is attached.")
                        .attach("report.txt", Content.text("one\n")));
                smtp.quit();
            }
            recording = smtp.transcript();
        }
        assertThat(recording.toString()).containsPattern("C: MAIL .*\nC: RCPT .*\nC: DATA\n");
        try (Peer peer = recording.serve()) {
            send(session(peer, "smtp"));
            peer.verify();
        }
    }

    @Test
    void readsAMaildrop() throws Exception {
        Transcript dialogue = Transcript.parse(
                """
                S: +OK ready
                C: USER alice
                S: +OK
                C: PASS ********
                S: +OK
                C: STAT
                S: +OK 1 60
                C: RETR 1
                S: +OK
                S: Subject: hello
                S:
                S: ..
                S: It works.
                S: .
                C: QUIT
                S: +OK
                """);
        try (Peer peer = dialogue.serve()) {
            assertThat(read(session(peer, "pop3"))).isEqualTo("hello: .\r\nIt works.\r\n");
            peer.verify();
            assertThat(peer.received().toString()).contains("C: PASS ********").doesNotContain("wonderland");
        }
    }

    /** The first message of the inbox: its subject and its text. */
    private static String read(Session session) throws Exception {
        try (Store store = session.getStore()) {
            store.connect();
            try (Folder inbox = store.getFolder("INBOX")) {
                inbox.open(Folder.READ_ONLY);
                assertThat(inbox.getMessageCount()).isEqualTo(1);
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                inbox.getMessage(1).writeTo(out);
                MimeMessage message = new MimeMessage(session, new java.io.ByteArrayInputStream(out.toByteArray()));
                return message.getSubject() + ": " + message.getContent();
            }
        }
    }

    @Test
    void isServedARecordingOfAMaildrop() throws Exception {
        Transcript recording;
        Transcript server = Transcript.parse(
                """
                S: +OK ready
                C: CAPA
                S: +OK
                S: PIPELINING
                S: TOP
                S: USER
                S: .
                C: USER alice
                S: +OK
                C: PASS ********
                S: +OK
                C: STAT
                S: +OK 1 30
                C: RETR 1
                S: +OK
                S: Subject: hello
                S:
                S: It works.
                S: .
                C: QUIT
                S: +OK
                """);
        try (Peer peer = server.serve()) {
            var drop = Pop3.at(peer.host())
                    .port(peer.port())
                    .keep(Transcript.Keep.EVERYTHING)
                    .connect()
                    .login("alice", "secret");
            try (drop) {
                assertThat(drop.stat().messages()).isEqualTo(1);
                drop.retrieve(1, new ByteArrayOutputStream());
                drop.quit();
            }
            recording = drop.transcript();
        }
        try (Peer peer = recording.serve()) {
            assertThat(read(session(peer, "pop3"))).isEqualTo("hello: It works.\r\n");
            peer.verify();
        }
    }

    private static final String MAILBOX =
            """
            S: * OK [CAPABILITY IMAP4rev1] ready
            C: a1 LOGIN alice ********
            S: a1 OK [CAPABILITY IMAP4rev1] in
            C: a2 SELECT INBOX
            S: * FLAGS (\\\\Seen)
            S: * 1 EXISTS
            S: * OK [UIDVALIDITY 7]
            S: a2 OK [READ-WRITE]
            C: a3 FETCH 1 (ENVELOPE*)
            S: * 1 FETCH (ENVELOPE ("Mon, 7 Feb 2022 21:52:25 -0800" "hello" NIL NIL NIL NIL NIL NIL NIL NIL) INTERNALDATE "07-Feb-2022 21:52:25 -0800" RFC822.SIZE 60)
            S: a3 OK
            C: a4 STORE 1 +FLAGS (\\\\Seen)
            S: * 1 FETCH (FLAGS (\\\\Seen))
            S: a4 OK
            C: a5 CLOSE
            S: a5 OK
            C: a6 LOGOUT
            S: * BYE
            S: a6 OK
            """;

    @Test
    void worksInAMailbox() throws Exception {
        try (Peer peer = Transcript.parse(MAILBOX).serve()) {
            try (Store store = session(peer, "imap").getStore()) {
                store.connect();
                Folder inbox = store.getFolder("INBOX");
                inbox.open(Folder.READ_WRITE);
                assertThat(inbox.getMessage(1).getSubject()).isEqualTo("hello");
                inbox.getMessage(1).setFlag(Flags.Flag.SEEN, true);
                inbox.close(true);
            }
            peer.verify();
            assertThat(peer.received().toString())
                    .containsPattern("C: [A-Z0-9]+ LOGIN alice [*]{8}\n")
                    .doesNotContain("wonderland");
        }
    }

    @Test
    void appendsAMessageAfterAnUpgrade() throws Exception {
        Transcript dialogue = Transcript.parse(
                """
                S: * OK ready
                C: a1 CAPABILITY
                S: * CAPABILITY IMAP4rev1 STARTTLS
                S: a1 OK
                C: a2 STARTTLS
                S: a2 OK
                * tls
                C: a3 CAPABILITY
                S: * CAPABILITY IMAP4rev1
                S: a3 OK
                C: a4 LOGIN alice ********
                S: a4 OK
                C: a5 LIST "" Sent
                S: * LIST () "/" Sent
                S: a5 OK
                C: a6 APPEND Sent () {10}
                S: + go on
                C|
                C:
                S: a6 OK
                C: a7 LOGOUT
                S: * BYE
                S: a7 OK
                """);
        try (Peer peer = dialogue.serve()) {
            Session session = session(peer, "imap");
            session.getProperties().setProperty("mail.imap.starttls.required", "true");
            session.getProperties().setProperty("mail.imap.ssl.trust", "*");
            session.getProperties().setProperty("mail.imap.ssl.checkserveridentity", "false");
            try (Store store = session.getStore()) {
                store.connect();
                MimeMessage message = new MimeMessage(session);
                message.setSubject("copy");
                message.setText("sent");
                store.getFolder("Sent").appendMessages(new Message[] {message});
            }
            peer.verify();
            assertThat(peer.received().said(Transcript.Side.CLIENT)).contains("Subject: copy");
        }
    }

    @Test
    void ourClientAndAngusAreServedTheSame() throws Exception {
        try (Peer peer = Script.of(Transcript.parse(SUBMISSION)).forever().serve()) {
            try (var smtp = Smtp.at(peer.host()).port(peer.port()).tls(Tls.NONE).connect()) {
                smtp.send(MailMessage.from("bob@example.net")
                        .to("alice@example.org")
                        .subject("ours")
                        .text("ours"));
                smtp.quit();
            }
            send(session(peer, "smtp"));
            peer.verify();
            assertThat(peer.received().said(Transcript.Side.CLIENT)).contains("Subject: ours", "Subject: The report");
        }
    }
}
