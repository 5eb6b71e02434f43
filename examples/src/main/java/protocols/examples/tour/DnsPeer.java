package protocols.examples.tour;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import protocols.dns.DnsRecord;
import protocols.dns.Flag;
import protocols.dns.Message;
import protocols.dns.Name;
import protocols.dns.Rdata;

/** A name server over UDP that knows where the mail of every domain goes (RFC 1035). */
public final class DnsPeer implements AutoCloseable {

    private final DatagramSocket socket;

    /** Starts it. */
    public DnsPeer() throws IOException {
        socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "tour-dns");
        thread.setDaemon(true);
        thread.start();
    }

    /** Where it listens. */
    public int port() {
        return socket.getLocalPort();
    }

    private void serve() {
        byte[] buffer = new byte[1232];
        while (!socket.isClosed()) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(packet);
                byte[] answer = answer(Message.decode(Arrays.copyOf(buffer, packet.getLength())));
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            } catch (IOException e) {
                // No query, or the tour is over.
            }
        }
    }

    private static byte[] answer(Message query) {
        Name domain = query.question().orElseThrow().name();
        Duration hour = Duration.ofHours(1);
        return query.reply()
                .set(Flag.RA)
                .answer(
                        DnsRecord.of(domain, hour, new Rdata.Mx(10, Name.of("mx1.example.org"))),
                        DnsRecord.of(domain, hour, new Rdata.Mx(20, Name.of("mx2.example.org"))))
                .encode();
    }

    @Override
    public void close() {
        socket.close();
    }
}
