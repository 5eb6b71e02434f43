package protocols.mail;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import protocols.Text;

/**
 * A media type with its parameters (RFC 2045 section 5.1).
 *
 * @param type the top-level type in lower case: {@code text}
 * @param subtype the subtype in lower case: {@code plain}
 * @param parameters by name in lower case, RFC 2231 decoded, in order
 */
public record ContentType(String type, String subtype, Map<String, String> parameters) {

    /** What a part is that does not say (RFC 2045 section 5.2): {@code text/plain}. */
    public static final ContentType TEXT = new ContentType("text", "plain", Map.of());

    static final ContentType MESSAGE = new ContentType("message", "rfc822", Map.of());

    /** Copies the parameters. */
    public ContentType {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /**
     * A type to write: {@code application/pdf}, {@code text/csv; charset=utf-8}.
     *
     * @throws IllegalArgumentException if it is not of RFC 2045's grammar, or holds CR, LF or NUL
     */
    public static ContentType parse(String text) {
        ContentType read = split(Lines.one("content type", text));
        boolean tokens = Lines.isToken(read.type) && Lines.isToken(read.subtype);
        if (!tokens || !read.parameters.keySet().stream().allMatch(Lines::isToken)) {
            throw new IllegalArgumentException(
                    "not a content type (RFC 2045 section 5.1: type/subtype; name=value): " + Text.printable(text));
        }
        return read;
    }

    /** A type that was received, however badly written: {@link #TEXT} where nothing can be made of it. Never throws. */
    public static ContentType read(String text) {
        ContentType read = split(Lines.flat(text));
        return Lines.isToken(read.type) && Lines.isToken(read.subtype) ? read : TEXT;
    }

    /** A type whose pieces were received one by one, as an IMAP body structure has them; decodes RFC 2231. Never throws. */
    public static ContentType read(String type, String subtype, Map<String, String> rawParameters) {
        return new ContentType(lower(type), lower(subtype), Parameters.decode(rawParameters));
    }

    private static ContentType split(String text) {
        int end = new Comments(text).indexOf(';', 0);
        String name = Comments.removed(end < 0 ? text : text.substring(0, end));
        int slash = name.indexOf('/');
        return slash < 0
                ? new ContentType("", "", Map.of())
                : new ContentType(
                        lower(name.substring(0, slash)),
                        lower(name.substring(slash + 1)),
                        end < 0 ? Map.of() : Parameters.parse(text, end));
    }

    private static String lower(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }

    /** Whether it is this type, parameters aside: {@code matches("text/html")}. Case is ignored, {@code *} is any subtype. */
    public boolean matches(String name) {
        return name.equalsIgnoreCase(type + "/" + subtype) || name.equalsIgnoreCase(type + "/*");
    }

    /** A parameter by its name, case ignored. */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The charset parameter, if there is one. */
    public Optional<String> charset() {
        return parameter("charset");
    }

    /** The tokens of the header line, each to be followed by a space or a fold. */
    List<String> tokens() {
        return HeaderWriter.tokens(type + "/" + subtype, parameters);
    }

    /** As it stands in a header, in one line. */
    @Override
    public String toString() {
        return Text.escaped(String.join(" ", tokens()));
    }
}
