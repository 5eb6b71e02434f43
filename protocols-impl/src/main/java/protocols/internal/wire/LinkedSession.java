package protocols.internal.wire;

import protocols.Session;
import protocols.Stats;
import protocols.Transcript;

/** What every session has: its link's end, transcript and costs. */
public abstract class LinkedSession implements Session {

    private volatile Link link;

    protected LinkedSession(Link link) {
        this.link = link;
    }

    protected final Link link() {
        return link;
    }

    /** From now on it goes on over another connection, of the same recorder. */
    protected final void link(Link other) {
        link = other;
    }

    @Override
    public final Transcript transcript() {
        return link.recorder().transcript();
    }

    @Override
    public final Stats stats() {
        return link.recorder().costs().stats();
    }

    @Override
    public final boolean isOpen() {
        return link.isOpen();
    }

    @Override
    public void close() {
        link.close();
        link.recorder().wipe();
    }
}
