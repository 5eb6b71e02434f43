package protocols.peers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Ports of loopback on which nobody listens. */
final class Ports {

    static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private Ports() {}

    /** So many different free ports; they are held together while they are chosen, and free on return. */
    static int[] free(int count) throws IOException {
        return free(count, LOOPBACK);
    }

    /** As {@link #free(int)}, of another address of loopback. */
    static int[] free(int count, InetAddress address) throws IOException {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                held.add(new ServerSocket(0, 1, address));
            }
            return held.stream().mapToInt(ServerSocket::getLocalPort).toArray();
        } finally {
            for (ServerSocket socket : held) {
                socket.close();
            }
        }
    }

    static InetSocketAddress at(int port) {
        return new InetSocketAddress(LOOPBACK, port);
    }
}
