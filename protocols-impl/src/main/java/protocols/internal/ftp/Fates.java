package protocols.internal.ftp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import protocols.Batch;
import protocols.Batch.Fate;
import protocols.WireException;
import protocols.internal.line.Command;
import protocols.internal.wire.Faults;
import protocols.spi.CoreFriend;

/** The paths of one batch, and what has become of each so far. */
final class Fates<V> {

    /** Sends what is asked for, and takes the answers. */
    interface Asking {
        void run() throws WireException;
    }

    /** Makes a command of a path, to see whether it is one. */
    interface Trial {
        Command of(String path);
    }

    /**
     * A no.
     *
     * @param doing what was refused
     */
    private record Refusal(WireException why, String doing) {}

    private final Control control;
    private final List<String> paths = new ArrayList<>();
    private final Map<Integer, Fate<String, V>> known = new HashMap<>();
    private final List<Refusal> refusals = new ArrayList<>();
    private int asked;

    Fates(Control control, Iterable<String> all, Trial trial) {
        this.control = control;
        for (String path : all) {
            trial.of(path);
            paths.add(path);
        }
    }

    int size() {
        return paths.size();
    }

    boolean isEmpty() {
        return paths.isEmpty();
    }

    String path(int index) {
        return paths.get(index);
    }

    boolean isKnown(int index) {
        return known.containsKey(index);
    }

    /** Something was sent for this one: from now on it is unknown, and not untried. */
    void asked(int index) {
        asked = Math.max(asked, index + 1);
    }

    void done(int index, V value) {
        known.put(index, Fate.done(path(index), value));
    }

    void refused(int index, WireException why, String doing) {
        WireException shown = control.link().recorder().withoutSecrets(why);
        refusals.add(new Refusal(shown, doing));
        known.put(index, Fate.refused(path(index), shown));
    }

    /** The status with which the server has said no, if it has. */
    Optional<String> status(int index) {
        return Optional.ofNullable(known.get(index))
                .flatMap(Fate::why)
                .map(why -> why instanceof WireException.Refused no ? no.reply().status() : "");
    }

    /** Nobody can tell which answer was whose. */
    void doubt() {
        known.clear();
        refusals.clear();
    }

    /** It is asked once more. */
    void forget(int index) {
        known.remove(index);
    }

    /**
     * What becomes of all.
     *
     * @throws WireException what ends it before, with the batch as it is then
     */
    Batch<String, V> over(Asking asking) throws WireException {
        try {
            asking.run();
        } catch (WireException e) {
            if (control.conversation().isMuddled()) {
                doubt();
            }
            throw CoreFriend.get().with(e, whole());
        }
        return whole();
    }

    /** All of it. The refusals share one transcript, as each copy is as long as the session. */
    private Batch<String, V> whole() {
        if (!refusals.isEmpty()) {
            WireException.Where here = control.link().where();
            for (Refusal refusal : refusals) {
                Faults.at(refusal.why(), CoreFriend.get().doing(here, refusal.doing()));
            }
        }
        List<Fate<String, V>> all = new ArrayList<>(size());
        for (int i = 0; i < size(); i++) {
            String path = path(i);
            Fate<String, V> fate = known.get(i);
            all.add(fate != null ? fate : i < asked ? Fate.unknown(path) : Fate.untried(path));
        }
        return Batch.of(all);
    }
}
