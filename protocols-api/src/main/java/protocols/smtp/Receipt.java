package protocols.smtp;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import protocols.Reply;
import protocols.Text;
import protocols.mail.Address;

/**
 * What became of a mail. The server is responsible for it towards those in {@link #accepted()} and for nobody else (RFC
 * 5321 section 4.2.5); a mail that was refused as a whole has all its recipients in {@link #refused()}.
 */
public final class Receipt {

    private final Map<Address, Reply> accepted;
    private final Map<Address, Reply> refused;
    private final Reply reply;

    /** The maps are not copied. */
    Receipt(Map<Address, Reply> accepted, Map<Address, Reply> refused, Reply reply) {
        this.accepted = Collections.unmodifiableMap(accepted);
        this.refused = Collections.unmodifiableMap(refused);
        this.reply = reply;
    }

    /**
     * A receipt to be filled by {@link #accepted(Address, Reply)} and {@link #refused(Address, Reply)}: for tests of what
     * a program makes of one.
     */
    public static Receipt of(Reply reply) {
        return new Receipt(Map.of(), Map.of(), reply);
    }

    /** With one more recipient that the mail was taken for. */
    public Receipt accepted(Address recipient, Reply answer) {
        return new Receipt(plus(accepted, recipient, answer), refused, reply);
    }

    /** With one more recipient that it was not taken for. */
    public Receipt refused(Address recipient, Reply answer) {
        return new Receipt(accepted, plus(refused, recipient, answer), reply);
    }

    private static Map<Address, Reply> plus(Map<Address, Reply> some, Address recipient, Reply answer) {
        Map<Address, Reply> more = new LinkedHashMap<>(some);
        more.put(recipient, answer);
        return more;
    }

    /** The recipients that the mail was taken for, in order, each with the reply to its RCPT. */
    public Map<Address, Reply> accepted() {
        return accepted;
    }

    /** The recipients that it was not taken for, in order, each with the reply that refused it. */
    public Map<Address, Reply> refused() {
        return refused;
    }

    /** What decided: the reply to the end of the data, or else the first refusal. */
    public Reply reply() {
        return reply;
    }

    /** Whether the mail was taken for at least one recipient. */
    public boolean isSent() {
        return !accepted.isEmpty();
    }

    /** Whether the mail was taken for all recipients. */
    public boolean isComplete() {
        return isSent() && refused.isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Receipt that
                && accepted.equals(that.accepted)
                && refused.equals(that.refused)
                && reply.equals(that.reply);
    }

    @Override
    public int hashCode() {
        return Objects.hash(accepted, refused, reply);
    }

    /** Such as {@code 250 2.0.0 queued (taken for 2, refused for 1)}, escaped for terminals. */
    @Override
    public String toString() {
        return Text.escaped(reply.toString()) + " (taken for " + accepted.size() + ", refused for " + refused.size()
                + ")";
    }
}
