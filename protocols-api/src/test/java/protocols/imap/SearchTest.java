package protocols.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class SearchTest {

    @Test
    void keysAreJoinedInTheOrderOfTheCalls() {
        Search search = Search.all()
                .flagged()
                .since(LocalDate.of(1994, 2, 1))
                .not(Search.all().from("Smith"));

        assertThat(search).hasToString("FLAGGED SINCE 1-Feb-1994 NOT (FROM \"Smith\")");
    }

    @Test
    void everythingIsAll() {
        assertThat(Search.all()).hasToString("ALL");
        assertThat(Search.all().or(Search.all(), Search.all().unseen().larger(5)))
                .hasToString("OR (ALL) (UNSEEN LARGER 5)");
    }

    @Test
    void numbersAndUidsAndKeywords() {
        Search search =
                Search.all().numbers(UidSet.range(1, 9)).uid(UidSet.from(7)).keyword(Flag.of("$Junk"));

        assertThat(search).hasToString("1:9 UID 7:* KEYWORD $Junk");
    }

    @Test
    void textIsNeverPartOfTheGrammar() {
        Search search = Search.all().subject("a\" SEEN \"\r\nX LOGOUT");

        assertThat(search.parts())
                .containsExactly(new Search.Part.Words("SUBJECT"), new Search.Part.Sought("a\" SEEN \"\r\nX LOGOUT"));
        assertThat(search).hasToString("SUBJECT \"a\\\" SEEN \\\"\\x0d\\x0aX LOGOUT\"");
    }

    @Test
    void knowsWhetherItNeedsACharset() {
        assertThat(Search.all().from("a").isAscii()).isTrue();
        assertThat(Search.all().not(Search.all().body("Grüße")).isAscii()).isFalse();
    }

    @Test
    void mistakesOfTheCallerAreRefused() {
        assertThatThrownBy(() -> Search.all().text("a\0")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Search.all().uid(UidSet.EMPTY)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Search.all().keyword(Flag.SEEN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Search.all().larger(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Search.all().on(LocalDate.of(10_000, 1, 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
