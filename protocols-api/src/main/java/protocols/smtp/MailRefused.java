package protocols.smtp;

import protocols.Reply;
import protocols.WireException;

/** The server took a mail for nobody. The session is still good. */
public final class MailRefused extends WireException.Refused {

    private static final long serialVersionUID = 1L;

    private final transient Receipt receipt;

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
}
