package protocols.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import protocols.Transcript;
import protocols.WireException;
import protocols.internal.wire.WireOver;
import protocols.net.Connector;
import protocols.net.Deadline;
import protocols.net.Endpoint;
import protocols.net.Wire;
import protocols.peers.Gap;
import protocols.peers.Knot;
import protocols.peers.Named;
import protocols.peers.Nsd;
import protocols.peers.RealServer;
import protocols.peers.RequiresServer;
import protocols.peers.SharedKey;
import protocols.peers.ZoneServer;
import protocols.spi.RecordedConnector;

/** Messages that are signed (TSIG, RFC 8945), updates (RFC 2136), IXFR (RFC 1995) and NOTIFY with servers of others. */
@RequiresServer({RealServer.KNOT, RealServer.NAMED, RealServer.NSD, RealServer.DIG})
@Timeout(120)
class SignedServersTest {

    private static final int HOSTS = 3000;

    private static final String ZONE =
            """
            $ORIGIN example.org.
            $TTL 300
            @    SOA ns1 hostmaster 1 7200 3600 1209600 300
            @    NS  ns1
            ns1  A   192.0.2.53
            old  A   192.0.2.1
            old  A   192.0.2.2
            old  TXT "two words"
            """;

    private static final SharedKey[] KEYS = {
        new SharedKey("sha256.key.", "hmac-sha256", "c2VjcmV0IG9mIHR3byBzaWRlcyBhbmQgbm9ib2R5"),
        new SharedKey("sha384.key.", "hmac-sha384", "QW5vdGhlciBzZWNyZXQsIHdoaWNoIGlzIGEgYml0IGxvbmdlciB0aGFu"),
        new SharedKey("sha512.key.", "hmac-sha512", "VGhlIHRoaXJkIHNlY3JldA=="),
        new SharedKey("sha224.key.", "hmac-sha224", "VGhlIGZvdXJ0aCBzZWNyZXQ="),
        new SharedKey("sha1.key.", "hmac-sha1", "VGhlIGxhc3Qgc2VjcmV0")
    };

    private static final TsigKey KEY = TsigKey.parse(KEYS[0].text());
    private static final Name OLD = Name.of("old.example.org");
    private static final Name NEW = Name.of("new.example.org");

    /** The servers, each with a zone and all the keys. */
    enum Kind {
        BIND,
        KNOT,
        NSD;

        ZoneServer start(String zone) throws IOException {
            return switch (this) {
                case BIND -> Named.primary("example.org", zone, KEYS);
                case KNOT -> Knot.start(Map.of("example.org.", zone), KEYS);
                case NSD -> Nsd.primary("example.org", zone, KEYS);
            };
        }
    }

    private static Dns dns(ZoneServer server) {
        return Dns.at("127.0.0.1").port(server.port()).timeout(Duration.ofSeconds(20));
    }

    private static String manyHosts() {
        StringBuilder zone = new StringBuilder(ZONE);
        for (int i = 0; i < HOSTS; i++) {
            zone.append("host" + i + " A 192.0.2." + i % 256 + "\nhost" + i + " TXT \"a text of host " + i + "\"\n");
        }
        return zone.toString();
    }

