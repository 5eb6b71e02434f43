package protocols.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import protocols.Content;
import protocols.Peer;
import protocols.Script;
import protocols.Transcript;
import protocols.http.Http;
import protocols.http.HttpSession;
import protocols.http.Multipart;

/** OkHttp and the client of the JDK talk to served transcripts. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OkHttpTest {

    private static final String TWO_REQUESTS =
            """
            C: GET /a?q=1 HTTP/1.1
            C: Accept: text/plain
            C:
            S: HTTP/1.1 200 OK
            S: Content-Length: 5
            S:
            S: hello\\
            C: POST /orders HTTP/1.1
            C: Content-Type: application/json*
            C:
            C: {"id":1}\\
            S: HTTP/1.1 201 Created
            S: Transfer-Encoding: chunked
            S:
            S: 4
            S: done
            S: 0
            S:
            """;

    private static final MediaType JSON = MediaType.get("application/json");

    private static String url(Peer peer, String path) {
        return "http://" + peer.host() + ":" + peer.port() + path;
    }

    private static String answer(OkHttpClient client, Request request) throws IOException {
        try (Response response = client.newCall(request).execute()) {
            return response.code() + " " + response.body().string();
        }
    }

    private static void close(OkHttpClient client) {
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }

    private static Request get(String url) {
        return new Request.Builder().url(url).header("Accept", "text/plain").build();
    }

    @Test
    void okHttpGetsAndPostsOnOneConnection() throws Exception {
        OkHttpClient client = new OkHttpClient();
        try (Peer peer = Transcript.parse(TWO_REQUESTS).serve()) {
            assertThat(answer(client, get(url(peer, "/a?q=1")))).isEqualTo("200 hello");
            Request post = new Request.Builder()
                    .url(url(peer, "/orders"))
                    .post(RequestBody.create("{\"id\":1}", JSON))
                    .build();
            assertThat(answer(client, post)).isEqualTo("201 done");
            peer.verify();
        } finally {
            close(client);
        }
    }

    @Test
    void theClientOfTheJdkIsServedTheSame() throws Exception {
        try (Peer peer = Transcript.parse(TWO_REQUESTS).serve()) {
            HttpClient client =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
            HttpRequest get = HttpRequest.newBuilder(URI.create(url(peer, "/a?q=1")))
                    .header("Accept", "text/plain")
                    .build();
            HttpRequest post = HttpRequest.newBuilder(URI.create(url(peer, "/orders")))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"id\":1}"))
                    .build();
            assertThat(client.send(get, HttpResponse.BodyHandlers.ofString()).body())
                    .isEqualTo("hello");
            assertThat(client.send(post, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(201);
            peer.verify();
        }
    }

    @Test
    void theClientOfTheJdkPostsInChunks() throws Exception {
        Transcript dialogue = Transcript.parse(
                """
                C: POST /upload HTTP/1.1
                C:
                C|
                S: HTTP/1.1 204 No Content
                S:
                """);
        try (Peer peer = dialogue.serve()) {
            HttpClient client =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
            HttpRequest post = HttpRequest.newBuilder(URI.create(url(peer, "/upload")))
                    .POST(HttpRequest.BodyPublishers.ofInputStream(
                            () -> new java.io.ByteArrayInputStream(new byte[30_000])))
                    .build();
            assertThat(client.send(post, HttpResponse.BodyHandlers.discarding()).statusCode())
                    .isEqualTo(204);
            peer.verify();
        }
    }

    @Test
    void okHttpOpensTwoConnectionsAtOnce() throws Exception {
        Transcript slow = Transcript.parse(
                """
                C: GET /slow HTTP/1.1
                C:
                * gap
                S: HTTP/1.1 200 OK
                S: Content-Length: 4
                S:
                S: slow\\
                """);
        Transcript fast = Transcript.parse(
                """
                C: GET /fast HTTP/1.1
                C:
                S: HTTP/1.1 200 OK
                S: Content-Length: 4
                S:
                S: fast\\
                """);
        OkHttpClient client = new OkHttpClient();
        try (Peer peer = Script.of(slow).then(fast).serve()) {
            CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> {
                try {
                    return answer(client, get(url(peer, "/slow")));
                } catch (IOException e) {
                    return e.toString();
                }
            });
            assertThat(answer(client, get(url(peer, "/fast")))).isEqualTo("200 fast");
            assertThat(first).isNotDone();
            peer.goOn();
            assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo("200 slow");
            peer.verify();
        } finally {
            close(client);
        }
    }

    @Test
    void okHttpTrustsThePeersCertificateAndNoOther() throws Exception {
        Script script = Script.of(
                        Transcript.parse(
                                """
                        C: GET / HTTP/1.1
                        C:
                        S: HTTP/1.1 200 OK
                        S: Content-Length: 6
                        S:
                        S: secret\\
                        """))
                .tls();
        try (Peer peer = script.serve()) {
            OkHttpClient client = trusting(peer.pem());
            assertThat(answer(client, get("https://localhost:" + peer.port() + "/")))
                    .isEqualTo("200 secret");
            peer.verify();
            close(client);
        }
        try (Peer peer = script.certified("elsewhere.example").serve()) {
            OkHttpClient client = trusting(peer.pem());
            assertThatThrownBy(() -> answer(client, get("https://localhost:" + peer.port() + "/")))
                    .isInstanceOf(SSLException.class);
            close(client);
        }
    }

    private static OkHttpClient trusting(Path pem) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (var in = Files.newInputStream(pem)) {
            store.setCertificateEntry(
                    "peer", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return new OkHttpClient.Builder()
                .sslSocketFactory(context.getSocketFactory(), (X509TrustManager) managers.getTrustManagers()[0])
                .protocols(List.of(okhttp3.Protocol.HTTP_1_1))
                .build();
    }

    /** A form with a file, recorded with our client; OkHttp has another boundary and another order of fields. */
    @Test
    void okHttpIsServedARecordingOfAForm() throws Exception {
        Transcript server = Transcript.parse(
                """
                C: POST /form HTTP/1.1
                C:
                C|
                S: HTTP/1.1 204 No Content
                S:
                """);
        Transcript recording;
        try (Peer peer = server.serve()) {
            HttpSession session = Http.at(url(peer, "")).connect();
            try (session) {
                Multipart form = Multipart.of().file("f", "a.txt", "text/plain", Content.text("one"));
                session.post("/form").multipart(form).send().close();
            }
            recording = session.transcript();
        }
        OkHttpClient client = new OkHttpClient();
        try (Peer peer = recording.serve()) {
            RequestBody form = new MultipartBody.Builder()
                    .setType(MultipartBody.FORM)
                    .addFormDataPart("f", "a.txt", RequestBody.create("one", MediaType.get("text/plain")))
                    .build();
            Request post =
                    new Request.Builder().url(url(peer, "/form")).post(form).build();
            assertThat(answer(client, post)).isEqualTo("204 ");
            peer.verify();
        } finally {
            close(client);
        }
    }
}
