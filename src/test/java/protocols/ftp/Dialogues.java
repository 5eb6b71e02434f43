package protocols.ftp;

import java.io.IOException;
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

    /** What is asked of a session that goes on afterwards. */
    interface Asked {
        void of(FtpSession ftp) throws IOException;
    }

    private Dialogues() {}

    /** Plays what follows on a login, and afterwards the session is as good as before. */
    static void play(String dialogue, Asked asked) throws IOException {
        try (Scripted server = Scripted.play(LOGIN + dialogue + ALIVE);
                FtpSession ftp = login(server)) {
            asked.of(ftp);
            ftp.noop();
        }
    }

    /** A listing of the working directory by LIST, in a session of which nothing is known yet. */
    static String listed(String... lines) {
        StringBuilder text = new StringBuilder(
                """
                C: FEAT
                S: 500 what?
                C: EPSV
                S: 229 ok (|||${port2}|)
                C: LIST
                S: 150 go
                """);
        for (String line : lines) {
            text.append("S2: ").append(line).append('\n');
        }
        return text + "*2 closed by peer\nS: 226 done\n";
    }

    /** A client of the peer that waits for ten seconds at most. */
    static Ftp at(Scripted server) {
        return Ftp.at("127.0.0.1").port(server.port()).timeout(Duration.ofSeconds(10));
    }

    static FtpSession login(Scripted server) throws WireException {
        return at(server).connect().loginAnonymously();
    }
}
