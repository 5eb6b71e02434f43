package protocols.imap;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import protocols.WireException.Malformed;

/**
 * The MIME structure of a message as the server read it (RFC 9051 section 7.5.2, BODYSTRUCTURE): a tree of parts. It
 * is at most {@value #DEPTH} levels deep and has at most {@value #PARTS} parts; more is malformed.
 *
 * @param section the number of the part for {@link Fetch#bodyPart}; empty for a message of several parts itself
 * @param type the media type
 * @param content what is said about the content
 * @param parts the parts of a multipart, or the one part inside a {@code message/rfc822}; empty for all others
 */
public record BodyStructure(String section, MediaType type, Content content, List<BodyStructure> parts) {

    /** How deep a structure may be. */
    public static final int DEPTH = 100;

    /** How many parts a structure may have. */
    public static final int PARTS = 10_000;

    public BodyStructure {
        parts = List.copyOf(parts);
    }

    /**
     * A media type.
     *
     * @param type in lower case: {@code text}
     * @param subtype in lower case: {@code plain}
     * @param parameters by their names in lower case, in the order of the server
     */
    public record MediaType(String type, String subtype, Map<String, String> parameters) {

        /** A parameter by its name in lower case. */
        public Optional<String> parameter(String name) {
            return Optional.ofNullable(parameters.get(name));
        }

        /** {@code text/plain}, escaped for a terminal. */
        @Override
        public String toString() {
            return protocols.Text.escaped(type + "/" + subtype);
        }
    }

    /**
     * What is said about the content of a part.
     *
     * @param fields its Content fields; empty of a multipart
     * @param size of the encoded part
     * @param envelope the envelope of a {@code message/rfc822}
     * @param disposition how to show it, and under which file name
     * @param extension the rest
     */
    public record Content(
            Fields fields,
            Size size,
            Optional<Envelope> envelope,
            Optional<Disposition> disposition,
            Extension extension) {}

    /**
     * The Content fields of a part.
     *
     * @param id the Content-ID, angle brackets included
     * @param description the Content-Description
     * @param encoding the Content-Transfer-Encoding in lower case; {@code 7bit} where the server does not say
     */
    public record Fields(Optional<String> id, Optional<String> description, String encoding) {}

    /**
     * How big a part is.
     *
     * @param bytes in its transfer encoding
     * @param lines of a text or a message
     */
    public record Size(OptionalLong bytes, OptionalLong lines) {}

    /**
     * A Content-Disposition (RFC 2183).
     *
     * @param type in lower case: {@code attachment}, {@code inline}
     * @param parameters by their names in lower case
     */
    public record Disposition(String type, Map<String, String> parameters) {}

    /**
     * The fields that only some servers send.
     *
     * @param md5 the Content-MD5
     * @param languages the Content-Language
     * @param location the Content-Location
     */
    public record Extension(Optional<String> md5, List<String> languages, Optional<String> location) {

        static final Extension NONE = new Extension(Optional.empty(), List.of(), Optional.empty());
    }

    /** As {@link #parse(byte[], int, int)}, of a whole array. */
    public static BodyStructure parse(byte[] bytes) throws Malformed {
        return parse(bytes, 0, bytes.length);
    }

    /**
     * Reads a body structure as a server sends it, parentheses and literals included.
     *
     * @param bytes an array; nothing of it is kept
     * @param start where the opening parenthesis stands
     * @param end after the closing parenthesis
     * @throws Malformed if it is not a body structure, or is too deep or too wide
     */
    public static BodyStructure parse(byte[] bytes, int start, int end) throws Malformed {
        return new BodyStructureReader(bytes).read(start, end);
    }

    /** Whether this is a multipart. */
    public boolean isMultipart() {
        return type.type().equals("multipart");
    }

    /** The file name, from the disposition or, failing that, from the media type. */
    public Optional<String> fileName() {
        return content.disposition()
                .flatMap(d -> Optional.ofNullable(d.parameters().get("filename")))
                .or(() -> type.parameter("name"))
                .map(ImapText::decoded);
    }

    /** Whether the sender says that this part is an attachment. */
    public boolean isAttachment() {
        return content.disposition().filter(d -> d.type().equals("attachment")).isPresent();
    }

    /** The part with a section number, looked for here and below. */
    public Optional<BodyStructure> part(String number) {
        return all().stream().filter(p -> p.section().equals(number)).findFirst();
    }

    /** This part and all below it, each before its own parts. */
    public List<BodyStructure> all() {
        List<BodyStructure> out = new ArrayList<>();
        Deque<BodyStructure> open = new ArrayDeque<>();
        open.push(this);
        while (!open.isEmpty()) {
            BodyStructure part = open.pop();
            out.add(part);
            for (int i = part.parts().size() - 1; i >= 0; i--) {
                open.push(part.parts().get(i));
            }
        }
        return List.copyOf(out);
    }
}
