package protocols;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import protocols.Batch.Fate;

/** What became of many things: each once, in order, and none lost. */
class BatchTest {

    private static final WireException NO = new WireException.Refused(Reply.of("550", "No such file"));

    @Test
    void aThingAskedForTwiceHasTwoFates() {
        Batch<String, Integer> batch = Batch.of(List.of(Fate.done("a", 1), Fate.done("b", 2), Fate.refused("a", NO)));
        assertThat(batch).extracting(Fate::key).containsExactly("a", "b", "a");
        assertThat(batch.done()).containsExactly(java.util.Map.entry("a", 1), java.util.Map.entry("b", 2));
        assertThat(batch.refused()).containsOnlyKeys("a");
        assertThat(batch.get("a")).contains(1);
        assertThat(batch.isComplete()).isFalse();
    }

    @Test
    void whatWasSentAndWhatWasNotAreToldApart() {
        Batch<String, Integer> batch =
                Batch.of(List.of(Fate.done("a", 1), Fate.unknown("b"), Fate.untried("c"), Fate.untried("d")));
        assertThat(batch.unknown()).containsExactly("b");
        assertThat(batch.untried()).containsExactly("c", "d");
        assertThat(batch.isComplete()).isFalse();
        assertThat(batch).hasToString("a: DONE: 1\nb: UNKNOWN\nc: UNTRIED\nd: UNTRIED");
    }

    @Test
    void theFirstRefusalIsThrownWithAllThatBecame() throws WireException {
        Batch<String, Integer> whole = Batch.of(List.of(Fate.done("a", 1)));
        assertThat(whole.orThrow()).isSameAs(whole);
        WireException no = new WireException.Refused(Reply.of("550", "No such file"));
        Batch<String, Integer> part = Batch.of(List.of(Fate.done("a", 1), Fate.refused("b", no)));
        WireException thrown = catchThrowableOfType(WireException.class, part::orThrow);
        assertThat(thrown).isSameAs(no);
        assertThat(thrown.batch()).isEqualTo(part);
    }

    @Test
    void nothingToDoIsWhole() throws WireException {
        assertThat(Batch.<String, Integer>empty().orThrow().isComplete()).isTrue();
        assertThat(Batch.of(List.of())).isEmpty();
        assertThat(new WireException.Unsupported("x").batch()).isEmpty();
    }
}
