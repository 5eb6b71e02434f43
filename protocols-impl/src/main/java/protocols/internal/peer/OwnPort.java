package protocols.internal.peer;

import java.util.List;
import protocols.Transcript;
import protocols.spi.ScriptParts;

/** A script may name the port of the peer that serves it, which nobody knows before: {@code ${port}}, on either side. */
final class OwnPort {

    private static final String MARK = "${port}";

    private OwnPort() {}

    /** The script of a peer on this port. */
    static ScriptParts in(ScriptParts script, int port) {
        ScriptParts.Rules rules = script.rules();
        ScriptParts.Rules told =
                new ScriptParts.Rules(in(rules.dialogues(), port), rules.ignored(), rules.exact(), rules.asRecorded());
        return new ScriptParts(in(script.scenes(), port), script.forever(), told, script.server());
    }

    private static List<Transcript> in(List<Transcript> scenes, int port) {
        return scenes.stream()
                .map(scene -> new Transcript(scene.entries().stream()
                        .map(entry -> in(entry, Integer.toString(port)))
                        .toList()))
                .toList();
    }

    private static Transcript.Entry in(Transcript.Entry entry, String port) {
        return entry instanceof Transcript.Said said && said.text().contains(MARK)
                ? new Transcript.Said(
                        said.channel(), said.at(), said.by(), said.text().replace(MARK, port))
                : entry;
    }
}
