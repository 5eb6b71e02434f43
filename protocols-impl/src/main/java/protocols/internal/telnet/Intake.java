package protocols.internal.telnet;

import java.io.ByteArrayOutputStream;
import protocols.telnet.TelnetCommand;

/** Takes in what the peer says: text to be searched, or bytes that go on as they are. */
final class Intake implements TelnetReceiver {

    private final ExpectBuffer text;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean isDiverted;

    Intake(ExpectBuffer text) {
        this.text = text;
    }

    ExpectBuffer text() {
        return text;
    }

    @Override
    public void data(byte[] in, int from, int to) {
        if (isDiverted) {
            bytes.write(in, from, to - from);
        } else {
            text.append(in, from, to);
        }
    }

    @Override
    public void command(TelnetCommand command) {
        if (command.endsPrompt() && !isDiverted) {
            text.mark();
        }
    }

    /** From now on bytes are kept as they are, or not. */
    void divert(boolean so) {
        isDiverted = so;
    }

    /** The bytes that were kept, which are then gone from here. */
    byte[] takeBytes() {
        byte[] taken = bytes.toByteArray();
        bytes.reset();
        return taken;
    }
}
