package protocols.internal.peer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.Script;
import protocols.Transcript;
import protocols.spi.ScriptParts;

/** Which scene is played to which of several clients, that all speak before any is answered. */
class StageTest {

    /** Players of scenes that begin alike and go on with A, B, C, and so on. */
    private static List<Player> players(int count) {
        List<Transcript> scenes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            scenes.add(Transcript.parse("C: " + word(i) + "\nS: to " + word(i) + "\n"));
        }
        Stage stage = new Stage(parts(scenes));
        List<Player> players = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            players.add(stage.play(scene -> true, entry -> {}).orElseThrow());
        }
        return players;
    }

    private static ScriptParts parts(List<Transcript> scenes) {
        return new ScriptParts(
                scenes,
                false,
                new ScriptParts.Rules(List.of(), List.of(), false, false),
                new ScriptParts.Server(
                        false,
                        List.of(),
                        Duration.ofSeconds(5),
                        new ScriptParts.Delivery(Script.Pieces.LINES, Duration.ZERO, List.of(), Optional.empty())));
    }

    private static String word(int i) {
        return String.valueOf((char) ('A' + i));
    }

    private static void says(Player player, String text) {
        byte[] bytes = (text + "\r\n").getBytes(ISO_8859_1);
        player.said(player.channelOf(Optional.empty()), bytes, 0, bytes.length);
    }

    /** Each client says what belongs to the scene of the next one, so that no two can exchange theirs. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 7})
    void aRingOfClientsEachFindsItsOwn(int count) {
        List<Player> players = players(count);
        for (int i = 0; i < count; i++) {
            says(players.get(i), word((i + 1) % count));
        }
        for (int i = 0; i < count; i++) {
            assertThat(players.get(i).next(Ports.AS_RECORDED).text()).isEqualTo("to " + word((i + 1) % count));
        }
    }

    @Test
    void whatNobodyHasIsAMismatchAndChangesNothing() {
        List<Player> players = players(3);
        says(players.get(0), "Z");
        says(players.get(1), "B");
        says(players.get(2), "C");
        assertThatThrownBy(() -> players.get(0).next(Ports.AS_RECORDED)).isInstanceOf(Transcript.Mismatch.class);
        assertThat(players.get(1).next(Ports.AS_RECORDED).text()).isEqualTo("to B");
        assertThat(players.get(2).next(Ports.AS_RECORDED).text()).isEqualTo("to C");
    }

    /** The other scene waits for its client on a second channel, and does not come to what was said on the first. */
    @Test
    void aSceneThatWaitsElsewhereIsLookedThroughToo() {
        Transcript elsewhere = Transcript.parse(
                """
                        C: EPSV
                        S: 229 at (|||5|)
                        *2 closed
                        C: LIST
                        *2 connected a:5 tcp
                        """);
        Stage stage = new Stage(parts(List.of(Transcript.parse("C: A\nS: to A\n"), elsewhere)));
        Player player = stage.play(scene -> true, entry -> {}).orElseThrow();
        says(player, "EPSV");
        says(player, "LIST");
        assertThat(player.next(Ports.AS_RECORDED).text()).startsWith("229 ");
        assertThat(player.next(Ports.AS_RECORDED).kind()).isEqualTo(Move.Kind.LEAVE);
    }
}
