package protocols.internal.imap;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.OptionalLong;
import protocols.Content;
import protocols.Reply;
import protocols.WireException;
import protocols.imap.AppendUid;
import protocols.imap.MailboxName;
import protocols.imap.NewMessage;
import protocols.internal.line.Command;
import protocols.internal.reply.Conversation;
import protocols.internal.wire.Lent;
import protocols.internal.wire.Link;
import protocols.internal.wire.Recorder;
import protocols.mail.MailMessage;
import protocols.spi.ImapFriend;
import protocols.spi.NewMessageParts;

/** One APPEND: the message goes out as a literal, through one buffer, however long it is (RFC 9051 section 6.3.12). */
final class Append {

    private static final String VERB = "APPEND";
    private static final String WHY = "the source failed";
    private static final int BUFFER = 16_384;

    /** The bytes of the message, ready to go. */
    private interface Source extends Closeable {
        void writeTo(LiteralOutput out) throws IOException;
    }

    private final ImapConversation conversation;
    private final Link link;
    private final MailboxName mailbox;
    private final NewMessageParts message;
    private Optional<Throwable> failure = Optional.empty();

    Append(ImapConversation conversation, MailboxName mailbox, NewMessage message) {
        this.conversation = conversation;
        this.link = conversation.link();
        this.mailbox = mailbox;
        this.message = ImapFriend.get().parts(message);
    }

    Optional<AppendUid> run() throws IOException {
        long size = size();
        ImapCommand command = command(size);
        try (Source source = open()) {
            Reply reply = conversation.within(VERB, response -> false, () -> send(command, source, size));
            return ImapConversation.code(reply).flatMap(ResponseCode::appendUid);
        } catch (WireException e) {
            throw failure.isPresent() ? Lent.raise(failure.get()) : e;
        }
    }

    private ImapCommand command(long size) {
        ImapCommand command = ImapCommand.of(VERB).mailbox(mailbox);
        if (!message.flags().isEmpty()) {
            command = command.flags(message.flags());
        }
        if (message.date().isPresent()) {
            command = command.dateTime(message.date().get());
        }
        return command.streamed(size);
    }

    private long size() throws IOException {
        if (message.content().isPresent()) {
            return message.content()
                    .get()
                    .length()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "APPEND says first how long a message is, and the length of this one is not known"));
        }
        MailMessage mail = message.mail().orElseThrow();
        return mail.size().isPresent() ? mail.size().getAsLong() : counted(mail);
    }

    private static long counted(MailMessage mail) throws IOException {
        long[] count = new long[1];
        mail.writeTo(new OutputStream() {
            @Override
            public void write(int b) {
                count[0]++;
            }

            @Override
            public void write(byte[] from, int offset, int length) {
                count[0] += length;
            }
        });
        return count[0];
    }

    private Source open() throws IOException {
        return message.content().isPresent()
                ? new Stream(link.recorder().watched(message.content().get()))
                : new Mail(message.mail().orElseThrow(), link.recorder());
    }

    private record Mail(MailMessage mail, Recorder recorder) implements Source {
        @Override
        public void writeTo(LiteralOutput out) throws IOException {
            OutputStream buffered = new BufferedOutputStream(out, BUFFER);
            recorder.watch(buffered, OptionalLong.of(out.left()), mail::writeTo);
            buffered.flush();
        }

        @Override
        public void close() {}
    }

    private static final class Stream implements Source {
        private final InputStream bytes;

        Stream(Content content) throws IOException {
            bytes = content.open();
        }

        @Override
        public void writeTo(LiteralOutput out) throws IOException {
            byte[] buffer = new byte[(int) Math.min(BUFFER, out.left())];
            while (out.left() > 0) {
                int some = bytes.read(buffer, 0, (int) Math.min(buffer.length, out.left()));
                if (some < 0) {
                    return;
                }
                out.write(buffer, 0, some);
            }
        }

        @Override
        public void close() throws IOException {
            bytes.close();
        }
    }

    private Reply send(ImapCommand command, Source source, long size) throws IOException {
        Conversation steps = conversation.conversation();
        boolean waits = conversation.literals().mustWait(size);
        steps.write(conversation.next(command));
        if (waits) {
            steps.receive().expect("+");
        }
        copy(source, size);
        Command end = Command.line(VERB);
        if (waits) {
            steps.answerChallenge(end);
        } else {
            end.writeTo(link);
        }
        return answer(steps);
    }

    private void copy(Source source, long size) throws IOException {
        LiteralOutput out = new LiteralOutput(link, size);
        link.beginTransfer();
        try {
            link.out().sending(conversation.conversation()::listen, () -> write(source, out));
        } finally {
            out.end();
            link.endTransfer();
        }
    }

    private void write(Source source, LiteralOutput out) throws IOException {
        try {
            source.writeTo(out);
            if (out.left() > 0) {
                throw new IOException("the message ended " + out.left() + " bytes before its announced size");
            }
        } catch (IOException | RuntimeException | Error e) {
            throw out.broken().isPresent() ? out.broken().get() : failed(e);
        }
    }

    /** The server waits for the rest, which nobody has. */
    private WireException failed(Throwable thrown) {
        failure = Optional.of(thrown);
        link.abandon(WHY);
        return new WireException.Cancelled(WHY);
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
