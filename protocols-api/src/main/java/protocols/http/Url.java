package protocols.http;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import protocols.Text;

/**
 * An {@code http} or {@code https} URL (RFC 3986, RFC 9110 section 4.2), as it goes onto the wire: the host as
 * {@link protocols.net.Host} writes it, the path and the query exactly as they were written (their percent-encoding is not touched, but
 * characters beyond ASCII become percent-encoded UTF-8), the fragment dropped.
 *
 * <p>A name may be percent-encoded (RFC 3986 section 3.2.2); the zone of an IPv6 address stands behind {@code %25} (RFC 6874
 * section 2). A URL with a user or a password in it is refused: they would end up in
 * logs; see {@link Http#credentials}.
 *
 * <!-- run: url -->
 * <pre>{@code
 * Url page = Url.parse("https://www.example.org:8443/a/b?q=1");
 * out.println(page.isSecure() + " " + page.host() + " " + page.port() + " " + page.authority() + " " + page.target());
 * Url other = page.resolve("../c");
 * out.println(other + " " + other.sameOrigin(page));
 * }</pre>
 */
public final class Url {

    private final boolean secure;
    private final String host;
    private final int port;
    private final String target;

    private Url(boolean secure, String host, int port, String target) {
        this.secure = secure;
        this.host = host;
        this.port = port;
        this.target = target;
    }

    /**
     * Reads an absolute URL.
     *
     * @throws IllegalArgumentException if it is none, or holds blanks, control characters, a user or a password
     */
    public static Url parse(String text) {
        boolean secure = startsWith(text, "https://");
        if (!secure && !startsWith(text, "http://")) {
            throw new IllegalArgumentException("a URL begins with http:// or https://");
        }
        int start = secure ? 8 : 7;
        int end = start;
        while (end < text.length() && "/?#".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        String authority = text.substring(start, end);
        if (authority.indexOf('@') >= 0) {
            throw new IllegalArgumentException("a URL must not hold a user or a password: set the credentials instead");
        }
        int hostEnd = UrlSyntax.endOfHost(authority);
        String host = UrlSyntax.host(authority.substring(0, hostEnd));
        int port = UrlSyntax.port(authority.substring(hostEnd), secure ? 443 : 80);
        return new Url(secure, host, port, target(UrlSyntax.checked(text.substring(end))));
    }

    /** Whether it is {@code https}. */
    public boolean isSecure() {
        return secure;
    }

    /** {@code http} or {@code https}. */
    public String scheme() {
        return secure ? "https" : "http";
    }

    /** The host, as {@link protocols.net.Host#text} writes it: an IPv6 address without brackets, with its zone. */
    public String host() {
        return host;
    }

    /** The port, also where it is the default of the scheme: 80 or 443. */
    public int port() {
        return port;
    }

    /** The path, at least {@code /}, with the query if there is one: what stands in a request line. */
    public String target() {
        return target;
    }

    /**
     * Host and port as they stand in {@code Host:}, a default port left out, an IPv6 address in brackets and without its
     * zone, which is this machine's own (RFC 6874 section 4).
     */
    public String authority() {
        int zone = host.indexOf('%');
        return authority(zone < 0 ? host : host.substring(0, zone));
    }

    private String authority(String of) {
        String name = of.indexOf(':') >= 0 ? "[" + of + "]" : of;
        return port == (secure ? 443 : 80) ? name : name + ":" + port;
    }

    /** Whether scheme, host and port are the same (RFC 6454): what credentials belong to. */
    public boolean sameOrigin(Url other) {
        return secure == other.secure && port == other.port && host.equals(other.host);
    }

    /**
     * What a reference found at this URL leads to (RFC 3986 section 5.2).
     *
     * @param reference a URL, or a path, relative or not, with or without a query
     * @throws IllegalArgumentException if it leads to something else than http and https, or is malformed
     */
    public Url resolve(String reference) {
        int fragment = reference.indexOf('#');
        String text = fragment < 0 ? reference : reference.substring(0, fragment);
        if (UrlSyntax.hasScheme(text)) {
            return parse(text);
        }
        if (text.startsWith("//")) {
            return parse(scheme() + ":" + text);
        }
        String path = UrlSyntax.checked(text);
        if (path.isEmpty()) {
            return this;
        }
        if (path.charAt(0) == '/' && !path.contains("/.")) {
            return new Url(secure, host, port, path);
        }
        return new Url(secure, host, port, UrlSyntax.merge(target, path));
    }

    /** With a further pair in the query. */
    Url query(String name, String value) {
        char mark = target.indexOf('?') < 0 ? '?' : '&';
        return new Url(secure, host, port, target + mark + encode(name) + "=" + encode(value));
    }

    /** The same target elsewhere. */
    Url at(boolean https, String otherHost, int otherPort) {
        return new Url(https, otherHost, otherPort, target);
    }

    private static String target(String rest) {
        int fragment = rest.indexOf('#');
        String target = fragment < 0 ? rest : rest.substring(0, fragment);
        return target.startsWith("/") ? target : "/" + target;
    }

    private static boolean startsWith(String text, String scheme) {
        return text.regionMatches(true, 0, scheme, 0, scheme.length());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Url that && sameOrigin(that) && target.equals(that.target);
    }

    @Override
    public int hashCode() {
        return Objects.hash(secure, host, port, target);
    }

    @Override
    public String toString() {
        return scheme() + "://" + authority(host.replace("%", "%25")) + target;
    }

    /**
     * Text in UTF-8, percent-encoded as a value within a query: everything but letters, digits and {@code -._~}.
     *
     * @throws IllegalArgumentException if half of a surrogate pair is in it
     */
    public static String encode(String value) {
        StringBuilder out = new StringBuilder(value.length() + 16);
        for (byte b : Text.whole("a value", value).getBytes(StandardCharsets.UTF_8)) {
            if (UrlSyntax.isUnreserved(b)) {
                out.append((char) b);
            } else {
                UrlSyntax.percent(out, b);
            }
        }
        return out.toString();
    }
}
