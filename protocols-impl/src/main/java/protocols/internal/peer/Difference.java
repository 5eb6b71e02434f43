package protocols.internal.peer;

import java.util.List;
import java.util.Optional;
import protocols.Transcript.Entry;

/** What was said otherwise, and the lines around it, for whoever has to find out why. */
final class Difference {

    private static final int AROUND = 3;

    private Difference() {}

    static String of(Player player, String why) {
        Optional<Cue> due = player.due();
        int channel = due.map(Cue::channel).orElse(player.scene().main());
        Inbox in = player.unheard(player.channelOf(due));
        StringBuilder out = new StringBuilder(why);
        if (!in.isEmpty()) {
            out.append(":\n  ").append(channel == 1 ? "C: " : "C" + channel + ": ");
            out.append(Unheard.shown(in.first(in.firstLine())));
        }
        out.append(due.isPresent() ? "\nwhere the transcript has\n" : "\nafter\n");
        return out.append(around(player.scene().script(), due.map(Cue::entry))).toString();
    }

    /** What is to be said of a client that says what is not due. */
    static String otherwise(Optional<Cue> due) {
        boolean leaves = due.isPresent() && due.get().kind() == Cue.Kind.LEAVE;
        String more = leaves ? "the client did not close, but says more" : "the client says something else";
        return due.isPresent() ? more : "the client says more than the transcript";
    }

    static String of(Scene scene) {
        return around(scene.script(), scene.script().stream().findFirst());
    }

    /** The very entry, of several that look the same. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(Entry one, Entry other) {
        return one == other;
    }

    private static String around(List<Entry> script, Optional<Entry> due) {
        int at = 0;
        while (at < script.size() && (due.isEmpty() || !isSame(script.get(at), due.get()))) {
            at++;
        }
        StringBuilder out = new StringBuilder();
        for (int i = Math.max(0, at - AROUND); i < Math.min(script.size(), at + AROUND + 1); i++) {
            out.append(i == at ? "> " : "  ").append(script.get(i).line()).append('\n');
        }
        return out.toString().stripTrailing();
    }
}
