package protocols.internal.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import protocols.Script;
import protocols.Transcript;
import protocols.internal.peer.Cue.Kind;
import protocols.spi.ScriptParts;

/** Which connections of a transcript are a client's own, and which carry data; what is said in which order. */
class SceneReaderTest {

    @Test
    void aPassiveConnectionBelongsToItsControlConnection() {
        for (String reply : List.of("227 at (127,0,0,1,4,5)", "229 at (|||5|)")) {
            List<Scene> scenes = scenes("C: EPSV\nS: " + reply + "\nC: LIST\nS2: a\n*2 closed by peer\nS: 226 ok\n");
            assertThat(scenes).hasSize(1);
            assertThat(kinds(scenes.get(0)))
                    .containsExactly(Kind.HEAR, Kind.SAY, Kind.HEAR, Kind.ACCEPT, Kind.SAY, Kind.CLOSE, Kind.SAY);
            assertThat(scenes.get(0).cues().get(1).listens()).isEqualTo(2);
        }
    }

    @Test
    void anActiveConnectionIsThePeersToMake() {
        List<Scene> scenes = scenes("C: PORT 127,0,0,1,4,5\nS: 200 ok\nC: STOR x\nC2|\nS: 226 ok\n");
        assertThat(scenes).hasSize(1);
        assertThat(kinds(scenes.get(0)))
                .containsExactly(Kind.HEAR, Kind.SAY, Kind.HEAR, Kind.CONNECT, Kind.WHOLE_BODY, Kind.LEAVE, Kind.SAY);
    }

    @Test
    void ofTwoControlConnectionsTheOneThatWaitsHasTheData() {
        List<Scene> scenes = scenes(
                """
                * connected ftp:21 tcp
                C: PASV
                S: 227 at (127,0,0,1,4,5)
                *2 connected ftp:21 tcp
                C2: PASV
                S2: 227 at (127,0,0,1,4,6)
                *4 connected ftp:1030 tcp
                S4: of two
                *3 connected ftp:1029 tcp
                S3: of one
                C2: PASV
                S2: 227 at (127,0,0,1,4,7)
                *5 connected ftp:1031 tcp
                S5: of two again
                """);
        assertThat(scenes.stream().map(SceneReaderTest::channels)).containsExactly(List.of(1, 3), List.of(2, 4, 5));
    }

    @Test
    void connectionsOfHttpAreScenesOfTheirOwn() {
        assertThat(scenes(
                        "C: GET /1 HTTP/1.1\nC:\nC2: GET /2 HTTP/1.1\nC2:\nS2: HTTP/1.1 200 OK\nS: HTTP/1.1 200 OK\n"))
                .extracting(Scene::main)
                .containsExactly(1, 2);
    }

    @Test
    void aNumberThatIsOpenedAgainIsAnotherScene() {
        assertThat(scenes("* connected a:1 tcp\nS: x\n* closed\n* connected a:1 tcp\nS: y\n"))
                .hasSize(2);
    }

    @Test
    void eachReplyOfABatchFollowsItsCommand() {
        assertThat(words("C: MAIL\nC: RCPT\nC: DATA\nS: 250 a\nS: 250-b\nS: 250 b\nS: 354 c\n"))
                .containsExactly("MAIL", "250 a", "RCPT", "250-b", "250 b", "DATA", "354 c");
        assertThat(words("S: +OK\nC: DELE 1\nC: DELE 2\nS: +OK\nS: -ERR\n"))
                .containsExactly("+OK", "DELE 1", "+OK", "DELE 2", "-ERR");
        assertThat(words("S: * OK hi\nC: a1 X\nC: a2 Y\nS: * 1 EXISTS\nS: a1 OK\nS: a2 OK\n"))
                .containsExactly("* OK hi", "a1 X", "* 1 EXISTS", "a1 OK", "a2 Y", "a2 OK");
    }

    @Test
    void whatIsNoBatchStaysAsItIs() {
        for (String text : List.of(
                "C: RETR 1\nC: RETR 2\nS: +OK\nS: one\nS: .\nS: +OK\nS: two\nS: .\n",
                "C: A\nC: B\nS: 250 a\n",
                "C: A\nC: B\nS: 250-a\nS: 250-b\n",
                "S: 220 a\nC: A\nS: 250 x\nS: 250 y\n")) {
            List<String> asWritten = text.lines().map(line -> line.substring(3)).toList();
            assertThat(words(text)).as(text).isEqualTo(asWritten);
        }
    }

    @Test
    void aBatchBeforeADataConnectionKeepsIt() {
        List<Scene> scenes =
                scenes("C: EPSV\nC: LIST\nS: 229 at (|||5|)\n*2 connected a:5 tcp\nS: 150 ok\nS2: x\nS: 226 ok\n");
        assertThat(kinds(scenes.get(0)))
                .containsExactly(Kind.HEAR, Kind.SAY, Kind.ACCEPT, Kind.HEAR, Kind.SAY, Kind.SAY, Kind.SAY);
    }

    private static List<Integer> channels(Scene scene) {
        return scene.cues().stream().map(Cue::channel).distinct().sorted().toList();
    }

    private static List<Kind> kinds(Scene scene) {
        return scene.cues().stream().map(Cue::kind).toList();
    }

    private static List<String> words(String text) {
        return scenes(text).get(0).cues().stream()
                .map(cue -> ((Transcript.Said) cue.entry()).text())
                .toList();
    }

    private static List<Scene> scenes(String text) {
        ScriptParts.Delivery delivery =
                new ScriptParts.Delivery(Script.Pieces.LINES, Duration.ZERO, List.of(), Optional.empty());
        return SceneReader.scenes(new ScriptParts(
                List.of(Transcript.parse(text)),
                false,
                new ScriptParts.Rules(List.of(), List.of(), false, false),
                new ScriptParts.Server(false, List.of(), Duration.ofSeconds(5), delivery)));
    }
}
