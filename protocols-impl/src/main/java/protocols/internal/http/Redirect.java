package protocols.internal.http;

import java.util.Optional;
import protocols.WireException;
import protocols.http.Response;
import protocols.http.Url;
import protocols.spi.HttpRequest;

/** Where a response sends its request (RFC 9110 section 15.4). */
final class Redirect {

    private Redirect() {}

    /**
     * The request that a redirect asks for; empty if the response is none, or its request cannot be repeated.
     *
     * @throws WireException.Insecure if it leads from https to http
     * @throws WireException.Malformed if it leads to no URL of http or https
     */
    static Optional<HttpRequest> of(HttpRequest request, Response response) throws WireException {
        Optional<String> location = response.header("Location");
        int status = response.status();
        boolean repeats = status == 307 || status == 308;
        if (location.isEmpty() || !(repeats || (status >= 301 && status <= 303))) {
            return Optional.empty();
        }
        Url target = target(request.url(), location.get());
        if (request.url().isSecure() && !target.isSecure()) {
            throw new WireException.Insecure("a redirect from https to http");
        }
        HttpRequest same = request.url().sameOrigin(target) ? request : request.withoutSecrets();
        HttpRequest next = repeats ? same : withoutContent(same, status);
        return next.isRepeatable() ? Optional.of(next.url(target)) : Optional.empty();
    }

    /** What was a POST becomes a GET, as every client has done since 1995; 303 demands it of every method. */
    private static HttpRequest withoutContent(HttpRequest request, int status) {
        String method = request.method();
        if (method.equals("HEAD") || (status != 303 && !method.equals("POST"))) {
            return request;
        }
        return request.asGet();
    }

    private static Url target(Url base, String location) throws WireException {
        try {
            return base.resolve(encoded(location));
        } catch (IllegalArgumentException e) {
            throw new WireException.Malformed("a redirect leads to a URL", location);
        }
    }

    /** Servers send blanks and bytes beyond ASCII as they are: one character of the value is one byte. */
    private static String encoded(String location) {
        StringBuilder out = new StringBuilder(location.length());
        for (int i = 0; i < location.length(); i++) {
            char c = location.charAt(i);
            if (c > ' ' && c < 0x7f) {
                out.append(c);
            } else {
                out.append('%').append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
            }
        }
        return out.toString();
    }
}
