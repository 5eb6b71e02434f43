package protocols.examples;

import java.util.Locale;

/** How far a transfer has come, in one line on standard error; nothing at all unless that is a terminal. */
final class ProgressBar {

    private static final int WIDTH = 40;
    private static final long PAUSE = 100_000_000;

    private final Program program;
    private final boolean visible;
    private final long total;
    private final long began = System.nanoTime();
    private final long start;
    private long bytes;
    private long shown = began;

    /**
     * @param start bytes that were there before
     * @param total bytes in all; 0 if not known
     */
    ProgressBar(Program program, long start, long total) {
        this.program = program;
        this.start = start;
        this.total = total;
        this.bytes = start;
        visible = program.isTerminal();
    }

    void add(long more) {
        bytes += more;
        long now = System.nanoTime();
        if (visible && now - shown >= PAUSE) {
            shown = now;
            show(now);
        }
    }

    void end() {
        if (visible) {
            show(System.nanoTime());
            program.err().println();
        }
    }

    private void show(long now) {
        double seconds = Math.max((now - began) / 1e9, 1e-3);
        double rate = (bytes - start) / seconds / 1e6;
        if (total > 0) {
            int done = (int) Math.min(WIDTH, WIDTH * bytes / total);
            program.err()
                    .printf(
                            Locale.ROOT,
                            "\r[%s%s] %3d%% %,d bytes %.1f MB/s ",
                            "#".repeat(done),
                            " ".repeat(WIDTH - done),
                            Math.min(100, 100 * bytes / total),
                            bytes,
                            rate);
        } else {
            program.err().printf(Locale.ROOT, "\r%,d bytes %.1f MB/s ", bytes, rate);
        }
        program.err().flush();
    }
}
