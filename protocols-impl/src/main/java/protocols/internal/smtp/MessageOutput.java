package protocols.internal.smtp;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import protocols.internal.line.DotOutput;

/** Tells whether a message broke off because of the line, or because it could not be read. */
final class MessageOutput extends OutputStream {

    private final DotOutput out;
    private Optional<IOException> broken = Optional.empty();

    private MessageOutput(DotOutput out) {
        this.out = out;
    }

    /**
     * Writes a message without its end. Where it breaks off the end must not follow: half a message would be delivered.
     *
     * @throws CallersFault if it could not be read to its end
     */
    static void write(Payload payload, DotOutput out) throws IOException {
        MessageOutput message = new MessageOutput(out);
        try {
            payload.writer().writeTo(message);
        } catch (IOException | RuntimeException | Error e) {
            out.abandon();
            if (message.broken.isPresent()) {
                throw message.broken.get();
            }
            throw new CallersFault(CallersFault.Whose.SOURCE, e);
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            broken = Optional.of(e);
            throw e;
        }
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }
}
