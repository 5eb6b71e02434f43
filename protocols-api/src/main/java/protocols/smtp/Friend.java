package protocols.smtp;

import java.util.Map;
import protocols.Reply;
import protocols.mail.Address;
import protocols.spi.SmtpFriend;

/** Lets the engine in. */
final class Friend implements SmtpFriend {

    static final Friend INSTANCE = new Friend();

    private Friend() {}

    @Override
    public String helo(Smtp client) {
        return client.helo();
    }

    @Override
    public boolean pipelining(Smtp client) {
        return client.pipelining();
    }

    @Override
    public Receipt receipt(Map<Address, Reply> accepted, Map<Address, Reply> refused, Reply reply) {
        return new Receipt(accepted, refused, reply);
    }

    @Override
    public MailRefused refused(Receipt receipt, Reply shown) {
        return new MailRefused(receipt, shown);
    }
}
