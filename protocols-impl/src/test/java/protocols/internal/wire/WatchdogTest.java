package protocols.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Closeable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import protocols.net.Deadline;

/** Watchdogs share one alarm: each closes what it guards in its own time, whatever the others do. */
@Timeout(value = 20, unit = TimeUnit.SECONDS)
class WatchdogTest {

    /** For a loaded machine. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    /** Notes when it is closed. */
    private static final class Guarded implements Closeable {

        private final CompletableFuture<Long> closed = new CompletableFuture<>();
        private final Watchdog watchdog = new Watchdog(this);
        private long due;

        private Guarded arm(Duration in) {
            Deadline deadline = Deadline.after("test", in);
            due = deadline.nanoTime();
            watchdog.arm(deadline);
            return this;
        }

        @Override
        public void close() {
            closed.complete(System.nanoTime());
        }

        private void assertInTime() {
            long late = closed.join() - due;
            assertThat(Duration.ofNanos(late)).isBetween(Duration.ZERO, GRACE);
            assertThat(watchdog.fired()).isTrue();
            assertThat(watchdog.disarm()).isFalse();
        }
    }

    @Test
    void theEarlierOneIsNotHeldUpByALaterOne() {
        Guarded late = new Guarded().arm(Duration.ofSeconds(10));
        Guarded early = new Guarded().arm(Duration.ofMillis(30));
        early.assertInTime();
        assertThat(late.closed).isNotDone();
        late.watchdog.cancel();
    }

    @Test
    void whatIsDisarmedStaysOpenAndTheNextStillRings() {
        Guarded done = new Guarded().arm(Duration.ofMillis(20));
        Guarded next = new Guarded().arm(Duration.ofMillis(60));
        assertThat(done.watchdog.disarm()).isTrue();
        next.assertInTime();
        assertThat(done.closed).isNotDone();
    }

    @Test
    void oneThatIsArmedAgainAfterARingIsSeen() {
        Guarded again = new Guarded().arm(Duration.ofMillis(20));
        assertThat(again.watchdog.disarm()).isTrue();
        new Guarded().arm(Duration.ofMillis(40)).assertInTime();
        again.arm(Duration.ofMillis(20)).assertInTime();
    }

    @Test
    void ofManyThatComeInAnyOrderEachHasItsTime() throws Exception {
        Random random = new Random(7);
        List<Guarded> all = new ArrayList<>();
        List<Guarded> disarmed = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            Guarded one = new Guarded().arm(Duration.ofMillis(1 + random.nextInt(400)));
            if (random.nextBoolean() && one.watchdog.disarm()) {
                disarmed.add(one);
            } else {
                all.add(one);
            }
        }
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            Thread thread = new Thread(() -> {
                for (int i = 0; i < 20_000; i++) {
                    Guarded quick = new Guarded().arm(Duration.ofSeconds(5));
                    quick.watchdog.cancel();
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        all.forEach(Guarded::assertInTime);
        assertThat(disarmed).isNotEmpty().allSatisfy(one -> assertThat(one.closed)
                .isNotDone());
    }
}
