package dev.cairn.server.metrics;

import dev.cairn.s3.RequestLog;
import dev.cairn.storage.Storage;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All meters of the server, and the page on which Prometheus reads them. Safe for all threads. */
public final class Metrics implements AutoCloseable {
    /** The media type of {@link #scrape}. */
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final RequestMetrics requests = new RequestMetrics(registry);

    /** Held while the store is asked, so that two scrapes at a time do not mix. */
    private final Object scraping = new Object();

    private final Duration patience;
    private Supplier<Map<String, Long>> charged = Map::of;
    private @Nullable StoreMetrics store;
    private @Nullable UploadsObserver observer;

    public Metrics() {
        this(PATIENCE);
    }

    /**
     * Meters that are patient otherwise.
     *
     * @param patience how long a scrape waits for a look at all open uploads
     */
    Metrics(Duration patience) {
        this.patience = patience;
    }

    /** Counts finished requests. */
    public Consumer<RequestLog> requests() {
        return requests;
    }

    /** Where the engine registers its own meters. */
    public MeterRegistry registry() {
        return registry;
    }

    /** From now on the page shows what this store holds; called once. */
    public void observe(Storage storage) {
        synchronized (scraping) {
            observer = new UploadsObserver(storage, patience);
            store =
                    new StoreMetrics(
                            registry, storage, observer, new DeletedBytes(() -> charged.get()));
        }
    }

    /**
     * From now on the page shows what is charged although it is gone.
     *
     * @param deletedBytes by bucket
     */
    public void charge(Supplier<Map<String, Long>> deletedBytes) {
        synchronized (scraping) {
            charged = deletedBytes;
        }
    }

    /** From now on the store is not asked any more, except by gauges for its totals. */
    public void stopObserving() {
        synchronized (scraping) {
            store = null;
            if (observer != null) {
                observer.close();
            }
        }
    }

    /** Every meter with its present value. Blocks: it asks the store. */
    public String scrape() {
        synchronized (scraping) {
            if (store != null) {
                store.refresh();
            }
            return registry.scrape(CONTENT_TYPE);
        }
    }

    @Override
    public void close() {
        registry.close();
    }
}
