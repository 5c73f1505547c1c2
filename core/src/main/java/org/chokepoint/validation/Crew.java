package org.chokepoint.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Threads that do numbered pieces of work. Results come in the order of the numbers, whoever did them. */
final class Crew implements AutoCloseable {
    private final int threads;
    private final ExecutorService pool;

    Crew(int threads) {
        this.threads = threads;
        this.pool = Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, "fit");
            thread.setDaemon(true);
            return thread;
        });
    }

    int threads() {
        return threads;
    }

    /**
     * Does pieces 0 to {@code count} − 1.
     *
     * @throws CancellationException if the watch wants no more or this thread is interrupted
     */
    <T> List<T> each(int count, IntFunction<T> piece, Watch watch, String doing) {
        List<Future<T>> begun = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int number = i;
            begun.add(pool.submit(() -> piece.apply(number)));
        }
        List<T> done = new ArrayList<>(count);
        try {
            for (Future<T> future : begun) {
                done.add(result(future));
                if (!watch.goOn(done.size() / (double) count, doing)) {
                    throw new CancellationException("The fit was stopped.");
                }
            }
        } finally {
            for (Future<T> future : begun) {
                future.cancel(false);
            }
        }
        return done;
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("The fit was interrupted.");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException) {
                throw (RuntimeException) e.getCause();
            }
            if (e.getCause() instanceof Error) {
                throw (Error) e.getCause();
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
