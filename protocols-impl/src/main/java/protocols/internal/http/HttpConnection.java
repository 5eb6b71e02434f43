package protocols.internal.http;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import protocols.Attempt;
import protocols.Credentials;
import protocols.Stats;
import protocols.Tls;
import protocols.Transcript;
import protocols.WireException;
import protocols.http.Call;
import protocols.http.HttpSession;
import protocols.http.Url;
import protocols.internal.line.Body;
import protocols.internal.line.LengthBody;
import protocols.internal.wire.Exclusive;
import protocols.internal.wire.Faults;
import protocols.internal.wire.Lent;
import protocols.internal.wire.Link;
import protocols.internal.wire.Opening;
import protocols.internal.wire.Recorder;
import protocols.internal.wire.Ties;
import protocols.net.Deadline;
import protocols.net.Wire;
import protocols.spi.CoreFriend;
import protocols.spi.HttpFriend;
import protocols.spi.HttpRequest;
import protocols.spi.HttpSender;
import protocols.spi.Settings;

/** Requests to one scheme, host and port, one after the other, on a connection that is opened anew when it must be. */
final class HttpConnection implements HttpSession, HttpSender {

    private static final HttpFriend API = HttpFriend.get();

    /** Random enough that no content holds the boundary, and nobody can put it there. */
    private static final int BOUNDARY = 16;

    private static final int UNAUTHORIZED = 401;

    private final Settings settings;
    private final Url url;
    private final Recorder recorder;
    private final HeadWriter writer;
    private final Exclusive turn = new Exclusive();
    private final Ties ties = new Ties();
    private volatile Optional<Link> link = Optional.empty();
    private volatile boolean closed;
    private Optional<HeadReader> reader = Optional.empty();
    private Optional<HttpResponse> current = Optional.empty();
    private boolean persistent;
    private boolean last;

    HttpConnection(Settings settings, Url url, Recorder recorder, HeadWriter writer) {
        this.settings = settings;
        this.url = url;
        this.recorder = recorder;
        this.writer = writer;
    }

    static HttpConnection to(Settings settings, Url url, Recorder recorder, Optional<Credentials> credentials) {
        return new HttpConnection(settings, url, recorder, new HeadWriter(List.of(), credentials));
    }

    HttpConnection open() throws WireException {
        return recorder.during("connect", () -> open(() -> this));
    }

    @Override
    public Call request(String method, String target) {
        return API.call(this, url, method, target);
    }

    @Override
    public HttpResponse send(HttpRequest request) throws IOException {
        return recorder.during(request.method(), () -> respond(request));
    }

    private HttpResponse respond(HttpRequest request) throws IOException {
        // The session owns the turn, not its connection, which may be another one meanwhile.
        turn.take("a request");
        try {
            if (closed) {
                throw new IllegalStateException("the session is closed");
            }
            if (current.isPresent() && current.get().isUnread()) {
                throw new IllegalStateException("the body of the last response was neither read nor closed");
            }
            HttpResponse response = once(request);
            return response.status() == UNAUTHORIZED && request.isRepeatable() && renewed(response)
                    ? once(request)
                    : response;
        } finally {
            turn.giveBack();
        }
    }

    private HttpResponse once(HttpRequest request) throws IOException {
        return Lent.outOf(() -> link.isPresent() && isReusable(link.get())
                ? again(link.get(), request)
                : open(() -> exchange(request)));
    }

    /** Whether there is another token to ask with, in place of the one that was refused (RFC 6750 section 3.1). */
    private boolean renewed(HttpResponse refused) {
        boolean kept = false;
        try {
            kept = !writer.renew();
            return !kept;
        } finally {
            if (!kept) {
                refused.close();
            }
        }
    }

    /** On a kept connection. */
    private HttpResponse again(Link kept, HttpRequest request) throws WireException {
        long began = System.nanoTime();
        try {
            return kept.operation(request.method(), settings.timeout(), () -> exchange(request));
        } catch (WireException e) {
            boolean answered = reader.isPresent() && reader.get().arrived();
            if (Faults.isEnd(e) && !answered && request.isIdempotent() && request.isRepeatable()) {
                return onAnother(kept, request, began, e);
            }
            throw e;
        }
    }

    /** On a new connection, because the kept one broke; what then goes wrong is the second try. */
    private HttpResponse onAnother(Link kept, HttpRequest request, long began, WireException first)
            throws WireException {
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        try {
            return open(() -> exchange(request));
        } catch (WireException e) {
            List<Attempt> all = new ArrayList<>();
            all.add(Attempt.of(
                    kept.remote().address(), settings.tls() == Tls.IMPLICIT ? "TLS" : "TCP", took, first.reason()));
            all.addAll(e.attempts());
            throw CoreFriend.get().tried(e, all);
        }
    }

    /** The response is the last one: the connection ends with it. */
    HttpResponse last(HttpResponse response) {
        last = true;
        response.single();
        if (!response.isUnread()) {
            close();
        }
        return response;
    }

