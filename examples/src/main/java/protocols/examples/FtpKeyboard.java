package protocols.examples;

import java.io.IOException;
import java.io.InputStream;

/** Standard input, into which what was read too early can be put back. */
final class FtpKeyboard extends InputStream {

    private final InputStream in;
    private byte[] back = new byte[0];
    private int at;

    FtpKeyboard(InputStream in) {
        this.in = in;
    }

    /** Is read before all else. */
    synchronized void unread(byte[] bytes) {
        byte[] all = new byte[bytes.length + back.length - at];
        System.arraycopy(bytes, 0, all, 0, bytes.length);
        System.arraycopy(back, at, all, bytes.length, back.length - at);
        back = all;
        at = 0;
    }

    private synchronized int takeBack() {
        return at < back.length ? back[at++] & 0xff : -1;
    }

    @Override
    public int read() throws IOException {
        int first = takeBack();
        return first >= 0 ? first : in.read();
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int n = 0;
        for (int b = n < length ? takeBack() : -1; b >= 0; b = n < length ? takeBack() : -1) {
            into[offset + n++] = (byte) b;
        }
        return n > 0 || length == 0 ? n : in.read(into, offset, length);
    }

    @Override
    public int available() throws IOException {
        return in.available();
    }
}
