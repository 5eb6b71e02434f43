package protocols.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import protocols.WireException;
import protocols.dns.Dns;
import protocols.dns.DnsSession;
import protocols.dns.Name;
import protocols.dns.Outcome;
import protocols.dns.Question;
import protocols.dns.RecordType;
import protocols.ftp.Ftp;
import protocols.ftp.FtpSession;
import protocols.peers.Knot;
import protocols.peers.RealServer;
import protocols.peers.RequiresServer;
import protocols.peers.Vsftpd;

/** Operations that go on after their call, and those of several threads in one session. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SharedObservedTest {

    private final Seen seen = new Seen();

    private static Stream<Question> questions() {
        Stream<String> few = IntStream.range(0, 20).mapToObj(i -> "h" + i + ".wild.example.org");
        return Stream.concat(few, Stream.of("big.example.org")).map(name -> Question.of(Name.of(name), RecordType.A));
    }

    /** One of them takes TCP, which is a step as well. */
    @Test
    @RequiresServer(RealServer.KNOT)
    void aStreamOfOutcomesIsOneOperation() throws Exception {
        try (Knot knot = Knot.start();
                DnsSession session =
                        Dns.at("127.0.0.1").port(knot.port()).observe(seen).connect()) {
            try (Stream<Outcome> outcomes = session.resolveAll(questions(), 8)) {
                assertThat(outcomes.filter(one -> one instanceof Outcome.Answer))
                        .hasSize(21);
            }
            assertThat(seen.finished).hasSize(1);
            try (Stream<Outcome> outcomes = session.resolveAll(questions(), 8)) {
                assertThat(outcomes.findFirst()).isPresent();
                assertThat(seen.finished).as("not at its end").hasSize(1);
            }
        }
        assertThat(seen.outcomes("resolveAll")).containsExactly("ok", "ok");
        assertThat(seen.finished).hasSize(2);
        assertThat(seen.finished.get(0).cost().received()).isGreaterThan(3_000);
        // The sockets of the many datagrams are not in the transcript; the connection that one answer took is.
        assertThat(seen.events).containsExactly("connected 2", "closed 2 CLIENT", "resolveAll ok", "resolveAll ok");
    }

    @Test
    @RequiresServer(RealServer.KNOT)
    void threadsOfOneSessionAreToldOfEachLookup() throws Exception {
        try (Knot knot = Knot.start();
                DnsSession session = Dns.at("127.0.0.1")
                        .port(knot.port())
                        .overTcp()
                        .observe(seen)
                        .connect()) {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                String prefix = "t" + i;
                threads.add(new Thread(() -> {
                    for (int j = 0; j < 25; j++) {
                        try {
                            session.lookup(prefix + "-" + j + ".wild.example.org", RecordType.A);
                        } catch (WireException e) {
                            throw new AssertionError(e);
                        }
                    }
                }));
            }
            threads.forEach(Thread::start);
            for (Thread one : threads) {
                one.join();
            }
        }
        assertThat(seen.outcomes("lookup")).hasSize(100).containsOnly("ok");
        assertThat(seen.events)
                .filteredOn(one -> !one.startsWith("lookup"))
                .containsExactly("connected 1", "closed 1 CLIENT");
    }

    /** A stream that is read, and one that is closed early. */
    @Test
    @RequiresServer(RealServer.VSFTPD)
    void aStreamThatIsLentEndsItsOperation() throws Exception {
        try (Vsftpd vsftpd = Vsftpd.start();
                FtpSession ftp = Ftp.at("localhost")
                        .port(vsftpd.port())
                        .observe(seen)
                        .connect()
                        .loginAnonymously()) {
            vsftpd.publish("large", new byte[20_000_000]);
            try (InputStream large = ftp.open("pub/large")) {
                assertThat(seen.outcomes("RETR")).isEmpty();
                assertThat(large.readAllBytes()).hasSize(20_000_000);
                assertThat(seen.outcomes("RETR")).containsExactly("ok");
            }
            assertThat(seen.finished.get(2).cost().received()).isGreaterThan(20_000_000);
            try (InputStream large = ftp.open("pub/large")) {
                assertThat(large.read()).isZero();
            }
            assertThat(seen.outcomes("RETR")).hasSize(2);
            ftp.noop();
        }
        assertThat(seen.finished)
                .extracting(one -> one.what())
                .containsExactly("connect", "login", "RETR", "RETR", "NOOP");
    }
}
