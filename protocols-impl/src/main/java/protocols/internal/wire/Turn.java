package protocols.internal.wire;

import java.time.Duration;
import protocols.net.Deadline;
import protocols.spi.Settings;

/** Whose turn it is on a link: the thread, what it does, since when, and until when. */
final class Turn {

    private final Settings settings;
    private final Exclusive owner = new Exclusive();
    private volatile String doing = "connect";
    private volatile long began = System.nanoTime();
    private volatile Deadline total;
    private volatile boolean transfer;
    private volatile Deadline transferTotal = Deadline.NEVER;

    Turn(Settings settings, Deadline total) {
        this.settings = settings;
        this.total = total;
    }

    /** Whether the current thread has it already. */
    boolean isMine() {
        return owner.isMine();
    }

    /** @throws IllegalStateException if another thread has it */
    void take() {
        owner.take(doing);
    }

    /** Whether nobody had it; whoever takes it so does nothing that has a name. */
    boolean tryTake() {
        return owner.tryTake();
    }

    void giveBack() {
        owner.giveBack();
    }

    void begin(Deadline deadline) {
        began = System.nanoTime();
        total = deadline;
        transfer = false;
    }

    void doing(String what) {
        doing = what;
    }

    String doing() {
        return doing;
    }

    long began() {
        return began;
    }

    void renew(Duration length) {
        total = Deadline.after("timeout", length);
    }

    /** For a transfer that begins now, if there is one. */
    Deadline transferTotal() {
        return settings.transferTimeout()
                .map(length -> Deadline.after("transferTimeout", length))
                .orElse(Deadline.NEVER);
    }

    /** Not counted against the operation's total, but against silence and one of its own. */
    void beginTransfer(Deadline total) {
        transfer = true;
        transferTotal = total;
    }

    void endTransfer() {
        transfer = false;
    }

    Deadline deadline() {
        if (!transfer) {
            return total;
        }
        Deadline silence = Deadline.after("idleTimeout", settings.idleTimeout());
        return transferTotal.isNever() ? silence : silence.earlier(transferTotal);
    }
}
