package protocols.whois;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import protocols.Batch;
import protocols.Batch.Fate;
import protocols.Script;
import protocols.Transcript;
import protocols.WireException;
import protocols.peers.Scripted;
import protocols.whois.Registration.State;

/** Servers are asked no faster than they like, alone and in bulk. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PacedLookupTest {

    private static final Duration GAP = Duration.ofMillis(300);

    @Test
    void lookupWaitsForItsTurnAndSaysSo() throws Exception {
        try (Scripted server = Scripted.play(free("a.test") + "* connected\n" + free("b.test"))) {
            Whois whois = whois(server).pace(1, GAP);
            long began = System.nanoTime();
            assertThat(whois.lookup("a.test").transcript().toString()).doesNotContain("turn");
            Registration second = whois.timeout(Duration.ofSeconds(9)).lookup("b.test");
            assertThat(since(began)).isBetween(GAP, Duration.ofSeconds(5));
            assertThat(second.state()).isEqualTo(State.AVAILABLE);
            assertThat(second.transcript().toString()).contains("# waits for a turn at 127.0.0.1:" + server.port());
        }
    }

    @Test
    void turnThatComesAfterTheDeadlineIsNotWaitedFor() throws Exception {
        try (Scripted server = Scripted.play(free("a.test"))) {
            Whois whois = whois(server).pace(1, Duration.ofHours(1));
            whois.lookup("a.test");
            long began = System.nanoTime();
            assertThatThrownBy(() -> whois.lookup("b.test"))
                    .isInstanceOf(WireException.TimedOut.class)
                    .hasMessageContaining("127.0.0.1:" + server.port() + " is not to be asked again for another 3");
            assertThat(since(began)).isLessThan(Duration.ofSeconds(2));
        }
    }

    @Test
    void interruptEndsTheWait() throws Exception {
        try (Scripted server = Scripted.play(free("a.test"))) {
            Whois whois = whois(server).pace(1, Duration.ofSeconds(8));
            whois.lookup("a.test");
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> whois.lookup("b.test")).isInstanceOf(WireException.Cancelled.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void turnsOfWaitersThatWereInterruptedGoBack() throws Exception {
        try (Scripted server = Scripted.play(free("a.test") + "* connected\n" + free("b.test"))) {
            Whois whois = whois(server).pace(1, Duration.ofSeconds(1));
            long began = System.nanoTime();
            whois.lookup("a.test");
            for (int i = 0; i < 5; i++) {
                Thread.currentThread().interrupt();
                assertThatThrownBy(() -> whois.lookup("b.test")).isInstanceOf(WireException.Cancelled.class);
                assertThat(Thread.interrupted()).isTrue();
            }
            assertThat(whois.lookup("b.test").state()).isEqualTo(State.AVAILABLE);
            assertThat(since(began)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(4));
        }
    }

    @Test
    void whileOneServerRestsAnotherIsAsked() throws Exception {
        try (Scripted one = Scripted.play(free("a.one") + "* connected\n" + free("b.one"));
                Scripted other = Scripted.play(free("a.other"))) {
            Whois whois = Whois.iana()
                    .server("one", "127.0.0.1", one.port())
                    .server("other", "127.0.0.1", other.port())
                    .pace(1, GAP);
            List<String> done = new ArrayList<>();
            long began = System.nanoTime();
            whois.lookupAll(List.of("a.one", "b.one", "a.other"), fate -> done.add(fate.key()));
            assertThat(done).containsExactly("a.one", "a.other", "b.one");
            assertThat(since(began)).isGreaterThanOrEqualTo(GAP);
        }
    }

    @Test
    void batchIsInTheOrderAskedAndOneBadThingCostsOneThing() throws Exception {
        try (Scripted server = Scripted.play(
                free("a.test") + "* connected\nC: b.test\n* reset by peer\n* connected\n" + free("c.test"))) {
            Batch<String, Registration> all = whois(server).lookupAll(List.of("a.test", "a\nb", "b.test", "c.test"));
            assertThat(all)
                    .extracting(Fate::state)
                    .containsExactly(Batch.State.DONE, Batch.State.REFUSED, Batch.State.REFUSED, Batch.State.DONE);
            assertThat(all.refused().get("a\nb")).isInstanceOf(WireException.Unsupported.class);
            assertThat(all.refused().get("b.test")).isInstanceOf(WireException.Hangup.class);
            assertThat(all.get("c.test").orElseThrow().state()).isEqualTo(State.AVAILABLE);
        }
    }

    @Test
    void serverThatSaysWhenIsLeftAloneUntilThen() throws Exception {
        String limited = "C: a.test\nS: Query limit exceeded, try again in 1 second.\n* closed by peer\n";
        try (Scripted server = Scripted.play(limited + "* connected\n" + free("b.test"))) {
            long began = System.nanoTime();
            Batch<String, Registration> all = whois(server).lookupAll(List.of("a.test", "b.test"));
            assertThat(since(began)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(8));
            assertThat(all.get("a.test").orElseThrow().state()).isEqualTo(State.RATE_LIMITED);
            assertThat(all.get("b.test").orElseThrow().state()).isEqualTo(State.AVAILABLE);
        }
    }

    @Test
    void interruptedBatchCarriesWhatWasDone() throws Exception {
        try (Scripted server = Scripted.play(free("a.test"))) {
            Whois whois = whois(server).pace(1, Duration.ofSeconds(20));
            Thread caller = Thread.currentThread();
            List<String> queries = new ArrayList<>(List.of("a.test", "b.test"));
            assertThatThrownBy(() -> {
                        whois.lookup("a.test");
                        caller.interrupt();
                        whois.lookupAll(queries);
                    })
                    .isInstanceOfSatisfying(
                            WireException.Cancelled.class,
                            e -> assertThat(e.batch().untried()).isEqualTo(List.of("a.test", "b.test")));
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void whatTheReceiverThrowsComesOutAsItIs() throws Exception {
        try (Scripted server = Scripted.play(free("a.test"))) {
            IOException full = new IOException("the disk is full");
            assertThatThrownBy(() -> whois(server).lookupAll(List.of("a.test", "b.test"), fate -> {
                        throw full;
                    }))
                    .isSameAs(full);
        }
        assertThat(Whois.iana().lookupAll(List.of())).isEmpty();
    }

    @Test
    void replayIsAsFastAsItCan() throws Exception {
        Script script = Script.of(Transcript.parse(free("a.test"))).forever();
        Whois whois =
                Whois.at("whois.test.example").pace(1, Duration.ofHours(1)).via(script.replay());
        long began = System.nanoTime();
        for (int i = 0; i < 5; i++) {
            whois.lookup("a.test");
        }
        assertThat(since(began)).isLessThan(Duration.ofSeconds(8));
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private static String free(String name) {
        return "C: " + name + "\nS: No match for " + name + "\n* closed by peer\n";
    }

    private static Whois whois(Scripted server) {
        return Whois.at("127.0.0.1").port(server.port()).timeout(Duration.ofSeconds(10));
    }
}
