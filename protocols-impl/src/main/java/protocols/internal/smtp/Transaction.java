package protocols.internal.smtp;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import protocols.Reply;
import protocols.WireException;
import protocols.internal.line.Command;
import protocols.internal.reply.Exchange;
import protocols.mail.Address;
import protocols.smtp.Envelope;
import protocols.smtp.Receipt;
import protocols.spi.SmtpFriend;

/** One mail on its way: what was answered to each of its steps (RFC 5321 section 3.3). */
final class Transaction {

    private static final SmtpFriend API = SmtpFriend.get();

    /** Who waits to hear what became of a mail. */
    interface Ending {

        /** Of a mail that the caller asks for afterwards. */
        Ending NOBODY = new Ending() {
            @Override
            public void known(Receipt receipt) {}

            @Override
            public void dismissed(WireException.Refused farewell) {}
        };

        void known(Receipt receipt);

        /** The end of the data was answered with a farewell. */
        void dismissed(WireException.Refused farewell);
    }

    private final Envelope envelope;
    private final Payload payload;
    private final Command mail;
    private final Map<Address, Reply> accepted = new LinkedHashMap<>();
    private final Map<Address, Reply> refused = new LinkedHashMap<>();
    private Optional<Reply> end = Optional.empty();
    private boolean begun;
    private boolean asksForData;

    Transaction(Envelope envelope, Payload payload, Command mail) {
        this.envelope = envelope;
        this.payload = payload;
        this.mail = mail;
    }

    Envelope envelope() {
        return envelope;
    }

    Payload payload() {
        return payload;
    }

    Command mail() {
        return mail;
    }

    void senderAnswered(Exchange answer) throws WireException {
        begun = isAccepted(answer, "2");
        if (!begun) {
            end = Optional.of(answer.reply());
        }
    }

    void recipientAnswered(Address who, Exchange answer) throws WireException {
        (isAccepted(answer, "2") ? accepted : refused).put(who, answer.reply());
    }

    void dataAnswered(Exchange answer) throws WireException {
        asksForData = isAccepted(answer, "354");
        if (asksForData && !begun) {
            // A lone dot could now deliver an empty message.
            throw new WireException.Malformed(
                    "a mail whose sender was refused", answer.reply().toString());
        }
        if (!asksForData && hasRecipients()) {
            end = Optional.of(answer.reply());
        }
    }

    void endAnswered(Exchange answer) throws WireException {
        boolean taken = isAccepted(answer, "2");
        if (hasRecipients()) {
            end = Optional.of(answer.reply());
            if (!taken) {
                accepted.clear();
            }
        }
    }

    /** Whether the server refused the whole mail before all recipients were named. */
    boolean isOver() {
        return end.isPresent();
    }

    /** Whether somebody will get the message. */
    boolean hasRecipients() {
        return begun && !accepted.isEmpty();
    }

    /** Whether the server waits for the message. */
    boolean asksForData() {
        return asksForData;
    }

    /** Whether the server holds a transaction that came to no end, so that it would refuse the next MAIL. */
    boolean isLeftOpen() {
        return begun && !asksForData;
    }

    Receipt receipt() {
        Reply decided = end.orElseGet(() -> refused.values().iterator().next());
        boolean taken = asksForData && hasRecipients();
        Map<Address, Reply> takenFor = new LinkedHashMap<>();
        Map<Address, Reply> refusedFor = new LinkedHashMap<>();
        for (Address who : envelope.recipients()) {
            if (taken && accepted.containsKey(who)) {
                takenFor.put(who, accepted.get(who));
            } else {
                refusedFor.put(who, begun ? refused.getOrDefault(who, decided) : decided);
            }
        }
        return API.receipt(takenFor, refusedFor, decided);
    }

    /** A reply 421 ends the session, whatever it answers (RFC 5321 section 3.8). */
    private static boolean isAccepted(Exchange answer, String status) throws WireException {
        if (answer.is(status)) {
            return true;
        }
        if (!Exchange.isRefusal(answer.reply()) || answer.is("421")) {
            answer.expect(status);
        }
        return false;
    }
}
