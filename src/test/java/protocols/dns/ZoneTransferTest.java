package protocols.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import protocols.Fault;
import protocols.Script;
import protocols.WireException;
import protocols.net.Connector;
import protocols.net.Deadline;
import protocols.net.Endpoint;
import protocols.net.Wire;
import protocols.peers.Scripted;
import protocols.spi.CoreFriend;
import protocols.spi.RecordedConnector;

/** What a server of a zone may do wrong in a transfer (RFC 5936), over real sockets. */
@Timeout(60)
class ZoneTransferTest {

    private static final DnsRecord SOA =
            DnsRecord.parse("example.org. 300 IN SOA ns.example.org. admin.example.org. 7 3600 600 86400 300");
    private static final DnsRecord A = DnsRecord.parse("www.example.org. 300 IN A 192.0.2.1");
    private static final Dns DNS = Dns.at("192.0.2.53").timeout(Duration.ofSeconds(20));

    private final List<DnsRecord> records = new ArrayList<>();

    private static MessageBuilder query() {
        return query(1);
    }

    private static MessageBuilder query(int id) {
        return Message.query(Name.of("example.org"), RecordType.AXFR)
                .clear(DnsFlag.RD)
                .withoutEdns()
                .id(id);
    }

    private static String dialogue(int id, MessageBuilder... responses) {
        StringBuilder text = new StringBuilder("C: " + framed(query(id)) + "\n");
        for (MessageBuilder one : responses) {
            text.append("S: ").append(framed(one)).append('\n');
        }
        return text.append("* closed\n").toString();
    }

    private static String framed(MessageBuilder builder) {
        byte[] message = builder.encode();
        byte[] framed = new byte[message.length + 2];
        framed[0] = (byte) (message.length >> 8);
        framed[1] = (byte) message.length;
        System.arraycopy(message, 0, framed, 2, message.length);
        return CoreFriend.get().escape(framed, 0, framed.length);
    }

    private static MessageBuilder reply(DnsRecord... records) {
        return query().build().reply().answer(records);
    }

    private long transfer(Scripted server) throws Exception {
        try (DnsSession session = DNS.via(Detour.of(9, server.port())).connect()) {
            return session.transfer("example.org", records::add);
        }
    }

    @Test
    void theZoneIsWholeInWhateverPiecesItComes() throws Exception {
        String dialogue = dialogue(1, reply(SOA), reply(A, A), reply(SOA));
        for (Script.Pieces mode : Script.Pieces.values()) {
            records.clear();
            try (Scripted server = Scripted.play(Scripted.of(dialogue).pieces(mode))) {
                assertThat(transfer(server)).isEqualTo(3);
            }
            assertThat(records).containsExactly(SOA, A, A);
        }
    }

    @Test
    void aRefusalCarriesTheResponseCode() throws Exception {
        try (Scripted server = Scripted.play(dialogue(1, reply().rcode(Rcode.REFUSED)))) {
            assertThatThrownBy(() -> transfer(server))
                    .isInstanceOfSatisfying(
                            WireException.Refused.class,
                            refused -> assertThat(refused.reply().status()).isEqualTo("REFUSED"));
        }
        assertThat(records).isEmpty();
    }

    @Test
    void whatIsNoTransferIsMalformed() throws Exception {
        DnsRecord newer = DnsRecord.parse(SOA.toString().replace(" 7 ", " 8 "));
        List<MessageBuilder[]> wrong = List.of(
                new MessageBuilder[] {reply(SOA).id(2)},
                new MessageBuilder[] {reply(A, SOA)},
                new MessageBuilder[] {reply()},
                new MessageBuilder[] {reply(SOA).set(DnsFlag.TC)},
                new MessageBuilder[] {reply(SOA, A, SOA, A)},
                new MessageBuilder[] {reply(SOA, A, newer)},
                new MessageBuilder[] {reply(SOA, A), reply(SOA).id(2)},
                new MessageBuilder[] {reply(SOA, DnsRecord.parse("www.example.net. 300 IN A 192.0.2.1"), SOA)},
                new MessageBuilder[] {reply(SOA, DnsRecord.parse("org. 300 IN NS ns.example.org."), SOA)},
                new MessageBuilder[] {reply(SOA, DnsRecord.parse("www.example.org. 300 CH A 192.0.2.1"), SOA)});
        for (MessageBuilder[] responses : wrong) {
            try (Scripted server = Scripted.play(dialogue(1, responses))) {
                assertThatThrownBy(() -> transfer(server)).isInstanceOf(WireException.Malformed.class);
            }
            assertThat(records).doesNotContainNull().allMatch(one -> one.equals(SOA) || one.equals(A));
        }
    }

    @Test
    void glueAndOccludedNamesBelongToTheZone() throws Exception {
        DnsRecord cut = DnsRecord.parse("sub.EXAMPLE.org. 300 IN NS ns.sub.example.org.");
        DnsRecord glue = DnsRecord.parse("ns.sub.example.org. 300 IN A 192.0.2.2");
        DnsRecord occluded = DnsRecord.parse("mail.sub.example.org. 300 IN MX 1 www.example.net.");
        try (Scripted server = Scripted.play(dialogue(1, reply(SOA, cut, glue, occluded, SOA)))) {
            assertThat(transfer(server)).isEqualTo(4);
        }
        assertThat(records).containsExactly(SOA, cut, glue, occluded);
    }

    /** Clients have to ignore the bit (RFC 5936 section 2.2.1, note b). */
    @Test
    void whetherTheServerSaysThatItIsAuthoritativeIsNotLookedAt() throws Exception {
        try (Scripted server = Scripted.play(
                dialogue(1, reply(SOA, A).set(DnsFlag.AA), reply(SOA).clear(DnsFlag.AA)))) {
            assertThat(transfer(server)).isEqualTo(2);
        }
    }

