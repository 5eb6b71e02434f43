package protocols.smtp;

/** A mail whose fate is known. */
public final class Sent {

    private final Mail mail;
    private final Receipt receipt;

    private Sent(Mail mail, Receipt receipt) {
        this.mail = mail;
        this.receipt = receipt;
    }

    /** A mail and what became of it; also for tests of what a program makes of one. */
    public static Sent of(Mail mail, Receipt receipt) {
        return new Sent(mail, receipt);
    }

    /** The mail as it was given. */
    public Mail mail() {
        return mail;
    }

    /** What became of it; a mail that was refused as a whole has one too. */
    public Receipt receipt() {
        return receipt;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sent that && mail.equals(that.mail) && receipt.equals(that.receipt);
    }

    @Override
    public int hashCode() {
        return 31 * mail.hashCode() + receipt.hashCode();
    }

    /** The envelope and the receipt. */
    @Override
    public String toString() {
        return mail + ": " + receipt;
    }
}
