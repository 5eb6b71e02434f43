package protocols.bench;

import java.io.OutputStream;

/** Takes everything, keeps nothing, counts. */
final class CountingOutput extends OutputStream {

    private long bytes;

    long bytes() {
        return bytes;
    }

    @Override
    public void write(int b) {
        bytes++;
    }

    @Override
    public void write(byte[] from, int offset, int length) {
        bytes += length;
    }
}
