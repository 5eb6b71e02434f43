package protocols.internal.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import protocols.WireException;
import protocols.net.Deadline;
import protocols.net.Host;
import protocols.net.Listener;
import protocols.net.Wire;

/** Listens on one local address for one connection. */
final class ChannelListener implements Listener {

    private final ServerSocketChannel channel;
    private final InetSocketAddress local;

    private ChannelListener(ServerSocketChannel channel) throws IOException {
        this.channel = channel;
        this.local = (InetSocketAddress) channel.getLocalAddress();
    }

    /**
     * @param address the local address of another connection, as {@link Wire#local()} gives it
     * @param port 0 for any that is free
     */
    static ChannelListener on(String address, int port) throws IOException {
        Optional<Host> literal = Host.literal(SocketName.parse(address).host());
        InetAddress host = Lookup.address(
                literal.orElseThrow(() -> new WireException.Unsupported("listening where " + address + " stands")));
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            channel.bind(new InetSocketAddress(host, port), 1);
            return new ChannelListener(channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public String host() {
        return Host.of(local.getAddress()).text();
    }

    @Override
    public int port() {
        return local.getPort();
    }

    @Override
    public Wire accept(Deadline deadline) throws IOException {
        if (deadline.hasPassed()) {
            throw new WireException.TimedOut(deadline);
        }
        try {
            ServerSocket socket = channel.socket();
            socket.setSoTimeout(ChannelWire.timeout(deadline));
            return wire(socket.accept().getChannel());
        } catch (SocketTimeoutException e) {
            throw new WireException.TimedOut(deadline);
        } catch (IOException e) {
            throw Faults.of(e);
        }
    }

    private static Wire wire(SocketChannel accepted) throws IOException {
        try {
            accepted.setOption(StandardSocketOptions.TCP_NODELAY, true);
            return new ChannelWire(accepted);
        } catch (IOException e) {
            accepted.close();
            throw e;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // Nothing is left to be done with a socket that fails to close.
            return;
        }
    }
}
