package protocols.imap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.WireException.Malformed;

class BodyStructureTest {

    private static final String PLAIN = "(\"TEXT\" \"PLAIN\" (\"CHARSET\" \"US-ASCII\") NIL NIL \"7BIT\" 1152 23)";

    /** RFC 9051 section 7.5.2. */
    private static final String ATTACHED = "((\"TEXT\" \"PLAIN\" (\"CHARSET\" \"US-ASCII\") NIL NIL \"7BIT\" 1152 23)"
            + "(\"TEXT\" \"PLAIN\" (\"CHARSET\" \"US-ASCII\" \"NAME\" \"cc.diff\")"
            + " \"<960723163407.20117h@cac.washington.edu>\" \"Compiler diff\" \"BASE64\" 4554 73) \"MIXED\")";

    private static BodyStructure parse(String text) throws Malformed {
        return BodyStructure.parse(text.getBytes(ISO_8859_1));
    }

    private static String outline(BodyStructure structure) {
        StringBuilder out = new StringBuilder();
        for (BodyStructure part : structure.all()) {
            out.append(part.section())
                    .append('=')
                    .append(part.type().type())
                    .append('/')
                    .append(part.type().subtype())
                    .append(' ');
        }
        return out.toString().strip();
    }

    @Test
    void readsTheExamplesOfTheStandard() throws Malformed {
        BodyStructure plain = parse(PLAIN);
        assertThat(outline(plain)).isEqualTo("1=text/plain");
        assertThat(plain.type().parameter("charset")).contains("US-ASCII");
        assertThat(plain.size()).hasValue(1152);
        assertThat(plain.lines()).hasValue(23);

        BodyStructure attached = parse(ATTACHED);
        assertThat(outline(attached)).isEqualTo("=multipart/mixed 1=text/plain 2=text/plain");
        BodyStructure diff = attached.part("2").orElseThrow();
        assertThat(diff.fileName()).contains("cc.diff");
        assertThat(diff.encoding()).isEqualTo("base64");
        assertThat(diff.description()).contains("Compiler diff");
        assertThat(diff.id()).contains("<960723163407.20117h@cac.washington.edu>");
    }

    @Test
    void extensionDataAreRead() throws Malformed {
        BodyStructure part = parse("(\"APPLICATION\" \"PDF\" NIL NIL NIL \"BASE64\" 10 \"md5==\" (\"ATTACHMENT\""
                + " (\"FILENAME\" \"a.pdf\")) (\"de\" \"en\") \"http://x/\" (\"more\" (1 2)) 3)");

        assertThat(part.isAttachment()).isTrue();
        assertThat(part.fileName()).contains("a.pdf");
        assertThat(part.disposition()).contains("attachment");
        assertThat(part.dispositionParameters()).containsOnlyKeys("filename");
        assertThat(part.md5()).contains("md5==");
        assertThat(part.languages()).containsExactly("de", "en");
        assertThat(part.location()).contains("http://x/");
    }

    /** RFC 2231, in both places where a name may stand. */
    @Test
    void parametersAreDecodedWhenTheyAreAskedFor() throws Malformed {
        BodyStructure part = parse("(\"IMAGE\" \"PNG\" (\"NAME*\" \"utf-8''K%C3%A4se.png\") NIL NIL \"BASE64\" 10 NIL"
                + " (\"ATTACHMENT\" (\"FILENAME*0*\" \"utf-8''Gr%C3%BC\" \"FILENAME*1*\" \"%C3%9Fe.png\")))");

        assertThat(part.type().parameter("name")).contains("K\u00e4se.png");
        assertThat(part.fileName()).contains("Gr\u00fc\u00dfe.png");
        assertThat(part)
                .isEqualTo(
                        parse(
                                "(\"image\" \"png\" (\"name*\" \"utf-8''K%C3%A4se.png\") NIL NIL \"base64\" 10"
                                        + " NIL (\"attachment\" (\"filename*0*\" \"utf-8''Gr%C3%BC\" \"filename*1*\" \"%C3%9Fe.png\")))"));
        assertThat(parse(ATTACHED)).hasToString("multipart/mixed, 1 text/plain, 2 text/plain");
    }

