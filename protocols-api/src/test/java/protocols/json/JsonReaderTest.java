package protocols.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.WireException;

/** The grammar of RFC 8259, and nothing beside it. */
class JsonReaderTest {

    private static Json read(String text) throws WireException {
        return JsonReader.read(text.getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "[[]]",
                "[[] ]",
                "[\"\"]",
                "[null]",
                "[1,null,\"a\"]",
                " [1] ",
                "\t[\n1\r]",
                "0",
                "-0",
                "[-0]",
                "[-1]",
                "[123e65]",
                "[0e+1]",
                "[0e1]",
                "[1E22]",
                "[1E-2]",
                "[1E+2]",
                "[123.456e78]",
                "[-0.1]",
                "[1e-2]",
                "[20e1]",
                "123.25",
                "true",
                "false",
                "null",
                "\"\"",
                "{\"\":0}",
                "{\"a\":[]}",
                "{\"a\":1,\"b\":2}",
                "{\"a\":1,\"a\":2}",
                "{\"a\\u0000b\":1}",
                "[\"\\u0060\\u012a\"]",
                "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]",
                "[\"\\uD801\\udc37\"]",
                "[\"\\\\u0000\"]",
                "[\"\u20ac\ud834\udd1e\"]",
                "[\"\u007f\"]",
                "[\"a/*b*/c\"]",
                "[\"\u2028\"]",
                "[1e999999999]",
                "[100000000000000000000000000]"
            })
    void whatTheGrammarHasIsRead(String text) throws WireException {
        assertThat(read(text)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "[",
                "]",
                "{",
                "}",
                "[1",
                "[1,",
                "[1,]",
                "[,1]",
                "[1,,2]",
                "[1 2]",
                "[1]]",
                "[1]x",
                "1 2",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{,}",
                "{a:1}",
                "{'a':1}",
                "{1:1}",
                "{\"a\" 1}",
                "{\"a\":1 \"b\":2}",
                "{\"a\":1,,\"b\":2}",
                "{\"a\":1}}",
                "{[]:1}",
                "[1}",
                "{\"a\":1]",
                "tru",
                "[True]",
                "truee",
                "nul",
                "NaN",
                "[Infinity]",
                "[-Infinity]",
                "[+1]",
                "[01]",
                "[-01]",
                "[1.]",
                "[.5]",
                "[-.5]",
                "[-]",
                "[--1]",
                "[1e]",
                "[1e+]",
                "[1.e1]",
                "[0x1]",
                "[1_0]",
                "[1eE2]",
                "[1.2.3]",
                "[\uff11]",
                "[\"\\ud800\"]",
                "[\"\\udc00\"]",
                "[\"\\ud800\\ud800\"]",
                "[\"\\ud800x\"]",
                "[\"\\ud800\\n\"]",
                "[\"\\u12\"]",
                "[\"\\u12g4\"]",
                "[\"\\u\uff11234\"]",
                "[\"\\x00\"]",
                "[\"\\a\"]",
                "[\"\\'\"]",
                "[\"\\\"]",
                "[\"\\",
                "\"",
                "\"a",
                "['a']",
                "[\"a\nb\"]",
                "[\"a\tb\"]",
                "[\"\u0000\"]",
                "[\"\u001f\"]",
                "[1]//c",
                "/**/[1]",
                "[1/**/]",
                "#[1]",
                "\u00a0[1]",
                "[1\u000b]",
                "[1\f]",
                "[\u2060]",
                "<html>",
                "\ufeff\ufeff[]",
                "[1]\u0000"
            })
    void whatItDoesNotHaveIsMalformed(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(WireException.Malformed.class);
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        for (String bytes :
                new String[] {"\u00ff", "\u00c0\u0080", "\u00ed\u00a0\u0080", "\u00f4\u0090\u0080\u0080", "\u00e2\u0082"
                }) {
            byte[] text = ("[\"" + bytes + "\"]").getBytes(ISO_8859_1);
            assertThatThrownBy(() -> JsonReader.read(text))
                    .isInstanceOf(WireException.Malformed.class)
                    .hasMessageContaining("UTF-8");
        }
        assertThatThrownBy(() -> JsonReader.read("[1]".getBytes(UTF_16LE))).isInstanceOf(WireException.Malformed.class);
    }

