package protocols.internal.peer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import protocols.Transcript;

/** What a client has said, told to whoever logs it; by an understudy only once it plays. */
final class Telling implements Consumer<Transcript.Entry> {

    private final Optional<Consumer<Transcript.Entry>> log;
    private final List<Transcript.Entry> untold = new ArrayList<>();
    private int told;

    /**
     * @param log empty for an understudy
     */
    Telling(Optional<Consumer<Transcript.Entry>> log) {
        this.log = log;
    }

    boolean isHeldBack() {
        return log.isEmpty();
    }

    @Override
    public void accept(Transcript.Entry entry) {
        told++;
        log.ifPresentOrElse(one -> one.accept(entry), () -> untold.add(entry));
    }

    /** Tells what the other has heard besides: what both have heard was told before. */
    void become(Telling other) {
        int size = other.untold.size();
        List.copyOf(other.untold.subList(Math.min(told, size), size)).forEach(this);
    }
}
