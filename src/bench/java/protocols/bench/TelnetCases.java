package protocols.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.net.telnet.TelnetClient;
import protocols.Transcript.Keep;
import protocols.telnet.Expectation;
import protocols.telnet.Telnet;

/** TELNET against a server that says 32 MiB and a prompt: lines of text, or bytes of which every fourth is 255. */
final class TelnetCases {

    private static final int SIZE = 32 << 20;
    private static final String PROMPT = "router-1> ";
    private static final Duration LONG = Duration.ofMinutes(5);

    private TelnetCases() {}

    static void run(SideBySide bench) throws Exception {
        if (!bench.wants("telnet")) {
            return;
        }
        try (Speaker text = new Speaker(lines());
                Speaker binary = new Speaker(escapes())) {
            bench.measure("telnet-text", "MB/s")
                    .with("ours", () -> expect(text.port(), Expectation.text(PROMPT), Keep.LINES))
                    .with("ours-unrecorded", () -> expect(text.port(), Expectation.text(PROMPT), Keep.NOTHING))
                    .with("ours-pattern", () -> expect(text.port(), prompt(), Keep.NOTHING))
                    .with("commons-net", () -> commonsNet(text.port()))
                    .with("floor", () -> floor(text.port()))
                    .run();
            bench.measure("telnet-binary", "MB/s")
                    .with("ours", () -> expect(binary.port(), Expectation.text(PROMPT), Keep.LINES))
                    .with("ours-unrecorded", () -> expect(binary.port(), Expectation.text(PROMPT), Keep.NOTHING))
                    .with("commons-net", () -> commonsNet(binary.port()))
                    .with("floor", () -> floor(binary.port()))
                    .run();
        }
    }

    private static Expectation prompt() {
        return Expectation.pattern(Pattern.compile("\\n(\\w+-\\d)> $"));
    }

    /** What stands before the prompt is handed on, as nobody keeps so much. */
    private static long expect(int port, Expectation wanted, Keep keep) throws Exception {
        long[] length = new long[1];
        try (var terminal = Telnet.at("127.0.0.1")
                .port(port)
                .telnet()
                .charset(ISO_8859_1)
                .keep(keep)
                .connect()) {
            terminal.expect(LONG, List.of(wanted), passing -> length[0] += passing.length());
        }
        return length[0] >> 20;
    }

    private static long commonsNet(int port) throws Exception {
        TelnetClient telnet = new TelnetClient();
        telnet.connect("127.0.0.1", port);
        try {
            return drain(telnet.getInputStream()) >> 20;
        } finally {
            telnet.disconnect();
        }
    }

    private static long floor(int port) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return drain(socket.getInputStream()) >> 20;
        }
    }

    private static long drain(InputStream in) throws IOException {
        byte[] piece = new byte[131_072];
        long length = 0;
        for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
            length += n;
        }
        return length;
    }

    private static byte[] lines() {
        String line = "Interface GigabitEthernet0/1 is up, line protocol is up, 1500 bytes, 0 errors\r\n";
        return (line.repeat(SIZE / line.length()) + PROMPT).getBytes(ISO_8859_1);
    }

    private static byte[] escapes() {
        byte[] bytes = new byte[SIZE + PROMPT.length()];
        for (int i = 0; i < SIZE; i += 4) {
            bytes[i] = 'a';
            bytes[i + 1] = 'b';
            bytes[i + 2] = (byte) 255;
            bytes[i + 3] = (byte) 255;
        }
        System.arraycopy(PROMPT.getBytes(ISO_8859_1), 0, bytes, SIZE, PROMPT.length());
        return bytes;
    }

    /** Says the same to each that connects, and closes when that one does or all was said. */
    private static final class Speaker implements AutoCloseable {

        private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final byte[] words;

        Speaker(byte[] words) throws IOException {
            this.words = words;
            Thread thread = new Thread(this::serve, "speaker");
            thread.setDaemon(true);
            thread.start();
        }

        int port() {
            return listener.getLocalPort();
        }

        private void serve() {
            while (!listener.isClosed()) {
                try (Socket client = listener.accept()) {
                    OutputStream out = client.getOutputStream();
                    out.write(words);
                    client.shutdownOutput();
                    client.getInputStream().transferTo(OutputStream.nullOutputStream());
                } catch (IOException gone) {
                    // The next one may stay.
                    continue;
                }
            }
        }

        @Override
        public void close() throws IOException {
            listener.close();
        }
    }
}
