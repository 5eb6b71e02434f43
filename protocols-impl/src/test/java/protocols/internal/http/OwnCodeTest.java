package protocols.internal.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import protocols.Content;
import protocols.Credentials;
import protocols.Sink;
import protocols.Transcript;
import protocols.WireException;
import protocols.http.Call;
import protocols.http.Http;
import protocols.http.HttpSession;
import protocols.http.Multipart;
import protocols.http.Response;

/** What the caller's sources, sinks and suppliers throw comes out as it is, and the session goes on. */
class OwnCodeTest {

    private static final String GET =
            """
            C: GET /a HTTP/1.1
            C: Host: h
            C: User-Agent: protocols
            C:
            S: HTTP/1.1 200 OK
            S: Content-Length: 5
            S:
            S: hello\\
            """;

    @TempDir
    private Path folder;

    /** All that a caller's code can throw, faults that look like one of the line among them. */
    static Stream<Throwable> faults() {
        return Stream.of(
                new IOException("own"),
                new WireException.Hangup("of another line"),
                new IllegalStateException("own"),
                new StackOverflowError("own"));
    }

    private static HttpSession session(String dialogue) throws IOException {
        return Http.at("http://h/").via(Transcript.parse(dialogue).replay()).connect();
    }

    private static String second(String dialogue) {
        return dialogue.replace("C:", "C2:").replace("S:", "S2:");
    }

    /** In place of any fault, checked or not. */
    @SuppressWarnings("unchecked")
    private static <T extends Throwable> RuntimeException thrown(Throwable fault) throws T {
        throw (T) fault;
    }

    private static InputStream failing(Throwable fault) {
        return new InputStream() {
            @Override
            public int read() {
                throw thrown(fault);
            }
        };
    }

    private static OutputStream full(Throwable fault) {
        return new OutputStream() {
            @Override
            public void write(int b) {
                throw thrown(fault);
            }
        };
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aSourceThatFailsBreaksItsRequestOff(Throwable fault) throws IOException {
        String put = "C: PUT /a HTTP/1.1\nC: Host: h\nC: User-Agent: protocols\nC: Transfer-Encoding: chunked\nC:\n"
                + "C: 10000\nC: " + "x".repeat(65_536) + "\n";
        InputStream some = new ByteArrayInputStream("x".repeat(65_536).getBytes(US_ASCII));
        Content content = Content.stream(new SequenceInputStream(some, failing(fault)));
        try (HttpSession http = session(GET + put + second(GET))) {
            assertThat(http.get("/a").send().text()).isEqualTo("hello");
            Call call = http.put("/a").body(content);
            assertThatThrownBy(call::send).isSameAs(fault);
            assertThat(http.get("/a").send().text()).isEqualTo("hello");
        }
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aSourceThatCannotBeOpenedFailsItsRequestAlone(Throwable fault) throws IOException {
        Content content = Content.of(() -> {
            throw thrown(fault);
        });
        try (HttpSession http = session("* connected h:80 tcp\n" + second(GET))) {
            assertThatThrownBy(() -> http.put("/a").body(content).send()).isSameAs(fault);
            assertThat(http.get("/a").send().text()).isEqualTo("hello");
        }
    }

    @Test
    void aFileThatIsNotThereCostsNoConnection() throws IOException {
        try (HttpSession http = session("# drawn " + "0".repeat(32) + "\n" + GET)) {
            Content missing = Content.file(folder.resolve("missing"));
            assertThatThrownBy(() -> http.put("/a").body(missing).send()).isInstanceOf(NoSuchFileException.class);
            Multipart form = Multipart.of().file("f", folder.resolve("missing"));
            assertThatThrownBy(() -> http.post("/a").multipart(form).send()).isInstanceOf(NoSuchFileException.class);
            assertThat(http.get("/a").send().text()).isEqualTo("hello");
            assertThat(http.transcript().toString()).doesNotContain("C2:");
        }
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aCallOfTheClientThrowsWhatItsSourceThrew(Throwable fault) {
        Call call = Http.at("http://h/a")
                .follow(3)
                .via(Transcript.parse("* connected h:80 tcp\n").replay())
                .put()
                .body(Content.stream(failing(fault), 4));
        assertThatThrownBy(call::send).isSameAs(fault);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aSinkThatFailsLeavesTheSessionWithTheNextRequest(Throwable fault) throws IOException {
        try (HttpSession http = session(GET.repeat(3))) {
            Response first = http.get("/a").send();
            assertThatThrownBy(() -> first.writeTo(full(fault))).isSameAs(fault);
            Response second = http.get("/a").send();
            assertThatThrownBy(() -> second.writeTo(Sink.stream(full(fault)))).isSameAs(fault);
            assertThat(http.get("/a").send().text()).isEqualTo("hello");
            assertThat(http.transcript().toString()).doesNotContain("C2:");
        }
    }

    @Test
    void aLongBodyWhoseSinkFailsCostsItsConnection() throws IOException {
        String large =
                GET.replace("Content-Length: 5", "Content-Length: 3000000").replace("hello", "x".repeat(3_000_000));
        try (HttpSession http = session(large + second(GET))) {
            Response response = http.get("/a").send();
            assertThatThrownBy(() -> response.writeTo(full(new FileNotFoundException("disk"))))
                    .isInstanceOf(FileNotFoundException.class);
            assertThat(http.get("/a").send().text()).isEqualTo("hello");
        }
    }

    @Test
    void aFileThatCannotBeMadeIsTheCallersFault() throws IOException {
        try (HttpSession http = session(GET + GET)) {
            Response response = http.get("/a").send();
            assertThatThrownBy(() -> response.writeTo(folder.resolve("no/such/folder")))
                    .isInstanceOf(NoSuchFileException.class);
            assertThat(http.get("/a").send().text()).isEqualTo("hello");
        }
    }

    @Test
    void aBodyThatIsCutShortLeavesTheFileAsItWas() throws IOException {
        Path file = Files.writeString(folder.resolve("f"), "before");
        try (HttpSession http = session(GET.replace("hello", "hel") + "* closed by peer\n" + second(GET))) {
            Response response = http.get("/a").send();
            assertThatThrownBy(() -> response.writeTo(file)).isInstanceOf(WireException.Hangup.class);
            assertThat(file).hasContent("before");
            assertThat(folder).isDirectoryNotContaining(other -> !other.equals(file));
            assertThat(http.get("/a").send().writeTo(file).bytes()).isEqualTo(5);
            assertThat(file).hasContent("hello");
        }
    }

    @Test
    void aTokenThatCannotBeHadComesOutAsItIs() throws IOException {
        IllegalStateException fault = new IllegalStateException("the authority is away");
        boolean[] away = {true};
        String bearer = GET.replace("protocols\n", "protocols\nC: Authorization: Bearer ********\n");
        Http http = Http.at("http://127.0.0.1/a").credentials(Credentials.token("", () -> {
            if (away[0]) {
                throw fault;
            }
            return protocols.Secret.of("token-4711");
        }));
        String dialogue = "* connected 127.0.0.1:80 tcp\n" + second(bearer.replace("Host: h", "Host: 127.0.0.1"));
        try (HttpSession session = http.via(Transcript.parse(dialogue).replay()).connect()) {
            assertThatThrownBy(() -> session.get().send()).isSameAs(fault);
            away[0] = false;
            assertThat(session.get().send().text()).isEqualTo("hello");
            assertThat(session.transcript().toString()).doesNotContain("4711");
        }
    }
}
