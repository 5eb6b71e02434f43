package protocols.imap;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Messages in memory, in the order in which the server has told all that was asked for of them. Each is there once, in
 * however many responses it was told. A response that cannot be read and does not say whose it is stands among them too,
 * without a UID, with its {@linkplain FetchedMessage#problems() problems}. Immutable.
 */
public final class Messages implements Iterable<FetchedMessage> {

    /** No messages. */
    public static final Messages NONE = new Messages(List.of());

    private final List<FetchedMessage> messages;

    private Messages(List<FetchedMessage> messages) {
        this.messages = messages;
    }

    /** These messages. */
    public static Messages of(FetchedMessage... messages) {
        return new Messages(List.of(messages));
    }

    /** These messages, copied. */
    public static Messages of(List<FetchedMessage> messages) {
        return new Messages(List.copyOf(messages));
    }

    /** The message with a UID. It is looked for from the beginning on. */
    public Optional<FetchedMessage> get(long uid) {
        for (FetchedMessage message : messages) {
            if (message.isUid(uid)) {
                return Optional.of(message);
            }
        }
        return Optional.empty();
    }

    /** How many there are. */
    public int size() {
        return messages.size();
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return messages.isEmpty();
    }

    /** The UIDs that the server told. */
    public UidSet uids() {
        return new UidSet(NumberRanges.of(messages.stream()
                .flatMapToLong(message -> message.uid().stream())
                .toArray()));
    }

    /** The messages as a list that cannot be changed. */
    public List<FetchedMessage> list() {
        return messages;
    }

    /** The messages one by one; all are here already. */
    public Stream<FetchedMessage> stream() {
        return messages.stream();
    }

    @Override
    public Iterator<FetchedMessage> iterator() {
        return messages.iterator();
    }

    /** The messages, each by its number and UID. */
    @Override
    public String toString() {
        return messages.toString();
    }
}
