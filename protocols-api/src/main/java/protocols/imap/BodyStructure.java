package protocols.imap;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import protocols.WireException.Malformed;
import protocols.mail.ContentType;

/**
 * The MIME structure of a message as the server read it (RFC 9051 section 7.5.2, BODYSTRUCTURE): a tree of parts. It
 * is at most {@value #DEPTH} levels deep and has at most {@value #PARTS} parts; more is malformed. What has to be
 * decoded, is each time that it is asked for.
 */
public final class BodyStructure {

    /** How deep a structure may be. */
    public static final int DEPTH = 100;

    /** How many parts a structure may have. */
    public static final int PARTS = 10_000;

    private final String section;
    private final Typed typed;
    private final Facts facts;
    private final List<BodyStructure> parts;

    BodyStructure(String section, Typed typed, Facts facts, List<BodyStructure> parts) {
        this.section = section;
        this.typed = typed;
        this.facts = facts;
        this.parts = List.copyOf(parts);
    }

    /** A media type or a disposition as it was sent: names in lower case, nothing decoded. */
    record Typed(String type, String subtype, Map<String, String> parameters) {}

    /** What is said about the content of a part. */
    record Facts(
            Fields fields,
            Size size,
            Optional<MessageEnvelope> envelope,
            Optional<Typed> disposition,
            Extension extension) {}

    record Fields(Optional<String> id, Optional<String> description, String encoding) {}

    record Size(OptionalLong bytes, OptionalLong lines) {}

    record Extension(Optional<String> md5, List<String> languages, Optional<String> location) {
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

    /** The number of the part for {@link Fetch#bodyPart}; empty for a message of several parts itself. */
    public String section() {
        return section;
    }

    /** The media type, its parameters decoded (RFC 2231). */
    public ContentType type() {
        return ContentType.read(typed.type(), typed.subtype(), typed.parameters());
    }

    /** The parts of a multipart, or the one part inside a {@code message/rfc822}; empty for all others. */
    public List<BodyStructure> parts() {
        return parts;
    }

    /** The Content-ID, angle brackets included. */
    public Optional<String> id() {
        return facts.fields().id();
    }

    /** The Content-Description. */
    public Optional<String> description() {
        return facts.fields().description().map(ImapText::decoded);
    }

    /** The Content-Transfer-Encoding in lower case; {@code 7bit} where the server does not say. */
    public String encoding() {
        return facts.fields().encoding();
    }

    /** The bytes of the part in its transfer encoding; empty of a multipart. */
    public OptionalLong size() {
        return facts.size().bytes();
    }

    /** The lines of a text or a message. */
    public OptionalLong lines() {
        return facts.size().lines();
    }

    /** The envelope of a {@code message/rfc822}. */
    public Optional<MessageEnvelope> envelope() {
        return facts.envelope();
    }

    /** How to show the part (RFC 2183), in lower case: {@code attachment}, {@code inline}. */
    public Optional<String> disposition() {
        return facts.disposition().map(Typed::type);
    }

    /** The parameters of the disposition by their names in lower case, decoded (RFC 2231). */
    public Map<String, String> dispositionParameters() {
        return facts.disposition().map(BodyStructure::decoded).orElse(Map.of());
    }

    /** The parameters of a disposition are written as those of a media type are (RFC 2184). */
    private static Map<String, String> decoded(Typed disposition) {
        return ContentType.read(disposition.type(), "", disposition.parameters())
                .parameters();
    }

    /** The Content-MD5, of servers that send it. */
    public Optional<String> md5() {
        return facts.extension().md5();
    }

    /** The Content-Language, of servers that send it. */
    public List<String> languages() {
        return facts.extension().languages();
    }

    /** The Content-Location, of servers that send it. */
    public Optional<String> location() {
        return facts.extension().location();
    }

    /** Whether this is a multipart. */
    public boolean isMultipart() {
        return typed.type().equals("multipart");
    }

    /** The file name, from the disposition or, failing that, from the media type. */
    public Optional<String> fileName() {
        return Optional.ofNullable(dispositionParameters().get("filename"))
                .or(() -> type().parameter("name"))
                .map(ImapText::decoded);
    }

    /** Whether the sender says that this part is an attachment. */
    public boolean isAttachment() {
        return facts.disposition()
                .filter(disposition -> disposition.type().equals("attachment"))
                .isPresent();
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

    @Override
    public boolean equals(Object other) {
        return other instanceof BodyStructure structure
                && structure.section.equals(section)
                && structure.typed.equals(typed)
                && structure.facts.equals(facts)
                && structure.parts.equals(parts);
    }

    @Override
    public int hashCode() {
        return Objects.hash(section, typed, facts, parts);
    }

    /** The numbers and media types of this part and all below it: {@code multipart/mixed, 1 text/plain, 2 image/png}. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        for (BodyStructure part : all()) {
            out.append(out.length() == 0 ? "" : ", ")
                    .append(part.section)
                    .append(part.section.isEmpty() ? "" : " ")
                    .append(part.typed.type())
                    .append('/')
                    .append(part.typed.subtype());
        }
        return protocols.Text.escaped(out.toString());
    }
}
