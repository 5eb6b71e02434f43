package protocols.ftp.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import protocols.Tls;
import protocols.Trust;
import protocols.ftp.Ftp;
import protocols.ftp.FtpSession;
import protocols.peers.FtpServer;
import protocols.peers.TestCa;

/** All calls on one server in one mode, one after the other and as far as they go in one session. */
final class Course implements AutoCloseable {

    /** What becomes of a call that did what it should. */
    static final String DONE = "yes";

    /** How often a call is made again that failed in a way that a server is known for. */
    private static final int AGAIN = 2;

    private static final Duration PATIENT = Duration.ofSeconds(10);

    private final Served served;
    private final FtpServer server;
    private final Mode mode;
    private final Ftp client;
    private final Path local;
    private FtpSession ftp;
    private int made;

    Course(Served served, FtpServer server, Mode mode, Path local) throws IOException {
        this.served = served;
        this.server = server;
        this.mode = mode;
        this.local = Files.createDirectory(local.resolve(mode.toString()));
        Ftp at = Ftp.at(mode.place().host()).port(server.port()).timeout(PATIENT);
        at = mode.active() ? at.active() : at.passive();
        client = switch (mode.place().safety()) {
            case CLEAR -> at;
            case EXPLICIT -> trusting(at).tls(Tls.UPGRADE);
            case IMPLICIT -> trusting(at).tls(Tls.IMPLICIT);
        };
        ftp = login();
    }

    private static Ftp trusting(Ftp at) {
        return at.trust(Trust.of(TestCa.shared().trusting()));
    }

    private FtpSession login() throws IOException {
        return client.connect().login(FtpServer.USER, FtpServer.PASSWORD);
    }

    /** What became of each call: {@link #DONE}, or what went wrong. */
    Map<String, String> run(List<Call> calls) throws IOException {
        Map<String, String> outcomes = new LinkedHashMap<>();
        for (Call call : calls) {
            String outcome = outcome(call);
            for (int i = 0; i < AGAIN && served.lapses(outcome); i++) {
                outcome = outcome(call);
            }
            outcomes.put(call.name(), outcome);
        }
        return outcomes;
    }

    private String outcome(Call call) throws IOException {
        String name = (mode.active() ? "active-" : "passive-") + made++;
        Path there = server.give(Files.createDirectory(server.home().resolve(name)));
        if (!ftp.isOpen()) {
            ftp = login();
        }
        ftp.cd("/" + name);
        try {
            call.doing().on(new Stage(server, client, ftp, there, Files.createDirectory(local.resolve(name))));
            if (ftp.isOpen()) {
                ftp.noop();
            }
            return DONE;
        } catch (AssertionError | Exception e) {
            // What is left of a call must not be taken for the next.
            ftp.close();
            return e.toString().replaceAll("\\s+", " ").strip();
        }
    }

    @Override
    public void close() {
        ftp.close();
    }
}
