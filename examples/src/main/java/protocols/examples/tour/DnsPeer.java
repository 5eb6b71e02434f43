package protocols.examples.tour;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import protocols.dns.DnsFlag;
import protocols.dns.DnsRecord;
import protocols.dns.Edns;
import protocols.dns.Message;
import protocols.dns.MessageBuilder;
import protocols.dns.Name;
import protocols.dns.Opcode;
import protocols.dns.Question;
import protocols.dns.Rcode;
import protocols.dns.RecordClass;
import protocols.dns.RecordType;

/**
 * A name server over UDP (RFC 1035) that knows an address and two mail servers for every name that is not missing, and the
 * name of every second address.
 */
public final class DnsPeer implements AutoCloseable {

    private static final Name ADDRESSES = Name.of("in-addr.arpa");

    /** What fits into a datagram for whoever says nothing about it. */
    private static final int PLAIN_SIZE = 512;

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
                Message query = Message.decode(ByteBuffer.wrap(buffer, 0, packet.getLength()));
                // Answering answers, two servers would never stop.
                if (!query.has(DnsFlag.QR)) {
                    byte[] answer = fitting(query);
                    socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            } catch (IOException e) {
                // No query, or the tour is over.
            }
        }
    }

    /** The answer, or that it is too long for whoever asked. */
    private static byte[] fitting(Message query) {
        Message answer = answer(query);
        int most = query.edns().map(Edns::udpSize).orElse(PLAIN_SIZE);
        return answer.length() <= most
                ? answer.toBytes()
                : query.reply().set(DnsFlag.TC).encode();
    }

    private static Message answer(Message query) {
        MessageBuilder reply = query.reply().set(DnsFlag.RA);
        if (!query.opcode().equals(Opcode.QUERY)) {
            return reply.rcode(Rcode.NOTIMP).build();
        }
        if (query.questions().size() != 1) {
            return reply.rcode(Rcode.FORMERR).build();
        }
        Question question = query.questions().get(0);
        if (!question.recordClass().equals(RecordClass.IN)) {
            return reply.rcode(Rcode.REFUSED).build();
        }
        if (question.name().isSubdomainOf(ADDRESSES)) {
            return ofAddress(question, reply).build();
        }
        return ofHost(question, reply).build();
    }

    private static MessageBuilder ofHost(Question question, MessageBuilder reply) {
        Name name = question.name();
        if (name.toString().regionMatches(true, 0, "missing.", 0, 8)) {
            return reply.rcode(Rcode.NXDOMAIN);
        }
        if (question.type().equals(RecordType.MX)) {
            return reply.answer(record(name, "MX 10 mx1.example.org."), record(name, "MX 20 mx2.example.org."));
        }
        return question.type().equals(RecordType.A) ? reply.answer(record(name, "A 192.0.2.80")) : reply;
    }

    private static MessageBuilder ofAddress(Question question, MessageBuilder reply) {
        String last = question.name().labels().get(0);
        boolean odd = last.charAt(last.length() - 1) % 2 != 0;
        if (!odd) {
            return reply.rcode(Rcode.NXDOMAIN);
        }
        return question.type().equals(RecordType.PTR)
                ? reply.answer(record(question.name(), "PTR host" + last + ".example.org."))
                : reply;
    }

    private static DnsRecord record(Name name, String data) {
        return DnsRecord.parse(name + " 3600 IN " + data);
    }

    @Override
    public void close() {
        socket.close();
    }
}
