package protocols.golden;

import java.io.IOException;
import protocols.net.Deadline;
import protocols.net.Listener;
import protocols.net.Wire;

/** A listener whose wires are put under something else. */
record Accepting(Listener listener, Over over) implements Listener {

    /** Puts a wire under another. */
    interface Over {
        Wire put(Wire accepted, Deadline deadline) throws IOException;
    }

    @Override
    public String host() {
        return listener.host();
    }

    @Override
    public int port() {
        return listener.port();
    }

    @Override
    public Wire accept(Deadline deadline) throws IOException {
        return over.put(listener.accept(deadline), deadline);
    }

    @Override
    public void close() {
        listener.close();
    }
}
