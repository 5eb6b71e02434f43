package protocols.examples;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Consumer;
import protocols.Progress;

/**
 * How far a transfer has come, in one line on standard error; nothing at all unless that is a terminal. Closing it ends
 * the line, if the transfer broke in the middle of it.
 */
final class ProgressBar implements Consumer<Progress>, AutoCloseable {

    private static final int WIDTH = 40;

    private final Program program;
    private final long start;
    private final OptionalLong total;
    private boolean begun;

    /** For a transfer of which the progress says how long it is, if anybody knows. */
    ProgressBar(Program program) {
        this(program, 0, OptionalLong.empty());
    }

    /**
     * @param start bytes that were there before
     * @param total bytes in all, with those, if that is known
     */
    ProgressBar(Program program, long start, OptionalLong total) {
        this.program = program;
        this.start = start;
        this.total = total;
    }

    @Override
    public void accept(Progress progress) {
        if (program.isTerminal()) {
            begun = true;
            show(progress);
            if (progress.isDone()) {
                close();
            }
        }
    }

    private void show(Progress progress) {
        long bytes = start + progress.bytes();
        long all = total.orElse(progress.total().orElse(0));
        double rate = progress.rate() / 1e6;
        if (all > 0) {
            int done = (int) Math.min(WIDTH, WIDTH * bytes / all);
            program.err()
                    .printf(
                            Locale.ROOT,
                            "\r[%s%s] %3d%% %,d bytes %.1f MB/s ",
                            "#".repeat(done),
                            " ".repeat(WIDTH - done),
                            Math.min(100, 100 * bytes / all),
                            bytes,
                            rate);
        } else {
            program.err().printf(Locale.ROOT, "\r%,d bytes %.1f MB/s ", bytes, rate);
        }
        program.err().flush();
    }

    @Override
    public void close() {
        if (begun) {
            begun = false;
            program.err().println();
        }
    }
}
