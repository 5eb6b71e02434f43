package protocols.internal.peer;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
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

/** The connection of a client, and the data connections that belong to it: by the numbers of the script. */
final class ServedChannels {

    private final int main;
    private final Duration patience;
    private final Received log;
    private final ServedPeer peer;
    private final Map<Integer, ServerSocket> listeners = new ConcurrentSkipListMap<>();
    private final Map<Integer, ServedChannel> open = new ConcurrentHashMap<>();
    private final Set<Integer> ended = ConcurrentHashMap.newKeySet();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    ServedChannels(int main, ServedPeer peer, Duration patience) {
        this.main = main;
        this.peer = peer;
        this.patience = patience;
        this.log = peer.log();
    }

    ServedChannel open(int channel, Socket socket) throws IOException {
        sockets.add(socket);
        int number = log.channel(socket.getRemoteSocketAddress().toString().replaceFirst(".*/", "") + " tcp");
        ServedChannel opened = new ServedChannel(socket, number);
        open.put(channel, opened);
        ended.remove(channel);
        return opened;
    }

    /** Accepts the client's connection to the port of a channel. */
    ServedChannel accept(int channel) throws IOException {
        ServerSocket listener = listener(channel);
        listener.setSoTimeout((int) Math.max(1, patience.toMillis()));
        return open(channel, listener.accept());
    }

    /** Connects to the address that a client told: as PORT writes it (RFC 959), or EPRT (RFC 2428). On loopback alone. */
    ServedChannel connect(int channel, String address) throws IOException {
        int to = portOf(address);
        if (to < 1 || to > 65535) {
            throw new IOException("no port to connect to: " + address);
        }
        Socket socket = new Socket();
        sockets.add(socket);
        socket.connect(new InetSocketAddress(ServedPeer.loopback(), to), (int) patience.toMillis());
        return open(channel, socket);
    }

    private static int portOf(String address) throws IOException {
        boolean extended = address.startsWith("|");
        int end = address.lastIndexOf(extended ? '|' : ',');
        try {
            if (extended) {
                return Integer.parseInt(address.substring(address.lastIndexOf('|', end - 1) + 1, end));
            }
            int high = Integer.parseInt(address.substring(address.lastIndexOf(',', end - 1) + 1, end));
            return high << 8 | Integer.parseInt(address.substring(end + 1).strip());
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IOException("no address to connect to: " + address, e);
        }
    }

    /** The channel, open for talking; another connection is accepted if there is none or the last has ended. */
    ServedChannel talking(int channel) throws IOException {
        ServedChannel known = open.get(channel);
        return channel != main && (known == null || ended.contains(channel)) ? accept(channel) : last(channel);
    }

    /** The channel as it is, ended or not. */
    ServedChannel last(int channel) throws IOException {
        ServedChannel known = open.get(channel);
        return known == null ? accept(channel) : known;
    }

    boolean isOpen(int channel) {
        return open.containsKey(channel) && !ended.contains(channel);
    }

    /** Nothing more is said on a channel; if the script uses it again, that is another connection. */
    void end(int channel) {
        ended.add(channel);
    }

    Collection<ServedChannel> all() {
        return open.values();
    }

    private ServerSocket listener(int channel) {
        return listeners.computeIfAbsent(channel, number -> {
            try {
                return new ServerSocket(0, 10, ServedPeer.loopback());
            } catch (IOException e) {
                throw new UncheckedIOException("no port for a data connection", e);
            }
        });
    }

    /** Those it asks for, that of the channel it leads to, and this peer's for one that was recorded. */
    String fill(String text, int listens) {
        String filled = peer.here(text);
        if (listens > 0) {
            int free = listener(listens).getLocalPort();
            filled = text.startsWith("227") ? passive(text, free) : extended(text, free);
        }
        if (!filled.contains("${p")) {
            return filled;
        }
        for (int channel = 2; channel < 10; channel++) {
            boolean asked = filled.contains("${port" + channel + "}")
                    || filled.contains("${pasv" + channel + "}")
                    || (channel == 2 && filled.contains("${p1,p2}"));
            if (asked) {
                int free = listener(channel).getLocalPort();
                String two = (free >> 8) + "," + (free & 0xff);
                filled = filled.replace("${port" + channel + "}", Integer.toString(free))
                        .replace("${pasv" + channel + "}", two)
                        .replace("${p1,p2}", two);
            }
        }
        return filled;
    }

    /** 227 with the address of loopback, wherever the digits stand (RFC 1123 section 4.1.2.6). */
    private static String passive(String text, int port) {
        int from = 4;
        while (from < text.length() && !Character.isDigit(text.charAt(from))) {
            from++;
        }
        int to = from;
        while (to < text.length() && (Character.isDigit(text.charAt(to)) || text.charAt(to) == ',')) {
            to++;
        }
        String address = "127,0,0,1," + (port >> 8) + "," + (port & 0xff);
        return text.contains("${") ? text : text.substring(0, from) + address + text.substring(to);
    }

    /** 229 (RFC 2428 section 3). */
    private static String extended(String text, int port) {
        int from = text.indexOf("|||");
        int to = from < 0 ? -1 : text.indexOf('|', from + 3);
        return text.contains("${") || to < 0 ? text : text.substring(0, from + 3) + port + text.substring(to);
    }

    /** Closes everything, which frees a thread that waits for any of it. */
    void shut() {
        listeners.values().forEach(ServedChannels::close);
        sockets.forEach(ServedChannels::close);
    }

    private static void close(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // Nothing is left to be done with a socket that fails to close.
            return;
        }
    }
}
