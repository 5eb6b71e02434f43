package protocols.peers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** nginx as the TLS side of a TCP server that has none of its own, as DNS over TLS is often deployed. */
public final class TlsFront implements AutoCloseable {

    private final Daemon daemon;
    private final int port;

    private TlsFront(Daemon daemon, int port) {
        this.daemon = daemon;
        this.port = port;
    }

    /** Decrypts what comes and carries it to that port of loopback, with {@link TestCa#sharedServer()}'s certificate. */
    public static TlsFront before(int plainPort) throws IOException {
        RealServer.NGINX_STREAM.require();
        TempFolder folder = TempFolder.create("tlsfront");
        int port = Ports.free(1)[0];
        Path config = folder.write("nginx.conf", configuration(folder, port, plainPort));
        List<String> command = List.of(
                RealServer.NGINX_STREAM.program(),
                "-p",
                folder.path().toString(),
                "-c",
                config.toString(),
                "-e",
                "stderr");
        return new TlsFront(Daemon.start(folder, command, port), port);
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        daemon.close();
    }

    private static String configuration(TempFolder folder, int port, int plainPort) throws IOException {
        TestCa.Identity identity = TestCa.sharedServer();
        return """
                load_module %1$s;
                daemon off;
                %2$s
                worker_processes 1;
                pid nginx.pid;
                events { worker_connections 100; }
                stream {
                    server {
                        listen 127.0.0.1:%3$d ssl;
                        ssl_certificate %4$s;
                        ssl_certificate_key %5$s;
                        proxy_pass 127.0.0.1:%6$d;
                    }
                }
                """
                .formatted(
                        RealServer.Modules.STREAM,
                        RealServer.asRoot() ? "user www-data;" : "",
                        port,
                        identity.writeCertificate(folder.path()),
                        identity.writeKey(folder.path()),
                        plainPort);
    }
}
