package protocols.examples;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import protocols.dns.DnsFlag;
import protocols.dns.Edns;
import protocols.dns.EdnsOption.Cookie;
import protocols.dns.EdnsOption.Nsid;
import protocols.dns.Message;
import protocols.dns.MessageBuilder;
import protocols.dns.Name;
import protocols.dns.Octets;
import protocols.dns.Question;
import protocols.dns.Rcode;
import protocols.dns.RecordType;

/** Asks a question over a socket of its own, with the encoder and the decoder of messages alone. */
public final class DnsByHand {

    private static final String USAGE =
            """
            usage: DnsByHand SERVER[:PORT] NAME [TYPE] [--norecurse] [--noedns]

            Asks one question in a datagram and prints the message that comes back, header and all. For questions that
            no resolver asks; DnsLookup asks again, over TCP and elsewhere, where this gives up after 5 seconds.

              --norecurse  the server shall say what it knows itself
              --noedns     a message as of RFC 1035: no cookie, and no question for the name of the server
            """;

    private static final int PORT = 53;
    private static final int MILLIS = 5000;
    private static final int CLIENT_COOKIE = 8;
    private static final SecureRandom RANDOM = new SecureRandom();

    private DnsByHand() {}

    public static void main(String[] args) {
        System.exit(run(Program.standard(), args));
    }

    static int run(Program program, String... args) {
        return program.run(USAGE, Set.of("--norecurse", "--noedns"), Set.of(), DnsByHand::ask, args);
    }

    private static int ask(Program program, Options options) throws IOException {
        List<String> words = options.arguments(3, "SERVER", "NAME");
        HostPort server = HostPort.of(words.get(0));
        RecordType type = words.size() == 3 ? RecordType.parse(words.get(2)) : RecordType.A;
        Message query = query(Question.of(Name.of(words.get(1)), type), options);
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(server.host(), server.port().orElse(PORT)));
            socket.setSoTimeout(MILLIS);
            socket.send(new DatagramPacket(query.toBytes(), query.length()));
            return print(program, answer(socket, query));
        } catch (SocketTimeoutException e) {
            program.err().println("no answer within " + MILLIS + " ms");
            return 1;
        }
    }

    private static Message query(Question question, Options options) {
        byte[] random = new byte[CLIENT_COOKIE];
        RANDOM.nextBytes(random);
        Cookie cookie = new Cookie(Octets.of(random), Octets.EMPTY);
        MessageBuilder query = Message.query(question).id(RANDOM.nextInt(0x10000));
        if (options.has("--norecurse")) {
            query.clear(DnsFlag.RD);
        }
        return (options.has("--noedns") ? query.withoutEdns() : query.edns(Edns.DEFAULT.with(cookie, Nsid.ASK)))
                .build();
    }

    /** The first message that answers the query: others may be late, or forged (RFC 5452 section 9.1). */
    private static Message answer(DatagramSocket socket, Message query) throws IOException {
        byte[] buffer = new byte[Edns.DEFAULT.udpSize()];
        while (true) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            socket.receive(packet);
            Message said = Message.decode(Arrays.copyOf(buffer, packet.getLength()));
            boolean sameQuestion = said.questions().equals(query.questions());
            if (said.has(DnsFlag.QR) && said.id() == query.id() && sameQuestion && keepsCookie(said, query)) {
                return said;
            }
        }
    }

    /** A server that knows cookies gives ours back with its own (RFC 7873 section 5.3). */
    private static boolean keepsCookie(Message said, Message query) {
        Optional<Octets> theirs = cookie(said).map(Cookie::client);
        return theirs.isEmpty() || theirs.equals(cookie(query).map(Cookie::client));
    }

    private static Optional<Cookie> cookie(Message message) {
        return message.edns().flatMap(edns -> edns.option(Cookie.class));
    }

    private static int print(Program program, Message said) {
        program.out().print(said);
        program.out().println(";; " + said.length() + " bytes");
        boolean fine = said.rcode().equals(Rcode.NOERROR);
        if (!fine) {
            program.err().println(said.rcode());
        }
        return fine ? 0 : 1;
    }
}
