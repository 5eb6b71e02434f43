package protocols.peers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;

/** A server of FTP that was started, with the home of its user in its folder. */
class HomeServer implements FtpServer {

    /** Makes the command that starts it on a port. */
    interface Launch {
        List<String> on(int port) throws IOException;
    }

    private final TempFolder folder;
    private final Daemon daemon;
    private final int port;

    HomeServer(TempFolder folder, String host, Launch launch) throws IOException {
        this.folder = folder;
        InetAddress address = InetAddress.getByName(host);
        port = Ports.free(1, address)[0];
        daemon = Daemon.start(folder, launch.on(port), List.of(new InetSocketAddress(address, port)));
    }

    TempFolder folder() {
        return folder;
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
