/**
 * HTTP/1.1 (RFC 9110, RFC 9112): URLs, requests, header fields, and the client {@link protocols.http.Http}.
 *
 * <p>Of the rest of this module it may use only {@code protocols} and the door to the implementation.
 */
@NullMarked
package protocols.http;

import org.jspecify.annotations.NullMarked;
