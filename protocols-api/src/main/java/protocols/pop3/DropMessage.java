package protocols.pop3;

import java.util.Optional;

/** One message of a maildrop: what LIST and UIDL say of it (RFC 1939 sections 5 and 7). */
public final class DropMessage {

    private final int number;
    private final long size;
    private final Optional<String> uid;

    private DropMessage(int number, long size, Optional<String> uid) {
        this.number = number;
        this.size = size;
        this.uid = uid;
    }

    /**
     * A message without a unique id.
     *
     * @param number from 1
     * @param size in octets
     * @throws IllegalArgumentException if the number is less than 1 or the size less than 0
     */
    public static DropMessage of(int number, long size) {
        if (number < 1 || size < 0) {
            throw new IllegalArgumentException("messages are numbered from 1: " + number + " of " + size + " octets");
        }
        return new DropMessage(number, size, Optional.empty());
    }

    /** The same with a unique id. */
    public DropMessage uid(String id) {
        return new DropMessage(number, size, Optional.of(id));
    }

    /** Its number, from 1; good as long as the maildrop is open. */
    public int number() {
        return number;
    }

    /** Its size in octets, as the server claims; what really comes may differ. */
    public long size() {
        return size;
    }

    /**
     * Its name that stays the same from session to session: printable ASCII without spaces. The RFC says at most 70
     * characters, which is not enforced, and it may hold what must not stand in a file name. Empty where the server gives
     * none, or was not asked.
     */
    public Optional<String> uid() {
        return uid;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DropMessage that && number == that.number && size == that.size && uid.equals(that.uid);
    }

    @Override
    public int hashCode() {
        return 31 * number + uid.hashCode();
    }

    /** Such as {@code 1: 120 octets, whqtswO00WBw418f9t5JxYwZ}. */
    @Override
    public String toString() {
        return number + ": " + size + " octets" + uid.map(id -> ", " + id).orElse("");
    }
}
