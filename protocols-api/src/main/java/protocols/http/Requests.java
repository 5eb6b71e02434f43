package protocols.http;

/**
 * Where requests start: at a client, each on a connection of its own, or at a session. What was set there, such as
 * settings, header fields and credentials, holds for every call.
 *
 * <p>A target is a path, with or without a query, resolved against {@link #url()} as a link on a page there would be
 * (RFC 3986 section 5.2), or a URL with the same scheme, host and port. Anything else is an
 * {@link IllegalArgumentException}, so that nothing that was meant for one peer gets to another: {@link Http#at} makes
 * the client for that one.
 *
 * <p>Not for users to implement: it may grow.
 */
public interface Requests {

    /** The URL that this was made for. */
    Url url();

    /**
     * Any method.
     *
     * @param method a token, case matters (RFC 9110 section 9.1); not {@code CONNECT}, which is a matter of
     *     {@link protocols.net.Connector#httpProxy}
     * @param target see above
     * @throws IllegalArgumentException if the method is none, or the target is at another scheme, host or port
     */
    Call request(String method, String target);

    /** Any method, for the URL itself. */
    default Call request(String method) {
        return request(method, "");
    }

    /** GET (RFC 9110 section 9.3.1). */
    default Call get(String target) {
        return request("GET", target);
    }

    /** GET of the URL itself. */
    default Call get() {
        return request("GET");
    }

    /** HEAD (section 9.3.2): the head that GET would have, no body. */
    default Call head(String target) {
        return request("HEAD", target);
    }

    /** HEAD of the URL itself. */
    default Call head() {
        return request("HEAD");
    }

    /** POST (section 9.3.3). */
    default Call post(String target) {
        return request("POST", target);
    }

    /** POST to the URL itself. */
    default Call post() {
        return request("POST");
    }

    /** PUT (section 9.3.4). */
    default Call put(String target) {
        return request("PUT", target);
    }

    /** PUT at the URL itself. */
    default Call put() {
        return request("PUT");
    }

    /** DELETE (section 9.3.5). */
    default Call delete(String target) {
        return request("DELETE", target);
    }

    /** DELETE of the URL itself. */
    default Call delete() {
        return request("DELETE");
    }
}
