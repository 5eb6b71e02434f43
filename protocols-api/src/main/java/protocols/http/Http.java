package protocols.http;

import java.io.IOException;
import java.util.List;
import protocols.Client;
import protocols.Credentials;
import protocols.Protocol;
import protocols.Secret;
import protocols.Tls;
import protocols.WireException;
import protocols.spi.Engine;
import protocols.spi.HttpFriend;
import protocols.spi.HttpRequest;
import protocols.spi.HttpSender;
import protocols.spi.Settings;

/**
 * HTTP/1.1 and HTTPS (RFC 9110, RFC 9112), one request at a time. {@link #at} makes a client for a URL; a verb makes a
 * {@link Call}, and {@link Call#send} sends it.
 *
 * <!-- run: http-json -->
 * <pre>{@code
 * Http web = Http.at("https://www.example.org/").timeout(Duration.ofSeconds(20));
 * Transfer report = web.get("/report.pdf").send().orThrow().writeTo(folder.resolve("report.pdf"));
 * out.println(report.bytes() + " bytes in " + report.duration().toMillis() + " ms");
 * try (HttpSession http = web.connect()) { // one connection for many requests
 *     Response made = http.post("/orders").json("{\"item\": 7, \"count\": 2}").send();
 *     out.println(made.status() + " " + made.text());
 *     out.println(http.get("/orders").query("item", "7").header("Accept", "application/json").send().orThrow().text());
 * }
 * }</pre>
 *
 * <p>The URL says scheme, host and port; {@link #tls} and {@link #port} change them in it. Responses are framed strictly:
 * what RFC 9112 does not allow is {@link WireException.Malformed}, and a body that was cut short is never taken for a whole
 * one. There are no cookies, no cache and no content decoding: what came is what you get. Redirects are followed only if
 * {@link #follow} says how many.
 */
public final class Http extends Client<Http> implements Requests {

    private final Url url;
    private final List<HttpRequest.Field> fields;
    private final int redirects;

    private Http(Settings settings, Url url, List<HttpRequest.Field> fields, int redirects) {
        super(settings);
        this.url = url;
        this.fields = fields;
        this.redirects = redirects;
    }

    /**
     * A client for this URL.
     *
     * @throws IllegalArgumentException if it is no {@code http} or {@code https} URL, see {@link Url#parse}
     */
    public static Http at(String url) {
        return at(Url.parse(url));
    }

    /** As {@link #at(String)}. */
    public static Http at(Url url) {
        Tls mode = url.isSecure() ? Tls.IMPLICIT : Tls.NONE;
        Settings settings = Settings.of(Protocol.HTTP, url.host()).tls(mode);
        boolean usual = url.port() == Protocol.HTTP.port(mode);
        return new Http(usual ? settings : settings.port(url.port()), url, List.of(), 0);
    }

    @Override
    protected Http with(Settings settings) {
        if (settings.tls() == Tls.UPGRADE) {
            throw new IllegalArgumentException("HTTP does not begin TLS on an open connection: use an https URL");
        }
        Url there = url.at(settings.tls() == Tls.IMPLICIT, settings.host(), settings.port());
        return new Http(settings, there, fields, redirects);
    }

    @Override
    protected List<Object> ownSettings() {
        return List.of(url, fields, redirects);
    }

    /**
     * With a further header field of every call that does not have one of that name itself, see
     * {@link Call#header(String, String)}.
     */
    public Http header(String name, String value) {
        return new Http(settings(), url, Fields.with(fields, name, value), redirects);
    }

    /** As above, with a value that is never shown, see {@link Call#header(String, Secret)}. */
    public Http header(String name, Secret value) {
        return new Http(settings(), url, Fields.with(fields, name, value), redirects);
    }

    /**
     * Follows up to so many redirects of each call; 0 by default: a redirect is then an answer like any other. A session
     * follows none. Each hop has its own {@link #timeout}.
     *
     * <p>301 and 302 make a GET of a POST, 303 of anything but HEAD; 307 and 308 repeat the request if its content can be
     * repeated (RFC 9110 section 15.4). Where scheme, host or port change, credentials and all header fields that hold
     * secrets are left behind. From https to http is refused with {@link WireException.Insecure}; one redirect too many is
     * {@link WireException.LimitExceeded}.
     */
    public Http follow(int most) {
        if (most < 0) {
            throw new IllegalArgumentException("redirects: " + most);
        }
        return new Http(settings(), url, fields, most);
    }

    /**
     * Sends who asks with each request, without waiting to be asked: a user with a password by the Basic scheme (RFC 7617),
     * a token by the Bearer scheme (RFC 6750), for which it is asked anew each time. Where the peer answers a token with
     * 401, and the content can be sent again, it is asked once more, and another token is tried once. Without TLS that is refused unless the
     * peer is loopback or {@link #allowClearLogin()} was called; the same goes for an {@code Authorization} header, which is
     * sent in place of it.
     *
     * <p>They belong to this scheme, host and port: what a redirect leads to elsewhere is asked without them.
     *
     * @throws IllegalArgumentException if it is neither, or the name of a user with a password holds a colon or control
     *     characters
     */
    public Http credentials(Credentials who) {
        if (who instanceof Credentials.Password password) {
            requireUser(password.user());
        } else if (!(who instanceof Credentials.Token)) {
            throw new IllegalArgumentException("HTTP takes a password or a token, not " + who);
        }
        return with(settings().credentials(who));
    }

    private static void requireUser(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == ':' || c < ' ' || c == 0x7f) {
                throw new IllegalArgumentException("a user name holds no colon and no control characters");
            }
        }
    }

    @Override
    public Url url() {
        return url;
    }

    @Override
    public Call request(String method, String target) {
        return Call.of(new Alone(this), url, method, target);
    }

    /**
     * Connects, for many requests to the same scheme, host and port. The header fields that were set go out with each of
     * them, unless it has the same field itself.
     */
    public HttpSession connect() throws WireException {
        return Engine.get().connect(this);
    }

    /** For the implementation alone: the type is exported to nobody else. */
    @SuppressWarnings("exports")
    public static HttpFriend friend() {
        return Friend.INSTANCE;
    }

    List<HttpRequest.Field> fields() {
        return fields;
    }

    int redirects() {
        return redirects;
    }

    /** Each request on a connection of its own. */
    private record Alone(Http http) implements HttpSender {
        @Override
        public Response send(HttpRequest request) throws IOException {
            return Engine.get().send(http, request);
        }
    }

    /** The URL. */
    @Override
    public String toString() {
        return url.toString();
    }
}
