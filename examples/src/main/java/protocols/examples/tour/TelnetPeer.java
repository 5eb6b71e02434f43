package protocols.examples.tour;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;

/** A terminal server that negotiates, asks for a name and a password, and knows one command (RFC 854, 857, 858, 1073). */
public final class TelnetPeer implements AutoCloseable {

    private static final byte IAC = (byte) 255;
    private static final byte WILL = (byte) 251;
    private static final byte DO = (byte) 253;
    private static final byte ECHO = 1;
    private static final byte SUPPRESS_GO_AHEAD = 3;
    private static final byte WINDOW_SIZE = 31;

    private final Peer peer;

    /** Starts it. */
    public TelnetPeer() throws IOException {
        peer = Peer.start("telnet", TelnetPeer::talk);
    }

    /** Where it listens. */
    public int port() {
        return peer.port();
    }

    private static void talk(Peer.Line line) throws IOException {
        line.send(new byte[] {IAC, WILL, SUPPRESS_GO_AHEAD, IAC, DO, WINDOW_SIZE, IAC, WILL, ECHO});
        line.send("login: ".getBytes(US_ASCII));
        line.hear();
        line.send("\r\nPassword: ".getBytes(US_ASCII));
        line.hear();
        line.send("\r\nWelcome.\r\n$ ".getBytes(US_ASCII));
        while (true) {
            String command = line.hear();
            if (command.equals("exit")) {
                line.say("logout");
                return;
            }
            String answer = command.equals("uptime") ? "up 42 days" : command + ": not found";
            line.send((answer + "\r\n$ ").getBytes(US_ASCII));
        }
    }

    @Override
    public void close() throws IOException {
        peer.close();
    }
}
