package protocols.golden;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import protocols.Content;
import protocols.Transcript;
import protocols.http.Call;
import protocols.http.Http;
import protocols.http.HttpSession;
import protocols.http.Multipart;
import protocols.http.Response;

/**
 * The programs of the recordings of HTTP. The server has {@code /index.html} ({@code It works.}), the same text in chunks
 * and until the end of the connection, takes PUT and DELETE at {@code /dav/}, and answers anything at {@code /status/204}.
 */
final class OldHttp {

    static final String TEXT = "It works.\n";

    private OldHttp() {}

    private static Http at(OldPlace place, String scheme) {
        return Http.at(scheme + "://" + place.host() + ":" + place.port())
                .via(place.via())
                .trust(place.trust())
                .keep(Transcript.Keep.EVERYTHING);
    }

    /** Every form of a body on one connection, and a second connection after one that ended. */
    static void getsOnOneConnection(OldPlace place) throws Exception {
        gets(at(place, "http").connect(), place);
    }

    static void getsOverTls(OldPlace place) throws Exception {
        gets(at(place, "https").connect(), place);
    }

    private static void gets(HttpSession session, OldPlace place) throws IOException {
        try (session) {
            for (String path : new String[] {"/index.html", "/chunked/a.txt", "/close/a.txt", "/"}) {
                assertThat(session.get(path).header("Accept", "text/*").send().text())
                        .as(path)
                        .isEqualTo(TEXT);
            }
            assertThat(answer(session.get("/moved"))).startsWith("301 <html>");
            assertThat(answer(session.get("/none"))).startsWith("404 <html>");
            assertThat(answer(session.head("/index.html"))).isEqualTo("200 ");
        }
        place.kept().accept(session.transcript());
    }

    /** A redirect is followed. */
    static void followsARedirect(OldPlace place) throws Exception {
        Response response = at(place, "http").follow(3).get("/moved").send();
        try (response) {
            assertThat(response.orThrow().text()).isEqualTo(TEXT);
        }
        place.kept().accept(response.transcript());
    }

    /** A form, JSON, a text, a file that is put, and a body of unknown length. */
    static void postsOnOneConnection(OldPlace place) throws Exception {
        HttpSession session = at(place, "http").connect();
        try (session) {
            assertThat(answer(session.post("/status/204").form(Map.of("name", "Käse & Brot"))))
                    .isEqualTo("204 ");
            assertThat(answer(session.post("/status/204").json("{\"name\":\"Käse\",\"count\":2}")))
                    .isEqualTo("204 ");
            assertThat(answer(session.post("/index.html").query("q", "a b").body("one\r\ntwo")))
                    .startsWith("405 ");
            assertThat(answer(session.put("/dav/a.bin").body(new byte[] {0, 13, 10, (byte) 255})))
                    .startsWith("201");
            Content unknown = Content.of(() -> new java.io.ByteArrayInputStream("piece by piece".getBytes(UTF_8)));
            assertThat(answer(session.put("/dav/b.txt").body(unknown))).startsWith("201");
            assertThat(answer(session.get("/dav/b.txt"))).isEqualTo("200 piece by piece");
            assertThat(answer(session.delete("/dav/b.txt"))).startsWith("204");
        }
        place.kept().accept(session.transcript());
    }

    /** A form with a file: its boundary is new each time. */
    static void postsAFormWithAFile(OldPlace place) throws Exception {
        HttpSession session = at(place, "http").connect();
        try (session) {
            Multipart form = Multipart.of()
                    .field("name", "Käse")
                    .file("picture", "pie.png", "image/png", Content.bytes(new byte[] {(byte) 0x89, 'P', 13, 10}));
            assertThat(answer(session.post("/status/204").multipart(form))).isEqualTo("204 ");
            assertThat(answer(session.post("/status/204").multipart(form))).isEqualTo("204 ");
        }
        place.kept().accept(session.transcript());
    }

    private static String answer(Call call) throws IOException {
        try (Response response = call.send()) {
            return response.status() + " " + response.text();
        }
    }
}
