package protocols.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;
import protocols.Sink;
import protocols.Stats;
import protocols.Transcript;
import protocols.Transfer;
import protocols.WireException;

/**
 * A response: its head, and a body that arrives while it is read. {@link #text()}, {@link #bytes()} and the
 * {@code writeTo} methods read all of the body; else it has to be closed. A body can be read once.
 *
 * <!-- run: response -->
 * <pre>{@code
 * try (var web = Http.at("https://www.example.org/").connect();
 *         var page = web.get("/index.html").send()) {
 *     if (page.isSuccess() && page.headers().has("Content-Type")) {
 *         out.println(page.header("Content-Type").get() + " " + page.headers().all("Server"));
 *         out.println(page.bytes().length + " bytes from " + web.url().host());
 *     }
 * }
 * }</pre>
 */
public interface Response extends AutoCloseable {

    /** The status code, 200 to 999 (RFC 9110 section 15). */
    int status();

    /** The words behind the status code; may be empty. They mean nothing to programs. */
    String reason();

    /** {@code HTTP/1.1} or {@code HTTP/1.0}. */
    String version();

    /** Where it came from, redirects followed. */
    Url url();

    /** The header fields. */
    Headers headers();

    /** The first header field of that name. */
    default Optional<String> header(String name) {
        return headers().first(name);
    }

    /** Whether the status says that it was done: 2xx. */
    default boolean isSuccess() {
        return status() / 100 == 2;
    }

    /**
     * This response if its status is 2xx. Any other is closed first and thrown: a redirect that was not followed and a 304
     * as well, as none of them brings what was asked for.
     *
     * @throws WireException.Refused with status and reason as its reply; transient where a later try may fare better: 408,
     *     425, 429, 502, 503 and 504
     */
    Response orThrow() throws WireException;

    /**
     * The body as it arrives; empty for HEAD, 204 and 304. A silence longer than the client's idle limit is
     * {@link WireException.TimedOut}, an end before the end {@link WireException.Hangup} or, under TLS,
     * {@link WireException.Insecure}.
     */
    InputStream body();

    /**
     * The rest of the body.
     *
     * @throws WireException.LimitExceeded if it is longer than {@link protocols.Limits#body()}
     */
    byte[] bytes() throws WireException;

    /** The rest of the body as text, in the charset of {@code Content-Type}, else UTF-8; bounded as {@link #bytes()}. */
    String text() throws WireException;

    /**
     * The rest of the body to a stream, which is flushed at its end and not closed.
     *
     * @throws IOException what the stream threw, as it is, after {@link #close()}
     */
    Transfer writeTo(OutputStream out) throws IOException;

    /** The rest of the body to a file, whole or not at all, see {@link Sink#file}. */
    Transfer writeTo(Path file) throws IOException;

    /**
     * The rest of the body.
     *
     * @throws IOException what the sink threw, as it is, after {@link #close()}
     */
    Transfer writeTo(Sink sink) throws IOException;

    /** The fields that came behind a chunked body; empty until it was read to its end. */
    Headers trailers();

    /** What was said on the connection so far, secrets redacted. */
    Transcript transcript();

    /** What the connection has cost so far. */
    Stats stats();

    /**
     * Ends the response: little that is left of the body is read, so that the connection can be kept; if there is more, it
     * is given up.
     */
    @Override
    void close();
}
