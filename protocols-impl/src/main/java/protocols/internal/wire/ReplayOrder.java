package protocols.internal.wire;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import protocols.Transcript;
import protocols.Transcript.Entry;
import protocols.Transcript.Side;

/** What the client has still to say in a recording, over all its connections: no peer says earlier what came after it. */
final class ReplayOrder {

    private final IdentityHashMap<Entry, Integer> places = new IdentityHashMap<>();
    private final Map<Integer, List<Integer>> unsaid = new HashMap<>();

    ReplayOrder(List<Entry> recording) {
        Map<Integer, Integer> last = new HashMap<>();
        for (int i = 0; i < recording.size(); i++) {
            Entry entry = recording.get(i);
            places.put(entry, i);
            if (isByClient(entry)) {
                unsaid.computeIfAbsent(entry.channel(), channel -> new ArrayList<>())
                        .add(i);
            }
            last.put(entry.channel(), i);
        }
        // The client's close, whether it was noted or not.
        last.forEach((channel, place) ->
                unsaid.computeIfAbsent(channel, none -> new ArrayList<>()).add(place));
    }

    static boolean isByClient(Entry entry) {
        return (entry instanceof Transcript.Said said && said.by() == Side.CLIENT)
                || (entry instanceof Transcript.Omitted omitted && omitted.by() == Side.CLIENT);
    }

    /** The client has said the next thing on a channel. */
    synchronized void said(int channel) {
        unsaid.computeIfPresent(channel, (number, left) -> left.subList(1, left.size()));
    }

    /** The client has closed a channel: nothing more will be said on it. */
    synchronized void closed(int channel) {
        unsaid.remove(channel);
    }

    /** Whether all has been said that stands before an entry on the other channels. */
    synchronized boolean isDue(Entry entry) {
        int place = places.getOrDefault(entry, 0);
        return unsaid.entrySet().stream()
                .filter(one -> one.getKey() != entry.channel())
                .allMatch(one -> one.getValue().isEmpty() || one.getValue().get(0) > place);
    }
}
