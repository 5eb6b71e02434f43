package protocols.peers;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** The least client that can prove a peer: it writes lines, reads lines, and knows no protocol. */
final class RawLines implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 10_000;

    private Socket socket;

    private RawLines(Socket socket) {
        this.socket = socket;
    }

    static RawLines connect(int port) throws IOException {
        return connect("127.0.0.1", port);
    }

    static RawLines connect(String host, int port) throws IOException {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress(host, port), PATIENCE_MILLIS);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return new RawLines(socket);
    }

    static RawLines connectTls(int port) throws IOException {
        return connect(port).startTls();
    }

    /** Goes on over TLS, trusting the test CA and asking for the name localhost. */
    RawLines startTls() throws IOException {
        return startTls(TestCa.shared().trusting());
    }

    RawLines startTls(SSLContext trusting) throws IOException {
        SSLSocketFactory factory = trusting.getSocketFactory();
        SSLSocket tls = (SSLSocket) factory.createSocket(socket, "localhost", socket.getPort(), true);
        var parameters = tls.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        tls.setSSLParameters(parameters);
        tls.startHandshake();
        socket = tls;
        return this;
    }

    RawLines patience(Duration limit) throws IOException {
        socket.setSoTimeout((int) limit.toMillis());
        return this;
    }

    RawLines send(String... lines) throws IOException {
        return sendRaw((String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    RawLines sendRaw(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /** The next line without its CRLF. */
    String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("closed after '" + line + "'");
            }
            line.write(b);
        }
        String text = line.toString(StandardCharsets.UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    /** The first line that fits; those before it are dropped. */
    String lineThat(Predicate<String> fits) throws IOException {
        String line = line();
        while (!fits.test(line)) {
            line = line();
        }
        return line;
    }

    /** Sends a command and returns the next line. */
    String ask(String command) throws IOException {
        return send(command).line();
    }

    byte[] bytes(int count) throws IOException {
        return socket.getInputStream().readNBytes(count);
    }

    /** Everything until the peer closes. */
    byte[] rest() throws IOException {
        return socket.getInputStream().readAllBytes();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
