package protocols.internal.pop3;

import protocols.Capabilities;
import protocols.Tls;
import protocols.WireException;
import protocols.internal.line.Command;
import protocols.internal.reply.Conversation;
import protocols.internal.reply.StatusReplies;
import protocols.internal.wire.Opening;
import protocols.pop3.Pop3;
import protocols.pop3.Pop3Connection;
import protocols.spi.CoreFriend;

/** From no connection to the AUTHORIZATION state. */
public final class Pop3Client {

    private Pop3Client() {}

    /** See {@link Pop3#connect()}. */
    public static Pop3Connection connect(Pop3 pop3) throws WireException {
        return Opening.begin(CoreFriend.get().settings(pop3), link -> {
            Conversation conversation = new Conversation(link, new StatusReplies(link));
            String greeting = conversation.greeting().expect("+OK").text();
            if (link.remote().tlsMode() == Tls.UPGRADE) {
                conversation.upgrade(Command.of("STLS"), "+OK", link.settings().port());
            }
            MultiLine lines = new MultiLine(link);
            return new AuthorizationState(conversation, lines, greeting, capabilities(conversation, lines));
        });
    }

    /** A server that does not know CAPA (RFC 2449) is none the worse for it. */
    private static Capabilities capabilities(Conversation conversation, MultiLine lines) throws WireException {
        return conversation.operation("CAPA", () -> {
            conversation.write(Command.of("CAPA"));
            var exchange = conversation.receive();
            if (exchange.is("-ERR")) {
                return Capabilities.NONE;
            }
            exchange.expect("+OK");
            return Capabilities.of(lines.read(line -> line));
        });
    }
}
