package protocols;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What became of many things that were asked for together, in the order in which they were asked. That one is refused does
 * not keep the others from being done. Where the line broke in between, the error carries what had become of them by then
 * ({@link WireException#batch()}): some done, some unknown, because they had been sent, some untried.
 *
 * <p>A thing that was asked for twice has two fates; the maps hold the first of each kind.
 *
 * <p>A batch, as a test of your own makes one:
 *
 * <!-- run: batch -->
 * <pre>{@code
 * WireException no = new WireException.Refused(Reply.of("550", "No such file"));
 * Batch<String, Reply> deleted = Batch.of(List.of(
 *         Batch.Fate.done("a", Reply.of("250", "Deleted")),
 *         Batch.Fate.refused("b", no),
 *         Batch.Fate.unknown("c"),
 *         Batch.Fate.untried("d")));
 * for (Batch.Fate<String, Reply> fate : deleted) {
 *     out.println(fate.key() + " " + fate.state() + fate.why().map(why -> ": " + why.reason()).orElse(""));
 * }
 * out.println("again: " + deleted.untried());
 * }</pre>
 *
 * @param <K> what was asked for
 * @param <V> what came of it
 */
public final class Batch<K, V> implements Iterable<Batch.Fate<K, V>> {

    private static final Batch<Object, Object> EMPTY = new Batch<>(List.of());

    private final List<Fate<K, V>> fates;

    private Batch(List<Fate<K, V>> fates) {
        this.fates = fates;
    }

    /** Nothing was asked for. */
    @SuppressWarnings("unchecked") // It holds nothing of any type.
    public static <K, V> Batch<K, V> empty() {
        return (Batch<K, V>) EMPTY;
    }

    /** These fates, in the order in which they were asked for. */
    public static <K, V> Batch<K, V> of(List<Fate<K, V>> fates) {
        return fates.isEmpty() ? empty() : new Batch<>(List.copyOf(fates));
    }

    /** What can become of one thing. */
    public enum State {
        /** It was done, and the peer said so. */
        DONE,
        /** It was not done: the peer said no, or it could not be asked. */
        REFUSED,
        /** The line broke after it had been sent and before it was answered. */
        UNKNOWN,
        /** The line broke before it was sent. */
        UNTRIED
    }

    /**
     * What became of one thing.
     *
     * @param <K> what was asked for
     * @param <V> what came of it
     */
    public static final class Fate<K, V> {

        private final K key;
        private final State state;
        private final Optional<V> value;
        private final Optional<WireException> why;

        private Fate(K key, State state, Optional<V> value, Optional<WireException> why) {
            this.key = key;
            this.state = state;
            this.value = value;
            this.why = why;
        }

        /** It was done. */
        public static <K, V> Fate<K, V> done(K key, V value) {
            return new Fate<>(key, State.DONE, Optional.of(value), Optional.empty());
        }

        /** It was refused. */
        public static <K, V> Fate<K, V> refused(K key, WireException why) {
            return new Fate<>(key, State.REFUSED, Optional.empty(), Optional.of(why));
        }

        /** It was sent, and not answered. */
        public static <K, V> Fate<K, V> unknown(K key) {
            return new Fate<>(key, State.UNKNOWN, Optional.empty(), Optional.empty());
        }

        /** It was not sent. */
        public static <K, V> Fate<K, V> untried(K key) {
            return new Fate<>(key, State.UNTRIED, Optional.empty(), Optional.empty());
        }

        /** What was asked for. */
        public K key() {
            return key;
        }

        /** What became of it. */
        public State state() {
            return state;
        }

        /** What came of it, if it was done. */
        public Optional<V> value() {
            return value;
        }

        /** Why it was refused, if it was. */
        public Optional<WireException> why() {
            return why;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Fate<?, ?> that
                    && key.equals(that.key)
                    && state == that.state
                    && value.equals(that.value)
                    && why.equals(that.why);
        }

        @Override
        public int hashCode() {
            return key.hashCode() + 31 * state.hashCode();
        }

        /** Such as {@code a.txt: DONE: 250 Deleted}, escaped for terminals. */
        @Override
        public String toString() {
            String rest = value.<Object>map(v -> v)
                    .or(() -> why.map(WireException::reason))
                    .map(text -> ": " + text)
                    .orElse("");
            return Text.printable(key + ": " + state + rest);
        }
    }

    /** Each fate, in the order in which the things were asked for. */
    @Override
    public Iterator<Fate<K, V>> iterator() {
        return fates.iterator();
    }

    /** How many there are. */
    public int size() {
        return fates.size();
    }

    /** Whether nothing was asked for. */
    public boolean isEmpty() {
        return fates.isEmpty();
    }

    /** What came of a thing; empty if it was not done, or not asked for. */
    public Optional<V> get(K key) {
        for (Fate<K, V> fate : fates) {
            if (fate.state == State.DONE && fate.key.equals(key)) {
                return fate.value;
            }
        }
        return Optional.empty();
    }

    /** What was done, with what came of it. */
    public Map<K, V> done() {
        Map<K, V> found = new LinkedHashMap<>();
        for (Fate<K, V> fate : fates) {
            fate.value.ifPresent(value -> found.putIfAbsent(fate.key, value));
        }
        return Collections.unmodifiableMap(found);
    }

    /** What was refused, with the reason: {@link WireException.Refused} where the peer said no. */
    public Map<K, WireException> refused() {
        Map<K, WireException> found = new LinkedHashMap<>();
        for (Fate<K, V> fate : fates) {
            fate.why.ifPresent(why -> found.putIfAbsent(fate.key, why));
        }
        return Collections.unmodifiableMap(found);
    }

    /** What had been sent when the line broke: it may have been done. */
    public List<K> unknown() {
        return keys(State.UNKNOWN);
    }

    /** What had not been sent when the line broke. */
    public List<K> untried() {
        return keys(State.UNTRIED);
    }

    private List<K> keys(State state) {
        List<K> found = new ArrayList<>();
        for (Fate<K, V> fate : fates) {
            if (fate.state == state) {
                found.add(fate.key);
            }
        }
        return Collections.unmodifiableList(found);
    }

    /** Whether all was done. */
    public boolean isComplete() {
        return fates.stream().allMatch(fate -> fate.state == State.DONE);
    }

    /**
     * This, if nothing was refused.
     *
     * @throws WireException the first refusal; {@link WireException#batch()} is all of this
     */
    public Batch<K, V> orThrow() throws WireException {
        for (Fate<K, V> fate : fates) {
            if (fate.why.isPresent()) {
                throw fate.why.get().with(this);
            }
        }
        return this;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Batch<?, ?> that && fates.equals(that.fates);
    }

    @Override
    public int hashCode() {
        return fates.hashCode();
    }

    /** One line for each fate. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        fates.forEach(fate -> out.append(out.length() == 0 ? "" : "\n").append(fate));
        return out.toString();
    }
}
