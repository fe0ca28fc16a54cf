package dev.cairn.it.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Drives any S3 endpoint over plain sockets: requests are signed before the clock starts, answers
 * are read and counted. One thread per connection.
 */
public final class Load {
    private static final Pattern UPLOAD_ID = Pattern.compile("<UploadId>([^<]+)</UploadId>");
    private static final int REQUESTS_MAX = 400_000;
    private static final int PART_BYTES = 5 << 20;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final LoadOptions options;
    private final Prepared prepared;
    private final InetSocketAddress address;
    private final String bucket;

    private Load(LoadOptions options) {
        this.options = options;
        prepared = new Prepared(options);
        address =
                new InetSocketAddress(
                        options.endpoint().getHost(), options.endpoint().getPort());
        bucket = "load-" + Long.toString(System.nanoTime(), Character.MAX_RADIX);
    }

    /** Runs one kind of work and prints a line. */
    public static void main(String[] args) throws Exception {
        LoadOptions options;
        try {
            options = LoadOptions.parse(args);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage() + "\n" + LoadOptions.USAGE);
            System.exit(2);
            return;
        }
        new Load(options).run();
    }

    private record Request(byte[] head, ByteBuffer body) {}

    private void run() throws Exception {
        one(prepared.head("PUT", "/" + bucket, 0), NOTHING);
        String title =
                options.work() + " " + options.sizeBytes() + " B (" + options.connections() + ")";
        Results results =
                switch (options.work()) {
                    case "put" -> put();
                    case "get" -> get();
                    case "list" -> list();
                    case "complete" -> complete();
                    case "mixed" -> mixed();
                    default -> throw new IllegalArgumentException(LoadOptions.USAGE);
                };
        System.out.println(results.line(title));
    }

    private Results put() throws Exception {
        ByteBuffer body = body(options.sizeBytes());
        long perSecond = 20_000L * 4096 / Math.max(4096, options.sizeBytes()) + 100;
        int count = (int) Math.min(REQUESTS_MAX, perSecond * options.duration().toSeconds());
        return measure(count, i -> new Request(object("PUT", "k" + i, body.limit()), body));
    }

    private Results get() throws Exception {
        fill(options.objects(), options.sizeBytes(), i -> "k" + i);
        Random random = new Random(1);
        List<byte[]> heads = new ArrayList<>();
        for (int i = 0; i < options.objects(); i++) {
            heads.add(object("GET", "k" + i, 0));
        }
        int[] order = random.ints(REQUESTS_MAX, 0, heads.size()).toArray();
        return measure(REQUESTS_MAX, i -> new Request(heads.get(order[i]), NOTHING));
    }

    private Results list() throws Exception {
        fill(options.objects(), 1, i -> "p" + i % 1000 + "/k" + i);
        String delimiter = options.delimiter();
        String target = "/" + bucket + "?list-type=2&max-keys=1000";
        String full = delimiter == null ? target : target + "&delimiter=" + encoded(delimiter);
        byte[] head = prepared.head("GET", full, 0);
        return measure(20_000, i -> new Request(head, NOTHING));
    }

    private Results complete() throws Exception {
        int uploads = options.uploads();
        List<Request> requests = new ArrayList<>();
        ByteBuffer body = body(PART_BYTES);
        for (int u = 0; u < uploads; u++) {
            String key = "mpu" + u;
            String answer = one(object("POST", key + "?uploads=", 0), NOTHING);
            Matcher found = UPLOAD_ID.matcher(answer);
            if (!found.find()) {
                throw new IOException("no upload id in " + answer);
            }
            String id = found.group(1);
            String[] tags = new String[options.parts()];
            inParallel(
                    options.parts(),
                    (connection, i) -> {
                        String target = key + "?partNumber=" + (i + 1) + "&uploadId=" + id;
                        connection.exchange(object("PUT", target, PART_BYTES), body);
                        tags[i] = connection.header("etag");
                    });
            StringBuilder list = new StringBuilder("<CompleteMultipartUpload>");
            for (int i = 0; i < tags.length; i++) {
                list.append("<Part><PartNumber>").append(i + 1).append("</PartNumber><ETag>");
                list.append(tags[i].replace("\"", "")).append("</ETag></Part>");
            }
            list.append("</CompleteMultipartUpload>");
            byte[] xml = list.toString().getBytes(StandardCharsets.UTF_8);
            byte[] head = object("POST", key + "?uploadId=" + id, xml.length);
            requests.add(new Request(head, ByteBuffer.wrap(xml)));
        }
        return measureOn(1, uploads, requests::get);
    }

    private Results mixed() throws Exception {
        fill(options.objects(), options.sizeBytes(), i -> "k" + i);
        ByteBuffer body = body(options.sizeBytes());
        byte[] list = prepared.head("GET", "/" + bucket + "?list-type=2&max-keys=100", 0);
        Random random = new Random(1);
        return measure(
                REQUESTS_MAX / 4,
                i -> {
                    String key = "k" + random.nextInt(options.objects());
                    int kind = random.nextInt(100);
                    if (kind < 60) {
                        return new Request(object("GET", key, 0), NOTHING);
                    }
                    if (kind < 85) {
                        return new Request(object("PUT", key, body.limit()), body);
                    }
                    return kind < 95
                            ? new Request(list, NOTHING)
                            : new Request(object("DELETE", "d" + i, 0), NOTHING);
                });
    }

    private void fill(int count, int size, IntFunction<String> key) throws Exception {
        ByteBuffer body = body(size);
        inParallel(
                count,
                (connection, i) -> connection.exchange(object("PUT", key.apply(i), body.limit()),
                        body));
    }

    private Results measure(int count, IntFunction<Request> request) throws Exception {
        return measureOn(options.connections(), count, request);
    }

    private Results measureOn(int connections, int count, IntFunction<Request> request)
            throws Exception {
        List<Request> requests = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            requests.add(request.apply(i));
        }
        ServerCpu cpu = new ServerCpu(options.pid());
        long[] nanos = new long[count];
        AtomicLong bytes = new AtomicLong();
        AtomicInteger next = new AtomicInteger();
        double cpuBefore = cpu.seconds();
        long start = System.nanoTime();
        long end = start + options.duration().toNanos();
        onThreads(
                connections,
                connection -> {
                    int i;
                    while (System.nanoTime() < end && (i = next.getAndIncrement()) < count) {
                        Request sent = requests.get(i);
                        long before = System.nanoTime();
                        long answer = connection.exchange(sent.head(), sent.body());
                        nanos[i] = System.nanoTime() - before;
                        bytes.addAndGet(answer + sent.body().limit());
                    }
                });
        double wall = (System.nanoTime() - start) / 1e9;
        double cpuUsed = cpu.seconds() - cpuBefore;
        long[] measured = Arrays.stream(nanos).filter(n -> n > 0).toArray();
        return new Results(measured, bytes.get(), wall, cpuUsed);
    }

    private interface Work {
        void run(LoadConnection connection) throws IOException;
    }

    private interface IndexedWork {
        void run(LoadConnection connection, int index) throws IOException;
    }

    private void inParallel(int count, IndexedWork work) throws Exception {
        AtomicInteger next = new AtomicInteger();
        onThreads(
                16,
                connection -> {
                    int i;
                    while ((i = next.getAndIncrement()) < count) {
                        work.run(connection, i);
                    }
                });
    }

    private void onThreads(int count, Work work) throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newFixedThreadPool(count)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                running.add(
                        threads.submit(
                                () -> {
                                    try (LoadConnection connection = new LoadConnection(address)) {
                                        work.run(connection);
                                    }
                                    return null;
                                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
    }

    private String one(byte[] head, ByteBuffer body) throws IOException {
        try (LoadConnection connection = new LoadConnection(address)) {
            return connection.exchangeForText(head, body);
        }
    }

    private byte[] object(String method, String target, long bytes) {
        return prepared.head(method, "/" + bucket + "/" + target, bytes);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static ByteBuffer body(int size) {
        ByteBuffer body = ByteBuffer.allocateDirect(size);
        byte[] random = new byte[size];
        new Random(size).nextBytes(random);
        return body.put(random).flip();
    }
}
