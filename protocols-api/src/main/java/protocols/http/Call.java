package protocols.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import protocols.Content;
import protocols.Secret;
import protocols.WireException;
import protocols.spi.HttpRequest;
import protocols.spi.HttpRequest.Body;
import protocols.spi.HttpSender;

/**
 * A request on its way to be complete, as a value (RFC 9110): every method gives a changed copy, and only {@link #send()}
 * does I/O; it can be called again and again. Everything is checked when it is set, so what cannot be sent is found before
 * a byte is sent. {@code Host}, {@code Content-Length} and {@code Transfer-Encoding} follow from the URL and the content
 * and cannot be set.
 *
 * <p>Content comes from the last of {@code body}, {@link #json}, {@code form} and {@link #multipart} that was called.
 * Where that says a media type, a {@code Content-Type} that is set by {@link #header(String, String)} is sent in its place.
 */
public final class Call {

    private static final String FORM = "application/x-www-form-urlencoded";

    private final HttpSender sender;
    private final HttpRequest request;
    /** What {@link #form} has put together so far. */
    private final String form;

    private Call(HttpSender sender, HttpRequest request, String form) {
        this.sender = sender;
        this.request = request;
        this.form = form;
    }

    static Call of(HttpSender sender, Url base, String method, String target) {
        if (method.equals("CONNECT")) {
            throw new IllegalArgumentException("CONNECT makes a tunnel: use Connector.httpProxy");
        }
        Url url = base.resolve(target);
        if (!url.sameOrigin(base)) {
            throw new IllegalArgumentException(url + " is not at " + base + ": that takes another client");
        }
        return new Call(sender, new HttpRequest(Token.require(method, "method"), url, List.of(), Body.NONE), "");
    }

    /** The method. */
    public String method() {
        return request.method();
    }

    /** Where it goes. */
    public Url url() {
        return request.url();
    }

    /**
     * With a further header field. What stands in {@code Authorization} and {@code Proxy-Authorization} after the scheme,
     * and in {@code Cookie}, is kept out of transcripts and errors.
     *
     * @param value characters up to U+00FF, sent as one byte each; no control characters but the tab
     * @throws IllegalArgumentException if a field of that name cannot be set, or name or value could not be sent; the
     *     value is not in the message
     */
    public Call header(String name, String value) {
        return with(request.fields(Fields.with(request.fields(), name, value)));
    }

    /**
     * With a further header field whose value is kept out of transcripts and errors, such as an API key; it is sent in
     * UTF-8.
     *
     * @throws IllegalArgumentException as above
     */
    public Call header(String name, Secret value) {
        return with(request.fields(Fields.with(request.fields(), name, value)));
    }

    /** With a further pair in the query of the URL: name and value in UTF-8, percent-encoded as {@link Url#encode} does. */
    public Call query(String name, String value) {
        return with(request.url(request.url().query(name, value)));
    }

    /** With content; its media type is for the caller to say. */
    public Call body(Content content) {
        return new Call(sender, request.body(Body.of(content)), "");
    }

    /** With these bytes as content; the array is copied. */
    public Call body(byte[] content) {
        return body(Content.bytes(content));
    }

    /** With text as content, in UTF-8. */
    public Call body(String content) {
        return body(Content.text(content));
    }

    /** With a JSON text as content (RFC 8259), in UTF-8 as {@code application/json}; what is in it is not looked at. */
    public Call json(String text) {
        return new Call(sender, request.body(Body.of(Content.text(text), "application/json")), "");
    }

    /**
     * With a further field of a form as content: {@code application/x-www-form-urlencoded} in UTF-8, as browsers send it
     * (WHATWG URL section 5.2).
     */
    public Call form(String name, String value) {
        return form(Map.of(name, value));
    }

    /** With further fields of a form, in the order of the map; without any it is an empty form. */
    public Call form(Map<String, String> fields) {
        StringBuilder out = new StringBuilder(form);
        fields.forEach((name, value) -> out.append(out.length() == 0 ? "" : "&")
                .append(URLEncoder.encode(name, UTF_8))
                .append('=')
                .append(URLEncoder.encode(value, UTF_8)));
        String longer = out.toString();
        return new Call(sender, request.body(Body.of(Content.text(longer), FORM)), longer);
    }

    /** With a form of fields and files as content, {@code multipart/form-data} (RFC 7578). */
    public Call multipart(Multipart parts) {
        return new Call(sender, request.body(Body.of(parts.parts())), "");
    }

    /**
     * Sends it and waits for the head of the response; the body is read from the response. Every status is an answer, 404
     * and 500 as well: see {@link Response#orThrow}. At a client it has a connection of its own, which ends with the
     * response: read to the end, or closed.
     *
     * @throws WireException if no answer came; {@link WireException.OutcomeUnknown} if a request that is not idempotent
     *     had been sent before
     * @throws IOException what the source of the content threw, as it is: the request was broken off and its connection
     *     given up, and a session opens another for the next
     * @throws IllegalStateException if the body of the session's last response was neither read nor closed
     */
    public Response send() throws IOException {
        return sender.send(request);
    }

    HttpRequest request() {
        return request;
    }

    private Call with(HttpRequest other) {
        return new Call(sender, other, form);
    }

    /** The request line, such as {@code GET http://host/path}. */
    @Override
    public String toString() {
        return request.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Call that && sender.equals(that.sender) && request.equals(that.request);
    }

    @Override
    public int hashCode() {
        return Objects.hash(sender, request);
    }
}
