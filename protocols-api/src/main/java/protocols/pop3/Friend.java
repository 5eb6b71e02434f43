package protocols.pop3;

import java.io.InputStream;
import java.util.List;
import protocols.spi.Pop3Friend;

/** Opens this room to the engine. */
final class Friend implements Pop3Friend {

    static final Friend INSTANCE = new Friend();

    private Friend() {}

    @Override
    public DropStat stat(int messages, long octets) {
        return DropStat.of(messages, octets);
    }

    @Override
    public DropMessage message(int number, long size) {
        return DropMessage.of(number, size);
    }

    @Override
    public DropMessage named(DropMessage message, String uid) {
        return message.uid(uid);
    }

    @Override
    public DropMessages messages(List<DropMessage> distinct) {
        return new DropMessages(List.copyOf(distinct));
    }

    @Override
    public Retrieved retrieved(int number, InputStream bytes) {
        return Retrieved.of(number, bytes);
    }
}
