package protocols.internal.wire;

import java.io.IOException;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;

/**
 * TCP keep-alives (RFC 9293 section 3.8.4): a gateway that forgets connections in which nothing is said goes on with one
 * such as FTP's control connection in a long transfer, where any command would be out of turn.
 */
final class KeepAlive {

    /** Shorter than any gateway's patience (RFC 5382 REQ-5 asks for two hours, and many have minutes). */
    static final int IDLE_SECONDS = 60;

    private KeepAlive() {}

    /** Where the system cannot be told how long to wait, its own time counts. */
    static void on(SocketChannel channel) throws IOException {
        channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        for (SocketOption<?> option : channel.supportedOptions()) {
            if (option.name().equals("TCP_KEEPIDLE")) {
                set(channel, option);
            }
        }
    }

    @SuppressWarnings(
            "unchecked") // An option of that name takes seconds as an Integer; its type is of an optional module.
    private static void set(SocketChannel channel, SocketOption<?> option) throws IOException {
        channel.setOption((SocketOption<Integer>) option, IDLE_SECONDS);
    }
}
