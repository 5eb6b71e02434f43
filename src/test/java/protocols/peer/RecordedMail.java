package protocols.peer;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import protocols.Content;
import protocols.Replay;
import protocols.Tls;
import protocols.Transcript;
import protocols.mail.MailMessage;
import protocols.net.Connector;
import protocols.smtp.Smtp;
import protocols.smtp.SmtpSession;

/** A program that sends a mail with an attachment, here and in a process of its own. */
final class RecordedMail {

    private RecordedMail() {}

    static Transcript send(String host, int port, Connector via, OffsetDateTime date) throws IOException {
        SmtpSession smtp = Smtp.at(host)
                .port(port)
                .tls(Tls.NONE)
                .via(via)
                .keep(Transcript.Keep.EVERYTHING)
                .connect();
        try (smtp) {
            smtp.send(MailMessage.from("bob@example.net")
                    .to("alice@example.org")
                    .date(date)
                    .subject("The report")
                    .text("The report is attached.")
                    .html("<img src=\"cid:pie\">")
                    .inline("pie", "image/png", new byte[] {(byte) 0x89, 'P', 'N', 'G'})
                    .attach("report.txt", Content.text("one\ntwo\n")));
            smtp.quit();
        }
        return smtp.transcript();
    }

    /** Replays the recording in a file. */
    public static void main(String[] words) throws IOException {
        PrintStream out = System.out;
        Replay replay = Transcript.read(Path.of(words[0])).replay();
        out.print(send("mail.example.org", 25, replay, OffsetDateTime.parse("2031-05-06T07:08:09+02:00")));
        replay.verify();
        out.println("played");
    }
}
