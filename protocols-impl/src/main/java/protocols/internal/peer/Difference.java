package protocols.internal.peer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Optional;
import protocols.Transcript;
import protocols.Transcript.Entry;

/** What was said otherwise, and the lines around it, for whoever has to find out why. */
final class Difference {

    private static final int AROUND = 3;

    /** Characters shown of a line. */
    private static final int SHOWN = 200;

    private Difference() {}

    static String of(Stage stage, Player player, String why) {
        Optional<Cue> due = player.due();
        int channel = due.map(Cue::channel).orElse(player.scene().main());
        Inbox in = player.unheard(player.channelOf(due));
        Optional<HeadPattern.Lacking> lacking = due.flatMap(player::lacking);
        StringBuilder out = new StringBuilder(why);
        if (!in.isEmpty()) {
            String mark = "\n  " + (channel == 1 ? "C: " : "C" + channel + ": ");
            out.append(':').append(mark).append(brief(player.shown(in.first(in.firstLine()))));
            lacking.ifPresent(field -> out.append(field.said()
                    .map(line -> mark + brief(player.shown((line + "\r\n").getBytes(ISO_8859_1))))
                    .orElse("\n  and no such field")));
        }
        out.append(due.isPresent() ? "\nwhere the transcript has\n" : "\nafter\n");
        List<Entry> script = stage.script(player);
        int at = place(script, due.map(Cue::entry));
        return out.append(around(
                        script, lacking.map(field -> place(script, at, field)).orElse(at)))
                .toString();
    }

    private static int place(List<Entry> script, int head, HeadPattern.Lacking field) {
        int at = head;
        while (at < script.size()
                && !(script.get(at) instanceof Transcript.Said said
                        && said.text().equals(field.text()))) {
            at++;
        }
        return at;
    }

    private static String brief(String line) {
        return line.length() <= SHOWN
                ? line
                : line.substring(0, SHOWN) + "... and " + (line.length() - SHOWN) + " more";
    }

    /** What is to be said of a client that says what is not due. */
    static String otherwise(Optional<Cue> due) {
        boolean leaves = due.isPresent() && due.get().kind() == Cue.Kind.LEAVE;
        String more = leaves ? "the client did not close, but says more" : "the client says something else";
        return due.isPresent() ? more : "the client says more than the transcript";
    }

    static String of(Scene scene) {
        return around(scene.script(), 0);
    }

    /** The very entry, of several that look the same. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(Entry one, Entry other) {
        return one == other;
    }

    private static int place(List<Entry> script, Optional<Entry> due) {
        int at = 0;
        while (at < script.size() && (due.isEmpty() || !isSame(script.get(at), due.get()))) {
            at++;
        }
        return at;
    }

    private static String around(List<Entry> script, int at) {
        StringBuilder out = new StringBuilder();
        for (int i = Math.max(0, at - AROUND); i < Math.min(script.size(), at + AROUND + 1); i++) {
            out.append(i == at ? "> " : "  ")
                    .append(brief(script.get(i).line()))
                    .append('\n');
        }
        return out.toString().stripTrailing();
    }
}
