package protocols.http;

import protocols.Session;
import protocols.WireException;

/**
 * One connection that is kept alive for many requests, one after the other: the body of a response has to be read or
 * closed before the next request.
 *
 * <p>If the server has closed the connection in between, or said that it will, or the last exchange failed or was closed
 * early, the next request goes out on a new connection; that is noticed without asking the server. A request that broke on
 * a kept connection before any of its response arrived is repeated once on a new one, if its method is idempotent and its
 * content can be repeated (RFC 9112 section 9.3.1).
 */
public interface HttpSession extends Session {

    /** The URL that it was opened for; what is asked for is resolved against it. */
    Url url();

    /**
     * Sends a request, see {@link Outgoing#send()}.
     *
     * @throws IllegalArgumentException if it goes to another scheme, host or port than this session
     * @throws IllegalStateException if the body of the last response was neither read nor closed
     */
    Response send(Request request) throws WireException;

    /** GET of a path, with or without a query, or of a URL with the same scheme, host and port. */
    default SessionRequest get(String target) {
        return request("GET", target);
    }

    /** HEAD, see {@link #get}. */
    default SessionRequest head(String target) {
        return request("HEAD", target);
    }

    /** POST, see {@link #get}. */
    default SessionRequest post(String target) {
        return request("POST", target);
    }

    /** PUT, see {@link #get}. */
    default SessionRequest put(String target) {
        return request("PUT", target);
    }

    /** DELETE, see {@link #get}. */
    default SessionRequest delete(String target) {
        return request("DELETE", target);
    }

    /** Any method, see {@link Request#of}. */
    default SessionRequest request(String method, String target) {
        return new SessionRequest(this, Request.of(method, url().resolve(target)));
    }
}
