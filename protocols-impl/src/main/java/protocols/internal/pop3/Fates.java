package protocols.internal.pop3;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import protocols.Batch;
import protocols.Batch.Fate;
import protocols.Reply;
import protocols.WireException;
import protocols.internal.line.Command;
import protocols.internal.wire.Link;
import protocols.spi.CoreFriend;

/** The same command for one message after the other, and what has become of each so far. */
final class Fates<V> implements Iterator<Command> {

    private final String verb;
    private final List<Integer> numbers;
    private final List<Fate<Integer, V>> known;
    private final List<WireException> refusals = new ArrayList<>(0);
    private int sent;
    private boolean stopped;

    Fates(String verb, List<Integer> numbers) {
        this.verb = verb;
        this.numbers = numbers;
        this.known = new ArrayList<>(numbers.size());
    }

    @Override
    public boolean hasNext() {
        return !stopped && sent < numbers.size();
    }

    @Override
    public Command next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return Command.of(verb).arg(Integer.toString(numbers.get(sent++)));
    }

    /** No further command is sent; those that were are still answered. */
    void stop() {
        stopped = true;
    }

    /** The message that the next answer is about. */
    int number() {
        return numbers.get(known.size());
    }

    void done(V value) {
        known.add(Fate.done(number(), value));
    }

    void refused(Reply why) {
        WireException refusal = new WireException.Refused(why);
        refusals.add(refusal);
        known.add(Fate.refused(number(), refusal));
    }

    /** Nobody knows what was answered to which. */
    void forget() {
        known.clear();
        refusals.clear();
    }

    /** All fates, also of those that were not answered. */
    Batch<Integer, V> batch(Link link) {
        if (!refusals.isEmpty()) {
            // One place for all: each holds the transcript.
            WireException.Where here = link.where();
            refusals.forEach(refusal -> CoreFriend.get().at(link.recorder().withoutSecrets(refusal), here));
        }
        List<Fate<Integer, V>> all = new ArrayList<>(known);
        for (int i = known.size(); i < numbers.size(); i++) {
            all.add(i < sent ? Fate.unknown(numbers.get(i)) : Fate.untried(numbers.get(i)));
        }
        return Batch.of(all);
    }
}
