package protocols.examples;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import protocols.WireException;
import protocols.telnet.Terminal;

/** Lines from a file or a program to the peer, and byte for byte what the peer says; nobody sits there. */
final class TelnetPipe {

    private final Terminal terminal;
    private final Duration silence;
    private final PipeTurns turns = new PipeTurns();
    private volatile boolean inputEnded;
    private boolean begun;

    /**
     * @param silence for so long it is waited for the peer to say something, once the input has ended
     */
    TelnetPipe(Terminal terminal, Duration silence) {
        this.terminal = terminal;
        this.silence = silence;
    }

    void copy(InputStream in, PrintStream out) throws IOException {
        Thread typing = new Thread(() -> type(new BufferedInputStream(in)), "standard input");
        typing.setDaemon(true);
        typing.start();
        try {
            print(out);
        } finally {
            turns.end();
        }
    }

    private void print(PrintStream out) throws IOException {
        while (true) {
            boolean lastWait = inputEnded;
            try {
                Optional<String> text = terminal.read(silence);
                if (text.isEmpty()) {
                    return;
                }
                print(text.get(), out);
                turns.heard(text.get());
            } catch (WireException.TimedOut e) {
                if (lastWait) {
                    return;
                }
            }
        }
    }

    private void type(InputStream in) {
        StringBuilder line = new StringBuilder();
        try {
            for (int typed = in.read(); typed >= 0; typed = in.read()) {
                if (typed == '\n') {
                    endLine(line);
                } else {
                    line.append((char) typed);
                }
            }
            terminal.send(line.toString());
        } catch (IOException e) {
            // The other thread hears of it: by the end of the stream, or by the same failure.
            line.setLength(0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            inputEnded = true;
        }
    }

    private void endLine(StringBuilder line) throws IOException, InterruptedException {
        if (!begun) {
            turns.first(line.toString());
            begun = true;
        }
        turns.send(line.toString().strip(), () -> sendLine(line));
    }

    private void sendLine(StringBuilder line) throws WireException {
        int last = line.length() - 1;
        if (last >= 0 && line.charAt(last) == '\r') {
            line.setLength(last);
        }
        if (line.indexOf("\r") >= 0) {
            terminal.send(line.toString()).sendLine("");
        } else {
            terminal.sendLine(line.toString());
        }
        line.setLength(0);
    }

    static void print(String text, PrintStream out) {
        byte[] bytes = text.getBytes(ISO_8859_1);
        out.write(bytes, 0, bytes.length);
        out.flush();
    }
}
