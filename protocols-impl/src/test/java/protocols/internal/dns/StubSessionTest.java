package protocols.internal.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import protocols.Attempt;
import protocols.WireException;
import protocols.dns.CacheRules;
import protocols.dns.Dns;
import protocols.dns.DnsCache;
import protocols.dns.DnsSession;
import protocols.dns.Name;
import protocols.dns.Outcome;
import protocols.dns.Rcode;
import protocols.dns.RecordType;
import protocols.dns.SearchList;
import protocols.dns.Searched;
import protocols.net.Connector;
import protocols.net.Deadline;
import protocols.net.Endpoint;
import protocols.net.Wire;
import protocols.spi.NameServer;

/** What stands around the servers of a session, over recordings. */
class StubSessionTest {

    @TempDir
    Path folder;

    private long now;
    private final Datagrams dialogue = new Datagrams();

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private DnsSession connect(Dns dns) throws WireException {
        return DnsClient.connect(dns.via(dialogue.recording().replay()), () -> now);
    }

    private static String server(Outcome outcome) {
        return outcome.attempts().get(0).target();
    }

    /** Notes who is connected to, and leads nowhere. */
    private static final class Nowhere implements Connector {
        private final StringBuilder tried = new StringBuilder();

        @Override
        public Wire open(Endpoint endpoint, Deadline deadline) throws IOException {
            tried.append(endpoint.host()).append(' ');
            throw new WireException.Unreachable("nowhere", List.of());
        }
    }

    private static void fails(DnsSession session) {
        assertThatThrownBy(() -> session.lookup("host.example", RecordType.A))
                .isInstanceOf(WireException.Unreachable.class);
    }

    @Test
    void otherServersAreAskedWhenTheFileNamesOthers() throws Exception {
        Path conf = file("resolv.conf", "nameserver 192.0.2.1\n");
        Nowhere nowhere = new Nowhere();
        try (DnsSession session = DnsClient.connect(Dns.system(conf).overTcp().via(nowhere), () -> now)) {
            fails(session);
            Files.writeString(conf, "nameserver 192.0.2.2\nsearch a.example\n");
            fails(session);
            now += 1_000_000_000L;
            fails(session);
            assertThat(nowhere.tried).hasToString("192.0.2.1 192.0.2.1 192.0.2.2 ");
            assertThat(((StubSession) session).stub().searchList()).contains(SearchList.of("a.example"));
        }
    }

    @Test
    void noReloadMeansWhatItSays() throws Exception {
        Path conf = file("resolv.conf", "nameserver 192.0.2.1\noptions no-reload\n");
        try (DnsSession session = DnsClient.connect(Dns.system(conf), () -> now)) {
            Files.writeString(conf, "nameserver 192.0.2.2\n");
            now += 5_000_000_000L;
            assertThat(((StubSession) session).options().servers()).containsExactly(NameServer.of("192.0.2.1"));
        }
    }

    @Test
    void rotatingBeginsWithTheNextServer() throws Exception {
        Nowhere nowhere = new Nowhere();
        Dns dns = Dns.at("192.0.2.1").or("192.0.2.2").or("192.0.2.3").overTcp().rotate();
        try (DnsSession session = dns.via(nowhere).connect()) {
            fails(session);
            fails(session);
            fails(session);
            fails(session);
        }
        assertThat(nowhere.tried)
                .hasToString("192.0.2.1 192.0.2.2 192.0.2.3 192.0.2.2 192.0.2.3 192.0.2.1 "
                        + "192.0.2.3 192.0.2.1 192.0.2.2 192.0.2.1 192.0.2.2 192.0.2.3 ");
    }

    @Test
    void theEnvironmentCounts() throws Exception {
        Path conf = file("resolv.conf", "nameserver 192.0.2.1\n");
        Dns dns = Dns.system(conf).environment(Map.of("LOCALDOMAIN", "a.example", "RES_OPTIONS", "attempts:1"));
        try (DnsSession session = connect(dns)) {
            assertThat(((StubSession) session).options().rounds()).isEqualTo(1);
            assertThat(((StubSession) session).stub().searchList()).contains(SearchList.of("a.example"));
        }
    }

    @Test
    void theHostsFileComesFirstAndIsReadAgain() throws Exception {
        Path hosts = file("hosts", "192.0.2.7 example.org\n");
        dialogue.asks(1, Datagrams.query(7, "example.org")).answers(1, Rcode.NXDOMAIN);
        try (DnsSession session =
                connect(Dns.at("192.0.2.53").mixedCase(false).cookies(false).hosts(hosts))) {
            Outcome known = session.lookup("EXAMPLE.org", RecordType.A);
            assertThat(known.records()).hasSize(1);
            assertThat(server(known)).isEqualTo("hosts file");
            assertThat(session.reverse(known.orThrow().addresses().get(0)).records())
                    .hasSize(1);
            Files.writeString(hosts, "");
            now += 1_000_000_000L;
            assertThat(session.lookup("example.org", RecordType.A)).isInstanceOf(Outcome.NxDomain.class);
        }
    }

    @Test
    void theCacheIsSharedBySessions() throws Exception {
        DnsCache cache = DnsCache.of(CacheRules.DEFAULT);
        dialogue.asks(1, Datagrams.query(7, "example.org"));
        dialogue.answers(1, dialogue.reply().answer(Datagrams.address("example.org", 1)));
        Dns dns = Dns.at("192.0.2.53").mixedCase(false).cookies(false).cache(cache);
        try (DnsSession session = connect(dns)) {
            assertThat(session.lookup("example.org", RecordType.A).records()).hasSize(1);
        }
        Nowhere nowhere = new Nowhere();
        Outcome kept = dns.via(nowhere).lookup("example.org", RecordType.A);
        assertThat(kept.records()).hasSize(1);
        assertThat(kept.attempts()).extracting(Attempt::transport).containsExactly("");
        assertThat(nowhere.tried).isEmpty();
    }

    @Test
    void aSearchGoesOverTheWireNameByName() throws Exception {
        dialogue.asks(1, Datagrams.query(7, "host.a.example")).answers(1, Rcode.NXDOMAIN);
        dialogue.asks(1, Datagrams.query(8, "host.b.example"));
        dialogue.answers(1, dialogue.reply().answer(Datagrams.address("host.b.example", 1)));
        try (DnsSession session = connect(Dns.at("192.0.2.53")
                .mixedCase(false)
                .cookies(false)
                .searchList(SearchList.of("a.example", "b.example")))) {
            Searched found = session.search("host", RecordType.A);
            assertThat(found.names()).containsExactly(Name.of("host.a.example"), Name.of("host.b.example"));
            assertThat(found.orThrow().addresses()).hasSize(1);
        }
    }

    @Test
    void aDeadlineThatHasPassedAsksNobody() throws Exception {
        AtomicInteger opened = new AtomicInteger();
        Connector counting = (endpoint, deadline) -> {
            opened.incrementAndGet();
            throw new WireException.Unreachable("nowhere", List.of());
        };
        try (DnsSession session = Dns.at("192.0.2.53").via(counting).connect()) {
            Outcome outcome = session.lookup(Answers.HOST, Duration.ZERO);
            assertThat(outcome).isInstanceOf(Outcome.TimedOut.class);
        }
        assertThat(opened).hasValue(0);
    }
}
