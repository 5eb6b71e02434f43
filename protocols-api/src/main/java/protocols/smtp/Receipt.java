package protocols.smtp;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import protocols.Reply;
import protocols.mail.Address;

/**
 * What became of a mail. The server is responsible for it towards those in {@link #accepted} and for nobody else (RFC
 * 5321 section 4.2.5); a mail that was refused as a whole has all its recipients in {@link #refused}.
 *
 * @param accepted the recipients that the mail was taken for, in order, each with the reply to its RCPT
 * @param refused the recipients that it was not taken for, in order, each with the reply that refused it
 * @param reply what decided: the reply to the end of the data, or else the first refusal
 */
public record Receipt(Map<Address, Reply> accepted, Map<Address, Reply> refused, Reply reply) {

    public Receipt {
        accepted = Collections.unmodifiableMap(new LinkedHashMap<>(accepted));
        refused = Collections.unmodifiableMap(new LinkedHashMap<>(refused));
    }

    /** Whether the mail was taken for at least one recipient. */
    public boolean isSent() {
        return !accepted.isEmpty();
    }

    /** Whether the mail was taken for all recipients. */
    public boolean isComplete() {
        return isSent() && refused.isEmpty();
    }
}
