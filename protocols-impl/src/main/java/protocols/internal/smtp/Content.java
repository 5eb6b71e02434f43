package protocols.internal.smtp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.OptionalLong;
import protocols.mail.MailMessage;

/** What is sent: a message that knows itself, or a stream that nobody has read yet. */
interface Content {

    void writeTo(OutputStream out) throws IOException;

    OptionalLong size();

    /** Whether there is an octet above 127, as far as is known. */
    boolean is8bit();

    /** Whether there may be one. */
    boolean mayBe8bit();

    boolean needsUtf8();

    static Content of(MailMessage message) {
        return new Known(message, message.is8bit());
    }

    static Content of(InputStream message) {
        return new Unread(message);
    }

    /** A message. */
    record Known(MailMessage message, boolean is8bit) implements Content {

        @Override
        public void writeTo(OutputStream out) throws IOException {
            message.writeTo(out);
        }

        @Override
        public OptionalLong size() {
            return message.size();
        }

        @Override
        public boolean mayBe8bit() {
            return is8bit;
        }

        @Override
        public boolean needsUtf8() {
            return message.needsUtf8();
        }
    }

    /** A stream. */
    record Unread(InputStream in) implements Content {

        @Override
        public void writeTo(OutputStream out) throws IOException {
            in.transferTo(out);
        }

        @Override
        public OptionalLong size() {
            return OptionalLong.empty();
        }

        @Override
        public boolean is8bit() {
            return false;
        }

        @Override
        public boolean mayBe8bit() {
            return true;
        }

        @Override
        public boolean needsUtf8() {
            return false;
        }
    }
}
