package dev.cairn.testkit;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Work on files that an interrupt of the calling thread does not reach, as a timeout of JUnit sends
 * one: it would close the files for everyone. The thread that does it instead is a daemon, and so
 * are those that it starts: they do not keep a JVM alive that is through with its tests.
 */
final class Undisturbed {
    private Undisturbed() {}

    /** Does the work and waits for it; a thread that is interrupted meanwhile still is. */
    static <T> T call(Callable<T> work) throws ExecutionException {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = Thread.ofPlatform().daemon().name("cairn-test-server").start(task);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    thread.join();
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The same with work that throws nothing to be caught. */
    static void run(Runnable work) {
        try {
            Object unused = call(() -> {
                work.run();
                return true;
            });
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
