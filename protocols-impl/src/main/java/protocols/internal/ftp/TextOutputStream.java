package protocols.internal.ftp;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;

/** Converts line ends on the way out, a block of at most 32 KiB at a time. */
final class TextOutputStream extends FilterOutputStream {

    private static final int BLOCK = 32 * 1024;

    private final LineEnds lineEnds;
    private final byte[] converted;
    private final byte[] one = new byte[1];
    private boolean closed;

    TextOutputStream(OutputStream out, LineEnds lineEnds) {
        super(out);
        this.lineEnds = lineEnds;
        converted = new byte[lineEnds.most(BLOCK)];
    }

    @Override
    public void write(int b) throws IOException {
        one[0] = (byte) b;
        write(one, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        int end = offset + length;
        for (int from = offset; from < end; from += BLOCK) {
            int size = lineEnds.convert(bytes, from, Math.min(end, from + BLOCK), converted);
            out.write(converted, 0, size);
        }
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            try (OutputStream target = out) {
                target.write(converted, 0, lineEnds.finish(converted));
            }
        }
    }
}
