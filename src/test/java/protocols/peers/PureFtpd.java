package protocols.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Pure-FTPd with one login. */
public final class PureFtpd implements AutoCloseable {

    public static final String USER = ProFtpd.USER;
    public static final String PASSWORD = ProFtpd.PASSWORD;

    private static final String OWNER = "ftp";
    private static final int NOGROUP = 65_534;

    private final TempFolder folder;
    private final Daemon daemon;
    private final int port;

    private PureFtpd(TempFolder folder, Daemon daemon, int port) {
        this.folder = folder;
        this.daemon = daemon;
        this.port = port;
    }

    public static PureFtpd start() throws IOException {
        RealServer.PURE_FTPD.require();
        TempFolder folder = TempFolder.create("pure-ftpd");
        Path home = folder.folder("home", OWNER);
        Object uid = Files.getAttribute(home, "unix:uid");
        int gid = NOGROUP;
        String fields = USER + ":" + ProFtpd.HASH + ":" + uid + ":" + gid + "::" + home + "/./" + ":".repeat(12);
        Path users = folder.write("users", fields + "\n");
        Path table = folder.path().resolve("users.pdb");
        make(RealServer.Unpacked.command(
                RealServer.Unpacked.ROOT + "/usr/bin/pure-pw", "mkdb", table.toString(), "-f", users.toString()));
        int port = Ports.free(1)[0];
        List<String> command = RealServer.Unpacked.command(
                RealServer.PURE_FTPD.program(),
                "-S",
                "127.0.0.1," + port,
                "-l",
                "puredb:" + table,
                "-H",
                "-E",
                "-u",
                "1",
                "-g",
                folder.path().resolve("pid").toString());
        return new PureFtpd(folder, Daemon.start(folder, command, port), port);
    }

    private static void make(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("failed: " + command);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    public int port() {
        return port;
    }

    /** The root of {@link #USER}. */
    public Path home() {
        return folder.path().resolve("home");
    }

    @Override
    public void close() {
        daemon.close();
    }
}
