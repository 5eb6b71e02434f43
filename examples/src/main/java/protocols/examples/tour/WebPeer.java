package protocols.examples.tour;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/** The JDK's own HTTP server, once in the clear and once with TLS. */
public final class WebPeer implements AutoCloseable {

    private static final byte[] PAGE = "<h1>It works.</h1>\n".getBytes(UTF_8);

    private final HttpServer http;
    private final HttpsServer https;
    private final Certificate certificate;

    /** Starts both, with a certificate made for the occasion in this folder. */
    public WebPeer(Path folder) throws IOException, GeneralSecurityException {
        certificate = Certificate.make(folder);
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        https = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
        for (HttpServer server : new HttpServer[] {http, https}) {
            server.createContext("/", exchange -> {
                exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
                exchange.sendResponseHeaders(200, PAGE.length);
                exchange.getResponseBody().write(PAGE);
                exchange.close();
            });
            server.start();
        }
    }

    /** Where it listens in the clear. */
    public int port() {
        return http.getAddress().getPort();
    }

    /** Where it listens with TLS. */
    public int tlsPort() {
        return https.getAddress().getPort();
    }

    /** The certificate to trust, as a PEM file. */
    public Path certificate() {
        return certificate.pem();
    }

    @Override
    public void close() {
        http.stop(0);
        https.stop(0);
    }
}
