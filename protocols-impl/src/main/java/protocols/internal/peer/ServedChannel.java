package protocols.internal.peer;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** One connection of a served peer: plain at first, over TLS from the moment that the script says so. */
final class ServedChannel {

    private final Socket raw;
    private final int number;
    private volatile Socket socket;

    /**
     * @param number of the connection in what was received
     */
    ServedChannel(Socket raw, int number) throws IOException {
        this.raw = raw;
        this.number = number;
        this.socket = raw;
        raw.setTcpNoDelay(true);
    }

    int number() {
        return number;
    }

    boolean isSecure() {
        return socket != raw;
    }

    /** Gives what runs now. */
    String startTls(SSLContext context, Duration limit) throws IOException {
        SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(raw, null, raw.getPort(), false);
        tls.setUseClientMode(false);
        tls.setSoTimeout(millis(limit));
        tls.startHandshake();
        socket = tls;
        return tls.getSession().getProtocol() + " " + tls.getSession().getCipherSuite();
    }

    InputStream input() throws IOException {
        return socket.getInputStream();
    }

    void write(byte[] bytes, int from, int count) throws IOException {
        socket.getOutputStream().write(bytes, from, count);
        socket.getOutputStream().flush();
    }

    /**
     * Whatever comes next within the limit.
     *
     * @return how much; -1 at the end of the stream, 0 if nothing came
     */
    int read(byte[] into, Duration limit) throws IOException {
        socket.setSoTimeout(millis(limit));
        try {
            return socket.getInputStream().read(into);
        } catch (SocketTimeoutException nothing) {
            return 0;
        }
    }

    private static int millis(Duration limit) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, limit.toMillis()));
    }

    /** The orderly end of what the peer says: close_notify under TLS, then FIN. The client may still talk. */
    void finish() throws IOException {
        if (isSecure()) {
            socket.shutdownOutput();
        }
        tear();
    }

    /** FIN alone. */
    void tear() throws IOException {
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
}
