package protocols.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Header fields in any of the forms of RFC 5322 and RFC 2047: texts, dates and message ids. */
class HeaderPropertyTest {

    private static MailHeaders read(String header) {
        return MailHeaders.read((header + "X-After: 1\r\n\r\nbody: 2\r\n").getBytes(UTF_8));
    }

    @Property
    void aTextThatIsWrittenIsRead(@ForAll("texts") String text) {
        String written = new String(new HeaderWriter().text("Subject", text).bytes(), UTF_8);

        assertThat(written).endsWith("\r\n").matches(all -> all.chars().allMatch(c -> c <= '~'), "ASCII");
        assertThat(written.lines()).allMatch(line -> !line.isBlank() && line.length() <= 998);
        assertThat(read(written).subject()).contains(text);
        assertThat(read(written).fields()).hasSize(2);
    }

    @Property
    void aLineWithAnEncodedWordIsShort(@ForAll("texts") String text) {
        String written = new String(new HeaderWriter().text("Subject", text).bytes(), UTF_8);

        assertThat(written.lines().filter(line -> line.contains("=?"))).allMatch(line -> line.length() <= 76);
    }

    @Property
    void aTextHoweverItIsWrittenIsRead(@ForAll("words") List<String> words, @ForAll("randoms") Random random) {
        Varying vary = new Varying(random);
        StringBuilder text = new StringBuilder();
        StringBuilder written = new StringBuilder(vary.anyCase("Subject") + vary.pick(List.of("", " ", "\t")) + ":");
        boolean encoded = false;
        for (String word : words) {
            boolean plain = word.chars().allMatch(c -> c > ' ' && c <= '~') && !word.contains("=?") && vary.maybe();
            String white = vary.white();
            String shown = white.replace("\r\n", "");
            // White space between two encoded words is not shown (RFC 2047 section 6.2).
            text.append(encoded && !plain || text.length() == 0 ? "" : shown).append(word);
            written.append(white).append(plain ? word : vary.encodedWords(word));
            encoded = !plain;
        }

        assertThat(read(written + vary.gap() + vary.pick(List.of("\r\n", "\n"))).subject())
                .contains(text.toString());
    }

    @Property
    void aDateHoweverItIsWrittenIsRead(@ForAll("dates") OffsetDateTime date, @ForAll("randoms") Random random) {
        assertThat(MailDate.read(MailDate.format(date))).contains(date);
        assertThat(MailDate.format(date)).isEqualTo(day(date, "EEE, d MMM yyyy HH:mm:ss xx"));

        Varying vary = new Varying(random);
        String days = vary.maybe() ? "" : vary.anyCase(day(date, "EEE")) + "," + vary.anything();
        String year = vary.maybe() && date.getYear() >= 1950 && date.getYear() < 2050 ? "yy" : "yyyy";
        String text = vary.anything() + days
                + day(date, vary.maybe() ? "d" : "dd") + vary.comments()
                + vary.anyCase(day(date, "MMM")) + vary.comments()
                + day(date, year) + vary.comments()
                + day(date, "HH") + ":" + day(date, "mm")
                + (date.getSecond() == 0 && vary.maybe() ? "" : ":" + day(date, "ss"))
                + vary.comments() + zone(date, vary) + vary.anything();
        assertThat(read("Date:" + text + "\r\n").date()).as(text).contains(date);
    }

    private static String day(OffsetDateTime date, String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(date);
    }

    private static String zone(OffsetDateTime date, Varying vary) {
        int minutes = date.getOffset().getTotalSeconds() / 60;
        boolean named = vary.maybe();
        return switch (named ? minutes : 1) {
            case 0 -> vary.pick(List.of("GMT", "ut", "Z", "-0000"));
            case -300 -> vary.pick(List.of("EST", "cdt"));
            case -480 -> "PST";
            default -> day(date, "xx");
        };
    }

    @Property
    void messageIdsHoweverTheyAreWrittenAreRead(@ForAll("ids") List<String> ids, @ForAll("randoms") Random random) {
        HeaderWriter writer = new HeaderWriter();
        writer.tokens("References", ids.isEmpty() ? List.of("") : ids);
        assertThat(read(new String(writer.bytes(), UTF_8)).messageIds("References"))
                .isEqualTo(ids);

        Varying vary = new Varying(random);
        StringBuilder written = new StringBuilder("References:" + vary.anything());
        ids.forEach(id -> written.append(id).append(vary.anything()));
        assertThat(read(written + "\r\n").messageIds("References"))
                .as(written.toString())
                .isEqualTo(ids);
    }

    @Provide
    Arbitrary<Random> randoms() {
        return Arbitraries.randoms();
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> ascii = Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(300);
        Arbitrary<String> spaced =
                Arbitraries.strings().withChars("ab   =?.(\"\\").ofMaxLength(200);
        Arbitrary<String> any = Arbitraries.strings()
                .withChars("a \t=?_\u00e9\u00df\u4e2d\u05d0\u0085\u2028\ufeff\u007f\u0001\u00a0")
                .ofMaxLength(120);
        Arbitrary<String> longWords =
                Arbitraries.strings().withChars('x').ofMinLength(880).ofMaxLength(1100);
        return Arbitraries.oneOf(ascii, spaced, any, any.map(t -> t + "\ud83d\ude00" + t), longWords);
    }

    @Provide
    Arbitrary<List<String>> words() {
        Arbitrary<String> plain =
                Arbitraries.strings().withCharRange('!', '~').ofMinLength(1).ofMaxLength(20);
        Arbitrary<String> any = Arbitraries.strings()
                .withChars("az_=? \u00e9\u4e2d\u05d0")
                .ofMinLength(1)
                .ofMaxLength(20);
        Arbitrary<String> word = Arbitraries.oneOf(plain, any, any.map(text -> text + "\ud83d\ude00"));
        return word.list().ofMinSize(1).ofMaxSize(6);
    }

    @Provide
    Arbitrary<OffsetDateTime> dates() {
        Arbitrary<Integer> minutes = Arbitraries.oneOf(
                Arbitraries.of(0, -300, -480), Arbitraries.integers().between(-12 * 60, 14 * 60));
        Arbitrary<Long> seconds = Arbitraries.longs().between(-2_000_000_000L, 200_000_000_000L);
        return Combinators.combine(seconds, minutes)
                .as((second, zone) ->
                        OffsetDateTime.ofInstant(Instant.ofEpochSecond(second), ZoneOffset.ofTotalSeconds(60 * zone)));
    }

    @Provide
    Arbitrary<List<String>> ids() {
        Arbitrary<String> atom = Arbitraries.strings()
                .withChars("aZ09.!#$%&'*+-/=?^_`{|}~")
                .ofMinLength(1)
                .ofMaxLength(30);
        Arbitrary<String> literal = Arbitraries.of("[192.0.2.1]", "[IPv6:2001:db8::1]");
        return Combinators.combine(atom, Arbitraries.oneOf(atom, literal))
                .as((left, right) -> "<" + left + "@" + right + ">")
                .list()
                .ofMaxSize(6);
    }
}
