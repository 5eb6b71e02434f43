package protocols.net.idn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.IDNA;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** UTS 46 against its own text and against ICU4J, which is another implementation of it. */
class IdnaTest {

    private static final IDNA ICU = IDNA.getUTS46Instance(
            IDNA.CHECK_BIDI | IDNA.CHECK_CONTEXTJ | IDNA.NONTRANSITIONAL_TO_ASCII | IDNA.NONTRANSITIONAL_TO_UNICODE);

    /** What ICU checks without being asked: hyphens, which CheckHyphens leaves alone, and lengths. */
    private static final Set<IDNA.Error> BESIDE = EnumSet.of(
            IDNA.Error.LEADING_HYPHEN,
            IDNA.Error.TRAILING_HYPHEN,
            IDNA.Error.HYPHEN_3_4,
            IDNA.Error.EMPTY_LABEL,
            IDNA.Error.LABEL_TOO_LONG,
            IDNA.Error.DOMAIN_NAME_TOO_LONG);

    private static final int MOST_SHOWN = 20;

    private static final List<String> PIECES =
            List.of(("a Z 0 - . xn-- \u00df \u03c2 \u03a3 \u0301 \u0327 \u0308 \u093f \u0915 \u094d \u200c \u200d "
                            + "\u0644 \u0627 \u0628 \u064b \u0661 \u06f1 \u05d0 \u05b0 \u1100 \u1161 \u11a8 \uac00 \uac01 "
                            + "\u3002 \uff0e \u3099 \u304b \ufb2a \u1e9e \u00ad \u0130 \ufdfa \ud83d\ude00 \ud83d "
                            + "\ud804\udd31 \ud804\udd27 fa-hia mgba _ \u1ead \u0323 o \u0345")
                    .split(" "));

    @Test
    void theTableIsWhatTheProgramMakesOfIcu() throws IOException {
        try (InputStream file = IdnaTable.class.getResourceAsStream(IdnaTable.FILE)) {
            byte[] packed = file.readAllBytes();
            assertThat(packed).isEqualTo(IdnaTableWriter.table());
            assertThat(packed.length).isLessThan(50_000);
        }
        assertThat(IdnaTable.get().version()).isEqualTo("17.0.0.0");
    }

