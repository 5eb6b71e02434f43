package protocols.examples.tour;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Locale;

/** An FTP server with one directory, one file and passive mode alone (RFC 959, RFC 2428); an upload is forgotten. */
public final class FtpPeer implements AutoCloseable {

    private static final String FILE = "Read me first.\r\n";

    private final Peer peer;

    /** Starts it. */
    public FtpPeer() throws IOException {
        peer = Peer.start("ftp", FtpPeer::talk);
    }

    /** Where it listens. */
    public int port() {
        return peer.port();
    }

    private static void talk(Peer.Line line) throws IOException {
        line.say("220 ftp.example.org ready");
        int offset = 0;
        try (ServerSocket data = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            while (true) {
                String[] words = line.hear().split(" ", 2);
                String verb = words[0].toUpperCase(Locale.ROOT);
                switch (verb) {
                    case "EPSV" -> line.say("229 Entering Extended Passive Mode (|||" + data.getLocalPort() + "|)");
                    case "LIST" -> transfer(line, data, "-rw-r--r--   1 ftp  ftp   16 Jan 02 12:00 README\r\n");
                    case "MLSD" -> transfer(line, data, "type=file;size=16;modify=20260102120000; README\r\n");
                    case "REST" -> {
                        offset = Integer.parseInt(words[1]);
                        line.say("350 Restarting at " + offset);
                    }
                    case "RETR" -> {
                        transfer(line, data, FILE.substring(offset));
                        offset = 0;
                    }
                    case "STOR" -> receive(line, data);
                    case "QUIT" -> {
                        line.say("221 Goodbye");
                        return;
                    }
                    default -> line.say(answer(verb));
                }
            }
        }
    }

    private static String[] answer(String verb) {
        return switch (verb) {
            case "USER" -> new String[] {"331 Anonymous login ok, send your address as the password"};
            case "PASS" -> new String[] {"230 Anonymous access granted"};
            case "SYST" -> new String[] {"215 UNIX Type: L8"};
            case "FEAT" ->
                new String[] {"211-Features:", " EPSV", " MLST type*;size*;modify*;", " SIZE", " UTF8", "211 End"};
            case "TYPE", "OPTS", "NOOP" -> new String[] {"200 Ok"};
            case "CWD", "CDUP" -> new String[] {"250 Ok"};
            case "PWD" -> new String[] {"257 \"/\" is the current directory"};
            case "SIZE" -> new String[] {"213 16"};
            default -> new String[] {"502 " + verb + " not implemented"};
        };
    }

    private static void transfer(Peer.Line line, ServerSocket data, String body) throws IOException {
        line.say("150 Opening data connection");
        try (Socket connection = data.accept()) {
            connection.getOutputStream().write(body.getBytes(UTF_8));
        }
        line.say("226 Transfer complete");
    }

    private static void receive(Peer.Line line, ServerSocket data) throws IOException {
        line.say("150 Ok to send data");
        try (Socket connection = data.accept()) {
            connection.getInputStream().transferTo(OutputStream.nullOutputStream());
        }
        line.say("226 Transfer complete");
    }

    @Override
    public void close() throws IOException {
        peer.close();
    }
}
