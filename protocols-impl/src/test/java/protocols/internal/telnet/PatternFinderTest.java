package protocols.internal.telnet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static protocols.telnet.Expectation.pattern;
import static protocols.telnet.Expectation.text;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.telnet.Expectation;
import protocols.telnet.Match;

/** Patterns find what they should in a stream, in time that grows as the stream does. */
class PatternFinderTest {

    private static final int WINDOW = 4096;
    private static final int CAP = 1 << 28;

    private ExpectBuffer buffer = new ExpectBuffer(UTF_8, CAP, WINDOW);

    /** Each of these reads a run of characters once for each of them: without bounds that is minutes, or hours. */
    @ParameterizedTest
    @ValueSource(strings = {"(\\w+)> $", "[a-z]+[0-9]> $", ".*#", "(?s)(.*)> ", "(\\w*)\\s(\\w*)> $", "\\w+?> "})
    void fiftyKilobytesOfWordCharactersAreSearchedInNoTimeHoweverTheyCome(String pattern) throws Exception {
        for (int piece : new int[] {1, 100, 8192, 50_000}) {
            buffer = new ExpectBuffer(UTF_8, CAP, WINDOW);
            Search search = buffer.search(List.of(pattern(Pattern.compile(pattern))));
            long began = System.nanoTime();
            for (int at = 0; at < 50_000; at += piece) {
                append("abcdefghij".repeat(5000).substring(at, Math.min(at + piece, 50_000)));
                assertThat(search.poll()).isEmpty();
            }
            append("\nthe host1> ");
            if (pattern.endsWith("#")) {
                append("#");
            }
            Optional<Match> match = search.poll();
            assertThat(match.isPresent() || search.pollThoroughly().isPresent()).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "7", "8192"})
    void manyMegabytesWithAPromptAtTheirEnd(int piece) throws Exception {
        String lines = ("0123 the quick brown fox, jumping over dogs > all day " + "x".repeat(20) + "\r\n")
                .repeat(piece == 1 ? 20_000 : 100_000);
        byte[] bytes = lines.getBytes(UTF_8);
        Search search = buffer.search(List.of(pattern(Pattern.compile("^\\d+ items$|(\\w+)@(\\w+)[$#] $"))));
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            for (int at = 0; at < bytes.length; at += piece) {
                buffer.append(bytes, at, Math.min(bytes.length, at + piece));
                assertThat(search.poll()).isEmpty();
            }
            append("alice@host$ ");
            assertThat(search.pollThoroughly().orElseThrow().groups()).containsExactly("alice", "host");
        });
    }

    @Test
    void aMatchInTheMiddleOfAFloodIsFoundWherever() throws Exception {
        for (int before : new int[] {0, 1, 255, 256, 257, 4095, 4096, 4097, 20_000}) {
            for (int piece : new int[] {1, 1000, 100_000}) {
                String all = "-".repeat(before) + "BEGIN" + "x".repeat(3000) + "END" + "-".repeat(9000);
                assertThat(inPieces(all, piece, pattern(Pattern.compile("BEGIN(x*)END"))))
                        .as("%d before, in pieces of %d", before, piece)
                        .hasValueSatisfying(match -> {
                            assertThat(match.before()).hasSize(before);
                            assertThat(match.groups().get(0)).hasSize(3000);
                        });
            }
        }
    }

    @Test
    void aMatchIsAtMostAWindowLong() throws Exception {
        buffer = new ExpectBuffer(UTF_8, CAP, 500);
        String body = "x".repeat(500 - "BEGINEND".length());
        assertThat(inPieces("-".repeat(1000) + "BEGIN" + body + "END---", 99, pattern(Pattern.compile("BEGIN(x*)END"))))
                .isPresent();
        assertThat(inPieces(
                        "-".repeat(1000) + "BEGIN" + body + "xEND---", 99, pattern(Pattern.compile("BEGIN(x*)END"))))
                .isEmpty();
    }

    @Test
    void anchorsAndLookaroundsSeeTheTextAndNotTheTry() throws Exception {
        assertThat(inPieces("x".repeat(600) + "ab", 5, pattern(Pattern.compile("^a"))))
                .isEmpty();
        assertThat(inPieces("x".repeat(600) + "\nab", 5, pattern(Pattern.compile("(?m)^ab"))))
                .isPresent();
        assertThat(inPieces("x".repeat(600) + "yab", 5, pattern(Pattern.compile("(?<=ya)b"))))
                .isPresent();
        assertThat(inPieces("x".repeat(600) + " ab ", 5, pattern(Pattern.compile("\\bab\\b"))))
                .isPresent();
        assertThat(inPieces("x".repeat(600) + "> x", 1000, pattern(Pattern.compile("> $"))))
                .isEmpty();
        // A text that ends earlier bounds the pattern, but is no end of the text for it.
        assertThat(inPieces("a> b$ ", 1000, pattern(Pattern.compile("> $")), text("$ "))
                        .orElseThrow()
                        .which())
                .isEqualTo(1);
    }

    @Test
    void aStartThatMayStillMatchHidesALaterOneUntilThePeerPauses() throws Exception {
        Search search = buffer.search(List.of(pattern(Pattern.compile("(?s)BEGIN.*END|> "))));
        append("BEGIN host> ");
        assertThat(search.poll()).isEmpty();
        assertThat(search.pause()).isZero();
        assertThat(search.pollThoroughly().orElseThrow().before()).isEqualTo("BEGIN host");
    }

    @Test
    void whenAllIsTriedThePeerIsNotWaitedFor() throws Exception {
        Search search = buffer.search(List.of(pattern(Pattern.compile("\\d+# "))));
        append("no number here");
        assertThat(search.poll()).isEmpty();
        assertThat(search.pause()).isEqualTo(-1);
        append(" 12");
        assertThat(search.poll()).isEmpty();
        assertThat(search.pollThoroughly()).isEmpty();
        assertThat(search.pause()).isEqualTo(-1);
        append("# ");
        assertThat(search.pollThoroughly().orElseThrow().text()).isEqualTo("12# ");
    }

    @Test
    void aCatastropheIsBrokenOffByWhoeverWatches() {
        long[] looks = {0};
        Search search = buffer.search(List.of(pattern(Pattern.compile("(a+)+\\1b"))), () -> {
            if (++looks[0] == 5000) {
                throw new IllegalStateException("enough");
            }
        });
        append("a".repeat(200) + "!");
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(10), () -> assertThat(search.poll()).isEmpty());
        assertThatThrownBy(search::pollThoroughly).hasMessage("enough");
        assertThat(buffer.length()).isEqualTo(201);
    }

    /** What is found in pieces is what Pattern itself finds in the whole, where the first start decides. */
    @Test
    void findsWhatAPlainSearchFinds() throws Exception {
        Random random = new Random(1983);
        List<String> parts = List.of(
                "a",
                "b",
                "ab",
                "[ab]",
                "a*",
                "b+",
                "(a|b)",
                "\\bb",
                "(?=a)",
                "(?<=b)a",
                "\\Bb",
                "(?<=ab)c|a",
                "(?m)^c",
                ".",
                "c",
                " ",
                "$",
                "^");
        for (int round = 0; round < 3000; round++) {
            StringBuilder regex = new StringBuilder();
            for (int i = random.nextInt(5); i >= 0; i--) {
                regex.append(parts.get(random.nextInt(parts.size())));
            }
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(700); i > 0; i--) {
                text.append("abc \n".charAt(random.nextInt(5)));
            }
            Pattern pattern = Pattern.compile(regex.toString());
            Matcher plain = pattern.matcher(text);
            Optional<Match> found = inPieces(text.toString(), text.length() + 1, pattern(pattern));
            assertThat(found.map(match -> match.before().length() + ":" + match.text()))
                    .as("%s in %s", regex, text)
                    .isEqualTo(plain.find() ? Optional.of(plain.start() + ":" + plain.group()) : Optional.empty());
        }
    }

    private Optional<Match> inPieces(String all, int piece, Expectation... wanted) throws Exception {
        buffer = new ExpectBuffer(UTF_8, CAP, buffer.patternWindow());
        Search search = buffer.search(List.of(wanted));
        for (int at = 0; at < all.length(); at += piece) {
            append(all.substring(at, Math.min(all.length(), at + piece)));
            Optional<Match> match = search.poll();
            if (match.isPresent()) {
                return match;
            }
        }
        return search.pollThoroughly();
    }

    private void append(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        buffer.append(bytes, 0, bytes.length);
    }
}
