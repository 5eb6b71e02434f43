package protocols.peers;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The connection of a client, number 1, and the further ones that belong to it. */
final class Channels {

    private final Map<Integer, ServerSocket> listeners = new ConcurrentSkipListMap<>();
    private final Map<Integer, Channel> open = new ConcurrentHashMap<>();
    private final Set<Integer> ended = ConcurrentHashMap.newKeySet();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final int port;
    private final Duration patience;
    private final Recording record;

    Channels(int port, Duration patience, Recording record) {
        this.port = port;
        this.patience = patience;
        this.record = record;
    }

    /** Listens for the channels from 2 to the last. */
    void listen(int last) throws IOException {
        for (int number = 2; number <= last; number++) {
            ServerSocket listener = new ServerSocket(0, 10, Ports.LOOPBACK);
            listener.setSoTimeout((int) patience.toMillis());
            listeners.put(number, listener);
        }
    }

    Channel open(int number, Socket socket) throws IOException {
        sockets.add(socket);
        Channel channel = new Channel(socket, record.channel(number));
        channel.patience(patience);
        open.put(number, channel);
        ended.remove(number);
        return channel;
    }

    Channel accept(int number) throws IOException {
        return open(number, listeners.get(number).accept());
    }

    /** The channel, open for talking; another connection is accepted if there is none or the last has ended. */
    Channel talking(int number) throws IOException {
        Channel channel = open.get(number);
        return channel == null || ended.contains(number) ? accept(number) : channel;
    }

    /** The channel as it is, ended or not. */
    Channel last(int number) throws IOException {
        Channel channel = open.get(number);
        return channel == null ? accept(number) : channel;
    }

    /** Nothing more is said on a channel; if the dialogue uses it again, that is another connection. */
    void end(int number) {
        if (number > 1) {
            ended.add(number);
        }
    }

    Collection<Channel> all() {
        return open.values();
    }

    /** The text with the numbers of our ports in it. */
    String fill(String text) {
        if (!text.contains("${")) {
            return text;
        }
        String filled = text.replace("${port}", Integer.toString(port));
        for (Map.Entry<Integer, ServerSocket> listener : listeners.entrySet()) {
            int free = listener.getValue().getLocalPort();
            String two = (free >> 8) + "," + (free & 0xff);
            filled = filled.replace("${port" + listener.getKey() + "}", Integer.toString(free))
                    .replace("${pasv" + listener.getKey() + "}", two);
            if (listener.getKey() == 2) {
                filled = filled.replace("${p1,p2}", two);
            }
        }
        return filled;
    }

    /** Closes everything, which frees a thread that waits for any of it. */
    void shut() {
        listeners.values().forEach(Channels::close);
        sockets.forEach(Channels::close);
    }

    private static void close(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
