package protocols.http;

import protocols.Session;

/**
 * One connection that is kept alive for many requests, one after the other: the body of a response has to be read or
 * closed before the next request.
 *
 * <p>If the server has closed the connection in between, or said that it will, or the last exchange failed or was closed
 * early, the next request goes out on a new connection; that is noticed without asking the server. A request that broke on
 * a kept connection before any of its response arrived is repeated once on a new one, if its method is idempotent and its
 * content can be repeated (RFC 9112 section 9.3.1). Redirects are answers like any other.
 *
 * <p>It is open until it is closed here, also while it has no connection.
 */
public interface HttpSession extends Requests, Session {}
