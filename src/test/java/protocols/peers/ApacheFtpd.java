package protocols.peers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Apache FtpServer, a server in Java, with one login; in a process of its own, as its names go by the locale. */
public final class ApacheFtpd implements FtpServer {

    private final TempFolder folder;
    private final Daemon daemon;
    private final int port;

    private ApacheFtpd(TempFolder folder, Daemon daemon, int port) {
        this.folder = folder;
        this.daemon = daemon;
        this.port = port;
    }

    public static ApacheFtpd start(Place place) throws IOException {
        TempFolder folder = TempFolder.create("apache-ftpserver");
        Path home = folder.folder("home", OWNER);
        TestCa.sharedServer().writeStore(folder.path());
        InetAddress address = InetAddress.getByName(place.host());
        int port = Ports.free(1, address)[0];
        List<String> command = new ArrayList<>(List.of(
                "/usr/bin/env",
                "LC_ALL=C.UTF-8",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                ApacheFtpdProgram.class.getName()));
        command.addAll(
                List.of(place.host(), "" + port, home.toString(), place.safety().name()));
        return new ApacheFtpd(
                folder, Daemon.start(folder, command, List.of(new InetSocketAddress(address, port))), port);
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
