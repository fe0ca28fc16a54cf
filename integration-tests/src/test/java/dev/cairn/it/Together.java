package dev.cairn.it;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs calls at the same moment, each on a thread of its own. */
public final class Together {
    private Together() {}

    /** How one call ended: a value or what it threw. */
    public sealed interface Ended<T> {
        /** The call returned. */
        record Done<T>(T value) implements Ended<T> {}

        /** The call threw. */
        record Failed<T>(Throwable failure) implements Ended<T> {}
    }

    /** Starts all calls at once and waits for all of them; the first failure is thrown. */
    public static <T> List<T> run(List<Callable<T>> calls) throws Exception {
        List<T> values = new ArrayList<>();
        for (Ended<T> ended : settle(calls)) {
            switch (ended) {
                case Ended.Done<T> done -> values.add(done.value());
                case Ended.Failed<T> failed -> throw new ExecutionException(failed.failure());
            }
        }
        return values;
    }

    /** Starts all calls at once and waits for all of them; in the order given. */
    public static <T> List<Ended<T>> settle(List<Callable<T>> calls) throws InterruptedException {
        CyclicBarrier start = new CyclicBarrier(calls.size());
        try (ExecutorService threads = Executors.newFixedThreadPool(calls.size())) {
            List<Future<T>> futures = new ArrayList<>();
            for (Callable<T> call : calls) {
                futures.add(threads.submit(() -> {
                    start.await();
                    return call.call();
                }));
            }
            List<Ended<T>> ends = new ArrayList<>();
            for (Future<T> future : futures) {
                ends.add(end(future));
            }
            return ends;
        }
    }

    private static <T> Ended<T> end(Future<T> future) throws InterruptedException {
        try {
            return new Ended.Done<>(future.get());
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            return new Ended.Failed<>(cause == null ? e : cause);
        }
    }
}