    @SuppressWarnings("NullAway") // Null is what a call of Void gives, and nobody looks at it.
    private <T> T open(Link.Call<T> then) throws WireException {
        link.ifPresent(ties::release);
        link = Optional.empty();
        Deadline deadline = Deadline.after("timeout", settings.timeout());
        Link opened = ties.open(() -> Opening.connect(settings, recorder, deadline));
        link = Optional.of(opened);
        reader = Optional.of(new HeadReader(opened));
        persistent = true;
        return opened.operation("connect", deadline, then);
    }

    /** Whether the peer keeps the connection, and has said nothing on it since its last answer. */
    private boolean isReusable(Link kept) {
        if (!persistent || !kept.isAlive()) {
            return false;
        }
        Wire.Sight seen = kept.in().look();
        return seen == Wire.Sight.ALIVE || seen == Wire.Sight.UNKNOWN;
    }

    private HttpResponse exchange(HttpRequest asked) throws IOException {
        Link on = link.get();
        on.doing(asked.method() + " " + asked.target());
        if (on.in().available() > 0) {
            throw new WireException.Malformed("no response before its request", "");
        }
        HttpRequest request = asked.body().parts().isPresent() ? between(on, asked) : asked;
        OptionalLong length = length(request);
        persistent = false;
        reader.get().begin();
        try {
            boolean whole = write(on, request, length);
            return respond(on, request, reader.get().response(), whole);
        } catch (WireException.Hangup | WireException.TimedOut | WireException.Insecure | WireException.Malformed e) {
            boolean mayHaveActed = !request.isIdempotent() && e.where().isEmpty();
            throw mayHaveActed ? new WireException.OutcomeUnknown(request.method() + " was sent", e) : e;
        }
    }

    /** False if the server answered before it had all of the content and does not want the rest (RFC 9112 section 9.5). */
    private boolean write(Link on, HttpRequest request, OptionalLong length) throws IOException {
        writer.write(on, request, length);
        if (length.isPresent() && length.getAsLong() == 0) {
            return true;
        }
        try {
            on.out().sending(() -> listen(on), () -> ContentWriter.write(on, request.content(), length));
            return true;
        } catch (EarlyAnswer e) {
            return false;
        }
    }

    /** An error, or an answer after which the server hangs up, ends the content; any other waits until all is sent. */
    private void listen(Link on) throws IOException {
        Wire.Sight seen = on.in().absorb(reader.get().most());
        Optional<Head> early = reader.get().early();
        long cap = settings.limits().body();
        if (early.isPresent()) {
            seen = on.in().absorb((int) Math.min(cap, Integer.MAX_VALUE - 64));
        }
        boolean ended = seen == Wire.Sight.ENDED || seen == Wire.Sight.BROKEN;
        if (early.isPresent()
                ? ended || early.get().endsRequest()
                : ended && on.in().available() > 0) {
            throw new EarlyAnswer();
        }
        if (ended) {
            throw on.in().end("the peer closed the connection while it was sent content");
        }
        if (seen == Wire.Sight.DATA) {
            throw new WireException.LimitExceeded("body", cap);
        }
    }

    /** Ends the content on its way out of what sends it. */
    private static final class EarlyAnswer extends IOException {
        private static final long serialVersionUID = 1L;

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }

    /** A recording gives the boundary that it was made with. */
    private static HttpRequest between(Link on, HttpRequest request) {
        return request.body(request.body().between(HexFormat.of().formatHex(on.draw(BOUNDARY))));
    }

    private static OptionalLong length(HttpRequest request) {
        OptionalLong[] length = {OptionalLong.empty()};
        Lent.run(() -> length[0] = request.body().length());
        return length[0];
    }

    private HttpResponse respond(Link on, HttpRequest request, Head head, boolean reusable) throws WireException {
        Framing framing = Framing.of(head, request);
        boolean keep = reusable && framing.persistent() && !closes(request);
        Optional<Body> body = body(on, framing.length());
        HttpResponse response = new HttpResponse(on, head, request.url(), framing.length(), body);
        current = Optional.of(response);
        if (body.isPresent()) {
            body.get().whenEnded(() -> ended(on, keep));
        } else {
            ended(on, keep);
        }
        return response;
    }

    private Optional<Body> body(Link on, long length) {
        if (length == 0) {
            return Optional.empty();
        }
        if (length > 0) {
            return Optional.of(new LengthBody(on, "body", length));
        }
        return Optional.of(
                length == Framing.CHUNKED ? new ChunkedBody(on, "body", reader.get()) : new UntilCloseBody(on, "body"));
    }

    /** The last byte of a response was read: the connection is free for the next, or done. */
    private void ended(Link on, boolean keep) {
        persistent = keep;
        if (!keep || last) {
            on.close();
        }
    }

    private static boolean closes(HttpRequest request) {
        for (HttpRequest.Field field : request.fields()) {
            if (field.name().equalsIgnoreCase("Connection") && field.value().equalsIgnoreCase("close")) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Url url() {
        return url;
    }

    @Override
    public Transcript transcript() {
        return recorder.transcript();
    }

    @Override
    public Stats stats() {
        return recorder.costs().stats();
    }

    @Override
    public boolean isOpen() {
        return !closed;
    }

    @Override
    public void close() {
        leave();
        recorder.wipe();
    }

    /** Ends this connection of several that have one transcript. */
    void leave() {
        closed = true;
        ties.close();
    }
}
