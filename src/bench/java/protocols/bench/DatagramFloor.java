package protocols.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;

/** One socket, one selector, and messages made beforehand: what the JDK can do if nothing is looked at. */
final class DatagramFloor {

    private DatagramFloor() {}

    /** Sends so many of the messages, again and again from the first, and counts what comes back. */
    static long exchange(int port, List<byte[]> messages, int times, int window) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(4096);
        try (Selector selector = Selector.open();
                DatagramChannel socket = DatagramChannel.open()) {
            socket.configureBlocking(false);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            socket.register(selector, SelectionKey.OP_READ);
            int sent = 0;
            int received = 0;
            while (received < times) {
                while (sent < times && sent - received < window) {
                    buffer.clear().put(messages.get(sent++ % messages.size())).flip();
                    socket.write(buffer);
                }
                if (selector.select(key -> {}, 5_000) == 0) {
                    throw new IOException("no answer to " + (sent - received));
                }
                buffer.clear();
                while (received < sent && socket.read(buffer) > 0) {
                    received++;
                    buffer.clear();
                }
            }
            return received;
        }
    }
}
