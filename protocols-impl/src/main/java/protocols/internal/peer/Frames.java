package protocols.internal.peer;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What is played now, and behind it what goes on afterwards: a rule, or an answer, interrupts a scene. */
final class Frames {

    private final Deque<Frame> all = new ArrayDeque<>();

    private static final class Frame {
        private final List<Cue> cues;
        private int at;

        Frame(List<Cue> cues, int at) {
            this.cues = cues;
            this.at = at;
        }

        List<Cue> left() {
            return cues.subList(at, cues.size());
        }
    }

    /** Plays these from the start on, before what was played goes on. */
    void push(List<Cue> cues, int at) {
        all.push(new Frame(cues, at));
    }

    /** Takes back the last {@link #push}. */
    void pop() {
        all.pop();
    }

    /** Whether the scene is interrupted. */
    boolean isWithin() {
        return all.size() > 1;
    }

    /** The cue that is due; empty if all was played. */
    Optional<Cue> due() {
        while (all.size() > 1 && all.peek().at == all.peek().cues.size()) {
            all.pop();
        }
        Frame frame = all.peek();
        return frame.at == frame.cues.size() ? Optional.empty() : Optional.of(frame.cues.get(frame.at));
    }

    /** Passes over the cue that is due. */
    void pass() {
        all.peek().at++;
    }

    /** Passes over all that is left. */
    void end() {
        all.forEach(frame -> frame.at = frame.cues.size());
    }

    /** What is left of the scene. */
    List<Cue> left() {
        return all.peekLast().left();
    }

    /** What is left of what is played now. */
    List<Cue> leftNow() {
        return all.peek().left();
    }

    /** Passes over questions, and what is answered to them, up to a cue that fits; false if none comes. */
    boolean skipTo(boolean tagged, Predicate<Cue> fits) {
        Frame frame = all.peek();
        int at = frame.at;
        while (at < frame.cues.size() && Questions.isQuestion(frame.cues.get(at), tagged)) {
            at = Questions.end(frame.cues, at + 1);
            if (at < frame.cues.size() && fits.test(frame.cues.get(at))) {
                frame.at = at;
                return true;
            }
        }
        return false;
    }

    void become(Frames other) {
        all.clear();
        all.addAll(other.all);
    }
}
