package protocols.internal.ftp;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** Converts line ends on the way in, a block of at most 32 KiB at a time. */
final class TextInputStream extends InputStream {

    private static final int BLOCK = 32 * 1024;

    private final InputStream in;
    private final LineEnds lineEnds;
    private final byte[] block = new byte[BLOCK];
    private final byte[] converted;
    private int at;
    private int end;
    private boolean finished;

    TextInputStream(InputStream in, LineEnds lineEnds) {
        this.in = in;
        this.lineEnds = lineEnds;
        converted = new byte[lineEnds.most(BLOCK)];
    }

    @Override
    public int read() throws IOException {
        return fill() ? converted[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int size = Math.min(length, end - at);
        System.arraycopy(converted, at, bytes, offset, size);
        at += size;
        return size;
    }

    /** Sees to it that a byte is there, unless the text has ended. */
    private boolean fill() throws IOException {
        while (at == end && !finished) {
            int size = in.read(block, 0, BLOCK);
            finished = size < 0;
            at = 0;
            end = finished ? lineEnds.finish(converted) : lineEnds.convert(block, 0, size, converted);
        }
        return at < end;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
