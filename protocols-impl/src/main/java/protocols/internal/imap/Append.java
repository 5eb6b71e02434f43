package protocols.internal.imap;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import protocols.Reply;
import protocols.Transcript.Side;
import protocols.WireException;
import protocols.imap.AppendUid;
import protocols.imap.MailboxName;
import protocols.imap.NewMessage;
import protocols.internal.line.Command;
import protocols.internal.reply.Conversation;
import protocols.internal.wire.BodyTrace;
import protocols.internal.wire.Link;

/** One APPEND: the message goes out as a literal, through one buffer, however long it is (RFC 9051 section 6.3.12). */
final class Append {

    private static final String VERB = "APPEND";
    private static final int BUFFER = 16_384;

    private final ImapConversation conversation;
    private final Link link;
    private final MailboxName mailbox;
    private final NewMessage message;

    Append(ImapConversation conversation, MailboxName mailbox, NewMessage message) {
        this.conversation = conversation;
        this.link = conversation.link();
        this.mailbox = mailbox;
        this.message = message;
    }

    Optional<AppendUid> run() throws WireException {
        ImapCommand command = ImapCommand.of(VERB).mailbox(mailbox);
        if (!message.flags().isEmpty()) {
            command = command.flags(message.flags());
        }
        if (message.date().isPresent()) {
            command = command.dateTime(message.date().get());
        }
        ImapCommand complete = command.streamed(message.size());
        Reply reply = conversation.within(VERB, response -> {}, () -> send(complete));
        return ImapConversation.code(reply).flatMap(ResponseCode::appendUid);
    }

    private Reply send(ImapCommand command) throws IOException {
        Conversation steps = conversation.conversation();
        try (InputStream bytes = open()) {
            boolean waits = conversation.literals().mustWait(message.size());
            steps.write(conversation.next(command));
            if (waits) {
                steps.receive().expect("+");
            }
            copy(bytes);
            Command end = Command.line(VERB);
            if (waits) {
                steps.answerChallenge(end);
            } else {
                end.writeTo(link);
            }
        }
        return answer(steps);
    }

    private InputStream open() {
        try {
            return message.open();
        } catch (IOException e) {
            throw new UncheckedIOException("the message cannot be read", e);
        }
    }

    private void copy(InputStream bytes) throws IOException {
        BodyTrace trace = new BodyTrace(link, Side.CLIENT);
        byte[] buffer = new byte[(int) Math.min(BUFFER, message.size())];
        link.beginTransfer();
        try {
            for (long left = message.size(); left > 0; ) {
                int some = read(bytes, buffer, (int) Math.min(buffer.length, left));
                if (some < 0) {
                    throw new WireException.Cancelled("the message ended " + left + " bytes before its announced size");
                }
                trace.add(buffer, 0, some);
                link.write(buffer, 0, some);
                left -= some;
            }
        } finally {
            trace.end();
            link.endTransfer();
        }
    }

    private static int read(InputStream bytes, byte[] buffer, int most) throws WireException {
        try {
            return bytes.read(buffer, 0, most);
        } catch (IOException e) {
            throw new WireException.Cancelled("the message could not be read to its end: " + e, e);
        }
    }

    /** From here on the server may have the message, whether it can say so or not. */
    private Reply answer(Conversation steps) throws IOException {
        try {
            return steps.receive().expect("OK");
        } catch (WireException.Refused e) {
            throw link.isAlive() ? e : new WireException.OutcomeUnknown(VERB, e);
        } catch (IOException e) {
            throw new WireException.OutcomeUnknown(VERB, link.fail(e));
        }
    }
}
