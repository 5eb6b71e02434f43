package protocols.golden;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Threads that take turns at tasks, and are gone after the last: a pool has ended before its threads have. */
final class Workers {

    private final List<Thread> threads = new ArrayList<>();
    private final ExecutorService pool;

    private Workers(int count) {
        pool = Executors.newFixedThreadPool(count, task -> {
            Thread thread = new Thread(task, "worker");
            threads.add(thread);
            return thread;
        });
    }

    /** What the tasks give, in their order; the first failure is thrown. */
    static <T> List<T> all(int count, List<Callable<T>> tasks) throws Exception {
        Workers workers = new Workers(count);
        try {
            List<T> given = new ArrayList<>();
            for (Future<T> one : workers.pool.invokeAll(tasks)) {
                given.add(one.get());
            }
            return given;
        } finally {
            workers.pool.shutdown();
            for (Thread thread : workers.threads) {
                thread.join();
            }
        }
    }
}