    private static List<String> dig(ZoneServer server, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "/usr/bin/dig", "@127.0.0.1", "-p", "" + server.port(), "+noall", "+answer", "+nocookie", "+onesoa"));
        command.addAll(List.of(arguments));
        Process dig = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(dig.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(dig.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(dig.exitValue()).as(said).isZero();
        return said.lines()
                .filter(line -> !line.isBlank() && !line.startsWith(";"))
                .map(line -> DnsRecord.parse(line).toString())
                .sorted()
                .toList();
    }

    private static List<String> sorted(List<DnsRecord> records) {
        return records.stream().map(DnsRecord::toString).sorted().toList();
    }

    @ParameterizedTest
    @EnumSource
    void aTransferWithEachAlgorithmIsWhatDigGets(Kind kind) throws Exception {
        try (ZoneServer server = kind.start(manyHosts())) {
            List<String> expected = dig(server, "-y", KEYS[0].text(), "example.org", "AXFR");
            assertThat(expected).hasSize(2 * HOSTS + 6);
            for (SharedKey key : KEYS) {
                List<DnsRecord> zone = new ArrayList<>();
                try (DnsSession session =
                        dns(server).key(TsigKey.parse(key.text())).connect()) {
                    assertThat(session.transfer("example.org", zone::add)).isEqualTo(2 * HOSTS + 6);
                    assertThat(session.transcript().toString()).doesNotContain(key.secret());
                }
                assertThat(sorted(zone)).as(key.algorithm()).isEqualTo(expected);
            }
            try (DnsSession session = dns(server).connect()) {
                assertThatThrownBy(() -> session.transfer("example.org", one -> {}))
                        .isInstanceOf(WireException.Refused.class);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aWrongKeyIsToldInWords(Kind kind) throws Exception {
        try (ZoneServer server = kind.start(ZONE)) {
            Message soa = Message.query(Name.of("example.org"), RecordType.SOA).build();
            TsigKey wrong = TsigKey.of(KEY.name(), KEY.algorithm(), "another secret".getBytes(StandardCharsets.UTF_8));
            TsigKey unknown =
                    TsigKey.of(Name.of("nobody.key"), KEY.algorithm(), "any".getBytes(StandardCharsets.UTF_8));
            for (boolean tcp : new boolean[] {true, false}) {
                assertThatThrownBy(() -> exchange(server, wrong, tcp, soa))
                        .isInstanceOfSatisfying(TsigRefused.class, refused -> {
                            assertThat(refused.code()).isEqualTo(TsigRefused.Code.BADSIG);
                            assertThat(refused.isSigned()).isFalse();
                            assertThat(refused.reply().status()).isEqualTo("NOTAUTH");
                            assertThat(refused.attempts()).isNotEmpty();
                        })
                        .hasMessageContaining("another secret for the key sha256.key.");
                assertThatThrownBy(() -> exchange(server, unknown, tcp, soa))
                        .isInstanceOf(TsigRefused.class)
                        .hasMessageContaining("BADKEY")
                        .hasMessageContaining("does not know the key nobody.key.");
                assertThat(exchange(server, KEY, tcp, soa).section(DnsSection.ANSWER))
                        .hasSize(1);
            }
        }
    }

    private static Message exchange(ZoneServer server, TsigKey key, boolean tcp, Message message) throws Exception {
        Dns dns = dns(server).key(key);
        try (DnsSession session = (tcp ? dns.overTcp() : dns).connect()) {
            return session.exchange(message);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BIND", "KNOT"})
    void eachPrerequisiteIsCheckedAndEachChangeIsMade(Kind kind) throws Exception {
        DnsRecord a = DnsRecord.parse("new.example.org. 300 IN A 192.0.2.7");
        DnsRecord b = DnsRecord.parse("new.example.org. 300 IN A 192.0.2.8");
        DnsRecord one = DnsRecord.parse("old.example.org. 300 IN A 192.0.2.1");
        DnsRecord two = DnsRecord.parse("old.example.org. 300 IN A 192.0.2.2");
        Update update = Update.of("example.org");
        try (ZoneServer server = kind.start(ZONE);
                DnsSession session = dns(server).key(KEY).connect()) {
            assertThat(session.update(update.ifNameInUse(NEW).add(a)))
                    .hasToString("NXDOMAIN: a name that must be in use is not");
            assertThat(session.update(update.ifNameNotInUse(OLD).add(a)).rcode())
                    .hasToString("YXDOMAIN");
            assertThat(session.update(update.ifRrsetExists(OLD, RecordType.MX).add(a))
                            .rcode())
                    .hasToString("NXRRSET");
            assertThat(session.update(update.ifRrsetDoesNotExist(OLD, RecordType.A)
                                    .add(a))
                            .rcode())
                    .hasToString("YXRRSET");
            assertThat(session.update(update.ifRrsetIs(one).add(a)).isPrerequisiteFailure())
                    .isTrue();
            assertThat(session.lookup("new.example.org", RecordType.A)).isInstanceOf(Outcome.NxDomain.class);

            assertThat(session.update(update.ifNameNotInUse(NEW)
                                    .ifNameInUse(OLD)
                                    .ifRrsetExists(OLD, RecordType.A)
                                    .ifRrsetDoesNotExist(OLD, RecordType.MX)
                                    .ifRrsetIs(two, one)
                                    .add(a, b))
                            .orThrow()
                            .isDone())
                    .isTrue();
            assertThat(dig(server, "new.example.org", "A")).hasSize(2);
            session.update(update.delete(a).deleteRrset(OLD, RecordType.TXT)).orThrow();
            assertThat(dig(server, "new.example.org", "A")).containsExactly(b.toString());
            assertThat(dig(server, "old.example.org", "TXT")).isEmpty();
            assertThat(dig(server, "old.example.org", "A")).hasSize(2);
            session.update(update.replace(a).deleteName(OLD)).orThrow();
            assertThat(dig(server, "new.example.org", "A")).containsExactly(a.toString());
            assertThat(session.lookup("old.example.org", RecordType.A)).isInstanceOf(Outcome.NxDomain.class);
        }
        try (ZoneServer server = kind.start(ZONE);
                DnsSession session = dns(server).connect()) {
            assertThatThrownBy(() -> session.update(update.add(a)).orThrow())
                    .isInstanceOf(WireException.Refused.class)
                    .hasMessageMatching(".*(REFUSED|NOTAUTH) example.org.*");
        }
    }

    /** Knot does not sign that it has no such zone. */
    @Test
    void aZoneThatTheServerDoesNotHaveIsNotAuthorized() throws Exception {
        Update update = Update.of("example.com").add(DnsRecord.parse("a.example.com. 1 IN A 192.0.2.1"));
        try (ZoneServer bind = Kind.BIND.start(ZONE);
                DnsSession session = dns(bind).key(KEY).connect()) {
            assertThat(session.update(update).rcode()).isEqualTo(Rcode.NOTAUTH);
        }
        try (ZoneServer knot = Kind.KNOT.start(ZONE);
                DnsSession session = dns(knot).key(KEY).connect()) {
            assertThatThrownBy(() -> session.update(update))
                    .isInstanceOf(WireException.OutcomeUnknown.class)
                    .hasMessageContaining("NOTAUTH, not signed with the key sha256.key.");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BIND", "KNOT"})
    void whatHasChangedIsToldOneVersionAfterAnother(Kind kind) throws Exception {
        DnsRecord a = DnsRecord.parse("new.example.org. 300 IN A 192.0.2.7");
        DnsRecord b = DnsRecord.parse("new.example.org. 300 IN A 192.0.2.8");
        List<String> changes = new ArrayList<>();
        Transcript recorded;
        Dns dns;
        try (ZoneServer server = kind.start(ZONE)) {
            dns = dns(server).key(KEY).keep(Transcript.Keep.EVERYTHING);
            try (DnsSession session = dns.connect()) {
                session.update(Update.of("example.org").add(a)).orThrow();
                session.update(Update.of("example.org").delete(a).add(b)).orThrow();
                IncrementalTransfer done = session.changes(Name.of("example.org"), 1, one -> changes.add(text(one)));
                assertThat(done.kind()).isEqualTo(IncrementalTransfer.Kind.DIFFERENCES);
                assertThat(done.serial()).isEqualTo(3);
                assertThat(done.records()).isEqualTo(7);
                assertThat(changes)
                        .containsExactly(
                                "- SOA 1",
                                "+ SOA 2",
                                "+ 192.0.2.7",
                                "- SOA 2",
                                "- 192.0.2.7",
                                "+ SOA 3",
                                "+ 192.0.2.8");
                assertThat(session.changes(Name.of("example.org"), 3, one -> changes.add(text(one))))
                        .hasToString("UP_TO_DATE to 3, 0 records");
                List<ZoneChange> whole = new ArrayList<>();
                IncrementalTransfer all = session.changes(Name.of("example.org"), 0xffff_0000L, whole::add);
                assertThat(all.kind()).isEqualTo(IncrementalTransfer.Kind.WHOLE_ZONE);
                assertThat(whole).hasSize(7).allMatch(one -> one.kind() == ZoneChange.Kind.WHOLE);
                assertThat(changes).hasSize(7);
                recorded = Transcript.parse(session.transcript().toString());
            }
        }
        try (DnsSession replayed = dns.via(recorded.replay()).connect()) {
            replayed.update(Update.of("example.org").add(a)).orThrow();
            replayed.update(Update.of("example.org").delete(a).add(b)).orThrow();
            assertThat(replayed.changes(Name.of("example.org"), 1, one -> {}))
                    .hasToString("DIFFERENCES to 3, 7 records");
        }
    }

    private static String text(ZoneChange change) {
        String sign = change.toString().substring(0, 2);
        return change.record().data() instanceof Rdata.Soa soa
                ? sign + "SOA " + soa.serial()
                : sign + change.record().data().toPresentation();
    }

    /** NSD 4.6 keeps no changes unless it is told to. */
    @Test
    void aServerThatHasNoChangesSendsTheZone() throws Exception {
        try (ZoneServer server = Kind.NSD.start(ZONE);
                DnsSession session = dns(server).key(KEY).connect()) {
            List<ZoneChange> whole = new ArrayList<>();
            assertThat(session.changes(Name.of("example.org"), 0xffff_0000L, whole::add))
                    .hasToString("WHOLE_ZONE to 1, 6 records");
            assertThat(whole).hasSize(6);
            assertThat(session.changes(Name.of("example.org"), 1, whole::add).kind())
                    .isEqualTo(IncrementalTransfer.Kind.UP_TO_DATE);
        }
    }

    @Test
    void aSecondaryThatIsToldOfAChangeHasItSoon() throws Exception {
        DnsRecord added = DnsRecord.parse("new.example.org. 300 IN A 192.0.2.7");
        try (Named primary = Named.primary("example.org", ZONE);
                Named secondary = Named.secondary("example.org", primary.port());
                DnsSession first = dns(primary).connect();
                DnsSession second = dns(secondary).connect()) {
            await(second, "old.example.org");
            first.update(Update.of("example.org").add(added)).orThrow();
            Message heard = second.notify(Name.of("example.org"));
            assertThat(heard.rcode()).isEqualTo(Rcode.NOERROR);
            assertThat(heard.opcode()).isEqualTo(Opcode.NOTIFY);
            await(second, "new.example.org");
            assertThat(second.notify(Name.of("example.com")).rcode()).isEqualTo(Rcode.NOTAUTH);
        }
    }

    private static void await(DnsSession session, String name) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!(session.lookup(name, RecordType.A) instanceof Outcome.Answer)) {
            assertThat(System.nanoTime()).as("the secondary has the zone").isLessThan(end);
            Gap.pass(Duration.ofMillis(50));
        }
    }

    @Test
    void aMessageOfOnesOwnGoesOutAsItIsAndItsReplyComesAsItWas() throws Exception {
        try (ZoneServer server = Kind.BIND.start(manyHosts());
                DnsSession session =
                        dns(server).keep(Transcript.Keep.EVERYTHING).connect()) {
            Message query = Message.query(Name.of("VERSION.bind"), RecordType.TXT)
                    .id(4711)
                    .clear(DnsFlag.RD)
                    .set(DnsFlag.CD, DnsFlag.AD)
                    .withoutEdns()
                    .build();
            Message reply = session.exchange(query);
            assertThat(reply.id()).isEqualTo(4711);
            assertThat(reply.rcode()).isEqualTo(Rcode.REFUSED);
            assertThat(reply.edns()).isEmpty();
            Message version = session.exchange(
                    Message.query(new Question(Name.of("version.bind"), RecordType.TXT, RecordClass.CH))
                            .build());
            assertThat(version.section(DnsSection.ANSWER)).hasSize(1);
            assertThat(version.id()).isNotZero();
            assertThat(session.transcript().toString()).contains("sent VERSION.bind. IN TXT", "answer REFUSED");
            Message status = session.exchange(Message.query(Name.ROOT, RecordType.NS)
                    .opcode(Opcode.STATUS)
                    .build());
            assertThat(status.rcode()).isEqualTo(Rcode.NOTIMP);
        }
    }

    @Test
    void namesOfServersThatAreGoneArePassedOver() throws Exception {
        try (ZoneServer server = Kind.KNOT.start(ZONE)) {
            // Nobody listens on the second address of loopback.
            Dns dns = Dns.at("127.0.0.2").port(server.port()).or("127.0.0.1").key(KEY);
            try (DnsSession session = dns.connect()) {
                assertThat(session.update(Update.of("example.org")
                                        .add(DnsRecord.parse("new.example.org. 300 IN A 192.0.2.7")))
                                .isDone())
                        .isTrue();
                assertThat(session.exchange(Message.query(NEW, RecordType.A).build())
                                .section(DnsSection.ANSWER))
                        .hasSize(1);
            }
        }
    }

    @Test
    void aShorterMacIsTakenWhereBothSidesSaySo() throws Exception {
        SharedKey half = new SharedKey("half.key.", "hmac-sha256-128", KEYS[0].secret());
        Message soa = Message.query(Name.of("example.org"), RecordType.SOA).build();
        SharedKey long24 = new SharedKey("long.key.", "hmac-sha256-192", KEYS[0].secret());
        try (ZoneServer server = Named.primary("example.org", ZONE, half, long24)) {
            TsigKey key = TsigKey.parse(half.text());
            assertThat(key.macLength()).isEqualTo(16);
            assertThat(exchange(server, key, true, soa).rcode()).isEqualTo(Rcode.NOERROR);
            assertThatThrownBy(
                            () -> exchange(server, TsigKey.parse(long24.text()).macLength(16), true, soa))
                    .isInstanceOfSatisfying(TsigRefused.class, refused -> assertThat(refused.code())
                            .isEqualTo(TsigRefused.Code.BADTRUNC))
                    .hasMessageContaining("the server wants a longer MAC than 16 octets");
        }
    }

    /** A connection as to a recording, of which the client takes the time: an hour ago. */
    private record AnHourAgo() implements Connector, RecordedConnector {
        @Override
        public Wire open(Endpoint endpoint, Deadline deadline) throws IOException {
            return new OldWire(Connector.direct().open(endpoint, deadline));
        }

        @Override
        public byte[] draw(int count) {
            long then = Instant.now().getEpochSecond() - 3600;
            byte[] drawn = ByteBuffer.allocate(8).putLong(then).array();
            return Arrays.copyOfRange(drawn, 8 - count, 8);
        }
    }

    private static final class OldWire extends WireOver {
        OldWire(Wire wire) {
            super(wire);
        }

        @Override
        public boolean isRecording() {
            return true;
        }
    }

    /** NSD 4.6 does not sign what it says of the time. */
    @ParameterizedTest
    @EnumSource
    void aClockThatIsWrongIsToldWithTheDifference(Kind kind) throws Exception {
        try (ZoneServer server = kind.start(ZONE);
                DnsSession session =
                        dns(server).key(KEY).via(new AnHourAgo()).overTcp().connect()) {
            assertThatThrownBy(() ->
                            session.exchange(Message.query(NEW, RecordType.A).build()))
                    .isInstanceOfSatisfying(TsigRefused.class, refused -> {
                        assertThat(refused.code()).isEqualTo(TsigRefused.Code.BADTIME);
                        assertThat(refused.isSigned()).isEqualTo(kind != Kind.NSD);
                        assertThat(refused.clockAhead().orElseThrow())
                                .isBetween(Duration.ofMinutes(60), Duration.ofMinutes(61));
                    })
                    .hasMessageMatching(
                            ".*the clock of the server is 36\\d\\d s ahead of ours, and 300 s are allowed.*");
        }
    }
}