    /** The numbers of RFC 9051 section 6.4.5.1. */
    @Test
    void partsAreNumberedAsTheStandardDoes() throws Malformed {
        String text = "(\"TEXT\" \"PLAIN\" NIL NIL NIL \"7BIT\" 1 1)";
        String binary = "(\"APPLICATION\" \"OCTET-STREAM\" NIL NIL NIL \"7BIT\" 1)";
        String inner = "(" + text + binary + " \"MIXED\")";
        String rfc822 =
                "(\"MESSAGE\" \"RFC822\" NIL NIL NIL \"7BIT\" 99 " + MessageEnvelopeTest.RFC + " " + inner + " 9)";
        String image = "(\"IMAGE\" \"GIF\" NIL NIL NIL \"BASE64\" 1)";
        String alternative = "(" + text + "(\"TEXT\" \"RICHTEXT\" NIL NIL NIL \"7BIT\" 1 1) \"ALTERNATIVE\")";
        String deep = "(\"MESSAGE\" \"RFC822\" NIL NIL NIL \"7BIT\" 99 NIL " + text + " 9)";
        deep = deep.replace(" NIL " + text, " " + MessageEnvelopeTest.RFC + " (" + text + alternative + " \"MIXED\")");
        BodyStructure root = parse("(" + text + binary + rfc822 + "(" + image + deep + " \"MIXED\") \"MIXED\")");

        assertThat(root.all())
                .extracting(BodyStructure::section)
                .containsExactly(
                        "", "1", "2", "3", "3", "3.1", "3.2", "4", "4.1", "4.2", "4.2", "4.2.1", "4.2.2", "4.2.2.1",
                        "4.2.2.2");
        assertThat(root.part("3").orElseThrow().envelope().orElseThrow().subject())
                .contains("IMAP4rev2 WG mtg summary and minutes");
        assertThat(root.part("4.2.2.2").orElseThrow().type().subtype()).isEqualTo("richtext");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(\"text\" \"plain\")",
                "(\"text\" \"plain\" NIL)",
                "(\"text\" \"plain\" () NIL NIL NIL NIL NIL)",
                "(NIL NIL NIL NIL NIL NIL NIL NIL)",
                "(\"text\" \"plain\" (\"charset\") NIL NIL \"7bit\" 1 2)",
                "(\"text\" \"plain\" \"charset\" NIL NIL \"7bit\" -1 2)",
                "(\"text\" \"plain\" NIL NIL NIL \"7bit\" 1 2 NIL \"inline\" \"de\" NIL)",
                "(\"text\" \"plain\" NIL NIL NIL \"7bit\" 1 2 NIL (\"inline\") NIL NIL)",
                "(\"text\" \"plain\" NIL NIL NIL \"7bit\" 1 2 NIL (\"inline\" \"odd\") NIL NIL)",
                "( \"text\" \"plain\" (\"name\" NIL) NIL NIL \"7bit\" 99999999999999999999 2 )",
            })
    void oddPartsOfOddServersAreTextPlain(String text) throws Malformed {
        assertThat(outline(parse(text))).isEqualTo("1=text/plain");
    }

    @Test
    void multipartsWithoutPartsAndMessagesWithoutEnvelopes() throws Malformed {
        assertThat(outline(parse("(\"MULTIPART\" \"MIXED\" NIL NIL NIL \"7BIT\" 0)")))
                .isEqualTo("=multipart/mixed");
        assertThat(outline(parse("(\"MESSAGE\" \"RFC822\" NIL NIL NIL \"7BIT\" 5)")))
                .isEqualTo("1=message/rfc822");
        assertThat(outline(parse("(\"MESSAGE\" \"DELIVERY-STATUS\" NIL NIL NIL \"7BIT\" 5)")))
                .isEqualTo("1=message/delivery-status");
        assertThat(outline(parse("(" + PLAIN + ")"))).isEqualTo("=multipart/mixed 1=text/plain");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "NIL",
                "(",
                "()",
                "(\"a\"",
                "((\"a\" \"b\")",
                "(\"a\" \"b\") x",
                "(\"a\" \"b\" (\"c\")",
                "({5}\r\na)"
            })
    void whatIsNotABodyStructureIsMalformed(String text) {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(Malformed.class);
    }

    @Test
    void everyPrefixIsMalformed() {
        for (int i = 0; i < ATTACHED.length(); i++) {
            String prefix = ATTACHED.substring(0, i);
            assertThatThrownBy(() -> parse(prefix)).as(prefix).isInstanceOf(Malformed.class);
        }
    }

    @Test
    void depthIsCapped() throws Malformed {
        assertThat(parse(nested(BodyStructure.DEPTH)).all()).hasSize(BodyStructure.DEPTH);
        assertThatThrownBy(() -> parse(nested(BodyStructure.DEPTH + 1)))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("100 levels");
        assertThatThrownBy(() -> parse("(".repeat(1_000_000))).isInstanceOf(Malformed.class);
    }

    private static String nested(int levels) {
        return "(".repeat(levels - 1) + PLAIN + " \"MIXED\")".repeat(levels - 1);
    }

    @Test
    void numberOfPartsIsCapped() throws Malformed {
        String one = "(\"a\" \"b\")";
        assertThat(parse("(" + one.repeat(BodyStructure.PARTS - 1) + " \"MIXED\")")
                        .parts())
                .hasSize(BodyStructure.PARTS - 1);
        assertThatThrownBy(() -> parse("(" + one.repeat(BodyStructure.PARTS) + " \"MIXED\")"))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("10000 parts");
    }
}
