package protocols.internal.telnet;

import java.util.Optional;

/** Finds nothing in the text: what it waits for is no text. */
final class EndFinder implements Finder {

    private int length;

    @Override
    public Optional<Found> find(UnreadText text, int to, boolean thoroughly) {
        length = text.length();
        return Optional.empty();
    }

    @Override
    public int settled() {
        return length;
    }

    @Override
    public void shift(int count) {
        length -= count;
    }
}
