package protocols.internal.ftp;

import java.util.Optional;
import protocols.Credentials;
import protocols.WireException;
import protocols.internal.wire.Exclusive;
import protocols.internal.wire.Link;
import protocols.internal.wire.Ties;

/** Logs a session in anew, until it is closed by its user. */
final class Renewal {

    private final Credentials who;
    private final Ties ties = new Ties();
    private final Exclusive turn = new Exclusive();
    private volatile boolean isOver;

    /** @param who has logged in */
    Renewal(Credentials who) {
        this.who = who;
    }

    Control run(Control before, Route route) throws WireException {
        turn.take("reconnect");
        try {
            requireCredentials(before.link());
            before.requireIdle();
            leave(before.link());
            Control fresh = ties.waitFor(() -> FtpClient.connect(before, who, route));
            ties.hold(fresh.link());
            return fresh;
        } catch (WireException e) {
            before.link().abandon(e);
            throw e;
        } finally {
            turn.giveBack();
        }
    }

    private void requireCredentials(Link before) {
        Optional<Credentials> held = before.settings().credentials();
        if (isOver) {
            throw new IllegalStateException("the session is closed");
        }
        if (held.isEmpty() || held.get() != who) {
            throw new IllegalStateException(
                    "nobody to log in anew: this session was not logged in with the credentials(..) of the client");
        }
    }

    /** First, as there are servers that let nobody in twice; unless another thread is at work on it. */
    private static void leave(Link old) throws WireException {
        WireException left = new WireException.Hangup("left for a new login");
        if (old.isAlive()) {
            old.operation("reconnect", old.settings().timeout(), () -> {
                old.abandon(left);
                return left;
            });
        }
        old.abandon(left);
    }

    /** Also of a login that is under way in another thread. */
    void end() {
        isOver = true;
        ties.close();
    }
}
