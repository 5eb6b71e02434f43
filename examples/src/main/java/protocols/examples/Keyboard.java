package protocols.examples;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Standard input, into which what was read too early can be put back. */
final class Keyboard {

    private final InputStream in;
    private byte[] back = new byte[0];
    private int at;

    Keyboard(InputStream in) {
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

    /**
     * The next line, in UTF-8; empty at the end of the input. No more is read than that line: what follows may be an answer
     * that somebody else asks for.
     */
    Optional<String> line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = read();
        if (next < 0) {
            return Optional.empty();
        }
        for (; next >= 0 && next != '\n'; next = read()) {
            line.write(next);
        }
        return Optional.of(line.toString(StandardCharsets.UTF_8));
    }

    private synchronized int takeBack() {
        return at < back.length ? back[at++] & 0xff : -1;
    }

    /** The next byte; -1 at the end. */
    int read() throws IOException {
        int first = takeBack();
        return first >= 0 ? first : in.read();
    }

    /** How many bytes can be read at once without waiting. */
    int available() throws IOException {
        return in.available();
    }
}
