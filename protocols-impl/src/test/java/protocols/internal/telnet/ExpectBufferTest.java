package protocols.internal.telnet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static protocols.telnet.Expectation.end;
import static protocols.telnet.Expectation.line;
import static protocols.telnet.Expectation.pattern;
import static protocols.telnet.Expectation.text;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.WireException.Hangup;
import protocols.telnet.Expectation;
import protocols.telnet.Match;

class ExpectBufferTest {

    private static final int CAP = 1 << 24;

    private ExpectBuffer buffer = new ExpectBuffer(UTF_8, CAP, 4096);

    @Test
    void findsATextHoweverItIsCut() throws Exception {
        byte[] all = "Welcome\r\nlogin: x".getBytes(UTF_8);
        for (int cut = 0; cut <= all.length; cut++) {
            buffer = new ExpectBuffer(UTF_8, CAP, 4096);
            Search search = buffer.search(List.of(text("login: ")));
            buffer.append(all, 0, cut);
            Optional<Match> early = search.poll();
            assertThat(early.isPresent()).isEqualTo(cut >= all.length - 1);
            buffer.append(all, cut, all.length);
            Match match = early.isPresent() ? early.get() : search.poll().orElseThrow();
            assertThat(match).isEqualTo(Match.of(0, "Welcome\r\n", "login: ", List.of()));
            assertThat(buffer.take()).isEqualTo("x");
        }
    }

    @Test
    void ofAlternativesTheOneThatIsCompleteFirstWinsHoweverTheyAreCut() throws Exception {
        List<Expectation> wanted = List.of(text("incorrect"), text("$ "), text("rect"), line());
        for (int cut = 0; cut < 20; cut++) {
            assertThat(inTwo("Login incorrect$ \r\n....", cut, wanted))
                    .isEqualTo(Match.of(0, "Login ", "incorrect", List.of()));
            assertThat(inTwo("Login correct$ \r\n......", cut, wanted))
                    .isEqualTo(Match.of(2, "Login cor", "rect", List.of()));
            assertThat(inTwo("Last login: never\r\n$ ..", cut, wanted))
                    .isEqualTo(Match.of(3, "", "Last login: never", List.of()));
        }
    }

    @Test
    void ofTwoThatEndTogetherTheFirstNamedWins() throws Exception {
        assertThat(once("password: ", text("word: "), text("password: ")).which())
                .isZero();
        assertThat(once("password: ", text("password: "), text("word: ")).which())
                .isZero();
        assertThat(once("bye", end(), text("bye")).which()).isEqualTo(1);
    }

    /** Found by the fuzz test: the mark comes behind the end of the line, and may come later. */
    @Test
    void aTextIsCompleteBeforeTheMarkBehindIt() throws Exception {
        for (boolean isLate : new boolean[] {false, true}) {
            buffer = new ExpectBuffer(UTF_8, CAP, 4096);
            Search search = buffer.search(List.of(Expectation.promptMark(), line()));
            append("a\n");
            Optional<Match> early = isLate ? search.poll() : Optional.empty();
            buffer.mark();
            assertThat(early.isPresent() ? early : search.poll()).contains(Match.of(1, "", "a", List.of()));
        }
    }

