package protocols.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;

/** A bare socket that sends lines and reads lines and bytes, and understands nothing: the floor of every comparison. */
final class Floor implements AutoCloseable {

    private static final int PIECE = 131_072;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    Floor(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream(), PIECE);
        out = socket.getOutputStream();
    }

    void send(String text) throws IOException {
        out.write(text.getBytes(ISO_8859_1));
    }

    void send(byte[] bytes) throws IOException {
        out.write(bytes);
    }

    String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new IOException("the server closed after " + line);
            }
            line.append((char) b);
        }
        return line.toString();
    }

    /** Reads lines up to one that begins so. */
    String until(String start) throws IOException {
        String line = line();
        while (!line.startsWith(start)) {
            line = line();
        }
        return line;
    }

    /** Reads a body that ends with a line of a dot; gives its length. */
    long dotBody() throws IOException {
        long bytes = 0;
        int state = 2;
        while (state < 5) {
            int b = in.read();
            if (b < 0) {
                throw new IOException("cut");
            }
            bytes++;
            state = switch (b) {
                case '\r' -> state == 3 ? 4 : 1;
                case '\n' -> state == 4 ? 5 : state == 1 ? 2 : 0;
                case '.' -> state == 2 ? 3 : 0;
                default -> 0;
            };
        }
        return bytes - 3;
    }

    void skip(long bytes) throws IOException {
        byte[] piece = new byte[(int) Math.min(bytes, PIECE)];
        for (long left = bytes; left > 0; ) {
            int n = in.read(piece, 0, (int) Math.min(left, piece.length));
            if (n < 0) {
                throw new IOException("cut");
            }
            left -= n;
        }
    }

    /** Reads to the end of the stream, in large pieces; gives the length. */
    long drain() throws IOException {
        byte[] buffer = new byte[PIECE];
        long bytes = 0;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            bytes += n;
        }
        return bytes;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
