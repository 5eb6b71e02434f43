package protocols.imap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import protocols.WireException.Malformed;
import protocols.mail.Address;

/** Envelopes and body structures of any messages, their strings quoted or as literals (RFC 9051 section 9). */
class FetchPropertyTest {

    record Mailbox(String name, String local, String domain) {}

    record Envelope(String subject, List<Mailbox> from, List<Mailbox> to, String messageId) {}

    /** A part: a leaf has no parts, a message has one. */
    record Body(String type, String subtype, Map<String, String> parameters, long size, List<Body> parts) {}

    @Property
    void anEnvelopeHoweverItIsWrittenIsRead(@ForAll("envelopes") Envelope envelope, @ForAll("randoms") Random random)
            throws Malformed {
        String written = written(envelope, random);
        MessageEnvelope read = MessageEnvelope.parse(written.getBytes(ISO_8859_1));

        assertThat(read.subject().orElse("")).as(written).isEqualTo(envelope.subject);
        assertThat(read.messageId().orElse("")).isEqualTo(envelope.messageId);
        assertThat(read.from()).isEqualTo(addresses(envelope.from));
        assertThat(read.sender()).isEqualTo(addresses(envelope.from));
        assertThat(read.to()).isEqualTo(addresses(envelope.to));
        assertThat(read.cc()).isEmpty();
        assertThat(read.dateText()).contains("Wed, 17 Jul 1996 02:23:25 -0700");
    }

    private static List<Address> addresses(List<Mailbox> mailboxes) {
        return mailboxes.stream()
                .map(one -> Address.read(one.name, one.local, one.domain))
                .toList();
    }

    private static String written(Envelope envelope, Random random) {
        String from = list(envelope.from, random);
        return "(" + string("Wed, 17 Jul 1996 02:23:25 -0700", random) + " " + nstring(envelope.subject, random) + " "
                + from + " " + (random.nextBoolean() ? from : list(envelope.from, random)) + " NIL "
                + list(envelope.to, random) + " " + (random.nextBoolean() ? "nil" : "NIL") + " NIL NIL "
                + nstring(envelope.messageId, random) + ")";
    }

    /** With the beginning and the end of a group, which are no addresses. */
    private static String list(List<Mailbox> mailboxes, Random random) {
        if (mailboxes.isEmpty()) {
            return "NIL";
        }
        StringBuilder out = new StringBuilder("(");
        boolean group = random.nextInt(4) == 0;
        out.append(group ? "(NIL NIL " + string("friends", random) + " NIL)" : "");
        for (Mailbox one : mailboxes) {
            out.append('(').append(nstring(one.name, random)).append(" NIL ").append(string(one.local, random));
            out.append(' ').append(string(one.domain, random)).append(')');
        }
        return out.append(group ? "(NIL NIL NIL NIL))" : ")").toString();
    }

    private static String nstring(String text, Random random) {
        return text.isEmpty() && random.nextBoolean() ? "NIL" : string(text, random);
    }

    /** The bytes of the text in UTF-8, one a character. */
    private static String string(String text, Random random) {
        String bytes = new String(text.getBytes(UTF_8), ISO_8859_1);
        if (random.nextInt(3) == 0) {
            return "{" + bytes.length() + "}\r\n" + bytes;
        }
        StringBuilder out = new StringBuilder("\"");
        bytes.chars().forEach(c -> out.append(c == '"' || c == '\\' ? "\\" : "").append((char) c));
        return out.append('"').toString();
    }

    @Property
    void aBodyStructureHoweverItIsWrittenIsRead(@ForAll("bodies") Body body, @ForAll("randoms") Random random)
            throws Malformed {
        String written = written(body, random);
        BodyStructure read = BodyStructure.parse(written.getBytes(ISO_8859_1));

        assertThat(tree(read)).as(written).isEqualTo(body);
        assertThat(read.section()).isEqualTo(body.type.equals("multipart") ? "" : "1");
        assertSections(read, "");
    }

    /** RFC 9051 section 6.4.5.1: parts are numbered from 1 within the multipart that they stand in. */
    private static void assertSections(BodyStructure structure, String prefix) {
        if (!structure.isMultipart()) {
            return;
        }
        for (int i = 0; i < structure.parts().size(); i++) {
            BodyStructure part = structure.parts().get(i);
            String number = prefix + (i + 1);
            assertThat(part.section()).isEqualTo(number);
            assertSections(part, number + ".");
        }
    }

    private static Body tree(BodyStructure read) {
        return new Body(
                read.type().type(),
                read.type().subtype(),
                read.type().parameters(),
                read.isMultipart() ? 0 : read.size().orElse(-1),
                read.parts().stream().map(FetchPropertyTest::tree).toList());
    }

