package protocols.http;

import java.util.Optional;
import protocols.Client;
import protocols.Credentials;
import protocols.Protocol;
import protocols.Settings;
import protocols.Tls;
import protocols.WireException;
import protocols.spi.Engine;

/**
 * HTTP/1.1 and HTTPS (RFC 9110, RFC 9112), one request at a time.
 *
 * <pre>{@code
 * String page = Http.get("https://example.org/").header("Accept", "text/html").send().text();
 *
 * try (var http = Http.at("https://example.org").connect()) {       // one connection for many requests
 *     http.get("/a").send().writeTo(Path.of("a"));
 *     http.post("/b").body("x=1").send().close();
 * }
 * }</pre>
 *
 * <p>The URL says scheme, host and port; {@link #tls} and {@link #port} change them in it. Responses are framed strictly:
 * what RFC 9112 does not allow is {@link WireException.Malformed}, and a body that was cut short is never taken for a whole
 * one. There are no cookies, no cache and no content decoding: what came is what you get. Redirects are followed only if
 * {@link #follow} says how many.
 */
public final class Http extends Client<Http> implements Outgoing<Http> {

    private final Request request;
    private final int follow;
    private final Optional<Credentials> credentials;

    private Http(Settings settings, Request request, int follow, Optional<Credentials> credentials) {
        super(settings);
        this.request = request;
        this.follow = follow;
        this.credentials = credentials;
    }

    /**
     * A client for this URL: to {@link #connect()}, or to be sent as a GET.
     *
     * @throws IllegalArgumentException if it is no {@code http} or {@code https} URL, see {@link Url#of}
     */
    public static Http at(String url) {
        return request("GET", url);
    }

    /** As {@link #at(String)}. */
    public static Http at(Url url) {
        return request("GET", url);
    }

    /** GET (RFC 9110 section 9.3.1). */
    public static Http get(String url) {
        return request("GET", url);
    }

    /** HEAD (section 9.3.2): the head that GET would have, no body. */
    public static Http head(String url) {
        return request("HEAD", url);
    }

    /** POST (section 9.3.3). */
    public static Http post(String url) {
        return request("POST", url);
    }

    /** PUT (section 9.3.4). */
    public static Http put(String url) {
        return request("PUT", url);
    }

    /** DELETE (section 9.3.5). */
    public static Http delete(String url) {
        return request("DELETE", url);
    }

    /** Any method, see {@link Request#of}. */
    public static Http request(String method, String url) {
        return request(method, Url.of(url));
    }

    private static Http request(String method, Url url) {
        Settings settings = Settings.of(Protocol.HTTP, url.host());
        return new Http(settings, Request.of(method, url), 0, Optional.empty())
                .port(url.port())
                .tls(url.isSecure() ? Tls.IMPLICIT : Tls.NONE);
    }

    @Override
    protected Http with(Settings settings) {
        if (settings.tls() == Tls.UPGRADE) {
            throw new IllegalArgumentException("HTTP does not begin TLS on an open connection: use an https URL");
        }
        Url url = request.url().at(settings.tls() == Tls.IMPLICIT, settings.host(), settings.port());
        return new Http(settings, request.url(url), follow, credentials);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if it goes to another scheme, host or port
     */
    @Override
    public Http with(Request other) {
        if (!other.url().sameOrigin(request.url())) {
            throw new IllegalArgumentException(other.url() + " is not at " + request.url());
        }
        return new Http(settings(), other, follow, credentials);
    }

    /**
     * Follows up to so many redirects in {@link #send()}; 0 by default: a redirect is then an answer like any other. A
     * session follows none. Each hop has its own {@link #timeout}.
     *
     * <p>301 and 302 make a GET of a POST, 303 of anything but HEAD; 307 and 308 repeat the request if its content can be
     * repeated (RFC 9110 section 15.4). Where scheme, host or port change, credentials and all header fields that hold
     * secrets are left behind. From https to http is refused with {@link WireException.Insecure}; one redirect too many is
     * {@link WireException.LimitExceeded}.
     */
    public Http follow(int redirects) {
        if (redirects < 0) {
            throw new IllegalArgumentException("redirects: " + redirects);
        }
        return new Http(settings(), request, redirects, credentials);
    }

    /**
     * Sends user and password with each request by the Basic scheme (RFC 7617), without waiting to be asked. Without TLS
     * that is refused unless the peer is loopback or {@link #allowClearLogin()} was called; the same goes for an
     * {@code Authorization} header.
     *
     * @throws IllegalArgumentException if the user name holds a colon or control characters
     */
    public Http credentials(Credentials who) {
        if (!(who instanceof Credentials.Password password)) {
            throw new IllegalArgumentException("the Basic scheme takes a user and a password, not " + who);
        }
        for (int i = 0; i < password.user().length(); i++) {
            char c = password.user().charAt(i);
            if (c == ':' || c < ' ' || c == 0x7f) {
                throw new IllegalArgumentException("a user name holds no colon and no control characters");
            }
        }
        return new Http(settings(), request, follow, Optional.of(who));
    }

    @Override
    public Request request() {
        return request;
    }

    /** How many redirects are followed. */
    public int follow() {
        return follow;
    }

    /** Who logs in, if anybody does. */
    public Optional<Credentials> credentials() {
        return credentials;
    }

    /**
     * Sends the request on a connection of its own, which ends with the response: read to the end, or closed.
     *
     * <p>{@inheritDoc}
     */
    @Override
    public Response send() throws WireException {
        return Engine.get().send(this);
    }

    /**
     * Connects, for many requests to the same scheme, host and port. The header fields that were set go out with each of
     * them, unless it has the same field itself.
     */
    public HttpSession connect() throws WireException {
        return Engine.get().connect(this);
    }

    @Override
    public String toString() {
        return request.toString();
    }
}
