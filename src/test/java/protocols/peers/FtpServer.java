package protocols.peers;

import java.io.IOException;
import java.nio.file.Path;

/** A real FTP server on loopback with one login, whose files are looked at on its disk. */
public interface FtpServer extends AutoCloseable {

    String USER = "alice";
    String PASSWORD = "password";

    /** The system's user that the files belong to. */
    String OWNER = "ftp";

    /** How much of TLS there is. */
    enum Safety {
        /** None. */
        CLEAR,
        /** After AUTH TLS, on both connections; with the session of the control connection where the server can ask for it. */
        EXPLICIT,
        /** As {@link #EXPLICIT}, from the first byte on. */
        IMPLICIT
    }

    /** Where one listens, and with what. */
    record Place(String host, Safety safety) {

        /** IPv4 without TLS. */
        public static final Place PLAIN = new Place("127.0.0.1", Safety.CLEAR);

        /** Whether the address is one of IPv6. */
        public boolean six() {
            return host.indexOf(':') >= 0;
        }

        boolean clear() {
            return safety == Safety.CLEAR;
        }
    }

    int port();

    /** The root of {@link #USER}, who may do everything there. */
    Path home();

    /** Gives a file or directory to the server's user, so that a client may change it; gives its path. */
    default Path give(Path file) throws IOException {
        return TempFolder.give(file, OWNER);
    }

    /** What it has logged so far. */
    String log();

    @Override
    void close();
}
