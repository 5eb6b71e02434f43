package protocols.peers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** TLS of the openssl commands: what it is to show, staple and ask for are options of {@code openssl s_server}. */
public final class OpensslServer implements AutoCloseable {

    private final Daemon daemon;
    private final int port;

    private OpensslServer(Daemon daemon, int port) {
        this.daemon = daemon;
        this.port = port;
    }

    /** Shows this certificate, in PEM, as long as no option says otherwise. */
    public static OpensslServer start(Path certificate, Path key, String... options) throws IOException {
        RealServer.OPENSSL.require();
        int port = Ports.free(1)[0];
        List<String> command = new ArrayList<>(List.of(
                "/usr/bin/openssl",
                "s_server",
                "-quiet",
                "-www",
                "-accept",
                "127.0.0.1:" + port,
                "-cert",
                certificate.toString(),
                "-key",
                key.toString()));
        command.addAll(List.of(options));
        return new OpensslServer(Daemon.start(TempFolder.create("s-server"), command, port), port);
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        daemon.close();
    }
}
