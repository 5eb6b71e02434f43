package protocols.internal.smtp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.OptionalLong;
import protocols.Content;
import protocols.internal.wire.Recorder;
import protocols.mail.MailMessage;
import protocols.spi.MailFriend;
import protocols.spi.MailNeeds;

/**
 * What is sent: a message that knows itself, or bytes that nobody has looked at.
 *
 * @param needs what it asks of the server, as far as is known
 * @param mayBe8bit whether there may be an octet above 127
 */
record Payload(MailNeeds needs, boolean mayBe8bit, Writer writer) {

    private static final MailFriend MAIL = MailFriend.get();

    /** Writes all of it. */
    interface Writer {
        void writeTo(OutputStream out) throws IOException;
    }

    static Payload of(MailMessage message, Recorder recorder) {
        MailNeeds needs = MAIL.needs(message);
        return new Payload(needs, needs.eightBit(), out -> recorder.watch(out, needs.size(), message::writeTo));
    }

    static Payload of(Content message, Recorder recorder) throws IOException {
        Content content = recorder.watched(message);
        OptionalLong length = content.length();
        return new Payload(new MailNeeds(length, false, false), true, out -> copy(content, length, out));
    }

    private static void copy(Content content, OptionalLong length, OutputStream out) throws IOException {
        long written;
        try (InputStream in = content.open()) {
            written = in.transferTo(out);
        }
        if (length.isPresent() && length.getAsLong() != written) {
            throw new IOException("the message is " + written + " bytes long, it was " + length.getAsLong());
        }
    }
}
