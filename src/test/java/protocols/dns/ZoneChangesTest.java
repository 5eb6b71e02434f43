package protocols.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import protocols.WireException;
import protocols.peers.MessageServer;

/** What a server may answer to IXFR (RFC 1995 sections 2 to 5). */
@Timeout(60)
class ZoneChangesTest {

    private static final Name ZONE = Name.of("example.org");
    private static final String A = "a.example.org. 300 IN A 192.0.2.1";
    private static final String B = "b.example.org. 300 IN A 192.0.2.2";
    private static final String C = "c.example.org. 300 IN A 192.0.2.3";

    private final List<String> changes = new ArrayList<>();
    private final List<byte[]> asked = new CopyOnWriteArrayList<>();

    private static DnsRecord soa(long serial) {
        return DnsRecord.parse(
                "example.org. 300 IN SOA ns.example.org. admin.example.org. " + serial + " 3600 600 86400 300");
    }

    /** SOA records by their serial numbers, others as they are; a slash begins a new message. */
    private MessageServer server(Object... records) throws IOException {
        return new MessageServer(connection -> {
            byte[] request = connection.next().orElseThrow();
            asked.add(request);
            MessageBuilder message = Message.decode(request).reply();
            for (Object one : records) {
                if (one.equals("/")) {
                    connection.say(message.encode());
                    message = Message.decode(request).reply();
                } else if (one instanceof Rcode rcode) {
                    message.rcode(rcode);
                } else {
                    message.answer(one instanceof Integer serial ? soa(serial) : DnsRecord.parse((String) one));
                }
            }
            connection.say(message.encode());
            connection.next();
        });
    }

    private IncrementalTransfer changes(MessageServer server, long serial) throws IOException {
        changes.clear();
        try (DnsSession session = Dns.at("192.0.2.53")
                .timeout(Duration.ofSeconds(10))
                .via(Detour.of(9, server.port()))
                .connect()) {
            return session.changes(ZONE, serial, change -> {
                String sign = change.toString().substring(0, 1);
                changes.add(
                        change.record().data() instanceof Rdata.Soa soa
                                ? sign + soa.serial()
                                : sign + change.record().name().labels().get(0));
            });
        }
    }

    @Test
    void theExampleOfTheRfc() throws Exception {
        // RFC 1995 section 7, in one message and in one for each record.
        for (Object[] zone : List.of(
                new Object[] {3, 1, A, 2, B, C, 2, B, 3, A, 3},
                new Object[] {3, "/", 1, "/", A, "/", 2, "/", B, "/", C, "/", 2, "/", B, "/", 3, "/", A, "/", 3})) {
            try (MessageServer server = server(zone)) {
                assertThat(changes(server, 1)).hasToString("DIFFERENCES to 3, 9 records");
            }
            assertThat(changes).containsExactly("-1", "-a", "+2", "+b", "+c", "-2", "-b", "+3", "+a");
        }
        Message query = Message.decode(asked.get(0));
        assertThat(query.question()).contains(Question.of(ZONE, RecordType.parse("IXFR")));
        assertThat(query.section(DnsSection.AUTHORITY))
                .singleElement()
                .extracting(DnsRecord::data)
                .extracting(data -> ((Rdata.Soa) data).serial())
                .isEqualTo(1L);
    }

    @Test
    void theThreeAnswersAreToldApart() throws Exception {
        try (MessageServer server = server(3)) {
            assertThat(changes(server, 3)).hasToString("UP_TO_DATE to 3, 0 records");
            // One that is ahead of the server, and one on the other side of the circle.
            assertThat(changes(server, 4).kind()).isEqualTo(IncrementalTransfer.Kind.UP_TO_DATE);
            assertThat(changes).isEmpty();
        }
        try (MessageServer server = server(3, A, B, 3)) {
            assertThat(changes(server, 1)).hasToString("WHOLE_ZONE to 3, 3 records");
            assertThat(changes).containsExactly("=3", "=a", "=b");
            assertThat(changes(server, 0xffff_fff0L).kind()).isEqualTo(IncrementalTransfer.Kind.WHOLE_ZONE);
            // A server that knows no IXFR sends the zone even then.
            assertThat(changes(server, 3)).hasToString("UP_TO_DATE to 3, 0 records");
            assertThat(changes).isEmpty();
        }
        try (MessageServer server = server(3, 3)) {
            assertThat(changes(server, 1)).hasToString("WHOLE_ZONE to 3, 1 record");
        }
        try (MessageServer server = server(3, 1, 3, 3)) {
            assertThat(changes(server, 1)).hasToString("DIFFERENCES to 3, 2 records");
        }
    }

    @Test
    void whatDoesNotLeadFromHereToTheNewestIsMalformed() throws Exception {
        Object[][] wrong = {
            {A, 3},
            {3, 2, A, 3, B, 3},
            {3, 1, A, 1, B, 3},
            {3, 1, A, 4, B, 3},
            {3, 1, A, 2, B, 1, C, 3, 3},
            {3, 1, A, 3, B, 2},
            {3, 1, A, 3, B, 3, C},
            {3, A, 2},
            {3, "a.example.net. 300 IN A 192.0.2.1", 3},
        };
        for (Object[] records : wrong) {
            try (MessageServer server = server(records)) {
                assertThatThrownBy(() -> changes(server, 1))
                        .as(List.of(records).toString())
                        .isInstanceOf(WireException.Malformed.class);
            }
        }
    }

    @Test
    void whereIxfrIsNotKnownTheZoneIsAskedFor() throws Exception {
        for (Rcode code : List.of(Rcode.NOTIMP, Rcode.FORMERR)) {
            asked.clear();
            try (MessageServer server = new MessageServer(connection -> {
                byte[] request = connection.next().orElseThrow();
                asked.add(request);
                Message query = Message.decode(request);
                boolean known = query.question().orElseThrow().type().equals(RecordType.AXFR);
                MessageBuilder reply = query.reply();
                connection.say((known ? reply.answer(soa(3), DnsRecord.parse(A), soa(3)) : reply.rcode(code)).encode());
                connection.next();
            })) {
                assertThat(changes(server, 1)).hasToString("WHOLE_ZONE to 3, 2 records");
            }
            assertThat(changes).containsExactly("=3", "=a");
            assertThat(asked).hasSize(2);
        }
        try (MessageServer server = server(Rcode.REFUSED)) {
            assertThatThrownBy(() -> changes(server, 1)).isInstanceOf(WireException.Refused.class);
        }
    }

    @Test
    void whatTheReceiverThrowsComesOutAsItIs() throws Exception {
        IOException full = new IOException("disk full");
        try (MessageServer server = server(3, A, 3);
                DnsSession session =
                        Dns.at("192.0.2.53").via(Detour.of(9, server.port())).connect()) {
            assertThatThrownBy(() -> session.changes(ZONE, 1, change -> {
                        throw full;
                    }))
                    .isSameAs(full);
            assertThatThrownBy(() -> session.changes(ZONE, -1, change -> {}))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(session.isOpen()).isTrue();
        }
    }
}