    @Test
    void everyCharacterAloneIsAsInIcu() {
        List<String> names = new ArrayList<>();
        for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
            names.add(Character.toString(point));
        }
        assertThat(differences(names)).isEmpty();
    }

    /** But for those that are in no name at all, as it was found of each by itself. */
    @Test
    void everyCharacterBesideOthersIsAsInIcu() {
        List<String> names = new ArrayList<>();
        for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
            if (IdnaTable.get().status(point) != IdnaTable.DISALLOWED) {
                names.add("a" + Character.toString(point) + "b");
                names.add("\u05d0" + Character.toString(point) + "\u05d1.example");
                names.add("xn--" + Punycode.encode(new int[] {'a', point}));
            }
        }
        assertThat(differences(names)).isEmpty();
    }

    /** Letters, joiners, marks, digits of several directions, dots and prefixes, put together by chance. */
    @Test
    void namesPutTogetherAreAsInIcu() {
        Random random = new Random(46);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 50_000; i++) {
            StringBuilder name = new StringBuilder();
            for (int left = random.nextInt(7); left >= 0; left--) {
                name.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            names.add(name.toString());
        }
        assertThat(differences(names)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        // UTS 46 sections 2.3, 4 and 7
        "faß.example, xn--fa-hia.example",
        "FAẞ.example, xn--fa-hia.example",
        "βόλος.com, xn--nxasmm1c.com",
        "ශ්\u200dරී.com, xn--10cl1a0b660p.com",
        "نامه\u200cای.com, xn--mgba3gch31f060k.com",
        "Bücher.de, xn--bcher-kva.de",
        "BU\u0308CHER.de, xn--bcher-kva.de",
        "öbb.at, xn--bb-eka.at",
        "√.com, xn--19g.com",
        "bücher。example, xn--bcher-kva.example",
        "bücher．example, xn--bcher-kva.example",
        "☕.example, xn--53h.example",
        // the names that IANA tried first
        "例子.测试, xn--fsqu00a.xn--0zwm56d",
        "例え.テスト, xn--r8jz45g.xn--zckzah",
        "실례.테스트, xn--9n2bp8q.xn--9t4b11yi5a",
        "пример.испытание, xn--e1afmkfd.xn--80akhbyknj4f",
        "παράδειγμα.δοκιμή, xn--hxajbheg2az3al.xn--jxalpdlp",
        "उदाहरण.परीक्षा, xn--p1b6ci4b4b3a.xn--11b5bs3a9aj6g",
        "உதாரணம்.பரிட்சை, xn--zkc6cc5bi7f6e.xn--hlcj6aya9esc7a",
        "مثال.إختبار, xn--mgbh0fb.xn--kgbechtv",
        "טעסט.example, xn--deba0ad.example",
    })
    void aNameHasItsALabels(String unicode, String ascii) {
        assertThat(Idna.toAscii(unicode)).isEqualTo(ascii);
        assertThat(Idna.toAscii(Idna.toUnicode(ascii))).isEqualTo(ascii);
    }

    /** For each script of Unicode a name of its first letters, marks and digits, both ways. */
    @Test
    void aNameInEveryScriptIsAsInIcu() {
        Map<Integer, StringBuilder> letters = new TreeMap<>();
        Map<Integer, StringBuilder> all = new TreeMap<>();
        for (int point = 0x80; point <= Character.MAX_CODE_POINT; point++) {
            if (IdnaTable.get().status(point) == IdnaTable.VALID) {
                int script = UScript.getScript(point);
                add(point, all.computeIfAbsent(script, one -> new StringBuilder()));
                StringBuilder name = letters.computeIfAbsent(script, one -> new StringBuilder());
                if (UCharacter.isLetter(point)) {
                    add(point, name);
                }
            }
        }
        List<String> names = new ArrayList<>();
        for (int script : all.keySet()) {
            names.add(letters.get(script) + ".example");
            names.add(all.get(script) + ".example");
            names.add(all.get(script).reverse() + "." + letters.get(script));
        }
        assertThat(differences(names)).isEmpty();
        assertThat(names).hasSizeGreaterThan(300).anyMatch(name -> name.startsWith("\u10d0\u10d1\u10d2"));
    }

    private static void add(int point, StringBuilder name) {
        if (name.codePointCount(0, name.length()) < 12) {
            name.appendCodePoint(point);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "a\u202eb.example, U+202E is in no name (UTS 46)",
        "\ud800.example, U+D800 is in no name (UTS 46)",
        "\u0301a.example, a label begins with a combining mark",
        "a\u200db.example, a joiner where nothing is joined (RFC 5892 appendix A)",
        "a\u200cb.example, a joiner where nothing is joined (RFC 5892 appendix A)",
        "\u05d0a.example, directions of writing are mixed (RFC 5893 section 2)",
        "\u05d0.1a, directions of writing are mixed (RFC 5893 section 2)",
        "\u06271\u0661\u0627, directions of writing are mixed (RFC 5893 section 2)",
        "xn--\u00fc, not Punycode",
        "xn--a-!.\u00fc, not Punycode",
        "xn--abc-.\u00fc, an A-label that nothing is written as",
        "xn--u-ccb.\u00fc, an A-label that nothing is written as",
    })
    void aRuleThatIsBrokenIsNamed(String name, String rule) {
        assertThatThrownBy(() -> Idna.toAscii(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(rule);
    }

    @Test
    void aLabelThatCannotBeShownStaysAsItIs() {
        assertThat(Idna.toUnicode("xn--fa-hia.xn--abc-.example")).isEqualTo("faß.xn--abc-.example");
        assertThat(Idna.uLabel("XN--FA-HIA")).contains("faß");
        assertThat(Idna.uLabel("xn--u-ccb"))
                .as("u with a diaeresis that was not composed")
                .isEmpty();
        assertThat(Idna.uLabel("fa-hia")).isEmpty();
        // Hebrew beside a label that begins with a digit
        String mixed = "xn--4dbrk0ce.1a";
        assertThat(Idna.toUnicode(mixed)).isEqualTo(mixed);
    }

    /** Names of any length take time linear in it: they are refused before anything is quadratic. */
    @Test
    void longNamesAreRefused() {
        assertThatThrownBy(() -> Idna.toAscii("ü".repeat(64))).hasMessage("a label is at most 63 characters long");
        assertThatThrownBy(() -> Idna.toAscii("ü.".repeat(600))).hasMessage("a name is at most 253 characters long");
        assertThatThrownBy(() -> Idna.toAscii("xn--" + "a".repeat(60) + ".ü"))
                .hasMessage("a label is at most 63 characters long");
    }

    /** One line for each name of which ICU says something else, in either direction. */
    private static List<String> differences(List<String> names) {
        // On a thread of its own, whose stack is short: a million exceptions are filled with it.
        return CompletableFuture.supplyAsync(() -> compared(names)).join();
    }

    private static List<String> compared(List<String> names) {
        List<String> different = new ArrayList<>();
        for (String name : names) {
            Optional<String> theirs = icu(name, ICU::nameToASCII);
            Optional<String> ours = ours(name);
            if (!theirs.equals(ours)) {
                different.add(shown(name) + ": " + ours + " and not " + theirs);
            } else if (ours.isPresent() && !icu(ours.get(), ICU::nameToUnicode).equals(ours.map(Idna::toUnicode))) {
                different.add(shown(name) + " back: " + shown(Idna.toUnicode(ours.get())));
            }
            if (different.size() == MOST_SHOWN) {
                break;
            }
        }
        return different;
    }

    private static Optional<String> ours(String name) {
        try {
            return Optional.of(Idna.toAscii(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private interface Direction {
        StringBuilder go(String name, StringBuilder out, IDNA.Info info);
    }

    private static Optional<String> icu(String name, Direction direction) {
        IDNA.Info info = new IDNA.Info();
        StringBuilder out = direction.go(name, new StringBuilder(), info);
        return BESIDE.containsAll(info.getErrors()) ? Optional.of(out.toString()) : Optional.empty();
    }

    private static String shown(String name) {
        StringBuilder out = new StringBuilder();
        name.codePoints().forEach(point -> out.append(String.format("%04X ", point)));
        return out.toString();
    }
}
