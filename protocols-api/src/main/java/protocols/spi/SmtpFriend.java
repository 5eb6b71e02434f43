package protocols.spi;

import java.util.Map;
import protocols.Reply;
import protocols.mail.Address;
import protocols.smtp.MailRefused;
import protocols.smtp.Receipt;
import protocols.smtp.Smtp;

/** What the engine may do with the values of the SMTP room and users may not. */
public interface SmtpFriend {

    /** The one. */
    static SmtpFriend get() {
        return Smtp.friend();
    }

    /** The name that EHLO gives. */
    String helo(Smtp client);

    /** Whether commands may be sent in groups. */
    boolean pipelining(Smtp client);

    /** A receipt that holds these maps, and no copy of them. */
    Receipt receipt(Map<Address, Reply> accepted, Map<Address, Reply> refused, Reply reply);

    /** That a mail was refused as a whole; {@code shown} is the reply that decided, without secrets. */
    MailRefused refused(Receipt receipt, Reply shown);
}
