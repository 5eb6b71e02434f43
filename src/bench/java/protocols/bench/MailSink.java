package protocols.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** An SMTP server that offers PIPELINING, says yes to everything and forgets it: what a client costs by itself. */
final class MailSink implements AutoCloseable {

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

    MailSink() throws IOException {
        Thread thread = new Thread(this::serve, "mail-sink");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return listener.getLocalPort();
    }

    private void serve() {
        while (!listener.isClosed()) {
            try (Socket client = listener.accept()) {
                client.setTcpNoDelay(true);
                talk(client.getInputStream(), new BufferedOutputStream(client.getOutputStream()));
            } catch (IOException e) {
                // The client left, or the bench is over.
                continue;
            }
        }
    }

    /** Answers go out when no further command has arrived, so a pipeline is answered in one write. */
    private static void talk(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[65_536];
        StringBuilder line = new StringBuilder();
        boolean data = false;
        reply(out, "220 sink ESMTP");
        out.flush();
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            for (int i = 0; i < n; i++) {
                if (buffer[i] != '\n') {
                    line.append((char) buffer[i]);
                    continue;
                }
                String command = line.toString();
                line.setLength(0);
                if (data && command.equals(".\r")) {
                    data = false;
                    reply(out, "250 2.0.0 Ok: queued");
                } else if (!data) {
                    data = command.equals("DATA\r");
                    reply(out, answer(command));
                }
            }
            out.flush();
        }
    }

    private static String answer(String command) {
        if (command.startsWith("EHLO")) {
            return "250-sink\r\n250 PIPELINING";
        }
        if (command.equals("DATA\r")) {
            return "354 go ahead";
        }
        return command.startsWith("QUIT") ? "221 2.0.0 Bye" : "250 2.0.0 Ok";
    }

    private static void reply(OutputStream out, String text) throws IOException {
        out.write((text + "\r\n").getBytes(US_ASCII));
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
