package protocols.examples.tour;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.Arrays;
import protocols.dns.DnsRecord;
import protocols.dns.DnsFlag;
import protocols.dns.Message;
import protocols.dns.MessageBuilder;
import protocols.dns.Name;
import protocols.dns.Rcode;
import protocols.dns.RecordType;

/** A name server over UDP that knows an address and two mail servers for every name that is not missing (RFC 1035). */
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
        Name name = query.question().orElseThrow().name();
        RecordType type = query.question().orElseThrow().type();
        MessageBuilder reply = query.reply().set(DnsFlag.RA);
        if (name.toString().regionMatches(true, 0, "missing.", 0, 8)) {
            reply.rcode(Rcode.NXDOMAIN);
        } else if (type.equals(RecordType.MX)) {
            reply.answer(record(name, "MX 10 mx1.example.org."), record(name, "MX 20 mx2.example.org."));
        } else if (type.equals(RecordType.A)) {
            reply.answer(record(name, "A 192.0.2.80"));
        }
        return reply.encode();
    }

    private static DnsRecord record(Name name, String data) {
        return DnsRecord.parse(name + " 3600 IN " + data);
    }

    @Override
    public void close() {
        socket.close();
    }
}
