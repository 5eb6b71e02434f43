package protocols.ftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import protocols.Batch;
import protocols.Batch.Fate;
import protocols.Transfer;
import protocols.WireException;

/** Many files over several sessions at once. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SpreadFtpTest {

    @TempDir
    private Path folder;

    private static List<String> names(int count) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            names.add("f%02d".formatted(i));
        }
        return names;
    }

    private static String states(Batch<?, ?> batch) {
        StringBuilder out = new StringBuilder();
        for (Fate<?, ?> fate : batch) {
            out.append(fate.key()).append(' ').append(fate.state()).append('\n');
        }
        return out.toString();
    }

    /** Meets so many others, or fails. */
    private static void meet(CyclicBarrier barrier) throws IOException {
        try {
            barrier.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IOException(e);
        }
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("ftp pool "))
                .toList();
    }

    @Test
    void filesComeOverAllSessionsAtOnceAndStandInTheOrderOfTheListing() throws IOException {
        CyclicBarrier three = new CyclicBarrier(3);
        Set<Integer> seen = ConcurrentHashMap.newKeySet();
        try (ManyLogins server = new ManyLogins(names(9));
                FtpPool pool = server.client().pool(3)) {
            server.onFile = (login, name) -> {
                if (seen.add(login)) {
                    meet(three);
                }
                return true;
            };
            Batch<String, Transfer> got = pool.mget(Glob.of("f*"), folder);
            assertThat(got.isComplete()).isTrue();
            assertThat(got.done().keySet()).containsExactlyElementsOf(names(9));
            assertThat(seen).containsExactlyInAnyOrder(1, 2, 3);
            for (String name : names(9)) {
                assertThat(folder.resolve(name)).hasContent(name);
            }
            assertThat(threads()).isEmpty();
            assertThat(pool.mget(Glob.of("none"), folder).isEmpty()).isTrue();
            assertThat(server.logins()).isEqualTo(3);
        }
    }

    @Test
    void filesGoUpOverAllSessionsIntoTheirDirectory() throws IOException {
        for (String name : names(5)) {
            Files.writeString(folder.resolve(name), "of " + name);
        }
        try (ManyLogins server = new ManyLogins(List.of());
                FtpPool pool = server.client().pool(2)) {
            Batch<String, Transfer> put = pool.mput(folder, Glob.of("*"), "up");
            assertThat(put.done().keySet()).containsExactlyElementsOf(names(5));
            assertThat(new TreeSet<>(server.stored.values())).hasSize(5).contains("of f03");
            assertThat(server.heard).contains("1 CWD up", "1 CWD /");
        }
    }

    @Test
    void aRefusalIsItsOwnFilesAlone() throws IOException {
        try (ManyLogins server = new ManyLogins(List.of("a", "..", "b"));
                FtpPool pool = server.client().pool(2)) {
            Batch<String, Transfer> got = pool.mget(Glob.of("*"), folder);
            assertThat(states(got)).isEqualTo("a DONE\nb DONE\n");
        }
        try (ManyLogins server = new ManyLogins(List.of("a", "x\\y", "b"));
                FtpPool pool = server.client().pool(2)) {
            Batch<String, Transfer> got = pool.mget(Glob.of("*"), folder);
            assertThat(states(got)).isEqualTo("a DONE\nx\\y REFUSED\nb DONE\n");
            assertThat(got.refused().get("x\\y")).isInstanceOf(WireException.Insecure.class);
        }
    }

    /** One line breaks while the other session is in the middle of a file: that one is brought to its end. */
    @Test
    void aLineThatBreaksEndsTheBatchAndWhatIsUnderWayIsFinished() throws IOException {
        CyclicBarrier both = new CyclicBarrier(2);
        CountDownLatch broken = new CountDownLatch(1);
        Set<Integer> seen = ConcurrentHashMap.newKeySet();
        try (ManyLogins server = new ManyLogins(names(8));
                FtpPool pool = server.client().pool(2)) {
            server.onFile = (login, name) -> {
                if (!seen.add(login)) {
                    return true;
                }
                meet(both);
                if (login == 1) {
                    broken.countDown();
                    return false;
                }
                await(broken);
                return true;
            };
            WireException e = catchThrowableOfType(WireException.class, () -> pool.mget(Glob.of("*"), folder));
            Batch<?, ?> batch = e.batch();
            assertThat(batch.size()).isEqualTo(8);
            assertThat(batch.unknown()).hasSize(1);
            assertThat(batch.done()).isNotEmpty();
            assertThat(batch.untried()).hasSize(7 - batch.done().size());
            assertThat(threads()).isEmpty();
            assertThat(filesHere()).hasSameSizeAs(batch.done().keySet());
        }
    }

    private List<String> filesHere() throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            return found.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void aServerThatLetsInFewerIsServedByThose() throws IOException {
        try (ManyLogins server = new ManyLogins(names(6));
                FtpPool pool = server.client().pool(4)) {
            server.onConnect = (login, nothing) -> login <= 2;
            assertThat(pool.mget(Glob.of("*"), folder).isComplete()).isTrue();
        }
    }

    /** A login that does not come about while the others do all the work is not waited for. */
    @Test
    void aLoginThatHangsKeepsNobody() throws IOException {
        CountDownLatch done = new CountDownLatch(1);
        try (ManyLogins server = new ManyLogins(names(6));
                FtpPool pool = server.client().timeout(Duration.ofMinutes(5)).pool(2)) {
            server.onConnect = (login, nothing) -> {
                if (login > 1) {
                    await(done);
                }
                return true;
            };
            assertThat(pool.mget(Glob.of("*"), folder).isComplete()).isTrue();
            assertThat(threads()).isEmpty();
            done.countDown();
        }
    }

    @Test
    void anInterruptBreaksOffAllThatIsUnderWay() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        CountDownLatch never = new CountDownLatch(1);
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        CompletableFuture<Boolean> flag = new CompletableFuture<>();
        try (ManyLogins server = new ManyLogins(names(6));
                FtpPool pool = server.client().pool(2)) {
            server.onFile = (login, name) -> {
                both.countDown();
                await(never);
                return true;
            };
            Thread caller = new Thread(() -> {
                ended.complete(catchThrowable(() -> pool.mget(Glob.of("*"), folder)));
                flag.complete(Thread.currentThread().isInterrupted());
            });
            caller.start();
            await(both);
            caller.interrupt();
            Throwable e = ended.get(10, TimeUnit.SECONDS);
            assertThat(e).isInstanceOf(WireException.Cancelled.class);
            assertThat(states(((WireException) e).batch()))
                    .isEqualTo("f00 UNKNOWN\nf01 UNKNOWN\nf02 UNTRIED\nf03 UNTRIED\nf04 UNTRIED\nf05 UNTRIED\n");
            assertThat(flag.get()).isTrue();
            assertThat(threads()).isEmpty();
            assertThat(filesHere()).isEmpty();
            never.countDown();
        }
    }

    @Test
    void closingThePoolEndsIt() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        CountDownLatch never = new CountDownLatch(1);
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        try (ManyLogins server = new ManyLogins(names(6))) {
            FtpPool pool = server.client().pool(2);
            server.onFile = (login, name) -> {
                both.countDown();
                await(never);
                return true;
            };
            Thread caller = new Thread(() -> ended.complete(catchThrowable(() -> pool.mget(Glob.of("*"), folder))));
            caller.start();
            await(both);
            pool.close();
            Throwable e = ended.get(10, TimeUnit.SECONDS);
            assertThat(e).isInstanceOf(WireException.Cancelled.class);
            assertThat(((WireException) e).batch().unknown()).hasToString("[f00, f01]");
            never.countDown();
        }
    }

    @Test
    void whatALocalFileThrowsComesOutAsItIsAndTellsHowFarItCame() throws IOException {
        for (String name : names(3)) {
            Files.writeString(folder.resolve(name), name);
        }
        try (ManyLogins server = new ManyLogins(List.of());
                FtpPool pool = server.client().pool(1)) {
            server.onFile = (login, name) -> {
                Files.deleteIfExists(folder.resolve("f01"));
                return true;
            };
            NoSuchFileException mine =
                    catchThrowableOfType(NoSuchFileException.class, () -> pool.mput(folder, Glob.of("*")));
            WireException.Cancelled ended = (WireException.Cancelled) mine.getSuppressed()[0];
            assertThat(states(ended.batch())).isEqualTo("f00 DONE\nf01 UNTRIED\nf02 UNTRIED\n");
            pool.run(FtpSession::pwd);
        }
        assertThatThrownBy(() -> Files.readString(folder.resolve("f01"))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aDirectoryThatIsNoPathCostsNoLogin() throws IOException {
        try (ManyLogins server = new ManyLogins(List.of());
                FtpPool pool = server.client().pool(1)) {
            assertThatThrownBy(() -> pool.mget("", Glob.of("*"), folder)).isInstanceOf(IllegalArgumentException.class);
            assertThat(server.logins()).isZero();
        }
    }
}
