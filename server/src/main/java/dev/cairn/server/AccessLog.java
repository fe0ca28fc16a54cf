package dev.cairn.server;

import dev.cairn.s3.RequestLog;
import dev.cairn.server.config.AccessLogTarget;
import dev.cairn.storage.BucketStore;
import dev.cairn.storage.model.Bucket;
import dev.cairn.storage.model.BucketName;
import java.io.IOException;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The access log: a line for each finished S3 request, where the configuration wants it. */
final class AccessLog {
    /** Logged whatever the least level of other events is. */
    static final String LOGGER = "dev.cairn.access";

    private static final Logger LOG = LoggerFactory.getLogger(LOGGER);

    private final AccessLogTarget target;
    private final InstantSource time;

    /** Null unless the lines go to a file. */
    private final @Nullable AccessLogFile file;

    private AccessLog(AccessLogTarget target, InstantSource time, @Nullable AccessLogFile file) {
        this.target = target;
        this.time = time;
        this.file = file;
    }

    /**
     * Opens the log.
     *
     * @throws IOException when its file cannot be opened
     */
    static AccessLog open(AccessLogTarget target, InstantSource time) throws IOException {
        AccessLogFile file =
                target instanceof AccessLogTarget.File(var path) ? AccessLogFile.open(path) : null;
        return new AccessLog(target, time, file);
    }

    /**
     * What takes the requests of a port.
     *
     * @param hostId of the port's answers that have none of their own
     */
    Consumer<RequestLog> of(BucketStore buckets, String hostId) {
        if (target instanceof AccessLogTarget.Off) {
            return request -> {};
        }
        return request -> {
            String owner = owner(buckets, request.bucket());
            write(
                    AccessLine.of(
                            request,
                            time.instant(),
                            new AccessLine.Surroundings(owner, hostId)));
        };
    }

    private static @Nullable String owner(BucketStore buckets, @Nullable String name) {
        return name == null || !BucketName.isValid(name)
                ? null
                : buckets.find(new BucketName(name)).map(Bucket::owner).orElse(null);
    }

    private void write(String line) {
        if (file == null) {
            LOG.info(line);
        } else {
            file.append(line);
        }
    }

    /** Opens the file anew, under its name, after it was moved away. */
    void reopen() {
        if (file != null) {
            file.reopen();
        }
    }

    /** Writes what is left. */
    void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
