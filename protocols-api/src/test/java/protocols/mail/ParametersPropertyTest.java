package protocols.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Types with parameters in any of the forms of RFC 2045 section 5.1, RFC 2183 and RFC 2231. */
class ParametersPropertyTest {

    @Property
    void aTypeThatIsWrittenIsRead(@ForAll("parameters") Map<String, String> parameters) {
        ContentType type = new ContentType("application", "x-y", parameters);
        String written = new String(
                new HeaderWriter().tokens("Content-Type", type.tokens()).bytes(), UTF_8);

        assertThat(written.lines()).allMatch(line -> line.length() <= 78);
        assertThat(MailHeaders.read(written.getBytes(UTF_8)).contentType()).contains(type);
        assertThat(ContentType.parse(String.join(" ", type.tokens()))).isEqualTo(type);
    }

    @Property
    void aTypeHoweverItIsWrittenIsRead(
            @ForAll("parameters") Map<String, String> parameters, @ForAll("randoms") Random random) {
        Varying vary = new Varying(random);
        String written = vary.anything() + vary.anyCase("Application") + vary.anything() + "/" + vary.anything()
                + vary.anyCase("X-Y") + parameters(parameters, vary);

        assertThat(ContentType.read(Lines.unfold(written)))
                .as(written)
                .isEqualTo(new ContentType("application", "x-y", parameters));
    }

    @Property
    void aDispositionHoweverItIsWrittenIsRead(
            @ForAll("parameters") Map<String, String> parameters, @ForAll("randoms") Random random) {
        Varying vary = new Varying(random);
        String header = "Content-Disposition:" + vary.anything() + vary.anyCase("attachment")
                + parameters(parameters, vary) + "\r\nContent-Transfer-Encoding:" + vary.anything()
                + vary.anyCase("Base64") + vary.anything() + "\r\n\r\n";
        Part part = MailMessage.read(header.getBytes(UTF_8)).root();

        assertThat(part.isAttachment()).as(header).isTrue();
        assertThat(part.fileName().orElse(null)).as(header).isEqualTo(parameters.get("filename"));
        assertThat(part.transferEncoding()).as(header).isEqualTo(TransferEncoding.BASE64);
    }

    private static String parameters(Map<String, String> parameters, Varying vary) {
        List<String> written = new ArrayList<>();
        parameters.forEach((name, value) -> written.addAll(parameter(name, value, vary)));
        if (vary.maybe()) {
            Collections.shuffle(written, new Random(vary.below(1000)));
        }
        StringBuilder out = new StringBuilder();
        written.forEach(one ->
                out.append(vary.behind()).append(';').append(vary.anything()).append(one));
        return out + vary.behind() + (vary.maybe() ? ";" : "");
    }

    /** Plain, quoted, or in pieces, each of which may be in percents where one says in which charset. */
    private static List<String> parameter(String name, String value, Varying vary) {
        boolean ascii = value.chars().allMatch(c -> c >= ' ' && c <= '~');
        if (ascii && !value.contains("=?") && vary.maybe()) {
            return List.of(vary.anyCase(name) + equals(vary) + value(value, vary));
        }
        Charset charset = ISO_8859_1.newEncoder().canEncode(value) && vary.maybe() ? ISO_8859_1 : UTF_8;
        List<String> pieces = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < value.length(); ) {
            i = value.offsetByCodePoints(i, 1);
            if (i == value.length() || vary.below(5) == 0) {
                pieces.add(value.substring(from, i));
                from = i;
            }
        }
        List<String> written = new ArrayList<>();
        for (int i = 0; i < pieces.size() || i == 0; i++) {
            String piece = pieces.isEmpty() ? "" : pieces.get(i);
            boolean plain = i > 0 && piece.chars().allMatch(c -> c >= ' ' && c <= '~') && vary.maybe();
            String number = pieces.size() < 2 ? "" : "*" + i;
            String start = i > 0 ? "" : vary.anyCase(charset.name()) + "'" + vary.pick(List.of("", "de")) + "'";
            written.add(vary.anyCase(name)
                    + number
                    + (plain ? "" : "*")
                    + equals(vary)
                    + (plain ? value(piece, vary) : start + percent(piece, charset, vary)));
        }
        return written;
    }

    private static String equals(Varying vary) {
        // No white space by RFC 2045, but it is about.
        return vary.below(6) == 0 ? vary.gap() + "=" + vary.gap() : "=";
    }

    private static String value(String value, Varying vary) {
        return Lines.isToken(value) && vary.maybe() ? value : vary.quoted(value, false);
    }

    private static String percent(String text, Charset charset, Varying vary) {
        StringBuilder out = new StringBuilder();
        for (byte b : text.getBytes(charset)) {
            boolean letter = (b >= 'a' && b <= 'z') || (b >= '0' && b <= '9') || b == '.' || b == '-';
            out.append(letter && vary.below(5) > 0 ? (char) b : "%" + vary.anyCase(Varying.hex(b)));
        }
        return out.toString();
    }

    @Provide
    Arbitrary<Random> randoms() {
        return Arbitraries.randoms();
    }

    @Provide
    Arbitrary<Map<String, String>> parameters() {
        Arbitrary<String> ascii = Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(90);
        Arbitrary<String> words =
                Arbitraries.strings().withChars("a=?_ ;\"\\('*%,").ofMaxLength(20);
        Arbitrary<String> any =
                Arbitraries.strings().withChars("a. %'\u00e9\u4e2d\u05d0\t").ofMaxLength(60);
        Arbitrary<String> value = Arbitraries.oneOf(
                ascii, words, any, any.map(text -> text + "\ud83d\ude00"), Arbitraries.just("=?utf-8?q?a?="));
        Arbitrary<String> name = Arbitraries.of("filename", "name", "charset", "x", "x-0", "boundary");
        return Arbitraries.maps(name, value).ofMaxSize(4);
    }
}
