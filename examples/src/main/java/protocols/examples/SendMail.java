package protocols.examples;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import protocols.Reply;
import protocols.Text;
import protocols.WireException;
import protocols.mail.Address;
import protocols.mail.Draft;
import protocols.mail.MailMessage;
import protocols.smtp.Envelope;
import protocols.smtp.Mail;
import protocols.smtp.Receipt;
import protocols.smtp.Smtp;
import protocols.smtp.SmtpSession;

/** Sends one mail: builds it from a text, or sends a finished message as it is. */
public final class SendMail {

    private static final String USAGE =
            """
            usage: SendMail --server HOST[:PORT] --from A --to B [--to C]... [--subject S] [--attach FILE]... [FILE|-]

            With --subject the message is built from the text in FILE; without, FILE is a finished message and goes out
            as it is. No FILE or "-" is standard input. Prints a line for each recipient, accepted or refused, and
            "queued" with the server's last reply. Exit status 1 if anybody was refused.

              --server HOST[:PORT]         the mail server; port 25 unless named, 587 or 465 as --tls says
              --from A                     the sender
              --to B                       a recipient; may be given again
              --subject S                  the subject of a message to be built
              --attach FILE                a file to go with it; may be given again
            """;
    private static final Set<String> VALUES = Set.of("--server", "--from", "--to", "--subject", "--attach");

    private SendMail() {}

    public static void main(String[] args) {
        System.exit(run(Program.standard(), args));
    }

    static int run(Program program, String... line) {
        return program.run(USAGE, Set.of(), VALUES, SendMail::send, line);
    }

    private static int send(Program program, Options options) throws IOException {
        HostPort server = HostPort.of(required(options, "--server"));
        Smtp client = options.apply(Smtp.at(server.host()), server.port());
        Envelope envelope =
                Envelope.of(required(options, "--from"), options.values("--to").toArray(String[]::new));
        if (envelope.recipients().isEmpty()) {
            throw new Usage("--to is missing");
        }
        var credentials = options.credentials();
        Mail mail = Mail.of(envelope, message(program, options, envelope));
        try (SmtpSession smtp = program.follow(client.connect())) {
            if (credentials.isPresent()) {
                smtp.login(credentials.get());
            }
            int status = deliver(smtp, mail, program.out());
            leave(smtp, program);
            return status;
        }
    }

    /** Every refusal is a line of the output here, so the form that takes them as data. */
    private static int deliver(SmtpSession smtp, Mail mail, PrintStream out) throws IOException {
        AtomicInteger status = new AtomicInteger();
        smtp.sendAll(List.of(mail), sent -> {
            print(out, mail, sent.receipt());
            status.set(sent.receipt().isComplete() ? 0 : 1);
        });
        return status.get();
    }

    private static void print(PrintStream out, Mail mail, Receipt receipt) {
        for (Address who : mail.envelope().recipients()) {
            Optional.ofNullable(receipt.accepted().get(who))
                    .map(reply -> line("accepted", who, reply))
                    .or(() -> Optional.ofNullable(receipt.refused().get(who)).map(reply -> line("refused", who, reply)))
                    .ifPresent(out::println);
        }
        if (receipt.isSent()) {
            out.println("queued " + Text.printable(receipt.reply().toString()));
        }
    }

    private static String line(String fate, Address who, Reply reply) {
        return fate + " " + Text.escaped(who.mailbox()) + " " + Text.printable(reply.toString());
    }

    /** The mail is the server's by now: a farewell that goes wrong changes nothing. */
    private static void leave(SmtpSession smtp, Program program) {
        try {
            smtp.quit();
        } catch (WireException e) {
            program.err().println("after the mail: " + e.getMessage());
        }
    }

    private static MailMessage message(Program program, Options options, Envelope envelope) throws IOException {
        String file = options.arguments(1).stream().findFirst().orElse("-");
        Optional<String> subject = options.value("--subject");
        if (subject.isEmpty() && options.has("--attach")) {
            throw new Usage("--attach needs --subject: a finished message goes out as it is");
        }
        if (subject.isEmpty()) {
            return file.equals("-") ? MailMessage.raw(program.in().readAllBytes()) : MailMessage.raw(Path.of(file));
        }
        Address author = envelope.sender().orElseThrow(() -> new Usage("--subject needs a sender"));
        Draft draft = MailMessage.from(author)
                .to(envelope.recipients())
                .subject(subject.get())
                .text(text(program.in(), file));
        for (String attachment : options.values("--attach")) {
            draft = draft.attach(Path.of(attachment));
        }
        return draft;
    }

    private static String text(InputStream in, String file) throws IOException {
        byte[] bytes = file.equals("-") ? in.readAllBytes() : Files.readAllBytes(Path.of(file));
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static String required(Options options, String name) {
        return options.value(name).orElseThrow(() -> new Usage(name + " is missing"));
    }
}
