package protocols.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import protocols.peers.Gap;

/** Standard input as a person gives it who reads what is printed: each line once that is there which it answers. */
final class Typist extends InputStream {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration LOOK = Duration.ofMillis(5);

    /**
     * What is typed, and when.
     *
     * @param said what the other side has said last, or how its last line begins
     * @param typed lines, with LF between them
     */
    record Step(String said, String typed) {
        boolean isDue(String text) {
            String all = text.replace("\r", "").strip();
            return all.endsWith(said)
                    || all.substring(all.lastIndexOf('\n') + 1).startsWith(said);
        }
    }

    private final Deque<Step> steps;
    private final Supplier<String> seen;
    private byte[] line = {};
    private int at;

    /**
     * @param seen all that has been printed so far
     */
    Typist(List<Step> steps, Supplier<String> seen) {
        this.steps = new ArrayDeque<>(steps);
        this.seen = seen;
    }

    private boolean next() {
        if (at == line.length && !steps.isEmpty()) {
            Step step = steps.remove();
            long end = System.nanoTime() + LIMIT.toNanos();
            while (!step.isDue(seen.get()) && System.nanoTime() < end) {
                Gap.pass(LOOK);
            }
            line = (step.typed() + "\n").getBytes(UTF_8);
            at = 0;
        }
        return at < line.length;
    }

    @Override
    public int read() {
        return next() ? line[at++] & 0xff : -1;
    }

    /** No more than one line, as a terminal and most pipes give it. */
    @Override
    public int read(byte[] into, int offset, int length) {
        int count = 0;
        while (count < length && (count == 0 ? next() : at < line.length)) {
            into[offset + count++] = line[at++];
        }
        return count == 0 && length > 0 ? -1 : count;
    }
}
