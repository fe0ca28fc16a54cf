package dev.cairn.server;

import dev.cairn.server.http.FrontEnd;
import dev.cairn.storage.Storage;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Native libraries and what comes with them, loaded by a second processor while the first one reads
 * the configuration. Whoever needs them waits for this or does it: nothing depends on it, and what
 * fails here fails there, too, and is told there.
 */
public final class HeadStart {
    private HeadStart() {}

    /** Begins, and comes back at once. */
    public static void begin() {
        Thread.ofPlatform().daemon().name("cairn-head-start").start(HeadStart::run);
    }

    private static void run() {
        try {
            FrontEnd.preload();
            Storage.preload();
        } catch (IOException | RuntimeException | LinkageError e) {
            Logger log = LoggerFactory.getLogger(HeadStart.class);
            log.debug("nothing is gained", e);
        }
    }
}
