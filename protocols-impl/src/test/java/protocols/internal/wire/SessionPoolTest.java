package protocols.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import protocols.Protocol;
import protocols.Reply;
import protocols.Session;
import protocols.Stats;
import protocols.Transcript;
import protocols.WireException;
import protocols.spi.Settings;

/** Who is lent which session, when, and what ends one. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SessionPoolTest {

    /** A session that does nothing. */
    private static final class Plain implements Session {

        private final int number;
        private volatile boolean open = true;

        Plain(int number) {
            this.number = number;
        }

        @Override
        public Transcript transcript() {
            return new Transcript(List.of());
        }

        @Override
        public Stats stats() {
            return Stats.of(0, 0, 0, Duration.ZERO);
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public void close() {
            open = false;
        }

        @Override
        public String toString() {
            return Integer.toString(number);
        }
    }

    /** Makes them, and sets them back unless it is told otherwise. */
    private static final class Plains implements SessionPool.Source<Plain> {

        private final AtomicInteger made = new AtomicInteger();
        private final List<Plain> all = Collections.synchronizedList(new ArrayList<>());
        private final AtomicInteger refusals = new AtomicInteger();
        private volatile int room = Integer.MAX_VALUE;
        private volatile boolean refuses;
        private volatile boolean forgets;
        private volatile boolean fails;
        private volatile boolean isInUse;

        @Override
        public Plain open() throws WireException {
            if (refuses) {
                throw new WireException.Unsupported("no login");
            }
            if (all.stream().filter(Session::isOpen).count() >= room) {
                refusals.incrementAndGet();
                throw new WireException.Refused(Reply.of("530", "too many"));
            }
            Plain plain = new Plain(made.incrementAndGet());
            all.add(plain);
            return plain;
        }

        @Override
        public Optional<Plain> setBack(Plain lent) throws WireException {
            if (isInUse) {
                throw new IllegalStateException("the session is in use by another thread");
            }
            if (fails) {
                throw new WireException.Hangup("gone", new IOException("gone"));
            }
            return forgets ? Optional.empty() : Optional.of(lent);
        }
    }

    private final Plains plains = new Plains();
    private final AtomicLong now = new AtomicLong();

    private SessionPool<Plain> pool(int most, Duration timeout) {
        Settings settings = Settings.of(Protocol.FTP, "localhost").timeout(timeout);
        return new SessionPool<>(settings, most, plains, now::get);
    }

    private SessionPool<Plain> pool(int most) {
        return pool(most, Duration.ofSeconds(20));
    }

    private static int number(SessionPool<Plain> pool) throws WireException {
        return pool.use(session -> session.number);
    }

    @Test
    void oneIsMadeWhenNoneIsFreeAndTheLastUsedIsLentFirst() throws WireException {
        try (SessionPool<Plain> pool = pool(3)) {
            assertThat(plains.made).hasValue(0);
            assertThat(number(pool)).isEqualTo(1);
            assertThat(number(pool)).isEqualTo(1);
            String three = pool.use(one -> pool.use(two -> pool.use(three1 -> one + " " + two + " " + three1)));
            assertThat(three).isEqualTo("1 2 3");
            assertThat(number(pool)).isEqualTo(1);
        }
        assertThat(plains.all).noneMatch(Session::isOpen);
    }

    @Test
    void whatCannotBeSetBackIsClosedAndAnotherMade() throws WireException {
        try (SessionPool<Plain> pool = pool(1)) {
            plains.forgets = true;
            assertThat(number(pool)).isEqualTo(1);
            assertThat(plains.all.get(0).isOpen()).isFalse();
            plains.forgets = false;
            plains.fails = true;
            assertThat(number(pool)).isEqualTo(2);
            assertThat(plains.all.get(1).isOpen()).isFalse();
            plains.fails = false;
            plains.isInUse = true;
            assertThat(number(pool)).isEqualTo(3);
            assertThat(plains.all.get(2).isOpen()).isFalse();
            plains.isInUse = false;
            assertThat(number(pool)).isEqualTo(4);
            assertThat(number(pool)).isEqualTo(4);
        }
    }

    @Test
    void oneThatDiedIsReplaced() throws WireException {
        try (SessionPool<Plain> pool = pool(1)) {
            assertThat(number(pool)).isEqualTo(1);
            plains.all.get(0).close();
            assertThat(number(pool)).isEqualTo(2);
            pool.run(Session::close);
            assertThat(number(pool)).isEqualTo(3);
        }
    }

    @Test
    void whatTheBodyThrowsComesOutAsItIsAndCostsNoSession() throws WireException {
        try (SessionPool<Plain> pool = pool(1)) {
            IOException mine = new FileNotFoundException("mine");
            assertThatThrownBy(() -> pool.use(session -> {
                        throw mine;
                    }))
                    .isSameAs(mine);
            AssertionError error = new AssertionError("mine");
            assertThatThrownBy(() -> pool.run(session -> {
                        throw error;
                    }))
                    .isSameAs(error);
            plains.fails = true;
            assertThatThrownBy(() -> pool.run(session -> {
                        throw error;
                    }))
                    .isSameAs(error)
                    .hasNoSuppressedExceptions();
            assertThat(plains.made).hasValue(1);
        }
    }

    @Test
    void aLoginThatFailsIsThrownAndTheNextOneIsTried() throws WireException {
        try (SessionPool<Plain> pool = pool(1)) {
            plains.refuses = true;
            assertThatThrownBy(() -> number(pool)).isInstanceOf(WireException.Unsupported.class);
            plains.refuses = false;
            assertThat(number(pool)).isEqualTo(1);
        }
    }

    /** A server that lets in fewer than the pool may have: whoever is refused waits for one of those. */
    @Test
    void whereTheServerLetsInNoMoreOneOfThoseIsWaitedFor() throws Exception {
        plains.room = 1;
        ExecutorService threads = Executors.newCachedThreadPool();
        try (SessionPool<Plain> pool = pool(4)) {
            CountDownLatch inside = new CountDownLatch(1);
            CountDownLatch done = new CountDownLatch(1);
            Future<Integer> first = threads.submit(() -> pool.use(session -> {
                inside.countDown();
                await(done);
                return session.number;
            }));
            inside.await();
            List<Future<Integer>> others = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                others.add(threads.submit(() -> number(pool)));
            }
            while (plains.refusals.get() < 3) {
                Thread.onSpinWait();
            }
            done.countDown();
            assertThat(first.get()).isEqualTo(1);
            for (Future<Integer> other : others) {
                assertThat(other.get()).isEqualTo(1);
            }
            assertThat(plains.refusals).as("no more than there are turns").hasValue(3);
            plains.room = 4;
            plains.all.get(0).close();
            int third = pool.use(one -> pool.use(two -> pool.use(three -> three.number)));
            assertThat(third).isEqualTo(4);
        } finally {
            threads.shutdownNow();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whereNobodyIsLetInThatIsThrown() throws WireException {
        plains.room = 0;
        try (SessionPool<Plain> pool = pool(2)) {
            assertThatThrownBy(() -> number(pool)).isInstanceOf(WireException.Refused.class);
            plains.room = 2;
            assertThat(number(pool)).isEqualTo(1);
        }
    }

    @Test
    void waitingForOneIsWithinTheTimeout() throws WireException {
        try (SessionPool<Plain> pool = pool(1, Duration.ofMillis(200))) {
            pool.run(only -> {
                Throwable late = CompletableFuture.supplyAsync(() -> catchThrowable(() -> number(pool)))
                        .join();
                assertThat(late)
                        .isInstanceOf(WireException.TimedOut.class)
                        .hasMessageContaining("localhost")
                        .hasMessageContaining("all sessions of the pool are in use: 1");
            });
            assertThat(number(pool)).isEqualTo(1);
        }
    }

    @Test
    void neverMoreAreOpenThanWasSaidAndNoneIsLentTwice() throws Exception {
        AtomicInteger lent = new AtomicInteger();
        AtomicInteger highest = new AtomicInteger();
        try (SessionPool<Plain> pool = pool(3)) {
            List<CompletableFuture<Void>> all = new ArrayList<>();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                CompletableFuture<Void> done = new CompletableFuture<>();
                Thread thread = new Thread(() -> {
                    try {
                        for (int n = 0; n < 500; n++) {
                            pool.run(session -> {
                                assertThat(session.open).isTrue();
                                highest.accumulateAndGet(lent.incrementAndGet(), Math::max);
                                session.open = false;
                                Thread.yield();
                                session.open = true;
                                lent.decrementAndGet();
                            });
                        }
                        done.complete(null);
                    } catch (Throwable e) {
                        done.completeExceptionally(e);
                    }
                });
                thread.start();
                threads.add(thread);
                all.add(done);
            }
            for (Thread thread : threads) {
                thread.join();
            }
            all.forEach(CompletableFuture::join);
        }
        assertThat(highest.get()).isBetween(1, 3);
        assertThat(plains.made.get()).isBetween(1, 3);
    }

    @Test
    void oneThatNobodyWantedForLongIsClosedWhenThePoolIsUsedNext() throws WireException {
        try (SessionPool<Plain> pool = pool(2)) {
            pool.use(one -> pool.use(two -> one.number + two.number));
            now.addAndGet(TimeUnit.SECONDS.toNanos(119));
            assertThat(number(pool)).isEqualTo(1);
            now.addAndGet(TimeUnit.SECONDS.toNanos(1));
            assertThat(number(pool)).isEqualTo(1);
            assertThat(plains.all).extracting(Session::isOpen).containsExactly(true, false);
            now.addAndGet(TimeUnit.SECONDS.toNanos(120));
            assertThat(number(pool)).isEqualTo(3);
            assertThat(plains.all.get(0).isOpen()).isFalse();
        }
    }

    @Test
    void onlyIfOneIsFreeAtOnce() throws WireException {
        try (SessionPool<Plain> pool = pool(1)) {
            assertThat(pool.useIfFree(session -> session.number)).contains(1);
            pool.run(only ->
                    assertThat(pool.useIfFree(session -> session.number)).isEmpty());
        }
    }

    @Test
    void closingFreesWhoWaitsAndEndsWhatIsLent() throws Exception {
        SessionPool<Plain> pool = pool(1);
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Throwable> waiting = new CompletableFuture<>();
        pool.run(only -> {
            Thread waiter = new Thread(() -> {
                begun.countDown();
                waiting.complete(catchThrowable(() -> number(pool)));
            });
            waiter.start();
            try {
                begun.await();
                while (waiter.getState() != Thread.State.TIMED_WAITING) {
                    Thread.onSpinWait();
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            pool.close();
            assertThat(only.isOpen()).isFalse();
        });
        assertThat(waiting.get()).isInstanceOf(WireException.Cancelled.class);
        assertThatThrownBy(() -> number(pool))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the pool is closed");
        pool.close();
    }

    @Test
    void anInterruptFreesWhoWaitsAndStays() throws WireException {
        try (SessionPool<Plain> pool = pool(1)) {
            boolean flag = pool.use(only -> CompletableFuture.supplyAsync(() -> {
                        Thread.currentThread().interrupt();
                        assertThat(catchThrowable(() -> number(pool))).isInstanceOf(WireException.Cancelled.class);
                        return Thread.interrupted();
                    })
                    .join());
            assertThat(flag).isTrue();
        }
    }
}
