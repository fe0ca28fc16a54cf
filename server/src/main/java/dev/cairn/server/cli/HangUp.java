package dev.cairn.server.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SIGHUP, by which operators ask daemons to read their files again. The JDK has signals in {@code
 * sun.misc} only, which compilers warn of, so they are called by name: where they are missing, or
 * the signal is ignored (as under nohup) or kept by the JVM ({@code -Xrs}), nothing is read again.
 */
final class HangUp {
    private static final Logger LOG = LoggerFactory.getLogger(HangUp.class);
    private static final String SIGNAL = "sun.misc.Signal";
    private static final String HANDLER = "sun.misc.SignalHandler";

    private HangUp() {}

    /**
     * Runs this at each signal, on a thread of the JVM, as soon as the returned thread has ended.
     * Until then the signal ends the process; looking all this up takes a while, in which a start
     * has better things to do than to wait.
     */
    static Thread handle(Runnable action) {
        return Thread.ofPlatform().daemon().name("cairn-hang-up").start(() -> install(action));
    }

    private static void install(Runnable action) {
        try {
            Class<?> signal = Class.forName(SIGNAL);
            Class<?> handler = Class.forName(HANDLER);
            Object proxy =
                    Proxy.newProxyInstance(
                            HangUp.class.getClassLoader(),
                            new Class<?>[] {handler},
                            (self, method, arguments) -> {
                                if (method.getName().equals("handle")) {
                                    action.run();
                                }
                                return null;
                            });
            Object unused =
                    signal.getMethod("handle", signal, handler)
                            .invoke(null, signal.getConstructor(String.class).newInstance("HUP"),
                                    proxy);
        } catch (InvocationTargetException refused) {
            LOG.warn("SIGHUP is not heard: {}", String.valueOf(refused.getCause()));
        } catch (ReflectiveOperationException absent) {
            LOG.warn("SIGHUP is not heard: {}", absent.toString());
        }
    }
}
