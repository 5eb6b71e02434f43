package protocols.bench;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Record;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;
import protocols.dns.Dns;
import protocols.dns.Message;
import protocols.dns.Name;
import protocols.dns.RecordType;
import protocols.peers.Knot;

/** DNS: one query encoded, one answer decoded, queries one after the other to Knot over UDP. */
final class DnsCases {

    private static final int CODEC = 1_000_000;
    private static final int QUERIES = 5_000;

    private DnsCases() {}

    static void run(SideBySide bench) throws Exception {
        if (!bench.wants("dns")) {
            return;
        }
        try (Knot server = Knot.start()) {
            byte[] query = query();
            byte[] answer = exchange(server.port(), query, 1);
            bench.measure("dns-encode", "messages/s")
                    .with("ours", DnsCases::encodeOurs)
                    .with("dnsjava", DnsCases::encodeDnsjava)
                    .with("floor", () -> copies(query))
                    .run();
            bench.measure("dns-decode-unread", "messages/s")
                    .with("ours", () -> decodeUnreadOurs(answer))
                    .with("dnsjava", () -> decodeUnreadDnsjava(answer))
                    .with("floor", () -> copies(answer))
                    .run();
            bench.measure("dns-decode-mx", "messages/s")
                    .with("ours", () -> decodeOurs(answer))
                    .with("dnsjava", () -> decodeDnsjava(answer))
                    .with("floor", () -> copies(answer))
                    .run();
            // The JIT compiler is busy for some thirty thousand lookups, on a processor that client and server need.
            bench.measure("dns-query-udp", "queries/s")
                    .warmUp(8)
                    .with("ours", () -> queryOurs(server.port()))
                    .with("dnsjava", () -> queryDnsjava(server.port()))
                    .with("floor", () -> {
                        exchange(server.port(), query, QUERIES);
                        return QUERIES;
                    })
                    .run();
        }
    }

    private static byte[] query() {
        return Message.query(Name.of("example.org"), RecordType.MX).id(4711).encode();
    }

    private static long encodeOurs() {
        Name name = Name.of("www.example.org");
        long bytes = 0;
        for (int i = 0; i < CODEC; i++) {
            bytes += Message.query(name, RecordType.MX).id(i & 0xffff).encode().length;
        }
        return bytes == 0 ? 0 : CODEC;
    }

    private static long encodeDnsjava() throws Exception {
        var name = new org.xbill.DNS.Name("www.example.org.");
        long bytes = 0;
        for (int i = 0; i < CODEC; i++) {
            Record question = Record.newRecord(name, Type.MX, DClass.IN);
            org.xbill.DNS.Message message = org.xbill.DNS.Message.newQuery(question);
            message.addRecord(new org.xbill.DNS.OPTRecord(1232, 0, 0), org.xbill.DNS.Section.ADDITIONAL);
            bytes += message.toWire().length;
        }
        return bytes == 0 ? 0 : CODEC;
    }

    /** The message is checked as a whole, and no record looked at: what it takes to hand an answer on. */
    private static long decodeUnreadOurs(byte[] answer) throws Exception {
        long ids = 0;
        for (int i = 0; i < CODEC; i++) {
            ids += Message.decode(answer).id();
        }
        return ids == 0 ? 0 : CODEC;
    }

    private static long decodeUnreadDnsjava(byte[] answer) throws Exception {
        long ids = 0;
        for (int i = 0; i < CODEC; i++) {
            ids += new org.xbill.DNS.Message(answer).getHeader().getID();
        }
        return ids == 0 ? 0 : CODEC;
    }

    /** All records of the answer are looked at, with the field that a mailer wants of each. */
    private static long decodeOurs(byte[] answer) throws Exception {
        long preferences = 0;
        for (int i = 0; i < CODEC; i++) {
            for (var record : Message.decode(answer).answers()) {
                preferences += ((protocols.dns.Rdata.Mx) record.data()).preference();
            }
        }
        return preferences == 0 ? 0 : CODEC;
    }

    private static long decodeDnsjava(byte[] answer) throws Exception {
        long preferences = 0;
        for (int i = 0; i < CODEC; i++) {
            for (Record record : new org.xbill.DNS.Message(answer).getSection(org.xbill.DNS.Section.ANSWER)) {
                preferences += ((org.xbill.DNS.MXRecord) record).getPriority();
            }
        }
        return preferences == 0 ? 0 : CODEC;
    }

    private static long copies(byte[] message) {
        long sum = 0;
        for (int i = 0; i < CODEC; i++) {
            sum += message.clone()[i % message.length];
        }
        return sum == Long.MIN_VALUE ? 0 : CODEC;
    }

    private static long queryOurs(int port) throws Exception {
        long records = 0;
        Name name = Name.of("example.org");
        try (var session = Dns.at("127.0.0.1").port(port).connect()) {
            for (int i = 0; i < QUERIES; i++) {
                records += session.lookup(name, RecordType.MX).records().size();
            }
        }
        return records < QUERIES ? 0 : QUERIES;
    }

    private static long queryDnsjava(int port) throws Exception {
        SimpleResolver resolver = new SimpleResolver(new InetSocketAddress("127.0.0.1", port));
        resolver.setTimeout(Duration.ofSeconds(5));
        Record question = Record.newRecord(new org.xbill.DNS.Name("example.org."), Type.MX, DClass.IN);
        long records = 0;
        for (int i = 0; i < QUERIES; i++) {
            records += resolver.send(org.xbill.DNS.Message.newQuery(question))
                    .getSection(org.xbill.DNS.Section.ANSWER)
                    .size();
        }
        return records < QUERIES ? 0 : QUERIES;
    }

    /** The last answer to so many equal queries. */
    private static byte[] exchange(int port, byte[] query, int times) throws Exception {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(5_000);
            byte[] buffer = new byte[1232];
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            for (int i = 0; i < times; i++) {
                socket.send(new DatagramPacket(query, query.length));
                packet.setLength(buffer.length);
                socket.receive(packet);
            }
            return java.util.Arrays.copyOf(buffer, packet.getLength());
        }
    }
}
