package protocols.spi;

import java.io.InputStream;
import java.util.List;
import protocols.pop3.DropMessage;
import protocols.pop3.DropMessages;
import protocols.pop3.DropStat;
import protocols.pop3.Pop3;
import protocols.pop3.Retrieved;

/** How the engine makes the values of the POP3 room. */
public interface Pop3Friend {

    /** The one. */
    static Pop3Friend get() {
        return Pop3.friend();
    }

    /** See {@link DropStat}. */
    DropStat stat(int messages, long octets);

    /** A message without a unique id. */
    DropMessage message(int number, long size);

    /** The message with a unique id. */
    DropMessage named(DropMessage message, String uid);

    /** Messages of which no two have the same number. */
    DropMessages messages(List<DropMessage> distinct);

    /** See {@link Retrieved}. */
    Retrieved retrieved(int number, InputStream bytes);
}
