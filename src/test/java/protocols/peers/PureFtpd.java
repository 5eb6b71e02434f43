package protocols.peers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Pure-FTPd with one login, who sees hidden files too. It has no implicit TLS. */
public final class PureFtpd implements FtpServer {

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
        return start(Place.PLAIN);
    }

    public static PureFtpd start(Place place) throws IOException {
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
        InetAddress address = InetAddress.getByName(place.host());
        int port = Ports.free(1, address)[0];
        List<String> command =
                RealServer.Unpacked.command(RealServer.PURE_FTPD.program(), options(folder, place, port));
        command.add("-l");
        command.add("puredb:" + table);
        return new PureFtpd(folder, Daemon.start(folder, command, List.of(new InetSocketAddress(address, port))), port);
    }

    private static String[] options(TempFolder folder, Place place, int port) throws IOException {
        List<String> options = new ArrayList<>(List.of("-S", place.host() + "," + port, "-H", "-E", "-u", "1"));
        options.addAll(
                List.of("-L", "100000:5", "-g", folder.path().resolve("pid").toString()));
        if (!place.clear()) {
            TestCa.Identity identity = TestCa.sharedServer();
            String both = Files.readString(identity.writeCertificate(folder.path()))
                    + Files.readString(identity.writeKey(folder.path()));
            options.addAll(
                    List.of("-Y", "2", "-2", folder.write("both.pem", both).toString()));
        }
        return options.toArray(String[]::new);
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

    @Override
    public int port() {
        return port;
    }

    @Override
    public Path home() {
        return folder.path().resolve("home");
    }

    @Override
    public String log() {
        return daemon.log();
    }

    @Override
    public void close() {
        daemon.close();
    }
}
