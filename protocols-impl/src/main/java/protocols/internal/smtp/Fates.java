package protocols.internal.smtp;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import protocols.Batch;
import protocols.Receiver;
import protocols.Reply;
import protocols.WireException;
import protocols.internal.wire.Faults;
import protocols.internal.wire.Link;
import protocols.smtp.Mail;
import protocols.smtp.MailRefused;
import protocols.smtp.Receipt;
import protocols.smtp.Sent;
import protocols.spi.SmtpFriend;

/** What becomes of mails that are sent one after the other: kept for a batch, or told to a receiver. */
final class Fates implements Transaction.Ending {

    private static final SmtpFriend API = SmtpFriend.get();

    private final Link link;
    private final Optional<Receiver<Sent>> receiver;
    private final Deque<Mail> pending;
    private final boolean atHand;
    private final List<Batch.Fate<Mail, Receipt>> decided = new ArrayList<>();

    private Fates(Link link, List<Mail> mails, Optional<Receiver<Sent>> receiver, boolean atHand) {
        this.atHand = atHand;
        this.link = link;
        this.receiver = receiver;
        this.pending = new ArrayDeque<>(mails);
    }

    /** Of these mails, to be kept. */
    static Fates kept(Link link, List<Mail> mails) {
        return new Fates(link, mails, Optional.empty(), true);
    }

    /** Of mails that are not known yet, to be told. */
    static Fates told(Link link, Receiver<Sent> receiver, boolean atHand) {
        return new Fates(link, List.of(), Optional.of(receiver), atHand);
    }

    /** Whether the next mail can be had at once. */
    boolean areAtHand() {
        return atHand;
    }

    /** The next mail, before anything is said of it. */
    void begin(Mail mail) {
        if (receiver.isPresent()) {
            pending.add(mail);
        }
    }

    /** What became of the oldest mail whose fate was not known. */
    @Override
    public void known(Receipt receipt) {
        Mail mail = pending.remove();
        if (receiver.isEmpty()) {
            decided.add(
                    receipt.isSent()
                            ? Batch.Fate.done(mail, receipt)
                            : Batch.Fate.refused(mail, refused(link, receipt)));
        } else {
            CallersFault.guard(CallersFault.Whose.RECEIVER, () -> {
                receiver.get().take(Sent.of(mail, receipt));
                return receipt;
            });
        }
    }

    /** The oldest mail whose fate was not known was refused with a farewell. */
    @Override
    public void dismissed(WireException.Refused farewell) {
        decided.add(Batch.Fate.refused(pending.remove(), farewell));
    }

    /**
     * The oldest mail whose fate was not known could not be sent to this server.
     *
     * @throws WireException.Unsupported where a receiver could not be told so, as there is no receipt
     */
    void impossible(WireException.Unsupported why) throws WireException.Unsupported {
        decided.add(Batch.Fate.refused(pending.remove(), why));
        if (receiver.isPresent()) {
            throw why;
        }
    }

    /** All of them at the end, or where the line broke; {@code unconfirmed} if the oldest mail may have been taken. */
    Batch<Mail, Receipt> batch(boolean unconfirmed) {
        List<Batch.Fate<Mail, Receipt>> all = new ArrayList<>(decided);
        boolean unknown = unconfirmed;
        for (Mail mail : pending) {
            all.add(unknown ? Batch.Fate.unknown(mail) : Batch.Fate.untried(mail));
            unknown = false;
        }
        if (all.stream().anyMatch(fate -> fate.why().isPresent())) {
            WireException.Where place = link.where();
            all.forEach(fate -> fate.why().ifPresent(why -> Faults.at(why, place)));
        }
        return Batch.of(all);
    }

    /** A mail that was refused as a whole. What the peer said of it shows no secret. */
    static MailRefused refused(Link link, Receipt receipt) {
        WireException shown = link.recorder().withoutSecrets(new WireException.Refused(receipt.reply()));
        Reply reply = shown instanceof WireException.Refused refused ? refused.reply() : receipt.reply();
        return API.refused(receipt, reply);
    }
}