    @Test
    @SuppressWarnings("try") // Closing in the middle is what is tested.
    void closingEndsATransferInTheMiddle() throws Exception {
        try (HalfZone server = HalfZone.of(reply(SOA, A));
                DnsSession session = DNS.via(Detour.of(9, server.port())).connect()) {
            HalfZone.Transfer transfer = server.begin(session);
            session.close();
            assertThat(transfer.failure()).isInstanceOf(WireException.Cancelled.class);
            assertThat(server.isLeft()).isTrue();
            assertThatThrownBy(() -> session.transfer("example.org", records::add))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void anInterruptEndsATransferInTheMiddle() throws Exception {
        try (HalfZone server = HalfZone.of(reply(SOA, A));
                DnsSession session = DNS.via(Detour.of(9, server.port())).connect()) {
            HalfZone.Transfer transfer = server.begin(session);
            transfer.thread().interrupt();
            assertThat(transfer.failure()).isInstanceOf(WireException.Cancelled.class);
            assertThat(server.isLeft()).isTrue();
            assertThat(session.isOpen()).isTrue();
        }
    }

    @Test
    void whatTheReceiverThrowsEndsTheTransferAndComesOutAsItIs() throws Exception {
        for (Throwable mine : List.of(
                new IOException("disk full"),
                new IllegalStateException("no more room"),
                new WireException.Hangup("of another line"),
                new AssertionError("not what was wanted"))) {
            records.clear();
            try (HalfZone server = HalfZone.of(reply(SOA, A));
                    DnsSession session = DNS.or("192.0.2.54")
                            .via(Detour.of(9, server.port()))
                            .connect()) {
                assertThatThrownBy(() -> session.transfer("example.org", one -> {
                            records.add(one);
                            Throwing.of(mine);
                        }))
                        .isSameAs(mine);
                assertThat(server.isLeft()).isTrue();
                assertThat(session.isOpen()).isTrue();
            }
            assertThat(records).as("the second server is not asked").containsExactly(SOA);
        }
    }

    /** What a receiver may throw. */
    private static final class Throwing {
        static void of(Throwable mine) throws IOException {
            if (mine instanceof IOException e) {
                throw e;
            }
            if (mine instanceof RuntimeException e) {
                throw e;
            }
            throw (Error) mine;
        }
    }

    /** Leads to one server first, then to another. */
    private record Then(Detour first, Detour second, AtomicInteger opened) implements Connector, RecordedConnector {
        @Override
        public Wire open(Endpoint endpoint, Deadline deadline) throws IOException {
            return (opened.getAndIncrement() == 0 ? first : second).open(endpoint, deadline);
        }

        @Override
        public byte[] draw(int count) {
            return first.draw(count);
        }
    }

    @Test
    void theSessionGoesOnAfterAReceiverThatFailed() throws Exception {
        IOException full = new IOException("disk full");
        try (HalfZone first = HalfZone.of(reply(SOA, A));
                Scripted second = Scripted.play(dialogue(2, reply(SOA, A, SOA).id(2)));
                DnsSession session = DNS.via(
                                new Then(Detour.of(9, first.port()), Detour.of(9, second.port()), new AtomicInteger()))
                        .connect()) {
            assertThatThrownBy(() -> session.transfer("example.org", one -> {
                        throw full;
                    }))
                    .isSameAs(full);
            assertThat(session.transfer("example.org", records::add)).isEqualTo(2);
        }
        assertThat(records).containsExactly(SOA, A);
    }

    @Test
    void aCutIsNoEnd() throws Exception {
        String dialogue = dialogue(1, reply(SOA, A), reply(SOA));
        Script plan = Scripted.of(dialogue);
        for (long cut : new long[] {0, 1, 40, Scripted.length(dialogue) - 1}) {
            try (Scripted server = Scripted.play(plan.fault(Fault.cut().after(cut)))) {
                assertThatThrownBy(() -> transfer(server)).isInstanceOf(WireException.Hangup.class);
            }
        }
    }

    @Test
    void silenceWithinTheZoneEndsWithTheIdleLimit() throws Exception {
        String dialogue = dialogue(1, reply(SOA, A), reply(SOA));
        Fault silence = Fault.stall().after(Scripted.length(dialogue) - 1);
        try (Scripted server = Scripted.play(Scripted.of(dialogue).fault(silence));
                DnsSession session = DNS.idleTimeout(Duration.ofSeconds(1))
                        .via(Detour.of(9, server.port()))
                        .connect()) {
            assertThatThrownBy(() -> session.transfer("example.org", records::add))
                    .isInstanceOf(WireException.TimedOut.class)
                    .hasMessageContaining("idle");
        }
        assertThat(records).containsExactly(SOA, A);
    }

    @Test
    void theNextServerIsAskedWhereTheFirstRefuses() throws Exception {
        try (Scripted first = Scripted.play(dialogue(1, reply().rcode(Rcode.REFUSED)));
                Scripted second = Scripted.play(
                        dialogue(2, reply(SOA).id(2), reply(A, SOA).id(2)));
                DnsSession session = DNS.or("192.0.2.54")
                        .via(new Detour(Map.of("192.0.2.53 TCP", first.port(), "192.0.2.54 TCP", second.port())))
                        .connect()) {
            assertThat(session.transfer("example.org", records::add)).isEqualTo(2);
        }
        assertThat(records).containsExactly(SOA, A);
    }
}
