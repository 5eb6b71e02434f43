package protocols.internal.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import protocols.Reply;
import protocols.Sink;
import protocols.Stats;
import protocols.Transcript;
import protocols.Transfer;
import protocols.WireException;
import protocols.http.Headers;
import protocols.http.Response;
import protocols.http.Url;
import protocols.internal.line.Body;
import protocols.internal.wire.Faults;
import protocols.internal.wire.Link;
import protocols.net.Deadline;
import protocols.spi.CoreFriend;
import protocols.spi.Delivery;

/** A response on its connection. */
final class HttpResponse implements Response {

    private static final int BUFFER = 131_072;

    private final Link link;
    private final Head head;
    private final Url url;
    private final long length;
    private final Optional<Body> body;
    private boolean closed;
    private boolean single;

    /**
     * @param length as {@link Framing#length}
     * @param body empty if there is none, or nothing in it
     */
    HttpResponse(Link link, Head head, Url url, long length, Optional<Body> body) {
        this.link = link;
        this.head = head;
        this.url = url;
        this.length = length;
        this.body = body;
    }

    /** Whether its body is neither read to the end nor closed. */
    boolean isUnread() {
        return !closed && body.isPresent() && !body.get().isEnded() && link.isAlive();
    }

    /** Nothing follows on the connection: what is left of the body need not be read to keep it. */
    void single() {
        single = true;
    }

    WireException placed(WireException fault) {
        return link.placed(fault);
    }

    WireException.Where where() {
        return link.where();
    }

    @Override
    public int status() {
        return head.status();
    }

    @Override
    public String reason() {
        return head.reason();
    }

    @Override
    public String version() {
        return head.version();
    }

    @Override
    public Url url() {
        return url;
    }

    @Override
    public Headers headers() {
        return head.headers();
    }

    @Override
    public Response orThrow() throws WireException {
        if (isSuccess()) {
            return this;
        }
        WireException refused = link.placed(new RefusedStatus(reply()));
        close();
        throw refused;
    }

    private Reply reply() {
        return Reply.of(Integer.toString(status()), reason());
    }

    @Override
    public InputStream body() {
        return body.isPresent() ? body.get() : InputStream.nullInputStream();
    }

    @Override
    public byte[] bytes() throws WireException {
        long cap = link.settings().limits().body();
        if (length > cap) {
            throw tooLarge(cap);
        }
        body.ifPresent(
                whole -> whole.within(Deadline.after("timeout", link.settings().timeout())));
        byte[] bytes = new byte[(int) Math.min(Math.max(1, length < 0 ? 8192 : length), BUFFER)];
        int used = 0;
        for (int n; (n = read(bytes, used)) >= 0; ) {
            used += n;
            if (used > cap) {
                throw tooLarge(cap);
            }
            if (used == bytes.length && used != length) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 16, 2L * used));
            } else if (used == length) {
                requireEnd();
                return bytes.length == used ? bytes : Arrays.copyOf(bytes, used);
            }
        }
        return Arrays.copyOf(bytes, used);
    }

    private void requireEnd() throws WireException {
        if (read(new byte[1], 0) >= 0) {
            throw new IllegalStateException("a body longer than its length");
        }
    }

    private int read(byte[] into, int offset) throws WireException {
        if (closed) {
            throw new IllegalStateException("the response is closed");
        }
        try {
            return body().read(into, offset, into.length - offset);
        } catch (WireException e) {
            throw e;
        } catch (IOException e) {
            throw new IllegalStateException("the body of the response is closed", e);
        }
    }

    private WireException tooLarge(long cap) {
        WireException fault = Faults.at(new WireException.LimitExceeded("body", cap), link.where());
        close();
        return fault;
    }

    @Override
    public String text() throws WireException {
        Charset charset = charset();
        return new String(bytes(), charset);
    }

    /** The parameter of RFC 9110 section 8.3.2, as a token or quoted. */
    private Charset charset() {
        Optional<String> type = header("Content-Type");
        if (type.isEmpty()) {
            return UTF_8;
        }
        for (String parameter : type.get().split(";", -1)) {
            String text = parameter.strip();
            if (text.regionMatches(true, 0, "charset=", 0, 8)) {
                return charset(text.substring(8).replace("\"", "").strip());
            }
        }
        return UTF_8;
    }

    private static Charset charset(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException e) {
            // A charset that nobody knows: UTF-8 shows most of such texts right.
            return UTF_8;
        }
    }

    @Override
    public Transfer writeTo(OutputStream out) throws IOException {
        return writeTo(Sink.stream(out));
    }

    @Override
    public Transfer writeTo(Path file) throws IOException {
        return writeTo(Sink.file(file));
    }

    @Override
    public Transfer writeTo(Sink sink) throws IOException {
        long began = System.nanoTime();
        Sink told =
                body.isPresent() ? body.get().watched(sink) : link.recorder().watched(sink);
        try (Delivery delivery =
                CoreFriend.get().open(told, length < 0 ? OptionalLong.empty() : OptionalLong.of(length))) {
            long bytes = copyTo(delivery.out());
            delivery.commit();
            return Transfer.of(bytes, Duration.ofNanos(System.nanoTime() - began), reply());
        } catch (IOException | RuntimeException | Error e) {
            // Nobody will read the rest, and nothing is to keep the session from its next request.
            body.ifPresent(unread -> unread.failed(e));
            close();
            throw e;
        }
    }

    private long copyTo(OutputStream out) throws IOException {
        byte[] buffer = new byte[(int) Math.min(Math.max(1, length < 0 ? BUFFER : length), BUFFER)];
        long written = 0;
        for (int n; (n = read(buffer, 0)) >= 0; written += n) {
            out.write(buffer, 0, n);
        }
        return written;
    }

    @Override
    public Headers trailers() {
        return body.isPresent() && body.get() instanceof ChunkedBody chunked ? chunked.trailers() : Headers.NONE;
    }

    @Override
    public Transcript transcript() {
        return link.recorder().transcript();
    }

    @Override
    public Stats stats() {
        return link.recorder().costs().stats();
    }

    @Override
    public void close() {
        closed = true;
        if (single) {
            link.close();
            link.recorder().wipe();
            return;
        }
        try {
            body().close();
        } catch (IOException e) {
            // Whoever closes wants no more of it: the connection is given up, and the next request opens another.
            link.close();
        }
    }

    /** The head as it came. */
    @Override
    public String toString() {
        return protocols.Text.printable(version() + " " + status() + " " + reason()) + "\n" + headers();
    }
}
