package protocols.spi;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import protocols.Content;
import protocols.Secret;
import protocols.http.Url;

/**
 * A request as the engine sends it: an {@link protocols.http.Call} without who sends it. What is in it was checked when the
 * call was built.
 */
public record HttpRequest(String method, Url url, List<Field> fields, Body body) {

    /** RFC 9110 section 9.2.2. */
    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE");

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

    /** Content in parts, which is known only with the boundary between them. */
    public interface Parts {
        /** All of it. */
        Content between(String boundary);

        /** How many bytes that is, if the length of each part is known. */
        OptionalLong length(String boundary) throws IOException;

        /** Whether it can be sent again. */
        boolean isRepeatable();
    }

    /**
     * What is sent.
     *
     * @param type its media type, for a request whose own fields do not say it
     * @param parts what the content is made of, or will be
     * @param boundary what stands between them; empty until it was drawn, so that there is no content yet
     */
    public record Body(Content content, Optional<String> type, Optional<Parts> parts, Optional<String> boundary) {

        /** Nothing. */
        public static final Body NONE = of(Content.NONE);

        /** Content of whatever type. */
        public static Body of(Content content) {
            return new Body(content, Optional.empty(), Optional.empty(), Optional.empty());
        }

        /** Content of a type. */
        public static Body of(Content content, String type) {
            return new Body(content, Optional.of(type), Optional.empty(), Optional.empty());
        }

        /** Content in parts (RFC 7578). */
        public static Body of(Parts parts) {
            return new Body(Content.NONE, Optional.empty(), Optional.of(parts), Optional.empty());
        }

        /** With this boundary between the parts (RFC 7578 section 4.1). */
        public Body between(String boundary) {
            return new Body(
                    parts.get().between(boundary),
                    Optional.of("multipart/form-data; boundary=" + boundary),
                    parts,
                    Optional.of(boundary));
        }

        /** How many bytes it has, if that is known. */
        public OptionalLong length() throws IOException {
            return boundary.isPresent() ? parts.get().length(boundary.get()) : content.length();
        }

        boolean isRepeatable() {
            return parts.isPresent() ? parts.get().isRepeatable() : content.isRepeatable();
        }
    }

    /** What stands in the request line: the path, with the query. */
    public String target() {
        return url.target();
    }

    /** What stands in {@code Host:}. */
    public String authority() {
        return url.authority();
    }

    /** What is sent. */
    public Content content() {
        return body.content();
    }

    /** Whether it may be sent twice without doing more than once (RFC 9110 section 9.2.2), by its method. */
    public boolean isIdempotent() {
        return IDEMPOTENT.contains(method);
    }

    /** Whether its content can be sent a second time: after a stale connection, or to where a redirect leads. */
    public boolean isRepeatable() {
        return body.isRepeatable();
    }

    /** Whether it has a field of that name: one that was set, or the type of its content. */
    public boolean has(String name) {
        return has(fields, name) || (body.type().isPresent() && name.equalsIgnoreCase("Content-Type"));
    }

    /** Whether the type of its content is to be said, as no field says it. */
    public boolean isTyped() {
        return body.type().isPresent() && !has(fields, "Content-Type");
    }

    /** Whether a field of that name is among them. */
    public static boolean has(List<Field> fields, String name) {
        for (Field field : fields) {
            if (field.name().equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }

    /** To another URL. */
    public HttpRequest url(Url other) {
        return new HttpRequest(method, other, fields, body);
    }

    /** With other fields. */
    public HttpRequest fields(List<Field> other) {
        return new HttpRequest(method, url, other, body);
    }

    /** With another body. */
    public HttpRequest body(Body other) {
        return new HttpRequest(method, url, fields, other);
    }

    /** With those of these fields that it does not have itself. */
    public HttpRequest withDefaults(List<Field> others) {
        List<Field> all = new ArrayList<>(fields);
        for (Field other : others) {
            if (!has(other.name())) {
                all.add(other);
            }
        }
        return all.size() == fields.size() ? this : fields(List.copyOf(all));
    }

    /** A GET of the same, without content and what is said of it. */
    public HttpRequest asGet() {
        List<Field> kept = fields.stream()
                .filter(field -> !field.name().regionMatches(true, 0, "Content-", 0, 8))
                .toList();
        return new HttpRequest("GET", url, kept, Body.NONE);
    }

    /** Without the fields that hold secrets: for another peer than the one they were meant for. */
    public HttpRequest withoutSecrets() {
        return fields(fields.stream().filter(field -> field.secret().isEmpty()).toList());
    }

    /** The request line, such as {@code GET http://host/path}. */
    @Override
    public String toString() {
        return protocols.Text.printable(method + " " + url);
    }
}
