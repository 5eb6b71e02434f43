package protocols.internal.peer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import protocols.Transcript;
import protocols.Transcript.Entry;
import protocols.Transcript.Side;
import protocols.spi.ScriptParts;

/** Makes scenes of a script: finds out which connections are a client's own and which carry data for another. */
final class SceneReader {

    /** The number of the client's connection in a rule. */
    static final int RULE = 1;

    private final ScriptParts script;
    private final List<Draft> drafts = new ArrayList<>();
    private final List<Draft> current = new ArrayList<>();
    private final Map<Integer, Draft> byChannel = new HashMap<>();
    private int place;

    private Set<String> tags = Set.of();

    private SceneReader(ScriptParts script) {
        this.script = script;
    }

    /** The scenes of a script, in the order of their first words. */
    static List<Scene> scenes(ScriptParts script) {
        SceneReader reader = new SceneReader(script);
        for (Transcript transcript : script.scenes()) {
            reader.byChannel.clear();
            reader.current.clear();
            reader.tags = Draft.tags(transcript.entries());
            int before = reader.drafts.size();
            reader.read(transcript.entries());
            if (reader.drafts.size() == before) {
                // Nothing but rules is played.
                reader.begun(1);
            }
        }
        return reader.drafts.stream().map(Draft::scene).toList();
    }

    /** What is answered whenever it is asked. */
    static List<Scene> rules(ScriptParts script, boolean tagged) {
        List<Scene> rules = new ArrayList<>();
        for (Transcript dialogue : script.rules().dialogues()) {
            Draft draft = new Draft(RULE, script.rules(), tagged, Draft.tags(dialogue.entries()));
            int place = 0;
            for (Entry entry : dialogue.entries()) {
                requireKept(entry);
                if (!(entry instanceof Transcript.Note)) {
                    draft.add(entry, place++);
                }
            }
            rules.add(draft.scene());
        }
        return rules;
    }

    private void read(List<Entry> entries) {
        for (Entry entry : entries) {
            requireKept(entry);
            if (!(entry instanceof Transcript.Note)) {
                draft(entry).add(entry, place++);
            }
        }
    }

    private static void requireKept(Entry entry) {
        if (entry instanceof Transcript.Dropped) {
            throw new IllegalStateException("the transcript is not whole: " + entry.line());
        }
        if (entry instanceof Transcript.Omitted omitted && omitted.by() == Side.SERVER) {
            throw new IllegalStateException("the transcript does not hold the body: " + entry.line());
        }
    }

    private Draft draft(Entry entry) {
        int channel = entry.channel();
        Draft known = byChannel.get(channel);
        boolean opens = entry instanceof Transcript.Opened;
        if (known != null && !(opens && known.main() == channel && !known.isEmpty())) {
            return known;
        }
        if (known != null) {
            byChannel.values().removeIf(known::equals);
            current.remove(known);
        }
        Optional<Draft> control = known == null ? controlOf(entry) : Optional.empty();
        Draft draft = control.orElseGet(() -> begun(channel));
        byChannel.put(channel, draft);
        return draft;
    }

    private Draft begun(int channel) {
        Draft draft = new Draft(channel, script.rules(), false, tags);
        drafts.add(draft);
        current.add(draft);
        return draft;
    }

    /** The connection on which the address of a new one was told last, if that leads elsewhere. */
    private Optional<Draft> controlOf(Entry entry) {
        Optional<String> target =
                entry instanceof Transcript.Opened opened && !opened.target().isEmpty()
                        ? Optional.of(opened.target())
                        : Optional.empty();
        Optional<Draft> control = Optional.empty();
        for (Draft draft : current) {
            boolean later =
                    control.isEmpty() || draft.awaitsData() > control.get().awaitsData();
            if (draft.announces()
                    && later
                    && (target.isEmpty() || !draft.target().equals(target))) {
                control = Optional.of(draft);
            }
        }
        return control;
    }
}
