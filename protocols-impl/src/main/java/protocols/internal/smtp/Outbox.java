package protocols.internal.smtp;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import protocols.Reply;
import protocols.WireException;
import protocols.internal.line.Command;
import protocols.internal.line.DotOutput;
import protocols.internal.reply.Conversation;
import protocols.internal.reply.Exchange;
import protocols.internal.wire.Link;
import protocols.mail.Address;
import protocols.smtp.Envelope;
import protocols.smtp.Extensions;
import protocols.smtp.Mail;
import protocols.smtp.Receipt;

/**
 * Sends mails one after the other. Each step is written with what will take its answer; where the server does PIPELINING
 * the answers are taken as late as RFC 2920 section 3.1 allows: before a message, and after the last.
 */
final class Outbox {

    /** Unanswered commands: their replies fit into any receive buffer, so that neither side can block the other. */
    private static final int WINDOW = 128;

    private interface Answer {
        void receive() throws IOException;
    }

    private final Conversation conversation;
    private final EnvelopeCommands commands;
    private final boolean pipelining;
    private final Deque<Answer> due = new ArrayDeque<>();
    private Optional<Transaction> unconfirmed = Optional.empty();
    private boolean leftOpen;
    private boolean busy;

    Outbox(Conversation conversation, Extensions extensions, boolean pipelining) {
        this.conversation = conversation;
        this.commands = new EnvelopeCommands(extensions);
        this.pipelining = pipelining && extensions.has("PIPELINING");
    }

    /**
     * @throws IllegalStateException while mails are being sent: a command now would be answered by their replies
     */
    void requireIdle() {
        if (busy) {
            throw new IllegalStateException("the session is sending mails");
        }
    }

    Reply reset() throws IOException {
        Reply reply = conversation.send(Command.of("RSET")).expect("2");
        leftOpen = false;
        return reply;
    }

    Receipt send(Envelope envelope, Content content) throws IOException {
        Transaction mail = prepare(envelope, content);
        run(() -> {
            deliver(mail, sent -> {});
            takeAnswers(0);
        });
        return mail.receipt();
    }

    void sendAll(Iterator<Mail> mails, BiConsumer<Mail, Receipt> receipts) throws IOException {
        run(() -> {
            while (true) {
                Optional<Mail> next = next(mails);
                if (next.isEmpty()) {
                    break;
                }
                Mail mail = next.get();
                deliver(prepared(mail), done -> receipts.accept(mail, done.receipt()));
            }
            takeAnswers(0);
        });
    }

    /** Where the line breaks while a message is unconfirmed, nobody knows whether the server has taken it. */
    private void run(Answer steps) throws IOException {
        busy = true;
        try {
            steps.receive();
        } catch (WireException.Refused | WireException.Unsupported e) {
            throw e;
        } catch (IOException e) {
            if (unconfirmed.isEmpty()) {
                throw e;
            }
            throw new WireException.OutcomeUnknown(
                    "the mail " + unconfirmed.get().envelope(), link().fail(e));
        } finally {
            busy = false;
        }
    }

    /** The caller's code may fail, or take its time: by then the mail before is on its way. */
    private Optional<Mail> next(Iterator<Mail> mails) throws IOException {
        try {
            return mails.hasNext() ? Optional.of(mails.next()) : Optional.empty();
        } catch (RuntimeException e) {
            takeAnswers(0);
            throw e;
        }
    }

    private Transaction prepared(Mail mail) throws IOException {
        try {
            return prepare(mail.envelope(), Content.of(mail.message()));
        } catch (WireException.Unsupported e) {
            takeAnswers(0);
            throw e;
        }
    }

    private Transaction prepare(Envelope envelope, Content content) throws WireException {
        return new Transaction(envelope, content, commands.mail(envelope, content));
    }

    private void deliver(Transaction mail, Consumer<Transaction> done) throws IOException {
        link().renew();
        writeEnvelope(mail);
        takeAnswers(0);
        leftOpen = mail.isLeftOpen();
        if (!mail.asksForData()) {
            done.accept(mail);
            return;
        }
        writeMessage(mail);
        due.add(() -> confirm(mail, done));
        if (!pipelining) {
            takeAnswers(0);
        }
    }

    private void writeEnvelope(Transaction mail) throws IOException {
        if (leftOpen) {
            write(Command.of("RSET"), answer -> answer.expect("2"));
        }
        write(mail.mail(), mail::senderAnswered);
        for (Address who : mail.envelope().recipients()) {
            if (mail.isOver()) {
                return;
            }
            write(commands.recipient(who), answer -> mail.recipientAnswered(who, answer));
        }
        if (!due.isEmpty() || mail.hasRecipients()) {
            write(Command.of("DATA"), mail::dataAnswered);
        }
    }

    private interface Step {
        void answered(Exchange answer) throws WireException;
    }

    private void write(Command command, Step step) throws IOException {
        conversation.write(command);
        due.add(() -> step.answered(conversation.receive()));
        if (!pipelining) {
            takeAnswers(0);
        } else if (due.size() >= WINDOW) {
            takeAnswers(WINDOW / 2);
        }
    }

    private void takeAnswers(int keep) throws IOException {
        while (due.size() > keep) {
            due.remove().receive();
        }
    }

    /** A server that asks for a message although it goes to nobody gets the lone dot (RFC 2920 section 3.1). */
    private void writeMessage(Transaction mail) throws IOException {
        link().doing("message");
        DotOutput out = new DotOutput(link());
        link().beginTransfer();
        try {
            if (mail.hasRecipients()) {
                MessageOutput.write(mail.content(), out);
                unconfirmed = Optional.of(mail);
            }
            out.finish();
        } finally {
            link().endTransfer();
        }
    }

    private void confirm(Transaction mail, Consumer<Transaction> done) throws IOException {
        Exchange answer = conversation.receiveMore("end of data");
        mail.endAnswered(answer);
        unconfirmed = Optional.empty();
        done.accept(mail);
    }

    private Link link() {
        return conversation.link();
    }
}
