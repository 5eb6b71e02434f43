package protocols.internal.smtp;

import java.io.InputStream;
import java.util.Iterator;
import java.util.function.BiConsumer;
import protocols.Credentials;
import protocols.Reply;
import protocols.WireException;
import protocols.internal.line.Command;
import protocols.internal.reply.Conversation;
import protocols.internal.reply.Exchange;
import protocols.internal.sasl.Mechanism;
import protocols.internal.sasl.Sasl;
import protocols.internal.wire.Faults;
import protocols.internal.wire.Link;
import protocols.internal.wire.LinkedSession;
import protocols.smtp.Envelope;
import protocols.smtp.Extensions;
import protocols.smtp.Mail;
import protocols.smtp.Receipt;
import protocols.smtp.SmtpSession;

/** The session as it runs. */
final class SmtpConversation extends LinkedSession implements SmtpSession {

    private final Conversation conversation;
    private final Reply greeting;
    private final Extensions extensions;
    private final Outbox outbox;
    private boolean loggedIn;

    SmtpConversation(Conversation conversation, Reply greeting, Extensions extensions, Outbox outbox) {
        super(conversation.link());
        this.conversation = conversation;
        this.greeting = greeting;
        this.extensions = extensions;
        this.outbox = outbox;
    }

    @Override
    public SmtpSession login(Credentials who) throws WireException {
        if (loggedIn) {
            throw new IllegalStateException("somebody is logged in already (RFC 4954, section 4)");
        }
        try {
            return operation("AUTH", () -> {
                Sasl.requireSafe(link());
                if (!extensions.has("AUTH")) {
                    throw new WireException.Unsupported("the peer offers no login");
                }
                Mechanism mechanism = Sasl.choose(extensions.mechanisms(), who);
                Command auth = Command.of("AUTH").raw(" ").raw(mechanism.name());
                Sasl.run(conversation, auth, mechanism, "334", true).expect("235");
                loggedIn = true;
                return this;
            });
        } finally {
            if (!loggedIn) {
                close();
            }
        }
    }

    @Override
    public Reply greeting() {
        return greeting;
    }

    @Override
    public Extensions extensions() {
        return extensions;
    }

    @Override
    public Receipt send(Mail mail) throws WireException {
        return send(mail.envelope(), Content.of(mail.message()));
    }

    @Override
    public Receipt send(Envelope envelope, InputStream message) throws WireException {
        if (envelope.recipients().isEmpty()) {
            throw new IllegalArgumentException("a mail to nobody");
        }
        return send(envelope, Content.of(message));
    }

    private Receipt send(Envelope envelope, Content content) throws WireException {
        return operation("send", () -> {
            Receipt receipt = outbox.send(envelope, content);
            if (!receipt.isSent()) {
                throw new WireException.Refused(receipt.reply());
            }
            return receipt;
        });
    }

    @Override
    public void sendAll(Iterable<Mail> mails, BiConsumer<Mail, Receipt> receipts) throws WireException {
        Iterator<Mail> all = mails.iterator();
        operation("send", () -> {
            outbox.sendAll(all, receipts);
            return null;
        });
    }

    /** RFC 6531 section 3.7.4.2: letters beyond ASCII are announced. */
    @Override
    public Reply verify(String user) throws WireException {
        Command command = Command.of("VRFY").arg(user);
        if (!user.chars().allMatch(c -> c < 0x80)) {
            if (!extensions.has("SMTPUTF8")) {
                throw Faults.at(new WireException.Unsupported("a name beyond ASCII without SMTPUTF8"), link().where());
            }
            command.raw(" SMTPUTF8");
        }
        return operation("VRFY", () -> {
            Exchange exchange = conversation.send(command);
            return exchange.is("550", "551", "553") ? exchange.reply() : exchange.expect("250", "251", "252");
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
            operation("QUIT", () -> conversation.send(Command.of("QUIT")).expect("221"));
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
