package protocols.internal.smtp;

import java.io.IOException;
import java.util.List;
import protocols.Capabilities;
import protocols.Reply;
import protocols.Tls;
import protocols.WireException;
import protocols.internal.line.Command;
import protocols.internal.reply.CodeReplies;
import protocols.internal.reply.Conversation;
import protocols.internal.reply.Exchange;
import protocols.internal.wire.Link;
import protocols.internal.wire.Opening;
import protocols.smtp.Smtp;
import protocols.smtp.SmtpSession;
import protocols.spi.CoreFriend;
import protocols.spi.SmtpFriend;

/** How a session begins: greeting, EHLO, TLS, and EHLO again (RFC 5321 section 3.1, RFC 3207 section 4.2). */
public final class SmtpClient {

    private static final SmtpFriend API = SmtpFriend.get();

    private SmtpClient() {}

    /** See {@link Smtp#connect()}. */
    public static SmtpSession connect(Smtp smtp) throws WireException {
        return Opening.begin(CoreFriend.get().settings(smtp), link -> greet(smtp, link));
    }

    private static SmtpSession greet(Smtp smtp, Link link) throws IOException {
        Conversation conversation = new Conversation(link, CodeReplies.smtp(link));
        Reply greeting = conversation.greeting().expect("220");
        Capabilities extensions = hello(conversation, API.helo(smtp));
        if (link.remote().tlsMode() == Tls.UPGRADE) {
            if (!extensions.has("STARTTLS")) {
                throw new WireException.Insecure("TLS is required, but the peer does not offer STARTTLS");
            }
            conversation.upgrade(Command.of("STARTTLS"), "220", smtp.port());
            extensions = hello(conversation, API.helo(smtp));
        }
        Outbox outbox = new Outbox(conversation, extensions, API.pipelining(smtp));
        return new SmtpConversation(conversation, greeting, extensions, outbox);
    }

    private static Capabilities hello(Conversation conversation, String name) throws WireException {
        Exchange exchange = conversation.send(Command.of("EHLO").arg(name));
        if (exchange.is("500", "501", "502", "504", "550")) {
            conversation.send(Command.of("HELO").arg(name)).expect("250");
            return Capabilities.NONE;
        }
        List<String> lines = exchange.expect("250").lines();
        return Capabilities.of(lines.subList(1, lines.size()));
    }
}
