package protocols.internal.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import protocols.Limits;
import protocols.Protocol;
import protocols.http.Headers;
import protocols.http.Headers.Field;
import protocols.internal.wire.Link;
import protocols.internal.wire.SaidWire;

/** Heads of any fields and bodies in any chunks, as RFC 9112 lets a server write them. */
class HttpPropertyTest {

    @Property
    void aHeadHoweverItIsWrittenIsRead(
            @ForAll("statuses") int status,
            @ForAll("values") String reason,
            @ForAll("fields") List<Field> fields,
            @ForAll("pieces") int piece,
            @ForAll("randoms") Random random)
            throws IOException {
        boolean early = random.nextBoolean();
        String said = (early ? "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" : "") + "HTTP/1.1 " + status
                + (reason.isEmpty() && random.nextBoolean() ? "" : " " + reason) + "\r\n" + fields(fields, random)
                + "\r\nHTTP/1.1 500 next\r\n\r\n";
        HeadReader reader = new HeadReader(link(said, piece));
        Head head = reader.response();

        assertThat(head.status()).isEqualTo(status);
        assertThat(head.reason()).isEqualTo(reason);
        assertThat(head.headers().fields()).as(said).isEqualTo(fields);
        assertThat(Headers.of(fields)).isEqualTo(head.headers());
        for (Field field : fields) {
            assertThat(head.headers().all(anyCase(field.name(), random))).contains(field.value());
            assertThat(head.headers().first(anyCase(field.name(), random))).isPresent();
        }
        assertThat(reader.response().status()).isEqualTo(500);
    }

    private static String fields(List<Field> fields, Random random) {
        StringBuilder out = new StringBuilder();
        for (Field field : fields) {
            out.append(field.name())
                    .append(':')
                    .append(blank(random))
                    .append(field.value())
                    .append(blank(random));
            out.append("\r\n");
        }
        return out.toString();
    }

    /** OWS (RFC 9110 section 5.6.3). */
    private static String blank(Random random) {
        return List.of("", " ", "\t", " \t  ").get(random.nextInt(4));
    }

    private static String anyCase(String ascii, Random random) {
        return random.nextBoolean() ? ascii.toUpperCase(Locale.ROOT) : ascii.toLowerCase(Locale.ROOT);
    }

    @Property
    void aListHasItsElementsHoweverItIsWritten(
            @ForAll("tokens") List<String> tokens, @ForAll("randoms") Random random) {
        StringBuilder value = new StringBuilder();
        for (String token : tokens) {
            String comma = value.length() == 0 ? "" : random.nextInt(4) == 0 ? ", ," : ",";
            value.append(comma)
                    .append(blank(random))
                    .append(anyCase(token, random))
                    .append(blank(random));
        }
        Headers headers =
                Headers.of(List.of(new Field("Connection", value.toString().strip())));

        assertThat(tokens).allMatch(token -> headers.has("connection", token));
        assertThat(headers.has("Connection", "not-there")).isFalse();
    }

    @Property
    void aBodyInAnyChunksIsRead(
            @ForAll("bodies") List<byte[]> chunks,
            @ForAll("fields") List<Field> trailers,
            @ForAll("pieces") int piece,
            @ForAll("randoms") Random random)
            throws IOException {
        StringBuilder said = new StringBuilder();
        StringBuilder whole = new StringBuilder();
        for (byte[] chunk : chunks) {
            String data = new String(chunk, ISO_8859_1);
            said.append(size(chunk.length, random)).append(data).append("\r\n");
            whole.append(data);
        }
        said.append(size(0, random)).append(fields(trailers, random)).append("\r\nnext");
        Link link = link(said.toString(), piece);
        ChunkedBody body = new ChunkedBody(link, "GET", new HeadReader(link));

        assertThat(new String(body.readAllBytes(), ISO_8859_1)).isEqualTo(whole.toString());
        assertThat(body.trailers().fields()).isEqualTo(trailers);
        byte[] rest = new byte[10];
        assertThat(link.in().read(rest, 0, 1)).isEqualTo(1);
        assertThat(rest[0]).isEqualTo((byte) 'n');
    }

    /** Zeros before the size, digits of any case, extensions with values that are tokens or quoted. */
    private static String size(int size, Random random) {
        String extension = List.of("", "", ";a", ";a=b", " ; a=\"b; c\"", "\t;x;y=\"\\\"\"")
                .get(random.nextInt(6));
        String digits = Integer.toHexString(size);
        return "0".repeat(random.nextInt(4)) + anyCase(digits, random) + extension + "\r\n";
    }

    private static Link link(String said, int piece) {
        return SaidWire.link(Protocol.HTTP, Limits.DEFAULT, said.getBytes(ISO_8859_1), piece);
    }

    @Provide
    Arbitrary<Random> randoms() {
        return Arbitraries.randoms();
    }

    @Provide
    Arbitrary<Integer> pieces() {
        return Arbitraries.of(1, 3, 50, Integer.MAX_VALUE);
    }

    @Provide
    Arbitrary<Integer> statuses() {
        return Arbitraries.integers().between(200, 999);
    }

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.strings()
                .withChars("ab \t:;,=\"\\()<>@\u00e9\u00ff\u0080")
                .ofMaxLength(20)
                .map(HttpPropertyTest::trimmed);
    }

    private static String trimmed(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && " \t".indexOf(text.charAt(from)) >= 0) {
            from++;
        }
        while (to > from && " \t".indexOf(text.charAt(to - 1)) >= 0) {
            to--;
        }
        return text.substring(from, to);
    }

    @Provide
    Arbitrary<List<Field>> fields() {
        Arbitrary<String> name = Arbitraries.oneOf(
                Arbitraries.of("Set-Cookie", "Content-Type", "X"),
                Arbitraries.strings()
                        .withChars("aZ0!#$%&'*+-.^_`|~")
                        .ofMinLength(1)
                        .ofMaxLength(8));
        return Combinators.combine(name, values()).as(Field::new).list().ofMaxSize(5);
    }

    @Provide
    Arbitrary<List<String>> tokens() {
        return Arbitraries.of("close", "keep-alive", "TE", "upgrade", "x_y")
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    @Provide
    Arbitrary<List<byte[]>> bodies() {
        return Arbitraries.bytes()
                .array(byte[].class)
                .ofMinSize(1)
                .ofMaxSize(40)
                .list()
                .ofMaxSize(4);
    }
}
