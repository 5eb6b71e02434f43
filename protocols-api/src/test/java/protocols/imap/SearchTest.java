package protocols.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import protocols.spi.SearchPart;

class SearchTest {

    @Test
    void keysAreJoinedInTheOrderOfTheCalls() {
        Search search = Search.flagged()
                .and(Search.since(LocalDate.of(1994, 2, 1)))
                .and(Search.from("Smith").not());

        assertThat(search).hasToString("FLAGGED SINCE 1-Feb-1994 NOT (FROM \"Smith\")");
        assertThat(search)
                .isEqualTo(Search.flagged()
                        .and(Search.since(LocalDate.of(1994, 2, 1))
                                .and(Search.from("Smith").not())));
    }

    @Test
    void everythingIsAllAndNarrowsNothing() {
        assertThat(Search.all()).hasToString("ALL");
        assertThat(Search.all().and(Search.all())).isEqualTo(Search.all());
        assertThat(Search.all().and(Search.seen())).isEqualTo(Search.seen());
        assertThat(Search.all().not()).hasToString("NOT (ALL)");
        assertThat(Search.all().or(Search.unseen().and(Search.larger(5)))).hasToString("OR (ALL) (UNSEEN LARGER 5)");
    }

    @Test
    void whatIsPutTogetherStaysInItsParentheses() {
        Search either = Search.from("a").or(Search.to("b"));

        assertThat(either.not().and(Search.draft())).hasToString("NOT (OR (FROM \"a\") (TO \"b\")) DRAFT");
        assertThat(either.or(Search.cc("c"))).hasToString("OR (OR (FROM \"a\") (TO \"b\")) (CC \"c\")");
    }

    @Test
    void numbersAndUidsAndKeywords() {
        Search search = Search.numbers(SequenceSet.range(1, 9))
                .and(Search.uid(UidSet.from(7)))
                .and(Search.keyword(Flag.of("$Junk")));

        assertThat(search).hasToString("1:9 UID 7:* KEYWORD $Junk");
    }

    @Test
    void textIsNeverPartOfTheGrammar() {
        Search search = Search.subject("a\" SEEN \"\r\nX LOGOUT");

        assertThat(search.parts())
                .containsExactly(SearchPart.words("SUBJECT"), SearchPart.sought("a\" SEEN \"\r\nX LOGOUT"));
        assertThat(search).hasToString("SUBJECT \"a\\\" SEEN \\\"\\x0d\\x0aX LOGOUT\"");
    }

    @Test
    void mistakesOfTheCallerAreRefused() {
        assertThatThrownBy(() -> Search.text("a\0")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Search.header("a\0", "b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Search.uid(UidSet.EMPTY)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Search.numbers(SequenceSet.EMPTY)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Search.keyword(Flag.SEEN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Search.larger(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Search.on(LocalDate.of(10_000, 1, 1))).isInstanceOf(IllegalArgumentException.class);
    }
}
