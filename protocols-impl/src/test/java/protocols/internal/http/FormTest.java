package protocols.internal.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import protocols.Content;
import protocols.Transcript;
import protocols.WireException;
import protocols.http.Call;
import protocols.http.Http;
import protocols.http.HttpSession;
import protocols.http.Multipart;
import protocols.http.Response;

/** Content that says its own type. */
class FormTest {

    private static final String DRAWN = "000102030405060708090a0b0c0d0e0f";

    @TempDir
    private Path folder;

    private static Http over(String dialogue) {
        return Http.at("http://h/f").via(Transcript.parse(dialogue).replay());
    }

    private static final String DONE = "S: HTTP/1.1 204 No Content\nS:\n";

    private static String post(String type, String length, String body) {
        return "C: POST /f HTTP/1.1\nC: Host: h\nC: Content-Type: " + type + "\nC: User-Agent: protocols\nC: " + length
                + "\nC:\n" + body + DONE;
    }

    @Test
    void jsonAndFormsSayTheirType() throws IOException {
        String json = post("application/json", "Content-Length: 7", "C: {\"a\":1}\\\n");
        assertThat(over(json).post().json("{\"a\":1}").send().status()).isEqualTo(204);
        String form = post("application/x-www-form-urlencoded", "Content-Length: 8", "C: a=1+2&b=\\\n");
        assertThat(over(form)
                        .post()
                        .form("a", "1 2")
                        .form(Map.of("b", ""))
                        .send()
                        .status())
                .isEqualTo(204);
    }

    @Test
    void theTypeOfTheCallGoesBeforeThatOfTheContentAndThatBeforeTheClients() throws IOException {
        String own = post("application/ld+json", "Content-Length: 2", "C: {}\\\n");
        Call call = over(own).header("Content-Type", "x/y").post();
        assertThat(call.json("{}")
                        .header("Content-Type", "application/ld+json")
                        .send()
                        .status())
                .isEqualTo(204);
        String json = post("application/json", "Content-Length: 2", "C: {}\\\n");
        assertThat(over(json)
                        .header("Content-Type", "x/y")
                        .post()
                        .json("{}")
                        .send()
                        .status())
                .isEqualTo(204);
        try (HttpSession http = over(json).header("Content-Type", "x/y").connect()) {
            assertThat(http.post().json("{}").send().status()).isEqualTo(204);
        }
    }

    @Test
    void aFormOfFieldsAndFilesIsWrittenAsTheStandardSays() throws IOException {
        Path file = Files.writeString(folder.resolve("a \"b\".txt"), "text\r\n");
        String body =
                """
                C: --%1$s
                C: Content-Disposition: form-data; name="na%%22me%%0D%%0A"
                C:
                C: gr\\xc3\\xbc\\xc3\\x9fe
                C: --%1$s
                C: Content-Disposition: form-data; name="file"; filename="a %%22b%%22.txt"
                C: Content-Type: application/octet-stream
                C:
                C: text
                C:
                C: --%1$s
                C: Content-Disposition: form-data; name="p"; filename="p.png"
                C: Content-Type: image/png
                C:
                C: \\x89
                C: --%1$s--
                """
                        .formatted(DRAWN);
        String type = "multipart/form-data; boundary=" + DRAWN;
        Multipart form = Multipart.of()
                .field("na\"me\r\n", "gr\u00fc\u00dfe")
                .file("file", file)
                .file("p", "p.png", "image/png", Content.bytes(new byte[] {(byte) 0x89}));
        String known = "# drawn " + DRAWN + "\n" + post(type, "Content-Length: 422", body);
        Response response = over(known).post().multipart(form).send();
        assertThat(response.status()).isEqualTo(204);
        assertThat(response.stats().roundTrips()).isEqualTo(1);
    }

    @Test
    void aPartOfUnknownLengthMakesTheFormGoInChunksAndOnce() throws IOException {
        Multipart form =
                Multipart.of().file("p", "p", "x/y", Content.stream(new ByteArrayInputStream("hello".getBytes(UTF_8))));
        String chunks =
                """
                C: 71
                C: --%1$s
                C: Content-Disposition: form-data; name="p"; filename="p"
                C: Content-Type: x/y
                C:
                C:
                C: 5
                C: hello
                C: 28
                C:
                C: --%1$s--
                C:
                C: 0
                C:
                """
                        .formatted(DRAWN);
        String type = "multipart/form-data; boundary=" + DRAWN;
        String moved = "S: HTTP/1.1 307 Moved\nS: Content-Length: 0\nS: Location: /g\nS:\n";
        String dialogue = "# drawn " + DRAWN + "\n"
                + post(type, "Transfer-Encoding: chunked", chunks).replace(DONE, moved);
        assertThat(over(dialogue).follow(3).post().multipart(form).send().status())
                .isEqualTo(307);
    }

    @Test
    void aRedirectedFormHasABoundaryOfItsOwn() throws IOException {
        String empty = "C: --%s--\n";
        String second = DRAWN.replace('0', 'f');
        String first = post("multipart/form-data; boundary=" + DRAWN, "Content-Length: 38", empty.formatted(DRAWN))
                .replace(DONE, "S: HTTP/1.1 308 Moved\nS: Content-Length: 0\nS: Location: /f\nS:\n");
        String again = post("multipart/form-data; boundary=" + second, "Content-Length: 38", empty.formatted(second));
        String dialogue = "# drawn " + DRAWN + "\n# drawn " + second + "\n" + first + again;
        assertThat(over(dialogue)
                        .follow(1)
                        .post()
                        .multipart(Multipart.of())
                        .send()
                        .status())
                .isEqualTo(204);
    }

    @Test
    void whatASuccessIsNotIsThrownAndTheSessionGoesOn() throws IOException {
        String dialogue = "";
        int[] statuses = {302, 304, 404, 429, 503};
        for (int status : statuses) {
            dialogue += "C: GET /f HTTP/1.1\nC: Host: h\nC: User-Agent: protocols\nC:\nS: HTTP/1.1 " + status
                    + " Some Words\n" + (status == 304 ? "S:\n" : "S: Content-Length: 3\nS:\nS: why\\\n");
        }
        dialogue += "C: GET /f HTTP/1.1\nC: Host: h\nC: User-Agent: protocols\nC:\n" + DONE;
        Set<Integer> later = new HashSet<>();
        try (HttpSession http = over(dialogue).connect()) {
            for (int status : statuses) {
                assertThatThrownBy(() -> http.get().send().orThrow())
                        .isInstanceOfSatisfying(WireException.Refused.class, e -> {
                            assertThat(e.reply().code()).isEqualTo(status);
                            assertThat(e).hasMessageContaining("h:80: GET /f").hasMessageContaining("Some Words");
                            if (e.isTransient()) {
                                later.add(status);
                            }
                        });
            }
            assertThat(http.get().send().orThrow().status()).isEqualTo(204);
        }
        assertThat(later).containsExactlyInAnyOrder(429, 503);
    }
}
