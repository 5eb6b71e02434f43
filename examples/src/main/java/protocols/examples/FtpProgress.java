package protocols.examples;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Consumer;
import protocols.Progress;

/** How far a transfer has come: hash marks if they were asked for, else a bar where somebody has to wait. */
final class FtpProgress implements Consumer<Progress>, AutoCloseable {

    /** Bytes for which there is a mark. */
    static final int MARK = 1024;

    /** What is over sooner needs no bar. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final FtpScreen screen;
    private final ProgressBar bar;
    private final boolean marks;
    private long marked;

    /**
     * @param marks whether there is a mark for each {@link #MARK} bytes instead of a bar
     * @param total bytes in all, if that is known
     */
    FtpProgress(Program program, FtpScreen screen, boolean marks, OptionalLong total) {
        this.screen = screen;
        this.marks = marks;
        bar = new ProgressBar(program, 0, total);
    }

    @Override
    public void accept(Progress progress) {
        if (marks) {
            for (; marked + MARK <= progress.bytes(); marked += MARK) {
                screen.mark();
            }
        } else if (!progress.isDone() && progress.elapsed().compareTo(PATIENCE) > 0) {
            screen.underWay(bar::close);
            bar.accept(progress);
        }
    }

    @Override
    public void close() {
        bar.close();
    }
}