    private static String written(Body body, Random random) {
        StringBuilder out = new StringBuilder("(");
        boolean extended = random.nextBoolean();
        if (body.type.equals("multipart")) {
            body.parts.forEach(part -> out.append(written(part, random)));
            out.append(' ').append(string(anyCase(body.subtype, random), random));
            out.append(extended || !body.parameters.isEmpty() ? " " + parameters(body.parameters, random) : "");
            return out.append(extended ? extension(random) : "").append(')').toString();
        }
        out.append(string(anyCase(body.type, random), random)).append(' ');
        out.append(string(anyCase(body.subtype, random), random)).append(' ');
        out.append(parameters(body.parameters, random))
                .append(" NIL ")
                .append(nstring("a (b)", random))
                .append(' ');
        out.append(string("7BIT", random)).append(' ').append(body.size);
        if (body.type.equals("message")) {
            out.append(" (NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL) ").append(written(body.parts.get(0), random));
        }
        out.append(body.type.equals("text") || body.type.equals("message") ? " 7" : "");
        return out.append(extended ? " NIL" + extension(random) : "")
                .append(')')
                .toString();
    }

    /** Disposition, languages, location, and what nobody knows yet. */
    private static String extension(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> " NIL";
            case 1 -> " (" + string("inline", random) + " NIL) " + string("de", random);
            case 2 -> " (\"attachment\" (\"filename\" " + string("a) \"b", random) + ")) (\"de\" \"en\") NIL";
            default -> " NIL NIL \"x\" (1 (\"y\" {3}\r\n)()) NIL) 2";
        };
    }

    private static String parameters(Map<String, String> parameters, Random random) {
        if (parameters.isEmpty()) {
            return "NIL";
        }
        List<String> words = new ArrayList<>();
        parameters.forEach((name, value) -> {
            words.add(string(anyCase(name, random), random));
            words.add(string(value, random));
        });
        return "(" + String.join(" ", words) + ")";
    }

    private static String anyCase(String ascii, Random random) {
        StringBuilder out = new StringBuilder();
        for (String c : ascii.split("", -1)) {
            out.append(random.nextBoolean() ? c.toUpperCase(Locale.ROOT) : c);
        }
        return out.toString();
    }

    @Provide
    Arbitrary<Random> randoms() {
        return Arbitraries.randoms();
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("aB \"\\(){}NIL7,<>\u00e9\u4e2d").ofMaxLength(12);
    }

    @Provide
    Arbitrary<Envelope> envelopes() {
        Arbitrary<String> local = texts().map(text -> "l" + text);
        Arbitrary<Mailbox> mailbox = Combinators.combine(
                        texts().map(String::strip), local, Arbitraries.of("x.example", "[192.0.2.1]", "B.example"))
                .as(Mailbox::new);
        return Combinators.combine(
                        texts(), mailbox.list().ofMaxSize(3), mailbox.list().ofMaxSize(3), ids())
                .as(Envelope::new);
    }

    private static Arbitrary<String> ids() {
        return Arbitraries.of("", "<a@b.example>", "<\"x\\\\y\"@b>");
    }

    @Provide
    Arbitrary<Body> bodies() {
        Arbitrary<Map<String, String>> parameters = Arbitraries.maps(Arbitraries.of("charset", "x", "format"), texts())
                .ofMaxSize(2)
                .map(LinkedHashMap::new);
        Arbitrary<Long> size = Arbitraries.longs().between(0, 0xffff_ffffL);
        Arbitrary<Body> leaf = Combinators.combine(
                        Arbitraries.of("text", "image", "x-y"), Arbitraries.of("plain", "b+c", "*"), parameters, size)
                .as((type, subtype, all, bytes) -> new Body(type, subtype, all, bytes, List.of()));
        return Arbitraries.recursive(() -> leaf, inner -> outer(inner, parameters, size), 0, 3);
    }

    private static Arbitrary<Body> outer(
            Arbitrary<Body> inner, Arbitrary<Map<String, String>> parameters, Arbitrary<Long> size) {
        Arbitrary<Body> multipart = Combinators.combine(
                        parameters, inner.list().ofMinSize(1).ofMaxSize(3))
                .as((all, parts) -> new Body("multipart", "mixed", all, 0, parts));
        Arbitrary<Body> message = Combinators.combine(parameters, size, inner)
                .as((all, bytes, part) -> new Body("message", "rfc822", all, bytes, List.of(part)));
        return Arbitraries.oneOf(multipart, message);
    }
}
