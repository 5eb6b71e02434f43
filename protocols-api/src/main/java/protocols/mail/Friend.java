package protocols.mail;

import protocols.spi.MailFriend;
import protocols.spi.MailNeeds;

/** Lets the engine look at what a message needs. */
final class Friend implements MailFriend {

    static final Friend INSTANCE = new Friend();

    private Friend() {}

    @Override
    public MailNeeds needs(MailMessage message) {
        if (message instanceof Draft draft) {
            return draft.needs();
        }
        return message instanceof RawMessage raw ? raw.needs() : ((ReceivedMessage) message).needs();
    }
}