    @Test
    void takesOneLineAfterTheOtherWithEitherEnd() throws Exception {
        append("one\r\ntwo\n\r\nthree\r\r\nrest");
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            lines.add(buffer.search(List.of(line())).poll().orElseThrow().text());
        }
        assertThat(lines).containsExactly("one", "two", "", "three");
        Search search = buffer.search(List.of(line(), end()));
        assertThat(search.poll()).isEmpty();
        buffer.end();
        assertThat(search.poll()).contains(Match.of(1, "rest", "", List.of()));
    }

    @Test
    void givesTheGroupsOfAPatternAndAnEmptyTextForOneThatTookNoPart() throws Exception {
        Match match = once("you have 12 new mails\r\n$ ", pattern(Pattern.compile("(\\d+) (old )?(new )?mails")));
        assertThat(match).isEqualTo(Match.of(0, "you have ", "12 new mails", List.of("12", "", "new ")));
        assertThat(buffer.take()).isEqualTo("\r\n$ ");
    }

    @Test
    void aPatternAndATextTogetherAreDecidedByWhereTheyEnd() throws Exception {
        assertThat(once("ab1$ c22# ", pattern(Pattern.compile("\\d\\d# ")), text("$ "))
                        .which())
                .isEqualTo(1);
        assertThat(once("c22# ab1$ ", text("$ "), pattern(Pattern.compile("\\d\\d# ")), text("nothing"))
                        .which())
                .isEqualTo(1);
        assertThat(once("x", pattern(Pattern.compile("")), text("x"), line()).which())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16BE", "Shift_JIS", "GB18030", "EUC-JP", "ISO-2022-JP", "Big5"})
    void decodesCharactersThatAreCutAnywhere(String charset) throws Exception {
        Charset used = Charset.forName(charset);
        String text = charset.equals("Big5") ? "中文abc終" : "日本語 abc 終";
        byte[] bytes = text.getBytes(used);
        for (int cut = 0; cut <= bytes.length; cut++) {
            buffer = new ExpectBuffer(used, CAP, 4096);
            buffer.append(bytes, 0, cut);
            buffer.append(bytes, cut, bytes.length);
            buffer.end();
            assertThat(buffer.take()).as("cut at %d", cut).isEqualTo(text);
        }
    }

    @Test
    void malformedBytesAreTheSameHoweverTheyAreCut() throws Exception {
        byte[] bytes = bytes(0xe2, 0x82, 'a', 0xff, 0xf0, 0x9f, 0x98, 0x80, 0xc3, 0x28, 0xe2, 0x82);
        String whole = new String(bytes, UTF_8);
        for (int cut = 0; cut <= bytes.length; cut++) {
            buffer = new ExpectBuffer(UTF_8, CAP, 4096);
            buffer.append(bytes, 0, cut);
            buffer.append(bytes, cut, bytes.length);
            buffer.end();
            assertThat(buffer.take()).as("cut at %d", cut).isEqualTo(whole);
        }
    }

    @Test
    void aFailureSaysWhatWasExpectedAndTheLastBytesThatCame() throws Exception {
        append("x".repeat(5000) + "Grüße\r\n");
        buffer.append(bytes(0x1b, '[', '2', 'J', 0xff, 0xc3), 0, 6);
        Search search =
                buffer.search(List.of(text("login: "), text("\u001b]"), line(), pattern(Pattern.compile("a+"))));
        assertThat(search.poll().orElseThrow().which()).isEqualTo(2);
        Search next = buffer.search(List.of(text("login: "), text("\u001b]"), pattern(Pattern.compile("a+"))));
        buffer.end();
        assertThatThrownBy(next::poll)
                .isInstanceOf(Hangup.class)
                .hasMessage("hung up: the peer closed: expected \"login: \" or \"\\x1b]\" or /a+/, got ...\""
                        + "x".repeat(200 - 15) + "Grüße\\x0d\\x0a\\x1b[2J\\xff\\xc3\"");
    }

    @Test
    void aFailureBeforeAnyByteSaysNothing() {
        Search search = buffer.search(List.of(text("220 "), end()));
        assertThat(search.describe()).isEqualTo("expected \"220 \" or end of input, got nothing");
    }

    @Test
    void unmatchedTextMayReachItsCapAndNotOneMore() throws Exception {
        buffer = new ExpectBuffer(UTF_8, 1000, 4096);
        Search search = buffer.search(List.of(text("never")));
        append("x".repeat(1000));
        assertThat(search.poll()).isEmpty();
        assertThat(buffer.isFull()).isFalse();
        append("x");
        assertThat(buffer.isFull()).isTrue();
        assertThat(buffer.take()).hasSize(1001);
        assertThat(buffer.isFull()).isFalse();
        append("matched beyond the cap ".repeat(50) + "now");
        assertThat(buffer.search(List.of(text("now"))).poll()).isPresent();
        assertThat(buffer.length()).isZero();
    }

    @Test
    void aSearchThatIsOverSaysSo() throws Exception {
        Search first = buffer.search(List.of(line()));
        Search second = buffer.search(List.of(line()));
        append("a\nb\n");
        assertThatThrownBy(first::poll).isInstanceOf(IllegalStateException.class);
        assertThat(second.poll()).isPresent();
        assertThatThrownBy(second::poll).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> buffer.search(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void fiveMegabytesInSmallPiecesAreSearchedOnceAndNotAgainForEachPiece() throws Exception {
        byte[] piece = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa".getBytes(UTF_8);
        int pieces = 5_000_000 / piece.length;
        Search search = buffer.search(List.of(text("a".repeat(1000) + "b"), text("$ "), line()));
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            int looked = 0;
            for (int i = 0; i < pieces; i++) {
                int before = search.searched();
                buffer.append(piece, 0, piece.length);
                assertThat(search.poll()).isEmpty();
                looked += search.searched() - before;
            }
            assertThat(looked).isEqualTo(pieces * piece.length);
            append("b");
            Match match = search.poll().orElseThrow();
            assertThat(match.which()).isZero();
            assertThat(match.before()).hasSize(pieces * piece.length - 1000);
        });
    }

    @Test
    void manyMatchesInOneLongTextDoNotCopyTheRestEachTime() throws Exception {
        append("line\r\n".repeat(200_000));
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            for (int i = 0; i < 200_000; i++) {
                assertThat(buffer.search(List.of(line())).poll().orElseThrow().text())
                        .isEqualTo("line");
            }
        });
        assertThat(buffer.length()).isZero();
    }

    @Test
    void findsWhatAPlainSearchFinds() throws Exception {
        Random random = new Random(1977);
        for (int round = 0; round < 5000; round++) {
            String text = random(random, 60);
            String wanted = random(random, 5) + "a";
            buffer = new ExpectBuffer(StandardCharsets.US_ASCII, CAP, 4096);
            Search search = buffer.search(List.of(text(wanted)));
            Optional<Match> match = Optional.empty();
            for (int at = 0; at < text.length() && match.isEmpty(); at += 3) {
                append(text.substring(at, Math.min(at + 3, text.length())));
                match = search.poll();
            }
            assertThat(match.map(m -> m.before().length()).orElse(-1))
                    .as("%s in %s", wanted, text)
                    .isEqualTo(text.indexOf(wanted));
        }
    }

    private Match inTwo(String all, int cut, List<Expectation> wanted) throws Exception {
        buffer = new ExpectBuffer(UTF_8, CAP, 4096);
        Search search = buffer.search(wanted);
        append(all.substring(0, cut));
        Optional<Match> early = search.poll();
        if (early.isPresent()) {
            return early.get();
        }
        append(all.substring(cut));
        return search.poll().orElseThrow();
    }

    private Match once(String text, Expectation... wanted) throws Exception {
        buffer = new ExpectBuffer(UTF_8, CAP, 4096);
        append(text);
        return buffer.search(List.of(wanted)).poll().orElseThrow();
    }

    private void append(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        buffer.append(bytes, 0, bytes.length);
    }

    private static byte[] bytes(int... octets) {
        byte[] bytes = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            bytes[i] = (byte) octets[i];
        }
        return bytes;
    }

    private static String random(Random random, int most) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(most);
        for (int i = 0; i < length; i++) {
            text.append(random.nextBoolean() ? 'a' : 'b');
        }
        return text.toString();
    }
}
