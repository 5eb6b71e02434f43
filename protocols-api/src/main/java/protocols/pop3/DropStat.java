package protocols.pop3;

/** What is in a maildrop: the answer to STAT (RFC 1939 section 5). */
public final class DropStat {

    private final int messages;
    private final long octets;

    private DropStat(int messages, long octets) {
        this.messages = messages;
        this.octets = octets;
    }

    /**
     * So many messages of so many octets together.
     *
     * @throws IllegalArgumentException if one is less than 0
     */
    public static DropStat of(int messages, long octets) {
        if (messages < 0 || octets < 0) {
            throw new IllegalArgumentException("less than nothing: " + messages + " messages, " + octets + " octets");
        }
        return new DropStat(messages, octets);
    }

    /** How many messages there are. */
    public int messages() {
        return messages;
    }

    /** Their size together, as the server claims. */
    public long octets() {
        return octets;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DropStat that && messages == that.messages && octets == that.octets;
    }

    @Override
    public int hashCode() {
        return 31 * messages + Long.hashCode(octets);
    }

    /** Such as {@code 2 messages, 320 octets}. */
    @Override
    public String toString() {
        return messages + " messages, " + octets + " octets";
    }
}
