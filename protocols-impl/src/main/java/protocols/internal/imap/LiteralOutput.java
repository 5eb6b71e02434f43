package protocols.internal.imap;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import protocols.Transcript.Side;
import protocols.internal.wire.BodyTrace;
import protocols.internal.wire.Link;

/** The bytes of a literal whose size was said. What breaks the line is told apart from what breaks its source. */
final class LiteralOutput extends OutputStream {

    private final Link link;
    private final BodyTrace trace;
    private long left;
    private Optional<IOException> broken = Optional.empty();

    LiteralOutput(Link link, long size) {
        this.link = link;
        this.trace = new BodyTrace(link, Side.CLIENT);
        this.left = size;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        if (length > left) {
            throw new IOException("the message goes on after the length that was announced");
        }
        trace.add(from, offset, length);
        try {
            link.out().write(from, offset, length);
        } catch (IOException e) {
            broken = Optional.of(e);
            throw e;
        }
        left -= length;
    }

    /** How many bytes are still to come. */
    long left() {
        return left;
    }

    /** What broke the line. */
    Optional<IOException> broken() {
        return broken;
    }

    /** All bytes are there, or it broke off. */
    void end() {
        trace.end();
    }
}
