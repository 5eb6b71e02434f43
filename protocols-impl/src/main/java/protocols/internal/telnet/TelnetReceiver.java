package protocols.internal.telnet;

import java.nio.ByteBuffer;
import protocols.WireException;
import protocols.telnet.TelnetCommand;
import protocols.telnet.TelnetOption;

/** Takes what a {@link TelnetFilter} found in the stream, in the order of the stream. */
interface TelnetReceiver {

    /** Data of the peer: {@code bytes[from]} to {@code bytes[to - 1]}, the filter's input itself; copy what is kept. */
    void data(byte[] bytes, int from, int to) throws WireException;

    /** An option came into force or ended, on one side. */
    default void optionChanged(Side side, TelnetOption option, boolean enabled) {}

    /** The peer sent a command; GA and EOR mark the end of a prompt. */
    default void command(TelnetCommand command) {}

    /** The peer sent a whole sub-negotiation; the payload is valid during the call only. */
    default void subnegotiation(TelnetOption option, ByteBuffer payload) {}

    /** A sub-negotiation was thrown away: it was longer than the limit, or broken off by another command. */
    default void subnegotiationDropped(TelnetOption option) {}
}
