package protocols.peers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** One connection of a scripted server: plain at first, over TLS from the moment that the dialogue says so. */
final class Channel {

    private static final int LONGEST_LINE = 1 << 20;

    private final Socket raw;
    private final ByteArrayOutputStream received;
    private Socket socket;

    Channel(Socket raw, ByteArrayOutputStream received) throws IOException {
        this.raw = raw;
        this.socket = raw;
        this.received = received;
        raw.setTcpNoDelay(true);
    }

    void patience(Duration limit) throws IOException {
        socket.setSoTimeout((int) Math.max(1, limit.toMillis()));
    }

    void startTls(SSLContext context) throws IOException {
        int limit = raw.getSoTimeout();
        SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(raw, null, raw.getPort(), false);
        tls.setUseClientMode(false);
        tls.setSoTimeout(limit);
        tls.startHandshake();
        socket = tls;
    }

    void write(byte[] bytes, int from, int count) throws IOException {
        socket.getOutputStream().write(bytes, from, count);
        socket.getOutputStream().flush();
    }

    /** Reads as many bytes as are wanted, or fewer: to the first that differs, with what has come along with it. */
    byte[] readLike(byte[] wanted) throws Silence {
        ByteArrayOutputStream got = new ByteArrayOutputStream();
        byte[] chunk = new byte[Math.min(8192, Math.max(1, wanted.length))];
        while (got.size() < wanted.length) {
            int count = read(chunk, Math.min(chunk.length, wanted.length - got.size()), got);
            for (int i = 0; i < count; i++) {
                if (chunk[i] != wanted[got.size() - count + i]) {
                    return withWhatIsThere(got);
                }
            }
        }
        return got.toByteArray();
    }

    /** Reads to the end of a line, LF included. */
    byte[] readLine() throws Silence {
        ByteArrayOutputStream got = new ByteArrayOutputStream();
        byte[] one = new byte[1];
        while (got.size() < LONGEST_LINE) {
            read(one, 1, got);
            if (one[0] == '\n') {
                break;
            }
        }
        return got.toByteArray();
    }

    /** Reads whatever comes next within the patience; empty at the end of the stream. */
    byte[] readSome() throws IOException {
        byte[] chunk = new byte[8192];
        int count = socket.getInputStream().read(chunk);
        if (count > 0) {
            received.write(chunk, 0, count);
        }
        return Arrays.copyOf(chunk, Math.max(0, count));
    }

    /** The orderly end of what the server says: close_notify under TLS, then FIN. The client may still talk. */
    void finish() throws IOException {
        if (socket != raw) {
            socket.shutdownOutput();
        }
        cut();
    }

    /** FIN alone. */
    void cut() throws IOException {
        if (!raw.isOutputShutdown()) {
            raw.shutdownOutput();
        }
    }

    void reset() throws IOException {
        raw.setSoLinger(true, 0);
        raw.close();
    }

    void close() throws IOException {
        raw.close();
    }

    private byte[] withWhatIsThere(ByteArrayOutputStream got) throws Silence {
        try {
            InputStream in = socket.getInputStream();
            byte[] chunk = new byte[256];
            while (got.size() < 4096 && in.available() > 0) {
                read(chunk, Math.min(chunk.length, in.available()), got);
            }
        } catch (IOException e) {
            throw new Silence("the connection broke: " + e, got);
        }
        return got.toByteArray();
    }

    private int read(byte[] chunk, int count, ByteArrayOutputStream got) throws Silence {
        int read;
        try {
            read = socket.getInputStream().read(chunk, 0, count);
        } catch (SocketTimeoutException e) {
            throw new Silence("nothing more came", got);
        } catch (IOException e) {
            throw new Silence("the connection broke: " + e.getMessage(), got);
        }
        if (read < 0) {
            throw new Silence("the client closed", got);
        }
        received.write(chunk, 0, read);
        got.write(chunk, 0, read);
        return read;
    }

    /** The client did not say all that was waited for. */
    static final class Silence extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient byte[] got;

        private Silence(String why, ByteArrayOutputStream got) {
            super(why);
            this.got = got.toByteArray();
        }

        byte[] got() {
            return got.clone();
        }
    }
}
