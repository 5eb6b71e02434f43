package protocols.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Pure-FTPd with one login, who sees hidden files too. It has no implicit TLS. */
public final class PureFtpd extends HomeServer {

    private static final int NOGROUP = 65_534;

    private PureFtpd(TempFolder folder, String host, Launch launch) throws IOException {
        super(folder, host, launch);
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
        return new PureFtpd(folder, place.host(), port -> {
            List<String> command =
                    RealServer.Unpacked.command(RealServer.PURE_FTPD.program(), options(folder, place, port));
            command.add("-l");
            command.add("puredb:" + table);
            return command;
        });
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
}
