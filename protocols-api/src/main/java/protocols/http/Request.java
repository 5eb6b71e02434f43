package protocols.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import protocols.Secret;
import protocols.Text;

/**
 * A request, as a value (RFC 9110). Everything in it is checked when it is built, so what cannot be sent is found before a
 * byte is sent. {@code Host}, {@code Content-Length} and {@code Transfer-Encoding} follow from the URL and the content and
 * cannot be set.
 */
public final class Request {

    private static final Set<String> OWNED =
            Set.of("host", "content-length", "transfer-encoding", "expect", "upgrade", "trailer");
    private static final Set<String> SECRET = Set.of("authorization", "proxy-authorization", "cookie");
    /** RFC 9110 section 9.2.2. */
    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE");

    private final String method;
    private final Url url;
    private final List<Field> fields;
    private final Content content;

    private Request(String method, Url url, List<Field> fields, Content content) {
        this.method = method;
        this.url = url;
        this.fields = fields;
        this.content = content;
    }

    /**
     * A header field to be sent.
     *
     * @param value what is shown: all of it, or what stands before the secret
     * @param secret what is never shown, sent right behind the value
     */
    public record Field(String name, String value, Optional<Secret> secret) {
        @Override
        public String toString() {
            return name + ": " + value + secret.map(Secret::toString).orElse("");
        }
    }

    /**
     * A request without fields and content.
     *
     * @param method any token, case matters (RFC 9110 section 9.1); {@code CONNECT} is a matter of
     *     {@link protocols.net.Connector#httpProxy}
     */
    public static Request of(String method, Url url) {
        if (method.equals("CONNECT")) {
            throw new IllegalArgumentException("CONNECT makes a tunnel: use Connector.httpProxy");
        }
        return new Request(Token.require(method, "method"), url, List.of(), Content.NONE);
    }

    /** The method. */
    public String method() {
        return method;
    }

    /** Where it goes. */
    public Url url() {
        return url;
    }

    /** The fields that were set, in their order. */
    public List<Field> fields() {
        return fields;
    }

    /** The content. */
    public Content content() {
        return content;
    }

    /** Whether it may be sent twice without doing more than once (RFC 9110 section 9.2.2), by its method. */
    public boolean isIdempotent() {
        return IDEMPOTENT.contains(method);
    }

    /** Another method. */
    public Request method(String other) {
        Request checked = of(other, url);
        return new Request(checked.method, url, fields, content);
    }

    /** Another URL. */
    public Request url(Url other) {
        return new Request(method, other, fields, content);
    }

    /** With content, in place of what there was. */
    public Request content(Content other) {
        return new Request(method, url, fields, other);
    }

    /**
     * With a further header field. What stands in {@code Authorization} and {@code Proxy-Authorization} after the scheme,
     * and in {@code Cookie}, is kept out of transcripts and errors.
     *
     * @param value characters up to U+00FF, sent as one byte each; no control characters but the tab
     * @throws IllegalArgumentException if a field of that name cannot be set, or name or value could not be sent; the
     *     value is not in the message
     */
    public Request header(String name, String value) {
        requireSettable(name);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < ' ' && c != '\t') || c == 0x7f || c > 0xff) {
                throw new IllegalArgumentException("a character that cannot be sent, in the value of " + name);
            }
        }
        if (!SECRET.contains(name.toLowerCase(Locale.ROOT))) {
            return with(new Field(name, value.strip(), Optional.empty()));
        }
        int blank = name.equalsIgnoreCase("Cookie") ? 0 : value.indexOf(' ') + 1;
        return with(new Field(name, value.substring(0, blank), Optional.of(Secret.of(value.substring(blank)))));
    }

    /**
     * With a further header field whose value is kept out of transcripts and errors, such as an API key; it is sent in
     * UTF-8.
     *
     * @throws IllegalArgumentException as above
     */
    public Request header(String name, Secret value) {
        requireSettable(name);
        byte[] bytes = value.utf8();
        for (byte b : bytes) {
            if (b >= 0 && (b < ' ' || b == 0x7f)) {
                throw new IllegalArgumentException("a character that cannot be sent, in the value of " + name);
            }
        }
        java.util.Arrays.fill(bytes, (byte) 0);
        return with(new Field(name, "", Optional.of(value)));
    }

    /** Without the fields of that name. */
    public Request without(String name) {
        return keep(fields.stream()
                .filter(field -> !field.name().equalsIgnoreCase(name))
                .toList());
    }

    /** Without the fields that hold secrets: for another peer than the one they were meant for. */
    public Request withoutSecrets() {
        return keep(fields.stream().filter(field -> field.secret().isEmpty()).toList());
    }

    /** Whether a field of that name was set. */
    public boolean has(String name) {
        for (Field field : fields) {
            if (field.name().equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }

    private Request with(Field field) {
        if (fields.isEmpty()) {
            return keep(List.of(field));
        }
        List<Field> more = new ArrayList<>(fields);
        more.add(field);
        return keep(List.copyOf(more));
    }

    private Request keep(List<Field> some) {
        return new Request(method, url, some, content);
    }

    private static void requireSettable(String name) {
        Token.require(name, "header field name");
        if (OWNED.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(name + " follows from the rest of the request and cannot be set");
        }
    }

    /** The request line, such as {@code GET http://host/path}. */
    @Override
    public String toString() {
        return Text.printable(method + " " + url);
    }
}
