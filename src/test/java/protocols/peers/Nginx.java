package protocols.peers;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * nginx, in the clear and over TLS, on a document root that the test fills.
 *
 * <p>Besides the files: {@code /chunked/F} sends file F of the folder {@code chunked} in chunks, {@code /close/F} one
 * of the folder {@code close} without a length until it closes, {@code /moved} and {@code /found} redirect to
 * {@code /}, {@code /dav/} takes PUT and DELETE, {@code /status/204} is empty.
 */
public final class Nginx implements AutoCloseable {

    private final TempFolder folder;
    private final Daemon daemon;
    private final int[] ports;

    private Nginx(TempFolder folder, Daemon daemon, int[] ports) {
        this.folder = folder;
        this.daemon = daemon;
        this.ports = ports.clone();
    }

    public static Nginx start() throws IOException {
        RealServer.NGINX.require();
        TempFolder folder = TempFolder.create("nginx");
        for (String part : List.of("root", "root/chunked", "root/close", "temp")) {
            Files.createDirectories(folder.path().resolve(part));
        }
        folder.folder("root/dav", "www-data");
        folder.write("root/index.html", "It works.\n");
        int[] ports = Ports.free(2);
        Path config = folder.write("nginx.conf", configuration(folder, ports));
        List<String> command = List.of(
                RealServer.NGINX.program(), "-p", folder.path().toString(), "-c", config.toString(), "-e", "stderr");
        return new Nginx(folder, Daemon.start(folder, command, ports), ports);
    }

    public int httpPort() {
        return ports[0];
    }

    public int httpsPort() {
        return ports[1];
    }

    /** The document root. It holds an {@code index.html} of one line, {@code It works.} */
    public Path root() {
        return folder.path().resolve("root");
    }

    /** Puts a file under the document root. */
    public Path file(String name, byte[] content) throws IOException {
        Path file = root().resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, content);
    }

    /** Puts a file of so many zero bytes under the document root, without writing them (a sparse file). */
    public Path largeFile(String name, long size) throws IOException {
        Path file = root().resolve(name);
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(size);
        }
        return file;
    }

    public String log() {
        return daemon.log();
    }

    @Override
    public void close() {
        daemon.close();
    }

    private static String configuration(TempFolder folder, int[] ports) throws IOException {
        TestCa.Identity identity = TestCa.sharedServer();
        return """
                daemon off;
                %1$s
                worker_processes 1;
                pid nginx.pid;
                events { worker_connections 1000; }
                http {
                    access_log off;
                    client_body_temp_path temp/body;
                    proxy_temp_path temp/proxy;
                    fastcgi_temp_path temp/fastcgi;
                    uwsgi_temp_path temp/uwsgi;
                    scgi_temp_path temp/scgi;
                    client_max_body_size 0;
                    keepalive_requests 100000000;
                    sendfile on;
                    gzip off;
                    types { text/html html; text/plain txt; }
                    default_type application/octet-stream;
                    server {
                        listen 127.0.0.1:%2$d;
                        listen 127.0.0.1:%3$d ssl;
                        ssl_certificate %4$s;
                        ssl_certificate_key %5$s;
                        ssl_session_cache shared:tls:1m;
                        root %6$s/root;
                        absolute_redirect off;
                """
                        .formatted(
                                RealServer.asRoot() ? "user www-data;" : "",
                                ports[0],
                                ports[1],
                                identity.writeCertificate(folder.path()),
                                identity.writeKey(folder.path()),
                                folder.path())
                + locations();
    }

    /** Server-side includes make a length that is not known beforehand, and so chunks. */
    private static String locations() {
        return """
                        location /chunked/ { ssi on; ssi_types *; }
                        location /close/ { ssi on; ssi_types *; chunked_transfer_encoding off; keepalive_timeout 0; }
                        location = /moved { return 301 /; }
                        location = /found { return 302 /; }
                        location = /post { return 200 "ok"; }
                        location = /status/204 { return 204; }
                        location /dav/ { dav_methods PUT DELETE; create_full_put_path on; }
                    }
                }
                """;
    }
}
