package protocols.imap;

import java.io.InputStream;
import java.io.OutputStream;

/** One line over and over, up to a number of bytes: a big message that nobody has to hold. */
final class Repeated extends InputStream {

    private final byte[] line;
    private final long size;
    private long at;

    Repeated(byte[] line, long size) {
        this.line = line;
        this.size = size;
    }

    @Override
    public int read() {
        return at == size ? -1 : line[(int) (at++ % line.length)];
    }

    /** Compares what is written with the line over and over. */
    static final class Checking extends OutputStream {
        private final byte[] line;
        private long at;
        private boolean same = true;

        Checking(byte[] line) {
            this.line = line;
        }

        @Override
        public void write(int b) {
            same &= line[(int) (at++ % line.length)] == (byte) b;
        }

        boolean isSame() {
            return same;
        }
    }
}
