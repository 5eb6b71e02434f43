package protocols.smtp;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import protocols.Reply;
import protocols.WireException;
import protocols.mail.Address;

/** The server took a mail for nobody. The session is still good. */
public final class MailRefused extends WireException.Refused {

    private static final long serialVersionUID = 1L;

    private transient Receipt receipt;

    MailRefused(Receipt receipt, Reply shown) {
        super(shown);
        this.receipt = receipt;
    }

    /** A refusal with what was answered to each recipient; for tests of what a program makes of one. */
    public static MailRefused of(Receipt receipt) {
        return new MailRefused(receipt, receipt.reply());
    }

    /** What was answered to each recipient: all are in {@link Receipt#refused()}. */
    public Receipt receipt() {
        return receipt;
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
        out.defaultWriteObject();
        out.writeObject(new LinkedHashMap<>(receipt.accepted()));
        out.writeObject(new LinkedHashMap<>(receipt.refused()));
        out.writeObject(receipt.reply());
    }

    @SuppressWarnings("unchecked") // As they were written.
    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        Map<Address, Reply> accepted = (Map<Address, Reply>) in.readObject();
        Map<Address, Reply> refused = (Map<Address, Reply>) in.readObject();
        receipt = new Receipt(accepted, refused, (Reply) in.readObject());
    }
}
