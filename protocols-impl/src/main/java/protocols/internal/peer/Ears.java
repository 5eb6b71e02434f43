package protocols.internal.peer;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** What a client has said on the channels of one connection, which the client and the scene may call otherwise. */
final class Ears {

    /** What the client's connection is called, whichever scene is played on it. */
    private final int number;

    /** What the scene calls it. */
    private int main;

    private final Map<Integer, Inbox> inboxes = new HashMap<>();

    Ears(int number, int main) {
        this.number = number;
        this.main = main;
    }

    /** What a channel of the client is called in the scene. */
    int inner(int channel) {
        return channel == number ? main : channel;
    }

    /** What a channel of the scene is called by the client. */
    int outer(int channel) {
        return channel == main ? number : channel;
    }

    /** Of a channel of the scene. */
    Inbox inbox(int channel) {
        return inboxes.computeIfAbsent(channel, fresh -> new Inbox());
    }

    /** Whether there is something that nothing has taken. */
    boolean hasUnheard() {
        return inboxes.values().stream().anyMatch(in -> !in.isEmpty());
    }

    /** Gives that away line by line, with the client's name of its channel. */
    void empty(BiConsumer<Integer, byte[]> line) {
        new TreeMap<>(inboxes).forEach((channel, in) -> {
            while (!in.isEmpty()) {
                line.accept(outer(channel), in.take(in.firstLine()));
            }
        });
    }

    void become(Ears other) {
        main = other.main;
        inboxes.clear();
        inboxes.putAll(other.inboxes);
    }
}
