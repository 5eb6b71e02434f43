package protocols.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Messages of any parts in any of the forms of RFC 2045 and RFC 2046; those that the library writes among them. */
class MimePropertyTest {

    /** A part: with a content of its own, one byte a character, or with parts. */
    record Node(String content, List<Node> parts) {}

    record Named(String name, byte[] bytes) {}

    @Property
    void aDraftThatIsWrittenIsRead(
            @ForAll("texts") String text,
            @ForAll("texts") String html,
            @ForAll("files") List<Named> files,
            @ForAll("randoms") Random random)
            throws IOException {
        Draft draft = MailMessage.from("a@x.example").text(text).html(html).random(random);
        for (Named file : files) {
            draft = draft.attach(file.name, "application/x-y", file.bytes);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        draft.writeTo(out);
        ReceivedMessage read = MailMessage.read(out.toByteArray());

        assertThat(draft.size()).hasValue(out.size());
        assertThat(out.toString(ISO_8859_1).split("\r\n", -1))
                .allMatch(
                        line -> line.length() <= 998 && line.chars().allMatch(c -> c >= ' ' && c <= '~' || c == '\t'));
        assertThat(read.text()).contains(lines(text));
        assertThat(read.html()).contains(lines(html));
        assertThat(read.attachments()).hasSameSizeAs(files);
        for (int i = 0; i < files.size(); i++) {
            assertThat(read.attachments().get(i).fileName()).contains(files.get(i).name);
            assertThat(read.attachments().get(i).body().readAllBytes()).isEqualTo(files.get(i).bytes);
        }
    }

    /** Every line ended, with LF. */
    private static String lines(String text) {
        String lf = text.replace("\r\n", "\n").replace('\r', '\n');
        return lf.isEmpty() || lf.endsWith("\n") ? lf : lf + "\n";
    }

    @Property
    void aMessageHoweverItIsWrittenIsRead(@ForAll("nodes") Node node, @ForAll("randoms") Random random)
            throws IOException {
        Varying vary = new Varying(random);
        String end = vary.pick(List.of("\r\n", "\n"));
        String written = entity(node, vary, "").replace("\r\n", "\n").replace("\n", end);

        assertThat(tree(MailMessage.read(written.getBytes(ISO_8859_1)).root(), end))
                .as(written)
                .isEqualTo(node);
    }

    private static Node tree(Part part, String end) throws IOException {
        List<Node> parts = new ArrayList<>();
        for (Part inner : part.parts()) {
            parts.add(tree(inner, end));
        }
        String content = parts.isEmpty() ? new String(part.body().readAllBytes(), ISO_8859_1) : "";
        return new Node(
                part.transferEncoding() == TransferEncoding.BASE64 ? content : content.replace(end, "\n"), parts);
    }

    private static String entity(Node node, Varying vary, String outer) {
        if (!node.parts.isEmpty()) {
            return multipart(node, vary, outer);
        }
        boolean clean = node.content.chars().allMatch(c -> c >= ' ' && c <= '~' || c == '\n')
                && !node.content.startsWith("--")
                && !node.content.contains("\n--");
        String head = vary.maybe() ? "" : vary.anyCase("Content-Type") + ": " + vary.anyCase("text/plain") + "\n";
        String encoding = vary.anyCase("Content-Transfer-Encoding") + ":" + vary.gap();
        return switch (vary.below(clean ? 3 : 2)) {
            case 0 -> head + encoding + vary.anyCase("base64") + "\n\n" + base64(node.content, vary);
            case 1 -> head + encoding + vary.anyCase("quoted-printable") + "\n\n" + quoted(node.content, vary);
            default -> head + (vary.maybe() ? encoding + vary.anyCase("7bit") + "\n" : "") + "\n" + node.content;
        };
    }

    private static String multipart(Node node, Varying vary, String outer) {
        // The boundaries of inner parts may begin as those around them do (RFC 2046 section 5.1.2).
        String boundary = outer + vary.pick(List.of("b", "=_x.y:z", "a b", "'()+_,-./:=?", "-", "0123456789"));
        StringBuilder out = new StringBuilder(vary.anyCase("Content-Type") + ":" + vary.gap() + "Multipart/x;"
                + vary.gap() + vary.anyCase("boundary") + "=" + vary.quoted(boundary, false) + "\n\n");
        out.append(vary.pick(List.of("", "preamble\n", "a\n\n--x\n")));
        for (Node part : node.parts) {
            out.append("--")
                    .append(boundary)
                    .append(vary.pick(List.of("", " ", "\t  ")))
                    .append('\n');
            out.append(entity(part, vary, boundary)).append('\n');
        }
        out.append("--").append(boundary).append("--").append(vary.pick(List.of("", " ")));
        return out + vary.pick(List.of("", "\n", "\nepilogue\n", "\n\n--x--\n"));
    }

    private static String base64(String content, Varying vary) {
        StringBuilder out = new StringBuilder();
        for (char c :
                Base64.getEncoder().encodeToString(content.getBytes(ISO_8859_1)).toCharArray()) {
            out.append(c).append(vary.below(12) == 0 ? vary.pick(List.of("\n", "\n\n", " \n")) : "");
        }
        return out.toString();
    }

    private static String quoted(String content, Varying vary) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            boolean last = i + 1 == content.length() || content.charAt(i + 1) == '\n';
            boolean plain = c > ' ' && c <= '~' && c != '=' && c != '-' || (c == ' ' && !last);
            if (c == '\n') {
                // White space at the end of a line was added on the way.
                out.append(vary.pick(List.of("", "", " ", "\t "))).append('\n');
            } else {
                out.append(plain && vary.below(8) > 0 ? String.valueOf(c) : "=" + vary.anyCase(Varying.hex((byte) c)));
                out.append(vary.below(10) == 0 ? vary.pick(List.of("=\n", "= \n", "=\t \n")) : "");
            }
        }
        return out.toString();
    }

    @Provide
    Arbitrary<Random> randoms() {
        return Arbitraries.randoms();
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> ascii =
                Arbitraries.strings().withChars("ab. -F\n\r\t=").ofMaxLength(200);
        Arbitrary<String> any = Arbitraries.strings()
                .withChars("a \n\r\t\u0001\u007f\u00e9\u4e2d=.")
                .ofMaxLength(200);
        Arbitrary<String> froms = Arbitraries.of("From a\n.\n", "--\n", "x".repeat(1200));
        // A byte order mark at the start of a text is none of it.
        return Arbitraries.oneOf(ascii, any, any.map(text -> text + "\ud83d\ude00\ufeff" + text), froms);
    }

    @Provide
    Arbitrary<List<Named>> files() {
        Arbitrary<String> name = Arbitraries.strings()
                .withChars("aZ.( )\"\\'*%=?_;,\u00e9\u4e2d")
                .ofMinLength(1)
                .ofMaxLength(80);
        Arbitrary<byte[]> bytes = Arbitraries.bytes().array(byte[].class).ofMaxSize(200);
        return Combinators.combine(name, bytes).as(Named::new).list().ofMaxSize(3);
    }

    @Provide
    Arbitrary<Node> nodes() {
        Arbitrary<String> bytes =
                Arbitraries.strings().withCharRange('\0', '\u00ff').ofMaxLength(40);
        Arbitrary<String> text = Arbitraries.strings().withChars("ab -=\n.").ofMaxLength(60);
        Arbitrary<Node> leaf = Arbitraries.oneOf(bytes.map(b -> b.replace("\r", "")), text)
                .map(content -> new Node(content, List.of()));
        return Arbitraries.recursive(
                () -> leaf, inner -> inner.list().ofMinSize(1).ofMaxSize(3).map(parts -> new Node("", parts)), 0, 3);
    }
}
