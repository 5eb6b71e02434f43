package protocols.internal.wire;

import java.util.Arrays;
import protocols.Transcript.Side;

/** A body as it goes by: line by line in the transcript if bodies are kept, else as its length. */
public final class BodyTrace {

    private static final int PIECE = 1024;

    private final Recorder recorder;
    private final int channel;
    private final Side by;
    private byte[] line;
    private int used;
    private long bytes;
    private final long began = System.nanoTime();
    private long moved;
    private boolean over;

    public BodyTrace(Link link, Side by) {
        recorder = link.recorder();
        channel = link.channel();
        this.by = by;
        line = recorder.keepsBodies() ? new byte[PIECE] : new byte[0];
        link.follow(this);
    }

    public void add(byte[] from, int offset, int length) {
        bytes += length;
        moved += length;
        if (line.length == 0) {
            return;
        }
        for (int i = offset; i < offset + length; i++) {
            line[used++] = from[i];
            if (from[i] == '\n' && used > 1 && line[used - 2] == '\r') {
                recorder.said(channel, by, line, 0, used);
                used = 0;
            } else if (used == line.length) {
                cut();
            }
        }
    }

    /** A long line is recorded in pieces, none of which ends in the middle of a secret. */
    private void cut() {
        int rest = by == Side.SERVER ? recorder.withheld(line, 0, used) : 0;
        if (rest == used) {
            line = Arrays.copyOf(line, used + PIECE);
            return;
        }
        recorder.said(channel, by, line, 0, used - rest);
        System.arraycopy(line, used - rest, line, 0, rest);
        used = rest;
    }

    /** To be called at the end, and also where the body breaks off. */
    public void end() {
        record();
        over = true;
    }

    /** Puts what has gone by into the transcript. */
    void record() {
        if (line.length == 0 && bytes > 0) {
            recorder.omitted(channel, by, bytes);
        } else if (used > 0) {
            recorder.said(channel, by, line, 0, used);
        }
        used = 0;
        bytes = 0;
    }

    boolean isOver() {
        return over;
    }

    long began() {
        return began;
    }

    /** How much has come or gone. */
    long moved() {
        return moved;
    }
}
