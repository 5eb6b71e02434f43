package protocols.internal.telnet;

import java.util.List;
import java.util.Optional;

/** Finds the mark behind a prompt. */
final class MarkFinder implements Finder {

    private int length;

    @Override
    public Optional<Found> find(UnreadText text, int to, boolean thoroughly) {
        length = text.length();
        int mark = text.marks().first();
        return mark < 0 || mark > to ? Optional.empty() : Optional.of(new Found(mark, mark, List.of()));
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