    @Test
    void aByteOrderMarkIsPassedOver() throws WireException {
        assertThat(read("\ufeff[]").elements()).isEmpty();
    }

    @Test
    void stringsAreUnescaped() throws WireException {
        assertThat(read("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\u00C9\\uD834\\uDD1E\\u0000x\"")
                        .text())
                .contains("\"\\/\b\f\n\r\t\u00e9\u00c9\ud834\udd1e\u0000x");
    }

    @Test
    void aTextIsWalkedWithoutAskingForKinds() throws WireException {
        Json json = read("{\"a\":[1,{\"b\":\"x\"},true,null],\"n\":-9223372036854775808}");
        assertThat(json.isObject()).isTrue();
        assertThat(json.member("a").elements()).hasSize(4);
        assertThat(json.member("a").element(0).integer()).hasValue(1);
        assertThat(json.member("a").element(1).member("b").text()).contains("x");
        assertThat(json.member("a").element(2).truth()).contains(true);
        assertThat(json.member("a").element(3)).isEqualTo(Json.Literal.NULL);
        assertThat(json.member("n").integer()).hasValue(Long.MIN_VALUE);
        assertThat(json.member("x").member("y").element(7).text()).isEmpty();
        assertThat(json.member("a").text()).isEmpty();
        assertThat(json.integer()).isEmpty();
        assertThat(json.truth()).isEmpty();
    }

    @Test
    void ofTwoMembersWithOneNameTheLastCounts() throws WireException {
        assertThat(read("{\"a\":1,\"b\":2,\"a\":3}").member("a").integer()).hasValue(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1e3", "9223372036854775808", "1e999999999", "100000000000000000000000000"})
    void aNumberThatIsNoLongStaysText(String number) throws WireException {
        assertThat(read(number).integer()).isEmpty();
        assertThat(read(number)).isEqualTo(new Json.Numeral(number));
    }

    @Test
    void depthIsReadToTheLimitAndNotOneFurther() throws WireException {
        String deepest = "[".repeat(JsonReader.DEPTH) + "]".repeat(JsonReader.DEPTH);
        assertThat(read(deepest).elements()).hasSize(1);
        assertThatThrownBy(() -> read("[" + deepest + "]"))
                .isInstanceOfSatisfying(WireException.LimitExceeded.class, e -> assertThat(e.cap())
                        .isEqualTo(64));
        assertThatThrownBy(() -> read("{\"a\":".repeat(100_000))).isInstanceOf(WireException.LimitExceeded.class);
    }

    @Test
    void valuesAreReadToTheLimitAndNotOneFurther() throws WireException {
        String most = "[" + "0,".repeat(JsonReader.VALUES - 2) + "0]";
        assertThat(read(most).elements()).hasSize(JsonReader.VALUES - 1);
        assertThatThrownBy(() -> read("[" + most + "]")).isInstanceOf(WireException.LimitExceeded.class);
    }

    @Test
    void namesThatCollideAndLongTokensTakeLinearTime() {
        String collisions = IntStream.range(0, 1 << 14)
                .mapToObj(i -> "\"" + colliding(i) + "\":0")
                .collect(Collectors.joining(",", "{", "}"));
        String digits = "9".repeat(1 << 20);
        String escapes = "\"" + "\\u0041".repeat(1 << 18) + "\"";
        Assertions.assertTimeout(Duration.ofSeconds(20), () -> {
            assertThat(read(collisions).member(colliding(77)).integer()).hasValue(0);
            assertThat(read(digits).integer()).isEmpty();
            assertThat(read(escapes).text())
                    .hasValueSatisfying(t -> assertThat(t).hasSize(1 << 18));
            assertThatThrownBy(() -> read(" ".repeat(1 << 21))).isInstanceOf(WireException.Malformed.class);
        });
    }

    /** "Aa" and "BB" have the same hash, and so has every chain of them. */
    private static String colliding(int number) {
        return IntStream.range(0, 14)
                .mapToObj(bit -> (number >> bit & 1) == 0 ? "Aa" : "BB")
                .collect(Collectors.joining());
    }

    @Test
    void anErrorSaysWhereAndShowsLittle() {
        assertThatThrownBy(() -> read("{\"a\": ?" + "\u001b[31m".repeat(100) + "}"))
                .isInstanceOf(WireException.Malformed.class)
                .hasMessageContaining("at character 7")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200).doesNotContain("\u001b"));
    }
}
