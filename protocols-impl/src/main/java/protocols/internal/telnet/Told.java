package protocols.internal.telnet;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import protocols.WireException;
import protocols.telnet.TelnetCommand;
import protocols.telnet.TelnetListener;
import protocols.telnet.TelnetOption;

/**
 * Hands on what the filter finds, and keeps what the caller's listener is told until no lock is held: it may ask and send.
 */
final class Told implements TelnetReceiver {

    private final TelnetReceiver receiver;
    private final TelnetListener listener;
    private final List<Runnable> untold = new ArrayList<>();

    Told(TelnetReceiver receiver, TelnetListener listener) {
        this.receiver = receiver;
        this.listener = listener;
    }

    @Override
    public void data(byte[] bytes, int from, int to) throws WireException {
        receiver.data(bytes, from, to);
    }

    @Override
    public void optionChanged(Side side, TelnetOption option, boolean enabled) {
        receiver.optionChanged(side, option, enabled);
        if (side == Side.US) {
            untold.add(() -> listener.enabledHere(option, enabled));
        } else {
            untold.add(() -> listener.enabledThere(option, enabled));
        }
    }

    @Override
    public void command(TelnetCommand command) {
        receiver.command(command);
        untold.add(() -> listener.command(command));
    }

    @Override
    public void subnegotiation(TelnetOption option, ByteBuffer payload) {
        receiver.subnegotiation(option, payload);
    }

    @Override
    public void subnegotiationDropped(TelnetOption option) {
        receiver.subnegotiationDropped(option);
    }

    /** All that is still to be told, which is then gone from here. */
    List<Runnable> take() {
        List<Runnable> all = List.copyOf(untold);
        untold.clear();
        return all;
    }
}
