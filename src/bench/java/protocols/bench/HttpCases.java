package protocols.bench;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import protocols.http.Http;
import protocols.peers.Nginx;

/** HTTP against nginx: small bodies on one connection, one large body. */
final class HttpCases {

    private static final long LARGE = 1L << 30;
    private static final int SMALL = 5_000;
    private static final int FAR = 50;
    /** Each of its requests waits for the server's delayed acknowledgement, 40 ms. */
    private static final int DELAYED = 20;

    private static final byte[] CONTENT = new byte[2_048];

    private HttpCases() {}

    static void run(SideBySide bench) throws Exception {
        if (!bench.wants("http")) {
            return;
        }
        try (Nginx server = Nginx.start()) {
            byte[] small = new byte[276];
            Arrays.fill(small, (byte) 'x');
            server.file("small.txt", small);
            server.largeFile("large.bin", LARGE);
            String base = "http://127.0.0.1:" + server.httpPort();
            HttpClient jdk =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
            OkHttpClient ok = new OkHttpClient();
            bench.measure("http-get-small", "requests/s")
                    .with("ours", () -> ours(base, "/small.txt", SMALL) / small.length)
                    .with("jdk", () -> jdk(jdk, base + "/small.txt", SMALL) / small.length)
                    .with("okhttp", () -> okhttp(ok, base + "/small.txt", SMALL) / small.length)
                    .with("urlconnection", () -> urlConnection(base + "/small.txt", SMALL) / small.length)
                    .programRated("wrk", () -> wrk(base + "/small.txt"))
                    .with("floor", () -> floor(server.httpPort(), "/small.txt", SMALL) / small.length)
                    .run();
            bench.measure("http-post-2k", "requests/s")
                    .warmUp(12)
                    .with("ours", () -> post(base + "/post", SMALL))
                    .with("urlconnection", () -> urlConnectionPost(base + "/post", DELAYED))
                    .with("floor", () -> floorPost(server.httpPort(), SMALL))
                    .run();
            try (FarProxy far = FarProxy.to(server.httpPort())) {
                String there = "http://127.0.0.1:" + far.port();
                bench.measure("http-get-small-far", "requests/s")
                        .with("ours", () -> ours(there, "/small.txt", FAR) / small.length)
                        .with("jdk", () -> jdk(jdk, there + "/small.txt", FAR) / small.length)
                        .with("floor", () -> floor(far.port(), "/small.txt", FAR) / small.length)
                        .run();
            }
            bench.measure("http-get-1g", "MB/s")
                    .with("ours", () -> ours(base, "/large.bin", 1) >> 20)
                    .with("jdk", () -> jdk(jdk, base + "/large.bin", 1) >> 20)
                    .with("okhttp", () -> okhttp(ok, base + "/large.bin", 1) >> 20)
                    .with("urlconnection", () -> urlConnection(base + "/large.bin", 1) >> 20)
                    .with("ours-bytes", () -> oursInPieces(base, "/large.bin") >> 20)
                    .program("curl", () -> curl(base + "/large.bin", LARGE) >> 20)
                    .with("floor", () -> floor(server.httpPort(), "/large.bin", 1) >> 20)
                    .run();
            ok.dispatcher().executorService().shutdown();
            ok.connectionPool().evictAll();
        }
    }

    private static long ours(String base, String path, int count) throws Exception {
        long bytes = 0;
        try (var http = Http.at(base).connect()) {
            for (int i = 0; i < count; i++) {
                try (var response = http.get(path).send()) {
                    bytes += response.body().transferTo(OutputStream.nullOutputStream());
                }
            }
        }
        return bytes;
    }

    private static long oursInPieces(String base, String path) throws Exception {
        long bytes = 0;
        byte[] piece = new byte[131_072];
        try (var response = Http.at(base + path).get().send();
                InputStream body = response.body()) {
            for (int n = body.read(piece); n >= 0; n = body.read(piece)) {
                bytes += n;
            }
        }
        return bytes;
    }

    private static long post(String url, int count) throws Exception {
        try (var http = Http.at(url).connect()) {
            for (int i = 0; i < count; i++) {
                try (var response = http.post().body(CONTENT).send()) {
                    response.body().transferTo(OutputStream.nullOutputStream());
                }
            }
        }
        return count;
    }

    private static long urlConnectionPost(String url, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(url).toURL().openConnection();
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(CONTENT.length);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(CONTENT);
            }
            try (InputStream body = connection.getInputStream()) {
                body.transferTo(OutputStream.nullOutputStream());
            }
        }
        return count;
    }

    private static long floorPost(int port, int count) throws Exception {
        String head =
                "POST /post HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nContent-Length: " + CONTENT.length + "\r\n\r\n";
        byte[] request =
                (head + new String(CONTENT, StandardCharsets.ISO_8859_1)).getBytes(StandardCharsets.ISO_8859_1);
        try (Floor connection = new Floor(port)) {
            for (int i = 0; i < count; i++) {
                connection.send(request);
                String length = connection.until("Content-Length: ");
                connection.until("\r");
                connection.skip(Long.parseLong(length.substring(16).strip()));
            }
        }
        return count;
    }

    private static long curl(String url, long bytes) throws Exception {
        Program.run("curl", "-s", "-o", "/dev/null", url);
        return bytes;
    }

    /** With one connection and one thread, in its own words. */
    private static double wrk(String url) throws Exception {
        String said = Program.run("wrk", "-c", "1", "-t", "1", "-d", "1s", url);
        String rate = "Requests/sec:";
        return Double.parseDouble(
                said.substring(said.indexOf(rate) + rate.length()).strip().split("\\s")[0]);
    }

    private static long jdk(HttpClient client, String url, int count) throws Exception {
        long bytes = 0;
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
        for (int i = 0; i < count; i++) {
            try (InputStream body =
                    client.send(request, BodyHandlers.ofInputStream()).body()) {
                bytes += body.transferTo(OutputStream.nullOutputStream());
            }
        }
        return bytes;
    }

    private static long okhttp(OkHttpClient client, String url, int count) throws Exception {
        long bytes = 0;
        Request request = new Request.Builder().url(url).build();
        for (int i = 0; i < count; i++) {
            try (Response response = client.newCall(request).execute()) {
                bytes += response.body().byteStream().transferTo(OutputStream.nullOutputStream());
            }
        }
        return bytes;
    }

    private static long urlConnection(String url, int count) throws Exception {
        long bytes = 0;
        for (int i = 0; i < count; i++) {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(url).toURL().openConnection();
            try (InputStream body = connection.getInputStream()) {
                bytes += body.transferTo(OutputStream.nullOutputStream());
            }
        }
        return bytes;
    }

    private static long floor(int port, String path, int count) throws Exception {
        long bytes = 0;
        byte[] request = ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        try (Floor connection = new Floor(port)) {
            for (int i = 0; i < count; i++) {
                connection.send(request);
                String length = connection.until("Content-Length: ");
                connection.until("\r");
                long n = Long.parseLong(length.substring(16).strip());
                connection.skip(n);
                bytes += n;
            }
        }
        return bytes;
    }
}
