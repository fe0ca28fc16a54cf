package dev.cairn.testkit.junit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The servers of one extension that are running, and which of them is that of the calling thread. A
 * thread of JUnit that waits within a test may run another one meanwhile, so they are stacked.
 */
final class RunningScopes {
    private final Set<ServerScope> open = ConcurrentHashMap.newKeySet();

    /** Of this extension alone: nothing of the kit is static. */
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<@Nullable Deque<ServerScope>> ofThread = new ThreadLocal<>();

    /** A server has been started, for what this thread does next. */
    void begin(ServerScope scope) {
        open.add(scope);
        enter(scope);
    }

    void end(ServerScope scope) {
        open.remove(scope);
        leave(scope);
    }

    /** This thread begins a test with a server. */
    void enter(ServerScope scope) {
        Deque<ServerScope> stack = ofThread.get();
        if (stack == null) {
            stack = new ArrayDeque<>();
            ofThread.set(stack);
        }
        stack.push(scope);
    }

    void leave(ServerScope scope) {
        Deque<ServerScope> stack = ofThread.get();
        if (stack != null) {
            stack.removeFirstOccurrence(scope);
            if (stack.isEmpty()) {
                ofThread.remove();
            }
        }
    }

    /** That of this thread, or the only one. */
    ServerScope current() {
        Deque<ServerScope> stack = ofThread.get();
        if (stack != null && !stack.isEmpty()) {
            return stack.element();
        }
        var all = open.iterator();
        if (!all.hasNext()) {
            throw new IllegalStateException("no server runs: it does from @BeforeAll on");
        }
        ServerScope only = all.next();
        if (all.hasNext()) {
            throw new IllegalStateException(
                    "several servers run, and this thread belongs to none of their tests: take the"
                            + " server as a parameter");
        }
        return only;
    }
}
