package protocols.reuse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import protocols.Trust;
import protocols.WireException;
import protocols.dns.Dns;
import protocols.dns.DnsRecord;
import protocols.dns.DnsSession;
import protocols.dns.Message;
import protocols.dns.Name;
import protocols.dns.Rdata;
import protocols.dns.RecordType;
import protocols.peers.Gap;
import protocols.peers.HandServer;
import protocols.peers.HandServer.Hand;
import protocols.peers.TestCa;

/** DNS over one connection (RFC 7766). Its peer is played by hand: a transcript of DNS has no gaps. */
final class ReusedDns implements Reused {

    private static final String FIRST = "one.example";
    private static final String SECOND = "two.example";

    /** What happens on the first connection, once its first question is answered. */
    private interface Happening {
        void on(Hand hand) throws IOException;
    }

    /** What the two sides of a cell tell each other. */
    private static final class Signals {
        private final AtomicInteger connections = new AtomicInteger();
        private final AtomicInteger heard = new AtomicInteger();
        private final CountDownLatch due = new CountDownLatch(1);
        private final CountDownLatch happened = new CountDownLatch(1);
    }

    @Override
    public String between(Cell cell) throws Exception {
        Signals signals = new Signals();
        Happening event = hand -> {
            await(signals.due);
            happen(cell.event(), hand);
            signals.happened.countDown();
            if (cell.event() == Event.INTERRUPT) {
                hand.write(framed(answer(hear(hand, signals))));
            }
        };
        try (HandServer server = serve(cell, signals, event);
                DnsSession session = session(cell, server)) {
            assertThat(ask(session, FIRST)).isEqualTo("192.0.2.1");
            signals.due.countDown();
            await(signals.happened);
            Gap.pass(cell.gap());
            if (cell.event() == Event.INTERRUPT) {
                Thread.currentThread().interrupt();
            }
            String outcome = outcome(session, cell, signals);
            // On the first connection nothing was asked any more.
            assertThat(signals.heard).hasValue(2);
            return outcome;
        }
    }

    @Override
    public String within(Cell cell) throws Exception {
        Signals signals = new Signals();
        Thread asking = Thread.currentThread();
        Happening event = hand -> {
            Message second = hear(hand, signals);
            Gap.pass(cell.gap());
            if (cell.event() == Event.INTERRUPT) {
                asking.interrupt();
            } else if (cell.event() == Event.STRAY) {
                hand.write(framed(answer(second), answer(second)));
            } else {
                happen(cell.event(), hand);
            }
        };
        try (HandServer server = serve(cell, signals, event);
                DnsSession session = session(cell, server)) {
            assertThat(ask(session, FIRST)).isEqualTo("192.0.2.1");
            return outcome(session, cell, signals);
        }
    }

    private static HandServer serve(Cell cell, Signals signals, Happening event) throws IOException {
        HandServer.Play play = hand -> {
            boolean first = signals.connections.incrementAndGet() == 1;
            hand.write(framed(answer(hear(hand, signals))));
            if (first) {
                event.on(hand);
            }
            hand.drain();
        };
        return cell.secure() ? HandServer.startTls(0, play) : HandServer.start(play);
    }

    private static void happen(Event event, Hand hand) throws IOException {
        switch (event) {
            case FIN -> hand.close();
            case RESET -> hand.reset();
            case CUT -> hand.tear();
            case STRAY ->
                hand.write(framed(
                        answer(Message.query(Name.of(SECOND), RecordType.A).build())));
            case GARBAGE -> hand.write(framed(new byte[] {1, 2, 3}));
            case HALF_CLOSE -> hand.endOutput();
            case FAREWELL -> throw new IllegalArgumentException("DNS takes no leave");
            case INTERRUPT -> {
                // It is not the peer's affair.
            }
        }
    }

    /** Asks, and asks once more where that is still to be answered on another connection. */
    private static String outcome(DnsSession session, Cell cell, Signals signals) throws WireException {
        String first = attempt(session, cell, signals);
        if (first.equals("another")) {
            return first;
        }
        String next = attempt(session, cell, signals);
        return first.equals("whole") || !next.equals("another") ? first + ", then " + next : first;
    }

    private static String attempt(DnsSession session, Cell cell, Signals signals) throws WireException {
        try {
            assertThat(ask(session, SECOND)).isEqualTo("192.0.2.2");
            return signals.connections.get() > 1 ? "another" : "whole";
        } catch (WireException fault) {
            return cell.outcome(fault);
        }
    }

    private static String ask(DnsSession session, String name) throws WireException {
        return session.lookup(name, RecordType.A)
                .orThrow()
                .data(Rdata.A.class)
                .get(0)
                .address()
                .getHostAddress();
    }

    private static DnsSession session(Cell cell, HandServer server) throws WireException {
        Trust trust = Trust.of(TestCa.shared().trusting());
        Dns client = cell.at(Dns.at("127.0.0.1"), server.port(), trust);
        return (cell.secure() ? client : client.overTcp()).connect();
    }

    private static Message hear(Hand hand, Signals signals) throws IOException {
        byte[] length = hand.read(2);
        if (length.length < 2) {
            throw new IOException("nothing more is asked");
        }
        Message query = Message.decode(hand.read((length[0] & 0xff) << 8 | length[1] & 0xff));
        signals.heard.incrementAndGet();
        return query;
    }

    private static byte[] answer(Message query) {
        String name = query.question().orElseThrow().name().toString();
        String address = name.startsWith("one") ? "192.0.2.1" : "192.0.2.2";
        return query.reply()
                .answer(DnsRecord.parse(name + " 60 IN A " + address))
                .encode();
    }

    /** Each after its length, all at once. */
    private static byte[] framed(byte[]... messages) {
        int size = 0;
        for (byte[] message : messages) {
            size += 2 + message.length;
        }
        byte[] all = new byte[size];
        int at = 0;
        for (byte[] message : messages) {
            all[at++] = (byte) (message.length >> 8);
            all[at++] = (byte) message.length;
            System.arraycopy(message, 0, all, at, message.length);
            at += message.length;
        }
        return all;
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
