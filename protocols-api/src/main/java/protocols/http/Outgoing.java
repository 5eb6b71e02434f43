package protocols.http;

import protocols.Secret;
import protocols.WireException;

/**
 * A request that can be completed and sent. It is a value: every call gives a changed copy, and only {@link #send()} does
 * I/O.
 *
 * @param <C> its own type
 */
public interface Outgoing<C extends Outgoing<C>> {

    /** The request as it stands. */
    Request request();

    /** A copy with another request. */
    C with(Request request);

    /**
     * Sends it and waits for the head of the response; the body is read from the response. Every status is an answer, 404
     * and 500 as well.
     *
     * @throws WireException if no answer came; {@link WireException.OutcomeUnknown} if a request that is not idempotent
     *     had been sent before
     */
    Response send() throws WireException;

    /** With a further header field, see {@link Request#header(String, String)}. */
    default C header(String name, String value) {
        return with(request().header(name, value));
    }

    /** With a further header field whose value is never shown, see {@link Request#header(String, Secret)}. */
    default C header(String name, Secret value) {
        return with(request().header(name, value));
    }

    /** With content. */
    default C body(Content content) {
        return with(request().content(content));
    }

    /** With these bytes as content. */
    default C body(byte[] content) {
        return body(Content.bytes(content));
    }

    /** With text as content, in UTF-8; its media type is for the caller to say. */
    default C body(String content) {
        return body(Content.text(content));
    }
}
