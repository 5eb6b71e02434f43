package protocols.internal.imap;

import java.io.IOException;
import java.util.Optional;
import protocols.WireException;
import protocols.internal.wire.Link;
import protocols.net.Deadline;

/** What is told in a transfer and was not asked for is no progress of it: it counts as silence. */
final class Chatter implements Data {

    private final Link link;
    private final Data data;
    private Optional<Deadline> silence = Optional.empty();

    Chatter(Link link, Data data) {
        this.link = link;
        this.data = data;
    }

    @Override
    public boolean take(Response response) throws IOException {
        boolean asked = data.take(response);
        if (asked) {
            silence = Optional.empty();
        } else if (silence.isEmpty()) {
            silence = Optional.of(Deadline.after("idleTimeout", link.settings().idleTimeout()));
        } else if (silence.get().hasPassed()) {
            throw new WireException.TimedOut(silence.get(), "only what was not asked for came");
        }
        return asked;
    }
}
