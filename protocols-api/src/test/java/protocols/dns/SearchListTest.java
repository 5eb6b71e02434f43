package protocols.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SearchListTest {

    private static final SearchList LIST = SearchList.of("a.example", "b.example");

    private static List<String> candidates(SearchList list, String name) {
        return list.candidates(name).stream().map(Name::toString).toList();
    }

    @Test
    void aNameWithoutADotIsTriedAsItIsLast() {
        assertThat(candidates(LIST, "host")).containsExactly("host.a.example.", "host.b.example.", "host.");
    }

    @Test
    void aNameWithEnoughDotsIsTriedAsItIsFirst() {
        assertThat(candidates(LIST, "www.host"))
                .containsExactly("www.host.", "www.host.a.example.", "www.host.b.example.");
        assertThat(candidates(LIST.ndots(2), "www.host"))
                .containsExactly("www.host.a.example.", "www.host.b.example.", "www.host.");
        assertThat(candidates(LIST.ndots(0), "host")).startsWith("host.");
    }

    @Test
    void aDotAtTheEndMakesANameWhole() {
        assertThat(candidates(LIST, "host.")).containsExactly("host.");
        assertThat(candidates(LIST, ".")).containsExactly(".");
        assertThat(candidates(LIST, "host\\.")).containsExactly("host\\..a.example.", "host\\..b.example.", "host\\..");
    }

    @Test
    void noNameIsTriedTwice() {
        assertThat(candidates(SearchList.of("a.example", "A.EXAMPLE", "."), "host"))
                .containsExactly("host.a.example.", "host.");
        assertThat(candidates(SearchList.NONE, "host")).containsExactly("host.");
    }

    @Test
    void aNameThatWouldBeTooLongIsLeftOut() {
        String label = "x".repeat(63);
        String name = label + "." + label + "." + label + "." + "y".repeat(60);
        assertThat(candidates(LIST, name)).containsExactly(name + ".");
    }

    @Test
    void ndotsHasACap() {
        assertThat(LIST.ndots(15).ndots()).isEqualTo(15);
        assertThatThrownBy(() -> LIST.ndots(16)).isInstanceOf(IllegalArgumentException.class);
    }
}
