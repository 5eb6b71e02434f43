package protocols.ftp;

import java.time.Duration;
import protocols.WireException;
import protocols.peers.Scripted;

/** How scripted sessions of FTP begin, and what shows that one goes on. */
final class Dialogues {

    /** Somebody who needs no password. */
    static final String LOGIN =
            """
            S: 220 ready
            C: USER anonymous
            S: 230 in
            """;

    static final String LOGIN_WITH_PASSWORD =
            """
            S: 220 ready
            C: USER anonymous
            S: 331 password
            C: PASS anonymous@
            S: 230 in
            """;

    static final String ALIVE = """
            C: NOOP
            S: 200 alive
            """;

    private Dialogues() {}

    /** A client of the peer that waits for ten seconds at most. */
    static Ftp at(Scripted server) {
        return Ftp.at("127.0.0.1").port(server.port()).timeout(Duration.ofSeconds(10));
    }

    static FtpSession login(Scripted server) throws WireException {
        return at(server).connect().loginAnonymously();
    }
}
