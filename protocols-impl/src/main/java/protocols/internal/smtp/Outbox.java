package protocols.internal.smtp;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import protocols.Capabilities;
import protocols.Reply;
import protocols.WireException;
import protocols.internal.line.Command;
import protocols.internal.line.DotOutput;
import protocols.internal.reply.Conversation;
import protocols.internal.reply.Exchange;
import protocols.internal.wire.Lent;
import protocols.internal.wire.Link;
import protocols.mail.Address;
import protocols.smtp.Envelope;
import protocols.smtp.Mail;

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
    private Optional<Transaction> announced = Optional.empty();
    private Optional<Transaction> unconfirmed = Optional.empty();
    private Optional<CallersFault> fault = Optional.empty();
    private boolean leftOpen;
    private boolean busy;

    Outbox(Conversation conversation, Capabilities extensions, boolean pipelining) {
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

    /** Sends one; what became of it can be asked unless the caller's code failed, see {@link #raise}. */
    Transaction send(Envelope envelope, Payload payload) throws IOException {
        Transaction mail = prepare(envelope, payload);
        run(() -> {
            deliver(mail, Transaction.Ending.NOBODY);
            takeAnswers(0);
        });
        return mail;
    }

    void sendAll(Iterator<Mail> mails, Fates fates) throws IOException {
        run(() -> {
            for (Optional<Mail> next = next(mails); next.isPresent(); next = next(mails, fates)) {
                Mail mail = next.get();
                fates.begin(mail);
                Optional<Transaction> prepared = prepared(mail, fates);
                if (prepared.isPresent()) {
                    deliver(prepared.get(), fates);
                }
            }
            takeAnswers(0);
        });
    }

    /** Whether nobody knows if the server has taken the mail that was sent last. */
    boolean isUnconfirmed() {
        return unconfirmed.isPresent();
    }

    /** Throws what the caller's code threw within the last operation, now that the session is in step or closed. */
    void raise() throws IOException {
        Optional<CallersFault> thrown = fault;
        fault = Optional.empty();
        if (thrown.isPresent()) {
            throw Lent.raise(thrown.get().thrown());
        }
    }

    /** Where the line breaks while a message is unconfirmed, nobody knows whether the server has taken it. */
    private WireException broken(IOException e) {
        WireException how = link().fail(e);
        return unconfirmed.isEmpty()
                ? how
                : new WireException.OutcomeUnknown(
                        "the mail " + unconfirmed.get().envelope(), how);
    }

    /** What the caller's code throws ends the steps, and waits until the session is in step again or closed. */
    private void run(Answer steps) throws IOException {
        busy = true;
        try {
            steps.receive();
        } catch (CallersFault e) {
            fault = Optional.of(e);
            settle(e);
        } catch (WireException.Refused | WireException.Unsupported e) {
            throw e;
        } catch (IOException e) {
            throw broken(e);
        } finally {
            busy = false;
        }
    }

    /**
     * The caller's code failed: what is under way is answered. Where the server waits for a message that will not come,
     * or has half of one, the session ends.
     */
    private void settle(CallersFault failed) {
        boolean half = failed.whose() == CallersFault.Whose.SOURCE;
        try {
            while (!half && !due.isEmpty()) {
                due.remove().receive();
            }
        } catch (CallersFault e) {
            failed.beside(e.thrown());
        } catch (IOException e) {
            failed.beside(broken(e));
            return;
        }
        if (half || announced.filter(Transaction::asksForData).isPresent()) {
            link().abandon(failed.whose().why());
        }
        leftOpen = announced.map(Transaction::isLeftOpen).orElse(leftOpen);
        announced = Optional.empty();
    }

    /** The caller's code may take its time: by then the mail before is on its way, unless all mails are at hand. */
    private Optional<Mail> next(Iterator<Mail> mails, Fates fates) throws IOException {
        if (!fates.areAtHand()) {
            link().out().flush();
        }
        return next(mails);
    }

    private static Optional<Mail> next(Iterator<Mail> mails) {
        return CallersFault.guard(
                CallersFault.Whose.MAILS, () -> mails.hasNext() ? Optional.of(mails.next()) : Optional.empty());
    }

    private Optional<Transaction> prepared(Mail mail, Fates fates) throws IOException {
        try {
            return Optional.of(prepare(mail.envelope(), Payload.of(mail.message(), link().recorder())));
        } catch (WireException.Unsupported e) {
            takeAnswers(0);
            fates.impossible(e);
            return Optional.empty();
        }
    }

    private Transaction prepare(Envelope envelope, Payload payload) throws WireException {
        return new Transaction(envelope, payload, commands.mail(envelope, payload));
    }

    private void deliver(Transaction mail, Transaction.Ending ending) throws IOException {
        link().renew();
        announced = Optional.of(mail);
        writeEnvelope(mail);
        takeAnswers(0);
        leftOpen = mail.isLeftOpen();
        announced = Optional.empty();
        if (!mail.asksForData()) {
            ending.known(mail.receipt());
            return;
        }
        writeMessage(mail);
        due.add(() -> confirm(mail, ending));
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
                link().out().sending(conversation::listen, () -> MessageOutput.write(mail.payload(), out));
                unconfirmed = Optional.of(mail);
            }
            out.finish();
            conversation.due("end of data");
        } finally {
            link().endTransfer();
        }
    }

    private void confirm(Transaction mail, Transaction.Ending ending) throws IOException {
        Exchange answer = conversation.receive();
        try {
            mail.endAnswered(answer);
        } catch (WireException.Refused farewell) {
            unconfirmed = Optional.empty();
            ending.dismissed(farewell);
            throw farewell;
        }
        unconfirmed = Optional.empty();
        ending.known(mail.receipt());
    }

    private Link link() {
        return conversation.link();
    }
}
