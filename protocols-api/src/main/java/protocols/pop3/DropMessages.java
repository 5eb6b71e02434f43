package protocols.pop3;

import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The messages of a maildrop in the server's order, each once; they answer by number and by unique id. */
public final class DropMessages implements Iterable<DropMessage> {

    private final List<DropMessage> all;

    DropMessages(List<DropMessage> all) {
        this.all = all;
    }

    /**
     * These messages.
     *
     * @throws IllegalArgumentException if a number stands there twice
     */
    public static DropMessages of(List<DropMessage> messages) {
        Set<Integer> numbers = new HashSet<>();
        for (DropMessage message : messages) {
            if (!numbers.add(message.number())) {
                throw new IllegalArgumentException("a message stands once in a listing: " + message.number());
            }
        }
        return new DropMessages(List.copyOf(messages));
    }

    @Override
    public Iterator<DropMessage> iterator() {
        return all.iterator();
    }

    /** How many there are. */
    public int size() {
        return all.size();
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** The message of a number; empty if it is not among them. */
    public Optional<DropMessage> get(int number) {
        // Where nothing was deleted, message 7 is the seventh.
        if (number >= 1 && number <= all.size() && all.get(number - 1).number() == number) {
            return Optional.of(all.get(number - 1));
        }
        return all.stream().filter(message -> message.number() == number).findFirst();
    }

    /** The message of a unique id; empty if it is not among them. */
    public Optional<DropMessage> get(String uid) {
        return all.stream()
                .filter(message -> message.uid().filter(uid::equals).isPresent())
                .findFirst();
    }

    /** Their numbers, in the same order. */
    public List<Integer> numbers() {
        return all.stream().map(DropMessage::number).toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DropMessages that && all.equals(that.all);
    }

    @Override
    public int hashCode() {
        return all.hashCode();
    }

    /** The messages between brackets. */
    @Override
    public String toString() {
        return all.toString();
    }
}
