package protocols.ftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "* readme true",
                "* .profile false",
                ".* .profile true",
                "\\.* .profile true",
                "*.txt a.txt true",
                "*.txt a.txt.gz false",
                "a*b*c a1b2b3c true",
                "a*b*c a1b2b3d false",
                "a*b aab true",
                "**a** bab true",
                "? x true",
                "? xy false",
                "? \ud83d\ude00 true",
                "?? x false",
                "[abc] b true",
                "[abc] d false",
                "[a-c]x bx true",
                "[!a-c] d true",
                "[^a-c] b false",
                "[]x] ] true",
                "[!]x] ] false",
                "[a-] - true",
                "[a [a true",
                "[ [ true",
                "[] [] true",
                "x[ x[ true",
                "\\* * true",
                "\\* x false",
                "a\\ a\\ true",
                "A a false",
                "[z-a] b false",
                "*.[ch] main.c true",
                "x \udce9 false",
                "? \udce9 true",
                "[*] * true",
                "[*] x false"
            })
    void patternsMatchTheWholeName(String pattern, String name, boolean matches) {
        assertThat(Glob.of(pattern).matches(name)).isEqualTo(matches);
    }

    @Test
    void theEmptyNameMatchesStarsAlone() {
        assertThat(Glob.of("").matches("")).isTrue();
        assertThat(Glob.of("**").matches("")).isTrue();
        assertThat(Glob.of("?").matches("")).isFalse();
        assertThat(Glob.of("").matches("x")).isFalse();
    }

    @Test
    void aPatternIsToldFromAName() {
        assertThat(Glob.isPattern("a*")).isTrue();
        assertThat(Glob.isPattern("a?")).isTrue();
        assertThat(Glob.isPattern("[a]")).isTrue();
        assertThat(Glob.isPattern("a.txt")).isFalse();
    }

    @Test
    void manyStarsDoNotMultiply() {
        Glob glob = Glob.of("*a".repeat(200) + "b");
        String name = "a".repeat(20_000);
        assertTimeout(
                Duration.ofSeconds(5), () -> assertThat(glob.matches(name)).isFalse());
        Glob brackets = Glob.of("[".repeat(100_000));
        assertTimeout(
                Duration.ofSeconds(5), () -> assertThat(brackets.matches("x")).isFalse());
    }
}
