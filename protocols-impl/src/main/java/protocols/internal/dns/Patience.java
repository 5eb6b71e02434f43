package protocols.internal.dns;

import org.jspecify.annotations.Nullable;

/**
 * Who waits until when. All that wait equally long stand in one lane, so that the first of a lane is the first to give
 * up, and neither coming nor going costs more the more there are.
 */
final class Patience {

    static final int NONE = -1;

    private final @Nullable Flight[] first;
    private final @Nullable Flight[] last;

    Patience(int lanes) {
        first = new Flight[lanes];
        last = new Flight[lanes];
    }

    /** From the back, as only what has little time left at its end must go before others. */
    void add(Flight flight, int lane) {
        Flight before = last[lane];
        while (before != null && before.due - flight.due > 0) {
            before = before.before;
        }
        Flight behind = before == null ? first[lane] : before.behind;
        flight.lane = lane;
        flight.before = before;
        flight.behind = behind;
        link(before, flight, lane);
        linkBack(behind, flight, lane);
    }

    /** Whether it waited. */
    boolean remove(Flight flight) {
        if (flight.lane == NONE) {
            return false;
        }
        link(flight.before, flight.behind, flight.lane);
        linkBack(flight.behind, flight.before, flight.lane);
        flight.lane = NONE;
        flight.before = null;
        flight.behind = null;
        return true;
    }

    private void link(@Nullable Flight before, @Nullable Flight behind, int lane) {
        if (before == null) {
            first[lane] = behind;
        } else {
            before.behind = behind;
        }
    }

    private void linkBack(@Nullable Flight behind, @Nullable Flight before, int lane) {
        if (behind == null) {
            last[lane] = before;
        } else {
            behind.before = before;
        }
    }

    /** The first to give up, of all that wait. */
    @Nullable
    Flight first() {
        Flight found = null;
        for (Flight one : first) {
            if (one != null && (found == null || one.due - found.due < 0)) {
                found = one;
            }
        }
        return found;
    }
}
