package protocols.imap;

import java.util.Locale;

/**
 * A flag of a message: a system flag, which begins with a backslash, or a keyword (RFC 9051 section 2.3.2). Flags are
 * the same whatever their case; each keeps the case it was written in.
 */
public final class Flag {

    /** The message has been read. */
    public static final Flag SEEN = new Flag("\\Seen");

    /** The message has been answered. */
    public static final Flag ANSWERED = new Flag("\\Answered");

    /** The message is marked as urgent or special. */
    public static final Flag FLAGGED = new Flag("\\Flagged");

    /** The message will be removed by EXPUNGE. */
    public static final Flag DELETED = new Flag("\\Deleted");

    /** The message is not finished. */
    public static final Flag DRAFT = new Flag("\\Draft");

    /** The message arrived since the last session (RFC 3501 alone); a client cannot set it. */
    public static final Flag RECENT = new Flag("\\Recent");

    /** Among permanent flags: new keywords may be made by storing them. */
    public static final Flag ANY_KEYWORD = new Flag("\\*");

    private final String name;

    private Flag(String name) {
        this.name = name;
    }

    /**
     * A flag by its name: {@code \Seen}, {@code $Forwarded}, {@code Work}.
     *
     * @throws IllegalArgumentException if the name is not an atom, or a backslash and an atom (RFC 9051 section 9)
     */
    public static Flag of(String name) {
        int from = name.startsWith("\\") ? 1 : 0;
        if (name.equals("\\*")) {
            return ANY_KEYWORD;
        }
        if (!ImapText.isAtom(name, from)) {
            throw new IllegalArgumentException("not a flag: " + protocols.Text.printable(name));
        }
        return new Flag(name);
    }

    /** The name, in the case it was written in. */
    public String name() {
        return name;
    }

    /** Whether this is a system flag: its name begins with a backslash. */
    public boolean isSystem() {
        return name.startsWith("\\");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Flag flag && flag.name.equalsIgnoreCase(name);
    }

    @Override
    public int hashCode() {
        return name.toLowerCase(Locale.ROOT).hashCode();
    }

    /** The name as it goes over the wire. */
    @Override
    public String toString() {
        return name;
    }
}
