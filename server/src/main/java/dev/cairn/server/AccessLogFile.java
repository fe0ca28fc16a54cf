package dev.cairn.server;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of lines. Event loops log as well as operation threads, so lines are queued, and a thread
 * of its own writes them, many at a time where there are many. When the file does not keep up, lines
 * are left out, counted, and warned of: requests do not wait for their log.
 */
final class AccessLogFile implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(AccessLogFile.class);
    private static final int QUEUE_LINES_MAX = 16_384;

    /** Told apart from every line by not being one. */
    private static final String REOPEN = "\n";

    private static final String END = "\n\n";

    private final Path path;
    private final BlockingQueue<String> queue = new ArrayBlockingQueue<>(QUEUE_LINES_MAX);
    private final AtomicLong lostCount = new AtomicLong();
    private final Thread writer;

    /** The writer's own. */
    private OutputStream out;

    private AccessLogFile(Path path) throws IOException {
        this.path = path;
        this.out = open();
        this.writer = Thread.ofPlatform().daemon().name("cairn-access-log").unstarted(this::run);
    }

    /** Opens or makes a file, to be appended to. */
    static AccessLogFile open(Path path) throws IOException {
        AccessLogFile file = new AccessLogFile(path);
        file.writer.start();
        return file;
    }

    /** Never waits. */
    void append(String line) {
        if (!queue.offer(line)) {
            lostCount.incrementAndGet();
        }
    }

    /** What comes from now on goes to a new file of that name. */
    void reopen() {
        put(REOPEN);
    }

    /** Writes what is queued. */
    @Override
    public void close() throws IOException {
        put(END);
        boolean interrupted = false;
        while (writer.isAlive()) {
            try {
                writer.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        out.close();
    }

    private void put(String sign) {
        try {
            queue.put(sign);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private OutputStream open() throws IOException {
        return Files.newOutputStream(
                path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void run() {
        List<String> batch = new ArrayList<>();
        boolean ended = false;
        while (!ended) {
            try {
                batch.add(queue.take());
                queue.drainTo(batch);
                ended = batch.contains(END);
                write(batch);
            } catch (IOException e) {
                LOG.error("{} lines of {} are lost: {}", batch.size(), path, e.toString());
            } catch (InterruptedException e) {
                LOG.warn("the access log goes on in spite of an interrupt");
            }
            batch.clear();
        }
    }

    private void write(List<String> batch) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String line : batch) {
            if (line.equals(REOPEN)) {
                flush(text);
                OutputStream fresh = open();
                out.close();
                out = fresh;
            } else if (!line.equals(END)) {
                text.append(line).append('\n');
            }
        }
        flush(text);
        long lost = lostCount.getAndSet(0);
        if (lost > 0) {
            LOG.warn("{} lines of {} were left out: it does not keep up", lost, path);
        }
    }

    private void flush(StringBuilder text) throws IOException {
        out.write(text.toString().getBytes(StandardCharsets.US_ASCII));
        text.setLength(0);
    }
}
