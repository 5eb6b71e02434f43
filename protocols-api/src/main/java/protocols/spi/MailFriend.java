package protocols.spi;

import protocols.mail.MailMessage;

/** What the engine may ask of a mail and users need not. */
public interface MailFriend {

    /** What the message asks of the way that it goes; reads no attachment. */
    MailNeeds needs(MailMessage message);

    /** The one there is. */
    static MailFriend get() {
        return MailMessage.friend();
    }
}
