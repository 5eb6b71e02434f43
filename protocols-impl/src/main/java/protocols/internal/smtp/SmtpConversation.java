package protocols.internal.smtp;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import protocols.Batch;
import protocols.Capabilities;
import protocols.Content;
import protocols.Credentials;
import protocols.Receiver;
import protocols.Reply;
import protocols.WireException;
import protocols.internal.line.Command;
import protocols.internal.reply.Conversation;
import protocols.internal.reply.Exchange;
import protocols.internal.sasl.Sasl;
import protocols.internal.wire.Faults;
import protocols.internal.wire.Link;
import protocols.internal.wire.LinkedSession;
import protocols.internal.wire.Passwords;
import protocols.smtp.Envelope;
import protocols.smtp.Mail;
import protocols.smtp.Receipt;
import protocols.smtp.Sent;
import protocols.smtp.SmtpSession;
import protocols.spi.CoreFriend;

/** The session as it runs. */
final class SmtpConversation extends LinkedSession implements SmtpSession {

    private final Conversation conversation;
    private final Reply greeting;
    private final Capabilities extensions;
    private final Outbox outbox;
    private boolean loggedIn;

    SmtpConversation(Conversation conversation, Reply greeting, Capabilities extensions, Outbox outbox) {
        super(conversation.link());
        this.conversation = conversation;
        this.greeting = greeting;
        this.extensions = extensions;
        this.outbox = outbox;
    }

    @Override
    public SmtpSession login() throws WireException {
        requireNobody();
        return login(Passwords.held(link()));
    }

    @Override
    public SmtpSession login(Credentials who) throws WireException {
        requireNobody();
        try {
            return operation("login", () -> {
                Sasl.requireSafe(link());
                if (!extensions.has("AUTH")) {
                    throw new WireException.Unsupported("the peer offers no login");
                }
                Sasl.login(conversation, new SmtpLogin(), extensions.mechanisms(), who);
                loggedIn = true;
                return this;
            });
        } finally {
            if (!loggedIn) {
                close();
            }
        }
    }

    private void requireNobody() {
        if (loggedIn) {
            throw new IllegalStateException("somebody is logged in already (RFC 4954, section 4)");
        }
    }

    @Override
    public Reply greeting() {
        return greeting;
    }

    @Override
    public Capabilities extensions() {
        return extensions;
    }

    @Override
    public Receipt send(Mail mail) throws IOException {
        return send(mail.envelope(), Payload.of(mail.message(), link().recorder()));
    }

    @Override
    public Receipt send(Envelope envelope, Content message) throws IOException {
        if (envelope.recipients().isEmpty()) {
            throw new IllegalArgumentException("a mail to nobody");
        }
        return send(envelope, Payload.of(message, link().recorder()));
    }

    private Receipt send(Envelope envelope, Payload payload) throws IOException {
        return link().recorder().during("send", () -> sent(envelope, payload));
    }

    private Receipt sent(Envelope envelope, Payload payload) throws IOException {
        Transaction sent = operation("send", () -> outbox.send(envelope, payload));
        outbox.raise();
        Receipt receipt = sent.receipt();
        if (!receipt.isSent()) {
            throw Faults.at(Fates.refused(link(), receipt), link().where());
        }
        return receipt;
    }

    @Override
    public Batch<Mail, Receipt> sendAll(Iterable<Mail> mails) throws IOException {
        List<Mail> all = new ArrayList<>();
        mails.forEach(all::add);
        Fates fates = Fates.kept(link(), all);
        sendAll(all.iterator(), fates);
        return fates.batch(false);
    }

    @Override
    public void sendAll(Iterable<Mail> mails, Receiver<Sent> receiver) throws IOException {
        sendAll(mails.iterator(), Fates.told(link(), receiver, mails instanceof Collection));
    }

    private void sendAll(Iterator<Mail> mails, Fates fates) throws IOException {
        link().recorder().during("sendAll", () -> sentAll(mails, fates));
    }

    private boolean sentAll(Iterator<Mail> mails, Fates fates) throws IOException {
        try {
            operation("send", () -> {
                outbox.sendAll(mails, fates);
                return null;
            });
        } catch (WireException e) {
            throw CoreFriend.get().with(e, fates.batch(outbox.isUnconfirmed()));
        }
        outbox.raise();
        return true;
    }

    /** RFC 6531 section 3.7.4.2: letters beyond ASCII are announced. */
    @Override
    public Reply verify(String user) throws WireException {
        Command command = Command.of("VRFY").arg(user);
        if (!user.chars().allMatch(c -> c < 0x80)) {
            if (!extensions.has("SMTPUTF8")) {
                throw Faults.at(
                        new WireException.Unsupported("a name beyond ASCII without SMTPUTF8"), link().before("VRFY"));
            }
            command.raw(" SMTPUTF8");
        }
        return operation("VRFY", () -> {
            Exchange exchange = conversation.send(command);
            return exchange.is("550", "551", "553") ? exchange.reply() : exchange.expect("250", "251", "252");
        });
    }

    /** A refusal is an answer here, but for a farewell; and a server that waits for more does so in vain. */
    @Override
    public Reply command(String verb, String... arguments) throws WireException {
        Command command = RawCommand.of(verb, arguments);
        return operation(command.verb(), () -> {
            Exchange exchange = conversation.send(command);
            return Exchange.isRefusal(exchange.reply()) && !exchange.is("421")
                    ? exchange.reply()
                    : exchange.expect("2");
        });
    }

    @Override
    public Reply noop() throws WireException {
        return operation("NOOP", () -> conversation.send(Command.of("NOOP")).expect("2"));
    }

    @Override
    public Reply reset() throws WireException {
        return operation("RSET", outbox::reset);
    }

    @Override
    public void quit() throws WireException {
        try {
            outbox.requireIdle();
            conversation.takeLeave(Command.of("QUIT"));
        } finally {
            close();
        }
    }

    private <T> T operation(String doing, Link.Call<T> call) throws WireException {
        return conversation.operation(doing, () -> {
            outbox.requireIdle();
            return call.run();
        });
    }
}
